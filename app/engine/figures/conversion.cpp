#include "engine/figures/conversion.h"

#include <algorithm>
#include <map>

#include "base/heap_sort.h"
#include "engine/archive.h"
#include "engine/prepare.h"
#include "engine/selection.h"
#include "metrics/conversion.h"
#include "metrics/stratified.h"

namespace engine {

using metrics::Cause;
using metrics::ConversionGroup;
using metrics::Shown;

namespace {

// Steps from 0 to the horizon; a day has a whole number of seconds for each.
constexpr std::uint32_t curve_steps = 96;
static_assert(metrics::day_s % curve_steps == 0);

// One group at the horizon; `at` where there is a horizon, the last of `curve`.
struct Side {
    const ConversionGroup* group = nullptr;
    std::vector<metrics::AtAge> curve;
    Shown shown = Shown::young;
};

Side side_of(const ConversionGroup* group, std::uint32_t horizon_days, bool with_curve) {
    Side side;
    side.group = group;
    if (!group) return side;
    if (group->few()) {
        side.shown = Shown::few;
        return side;
    }
    if (horizon_days == 0) return side;
    const std::uint32_t horizon = horizon_days * metrics::day_s;
    std::vector<std::uint32_t> ages;
    for (std::uint32_t step = with_curve ? 0 : curve_steps; step <= curve_steps; ++step)
        ages.push_back(horizon / curve_steps * step);
    side.curve = metrics::estimates_at(group->times, ages);
    side.shown = metrics::Showing(*group).at(horizon);
    return side;
}

// Fills what a row and the other side of a comparison have in common.
template <class Part>
void tell(const Side& side, Part& part) {
    if (!side.group) return;
    part.ledger = answer_of(side.group->observed);
    part.left_out = side.group->left_out;
    part.counts_only = side.shown == Shown::few ? "few" : side.shown == Shown::young ? "young" : "";
    if (side.curve.empty()) return;
    const metrics::AtAge& at = side.curve.back();
    part.at_risk = at.at_risk;
    if (side.shown != Shown::estimate) return;
    part.advance = estimate_of(at.of(Cause::advanced));
    part.lose = estimate_of(at.of(Cause::lost));
    part.other = estimate_of(at.of(Cause::other));
    part.possible = estimate_of(at.survival);
}

struct Pair {
    const ConversionGroup* first = nullptr;
    const ConversionGroup* second = nullptr;
    Keys texts = {};  // of the keys
    const std::vector<std::uint32_t>& keys() const { return (first ? first : second)->keys; }
};

// The groups of both by their keys, which ascend in both.
std::vector<Pair> paired(const std::vector<ConversionGroup>& first, const std::vector<ConversionGroup>& second) {
    std::vector<Pair> pairs;
    auto a = first.begin();
    auto b = second.begin();
    while (a != first.end() || b != second.end()) {
        const bool takes_a = b == second.end() || (a != first.end() && a->keys <= b->keys);
        const bool takes_b = a == first.end() || (b != second.end() && b->keys <= a->keys);
        pairs.push_back({takes_a ? &*a : nullptr, takes_b ? &*b : nullptr, {}});
        if (takes_a) ++a;
        if (takes_b) ++b;
    }
    return pairs;
}

base::Result<std::optional<metrics::Path>> path_of(const model::DataSet& data, const Question& question) {
    if (question.from_stage.empty() && question.to_stage.empty()) return std::optional<metrics::Path>();
    const auto find = [&](const std::string& id) {
        return std::ranges::find(data.stages, id, &model::Stage::id) - data.stages.begin();
    };
    const auto bad = [](const char* key, const std::string& id) {
        return Error{ErrorCode::question_bad_value, "", 0, key, 0, base::error_detail(id)};
    };
    const auto from = find(question.from_stage);
    const auto to = find(question.to_stage);
    const auto count = std::ssize(data.stages);
    if (from == count || data.stages[static_cast<std::size_t>(from)].outcome == model::Outcome::lost)
        return bad("from_stage", question.from_stage);
    if (to == count || to <= from || data.stages[static_cast<std::size_t>(to)].outcome == model::Outcome::lost)
        return bad("to_stage", question.to_stage);
    return std::optional(metrics::Path{static_cast<model::StageIndex>(from), static_cast<model::StageIndex>(to)});
}

// 0 where the data reach none; nothing where one is asked for that lies beyond the data.
std::optional<std::uint32_t> horizon_days_of(const Question& question, const std::vector<Pair>& pairs,
                                             std::uint32_t longest_s) {
    if (question.horizon_days != 0) {
        const bool beyond = std::uint64_t{question.horizon_days} * metrics::day_s > longest_s;
        return beyond && !pairs.empty() ? std::nullopt : std::optional(question.horizon_days);
    }
    std::vector<const ConversionGroup*> groups;
    for (const Pair& pair : pairs)
        for (const ConversionGroup* group : {pair.first, pair.second})
            if (group) groups.push_back(group);
    return metrics::horizon_of(groups, longest_s).value_or(0);
}

// The strata of a row: by source and segment, of the entries that were followed as long as the horizon.
using Strata = std::map<std::vector<std::uint32_t>, metrics::Stratum>;

void count(const ConversionGroup& group, std::uint32_t horizon, std::uint64_t& hits, std::uint64_t& of) {
    of = group.times.size();
    hits = static_cast<std::uint64_t>(std::ranges::count_if(group.times, [horizon](const metrics::Observed& entry) {
        return entry.cause == Cause::advanced && entry.age <= horizon;
    }));
}

LikeForLike like_for_like_of(const Strata& strata) {
    LikeForLike out;
    std::vector<metrics::Stratum> both;
    std::uint64_t hits = 0, of = 0, other_hits = 0, other_of = 0;
    for (const auto& [keys, stratum] : strata) {
        if (stratum.of == 0 || stratum.other_of == 0) {
            out.beside += stratum.of + stratum.other_of;
            continue;
        }
        both.push_back(stratum);
        hits += stratum.hits;
        of += stratum.of;
        other_hits += stratum.other_hits;
        other_of += stratum.other_of;
    }
    out.strata = both.size();
    out.rate = rate_of(hits, of);
    out.against = rate_of(other_hits, other_of);
    const std::uint64_t advanced = hits + other_hits, all = of + other_of;
    out.thin = std::min(of, other_of) < metrics::fewest_entries ||
               std::min(advanced, all - advanced) < metrics::fewest_advances;
    const auto common = out.thin ? std::nullopt : metrics::common_odds(both);
    out.thin = !common;
    if (!common) return out;
    out.odds_ratio = common->odds_ratio;
    out.low = common->interval.low;
    out.high = common->interval.high;
    out.p = common->p;
    return out;
}

ConversionRow row_of(const Pair& pair, std::uint32_t horizon_days, bool compared, bool with_curve) {
    ConversionRow row;
    row.keys = pair.texts;
    const Side side = side_of(pair.first, horizon_days, with_curve);
    tell(side, row);
    if (with_curve && side.shown == Shown::estimate)
        for (const metrics::AtAge& at : side.curve)
            row.curve.push_back(
                {at.age, at.at_risk, estimate_of(at.of(Cause::advanced)), estimate_of(at.of(Cause::lost))});
    if (!compared) return row;
    const Side other = side_of(pair.second, horizon_days, false);
    tell(other, row.against.emplace());
    if (side.shown == Shown::estimate && other.shown == Shown::estimate)
        row.difference = estimate_of(
            metrics::difference(side.curve.back().of(Cause::advanced), other.curve.back().of(Cause::advanced)));
    return row;
}

}  // namespace

template <class Archive>
void fields(Archive& a, ConversionPoint& v) {
    a("age_s", v.age_s);
    a("at_risk", v.at_risk);
    a("advance", v.advance);
    a("lose", v.lose);
}

template <class Archive, class Part>
void fields_of_side(Archive& a, Part& v) {
    fields(a, v.ledger);
    a("left_out", v.left_out);
    a("at_risk", v.at_risk);
    a("counts_only", v.counts_only);
    a("advance", v.advance);
    a("lose", v.lose);
    a("other", v.other);
    a("possible", v.possible);
}

template <class Archive>
void fields(Archive& a, ConversionOther& v) {
    fields_of_side(a, v);
}

template <class Archive>
void fields(Archive& a, LikeForLike& v) {
    a("by", v.by);
    a("strata", v.strata);
    a("rate", v.rate);
    a("against", v.against);
    a("beside", v.beside);
    a("odds_ratio", v.odds_ratio);
    a("low", v.low);
    a("high", v.high);
    a("p", v.p);
    a("thin", v.thin);
}

template <class Archive>
void fields(Archive& a, ConversionRow& v) {
    a.named_keys(v.keys);
    fields_of_side(a, v);
    a("curve", v.curve);
    a("against", v.against);
    a("difference", v.difference);
    a("like_for_like", v.like_for_like);
}

template <class Archive>
void fields(Archive& a, ConversionAnswer& v) {
    fields(a, v.head);
    a.by = &v.head.question.by;
    a("horizon_days", v.horizon_days);
    a("rows", v.rows);
}

base::Result<ConversionAnswer> conversion(const Loaded& loaded, const Question& question) {
    auto prepared = prepare(loaded, question, Figure::conversion);
    if (!prepared) return prepared.error();
    const model::DataSet& data = loaded.data;
    const auto path = path_of(data, question);
    if (!path) return path.error();
    std::optional<metrics::Selection> against;
    if (question.against) {
        auto selection = select(data, *question.against, prepared->zone);
        if (!selection) return selection.error();
        against = *std::move(selection);
    }
    ConversionAnswer answer;
    answer.head = std::move(prepared->head);
    if (!answer.head.refused.empty()) return answer;
    // Entries chosen by how they ended say nothing of how entries end.
    if (!question.filter.exit.empty() || (question.against && !question.against->exit.empty())) {
        answer.head.refused = "chosen_by_exit";
        return answer;
    }
    const auto& dimensions = prepared->dimensions;
    const auto entries_of = [&](const metrics::Selection& selection, const metrics::Selection* other) {
        return metrics::conversion_entries(data, selection, dimensions, question.jumps, prepared->zone, *path, other);
    };
    const metrics::ConversionEntries first = entries_of(prepared->selection, against ? &*against : nullptr);
    if (first.shared) {
        answer.head.refused = "groups_overlap";
        return answer;
    }
    const metrics::ConversionEntries second = against ? entries_of(*against, nullptr) : metrics::ConversionEntries();
    std::vector<Pair> pairs = paired(first.groups, second.groups);
    const std::uint32_t longest_s = against ? std::min(first.longest_s, second.longest_s) : first.longest_s;
    const auto horizon_days = horizon_days_of(question, pairs, longest_s);
    if (!horizon_days) {
        answer.head.refused = "horizon_beyond_data";
        return answer;
    }
    answer.horizon_days = *horizon_days;
    for (Pair& pair : pairs) pair.texts = keys_text(data, dimensions, pair.keys());
    base::heap_sort(pairs.begin(), pairs.end(), [&](const Pair& a, const Pair& b) {
        return listed_before(dimensions, a.keys(), a.texts, b.keys(), b.texts);
    });
    std::map<std::vector<std::uint32_t>, Strata> strata;
    std::vector<By> alike;
    if (against && question.filter.source == question.against->source) alike.push_back(By::source);
    if (against && question.filter.segment == question.against->segment) alike.push_back(By::segment);
    if (against && answer.horizon_days > 0) {
        const std::uint32_t horizon = answer.horizon_days * metrics::day_s;
        auto finer = dimensions;
        for (const By part : alike)
            if (const auto dimension = static_cast<metrics::Dimension>(part);
                std::ranges::find(finer, dimension) == finer.end())
                finer.push_back(dimension);
        const auto add = [&](metrics::Selection selection, std::uint64_t metrics::Stratum::* hits,
                             std::uint64_t metrics::Stratum::* of) {
            // Entered long enough before the cut-off; the data reach as far as the horizon.
            selection.to = std::min(selection.to, data.cut_off - horizon + 1);
            const auto entries =
                metrics::conversion_entries(data, selection, finer, question.jumps, prepared->zone, *path);
            for (const ConversionGroup& group : entries.groups) {
                const std::vector<std::uint32_t> row(group.keys.begin(), group.keys.begin() + std::ssize(dimensions));
                metrics::Stratum& stratum = strata[row][group.keys];
                count(group, horizon, stratum.*hits, stratum.*of);
            }
        };
        add(prepared->selection, &metrics::Stratum::hits, &metrics::Stratum::of);
        add(*against, &metrics::Stratum::other_hits, &metrics::Stratum::other_of);
    }
    const bool with_curves = pairs.size() <= base::limits::curves_answered;
    answer.rows.reserve(pairs.size());
    for (const Pair& pair : pairs) {
        answer.rows.push_back(row_of(pair, answer.horizon_days, against.has_value(), with_curves));
        if (!against || answer.horizon_days == 0) continue;
        answer.rows.back().like_for_like = like_for_like_of(strata[pair.keys()]);
        answer.rows.back().like_for_like->by = alike;
    }
    return answer;
}

SEPTET_ANSWER_CODEC(ConversionAnswer)

}  // namespace engine
