#include "metrics/quality.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/heap_sort.h"
#include "base/limits.h"
#include "base/utf8.h"

namespace metrics {
namespace {

using model::DataSet;
using model::Side;

enum class Truth : std::uint8_t { no, yes, unknown };
Truth negated(Truth truth) { return truth == Truth::unknown ? truth : truth == Truth::yes ? Truth::no : Truth::yes; }

struct Said {
    Evidence place;
    Side side = Side::unknown;
    std::optional<std::uint32_t> at_ms;
};

// Something said that speaks for a condition; not certain: whether it does hangs on what is not known.
struct Witness {
    Said said;
    bool certain = true;
};

struct Answer {
    Truth truth = Truth::no;
    std::vector<Witness> witnesses;
};

// What must be said before; asked in the order of places.
class Before {
public:
    explicit Before(Answer answer) : witnesses_(std::move(answer.witnesses)) {
        base::heap_sort(witnesses_.begin(), witnesses_.end(), [](const Witness& a, const Witness& b) {
            return std::tie(a.said.place.turn, a.said.place.end) < std::tie(b.said.place.turn, b.said.place.end);
        });
    }
    // Whether `said` stands behind one of them, and if need be soon enough.
    Truth followed_by(const Said& said, std::optional<std::uint32_t> within_ms) {
        for (; next_ < witnesses_.size(); ++next_) {
            const Witness& one = witnesses_[next_];
            if (std::tie(said.place.turn, said.place.begin) < std::tie(one.said.place.turn, one.said.place.end)) break;
            Seen& seen = seen_[one.certain];
            seen.any = true;
            seen.untimed |= !one.said.at_ms;
            if (one.said.at_ms) seen.latest_ms = std::max(seen.latest_ms.value_or(0), *one.said.at_ms);
        }
        const Seen &possible = seen_[0], &certain = seen_[1];
        if (!possible.any && !certain.any) return Truth::no;
        if (!within_ms) return certain.any ? Truth::yes : Truth::unknown;
        if (!said.at_ms) return Truth::unknown;
        const auto soon = [&](const Seen& seen) {
            return seen.latest_ms && *said.at_ms <= *seen.latest_ms + std::uint64_t{*within_ms};
        };
        if (soon(certain)) return Truth::yes;
        return soon(possible) || possible.untimed || certain.untimed ? Truth::unknown : Truth::no;
    }

private:
    // Of those that stand before what was asked last: the certain ones, and the others.
    struct Seen {
        bool any = false, untimed = false;
        std::optional<std::uint32_t> latest_ms;
    };
    std::vector<Witness> witnesses_;
    std::size_t next_ = 0;
    std::array<Seen, 2> seen_;
};

// What one call says to the conditions of one set.
class Judge {
public:
    Judge(const DataSet& data, model::CallIndex call, const CallFigures& figures, const QualitySet& set)
        : figures_(figures), lists_(set.phrases.size()), rules_(set.rules.size()) {
        const std::vector<Side> sides = sides_of(data, call);
        std::vector<PhraseHit> hits;
        const model::TurnIndex begin = data.calls.turns_begin[call];
        for (model::TurnIndex turn = begin; turn < begin + data.calls.turns[call]; ++turn) {
            const std::uint32_t speaker = data.turns.speaker[turn];
            const Side side = speaker < sides.size() ? sides[speaker] : Side::unknown;
            too_many_ |= !set.phrases.find(data.turns.text[turn], hits);
            count_ += hits.size();
            too_many_ |= count_ > base::limits::rule_hits;
            if (too_many_) return;
            for (const PhraseHit& hit : hits)
                lists_[set.phrases.topic_of(hit.phrase)].push_back(
                    {{turn, hit.begin, hit.end, hit.phrase}, side, said_at_ms(data, turn, hit.begin)});
        }
    }

    // Rules that a condition names have been answered before it.
    void keep(std::uint32_t rule, Answer answer) { rules_[rule] = std::move(answer); }
    const Answer& kept(std::uint32_t rule) const { return rules_[rule]; }

    Answer answer(const QualityCondition& condition) const {
        using Kind = QualityCondition::Kind;
        switch (condition.kind) {
            case Kind::phrases: return of_phrases(condition);
            case Kind::measure: return {of_measure(condition), {}};
            case Kind::rule: return rules_[condition.rule];
            case Kind::all:
            case Kind::any:
            case Kind::none: return of_parts(condition);
        }
        return {};
    }

private:
    const CallFigures& figures_;
    std::vector<std::vector<Said>> lists_;  // what is said of each list, by place
    std::vector<Answer> rules_;
    std::size_t count_ = 0;
    bool too_many_ = false;

    // Kleene's and, or; what speaks for any part speaks for the whole.
    Answer of_parts(const QualityCondition& condition) const {
        const bool all = condition.kind == QualityCondition::Kind::all;
        Answer out{all ? Truth::yes : Truth::no, {}};
        const Truth decides = all ? Truth::no : Truth::yes;
        for (const QualityCondition& part : condition.parts) {
            Answer one = answer(part);
            if (one.truth == decides || (one.truth == Truth::unknown && out.truth != decides)) out.truth = one.truth;
            out.witnesses.insert(out.witnesses.end(), one.witnesses.begin(), one.witnesses.end());
        }
        if (condition.parts.size() > 1) by_place(out.witnesses);
        if (condition.kind == QualityCondition::Kind::none) out.truth = negated(out.truth);
        return out;
    }

    Truth of_measure(const QualityCondition& condition) const {
        const auto value = value_of(condition.measure, figures_);
        if (!value) return Truth::unknown;
        return (!condition.above || *value > *condition.above) && (!condition.below || *value < *condition.below)
                   ? Truth::yes
                   : Truth::no;
    }

    Answer of_phrases(const QualityCondition& condition) const {
        Answer out;
        if (too_many_) return {Truth::unknown, {}};
        Before before(condition.parts.empty() ? Answer{} : answer(condition.parts.front()));
        std::uint32_t certain = 0, possible = 0;
        for (const Said& said : lists_[condition.list]) {
            Truth counts = by_whom(condition.by, said.side);
            const auto also = [&](Truth truth) {
                if (truth == Truth::no || counts == Truth::no)
                    counts = Truth::no;
                else if (truth == Truth::unknown)
                    counts = Truth::unknown;
            };
            if (condition.first_ms) also(!said.at_ms ? Truth::unknown : truth_of(*said.at_ms <= *condition.first_ms));
            if (condition.last_ms) also(in_last(*condition.last_ms, said));
            if (!condition.parts.empty()) also(before.followed_by(said, condition.within_ms));
            if (counts == Truth::no) continue;
            ++(counts == Truth::yes ? certain : possible);
            out.witnesses.push_back({said, counts == Truth::yes});
        }
        out.truth = certain >= condition.at_least              ? Truth::yes
                    : certain + possible >= condition.at_least ? Truth::unknown
                                                               : Truth::no;
        return out;
    }

    // Each once: what is certain for one part is.
    static void by_place(std::vector<Witness>& witnesses) {
        const auto key = [](const Witness& one) {
            const Evidence& place = one.said.place;
            return std::tuple(place.turn, place.begin, place.end, place.phrase);
        };
        base::heap_sort(witnesses.begin(), witnesses.end(), [&](const Witness& a, const Witness& b) {
            return key(a) != key(b) ? key(a) < key(b) : a.certain > b.certain;
        });
        const auto same = [&](const Witness& a, const Witness& b) { return key(a) == key(b); };
        witnesses.erase(std::unique(witnesses.begin(), witnesses.end(), same), witnesses.end());
    }

    static Truth truth_of(bool is) { return is ? Truth::yes : Truth::no; }
    static Truth by_whom(SaidBy by, Side side) {
        if (by == SaidBy::anyone) return Truth::yes;
        if (side == Side::unknown) return Truth::unknown;
        return truth_of(side == (by == SaidBy::rep ? Side::rep : Side::customer));
    }
    Truth in_last(std::uint32_t last_ms, const Said& said) const {
        if (!said.at_ms || figures_.duration_ms == 0) return Truth::unknown;
        return truth_of(std::uint64_t{*said.at_ms} + last_ms >= figures_.duration_ms);
    }
};

template <class T>
bool is_one_of(const std::vector<T>& list, const auto& value) {
    return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
}

bool is_of(const QualityRule& rule, const DataSet& data, model::CallIndex call, const CallPlace& place) {
    const model::Calls& calls = data.calls;
    return is_one_of(rule.role, place.role) && is_one_of(rule.channel, calls.channel[call]) &&
           is_one_of(rule.direction, calls.direction[call]) &&
           is_one_of(rule.stage, place.stage ? data.stages[*place.stage].id : std::string()) &&
           is_one_of(rule.purpose, data.labels[calls.purpose[call]]);
}

void take_evidence(const Answer& answer, std::vector<Evidence>& out) {
    for (const Witness& witness : answer.witnesses) out.push_back(witness.said.place);
    base::heap_sort(out.begin(), out.end(), [](const Evidence& a, const Evidence& b) {
        return std::tie(a.turn, a.begin, a.end, a.phrase) < std::tie(b.turn, b.begin, b.end, b.phrase);
    });
    out.erase(std::unique(out.begin(), out.end()), out.end());
    out.resize(std::min(out.size(), base::limits::evidence));
}

void settle_score(const QualitySet& set, CallQuality& quality) {
    double kept = 0, told = 0;
    bool settled = true;
    for (std::size_t i = 0; i < set.rules.size(); ++i) {
        const QualityRule& rule = set.rules[i];
        const RuleResult result = quality.results[i];
        if (result == RuleResult::kept) kept += rule.weight;
        if (result == RuleResult::kept || result == RuleResult::broken) told += rule.weight;
        quality.critical |= rule.critical && result == RuleResult::broken;
        settled &= !(rule.critical && result == RuleResult::not_known);
    }
    if (quality.critical)
        quality.score = 0;
    else if (settled && told > 0)
        quality.score = 100 * kept / told;
}

std::uint32_t set_for(std::span<const QualitySet> sets, std::string_view language) {
    std::uint32_t of_any = no_set;
    for (std::uint32_t i = 0; i < sets.size(); ++i) {
        if (sets[i].language == language) return i;
        if (sets[i].language.empty()) of_any = i;
    }
    return of_any;
}

}  // namespace

std::string language_of(const DataSet& data, model::CallIndex call) {
    const std::string said = base::utf8_fold(data.labels[data.calls.language[call]]);
    const std::string first = said.substr(0, said.find_first_of("-_"));
    if (!first.empty()) return first == "cmn" ? "zh" : first;
    SpokenText text;
    const model::TurnIndex begin = data.calls.turns_begin[call];
    for (model::TurnIndex turn = begin; turn < begin + data.calls.turns[call]; ++turn)
        text += read_speech(data.turns.text[turn]);
    return text.units() == 0 ? "" : text.characters > text.words ? "zh" : "en";
}

CallQuality quality_of(const DataSet& data, model::CallIndex call, const CallFigures& figures,
                       std::span<const QualitySet> sets, bool evidence) {
    CallQuality out;
    out.worded = has_words(data, call);
    if (!out.worded) return out;
    out.set = set_for(sets, language_of(data, call));
    if (out.set == no_set) return out;
    const QualitySet& set = sets[out.set];
    out.results.resize(set.rules.size());
    if (evidence) out.evidence.resize(set.rules.size());
    const CallPlace place = place_of(data, call);
    Judge judge(data, call, figures, set);
    for (const std::uint32_t rule : set.order) judge.keep(rule, judge.answer(set.rules[rule].when));
    for (std::uint32_t i = 0; i < set.rules.size(); ++i) {
        const QualityRule& rule = set.rules[i];
        if (!is_of(rule, data, call, place)) continue;
        const Truth applies = rule.only_if ? judge.answer(*rule.only_if).truth : Truth::yes;
        if (applies == Truth::no) continue;
        const Answer& answer = judge.kept(i);
        out.results[i] = applies == Truth::unknown || answer.truth == Truth::unknown ? RuleResult::not_known
                         : answer.truth == Truth::yes                                ? RuleResult::kept
                                                                                     : RuleResult::broken;
        if (evidence) take_evidence(answer, out.evidence[i]);
    }
    settle_score(set, out);
    return out;
}

std::vector<CallQuality> quality_of_all(const DataSet& data, std::span<const CallFigures> figures,
                                        std::span<const QualitySet> sets) {
    std::vector<CallQuality> out;
    out.reserve(figures.size());
    for (model::CallIndex call = 0; call < figures.size(); ++call)
        out.push_back(quality_of(data, call, figures[call], sets, false));
    return out;
}

namespace {

void tell_scores(std::vector<double>& scores, QualityGroup& group) {
    group.scored = scores.size();
    if (scores.empty()) return;
    base::heap_sort(scores.begin(), scores.end());
    group.median = scores[(scores.size() - 1) / 2];
    double sum = 0;
    for (const double score : scores) sum += score;
    group.mean = sum / static_cast<double>(scores.size());
    if (group.scored < least_scored) return;
    group.interval = mean_interval(scores);
    group.interval->low = std::max(group.interval->low, 0.0);
    group.interval->high = std::min(group.interval->high, 100.0);
}

}  // namespace

std::vector<QualityGroup> quality_groups(std::span<const CallQuality> quality, std::span<const QualitySet> sets,
                                         const GroupedCalls& calls) {
    std::vector<QualityGroup> groups(calls.keys.size());
    std::vector<std::vector<double>> scores(groups.size());
    for (std::size_t i = 0; i < groups.size(); ++i) {
        groups[i].keys = calls.keys[i];
        for (const QualitySet& set : sets) groups[i].rules.emplace_back(set.rules.size());
    }
    for (model::CallIndex call = 0; call < quality.size(); ++call) {
        const std::uint32_t at = calls.group[call];
        if (at == no_group) continue;
        QualityGroup& group = groups[at];
        const CallQuality& one = quality[call];
        ++group.calls;
        if (one.set == no_set) {
            ++(one.worded ? group.no_rules : group.no_words);
            continue;
        }
        for (std::size_t i = 0; i < one.results.size(); ++i) {
            RuleFigure& rule = group.rules[one.set][i];
            rule.kept += one.results[i] == RuleResult::kept;
            rule.broken += one.results[i] == RuleResult::broken;
            rule.not_known += one.results[i] == RuleResult::not_known;
        }
        if (one.score)
            scores[at].push_back(*one.score);
        else
            ++group.unsettled;
        group.critical += one.critical;
    }
    for (std::size_t i = 0; i < groups.size(); ++i) tell_scores(scores[i], groups[i]);
    return groups;
}

}  // namespace metrics
