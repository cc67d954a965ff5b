#include "metrics/topics.h"

#include <algorithm>
#include <tuple>

#include "base/heap_sort.h"
#include "base/limits.h"
#include "metrics/months.h"

namespace metrics {

using model::DataSet;
using model::Side;

base::Result<Topics> Topics::make(std::span<const std::vector<std::string_view>> phrases) {
    Topics out;
    std::vector<std::string_view> all;
    for (std::uint32_t topic = 0; topic < phrases.size(); ++topic) {
        all.insert(all.end(), phrases[topic].begin(), phrases[topic].end());
        out.topic_of_.resize(all.size(), topic);
    }
    base::Result<Phrases> made = Phrases::make(all);
    if (!made) return made.error();
    out.phrases_ = std::move(*made);
    out.topics_ = phrases.size();
    return out;
}

bool Topics::find(std::string_view text, std::vector<PhraseHit>& mentions) const {
    const bool all = phrases_.find(text, mentions);
    if (mentions.size() < 2) return all;
    base::heap_sort(mentions.begin(), mentions.end(), [&](const PhraseHit& a, const PhraseHit& b) {
        return std::tuple(topic_of_[a.phrase], a.begin, a.end, a.phrase) <
               std::tuple(topic_of_[b.phrase], b.begin, b.end, b.phrase);
    });
    // What longest_hits keeps of each topic.
    std::size_t kept = 0;
    for (const PhraseHit hit : mentions) {
        const bool same = kept > 0 && topic_of_[mentions[kept - 1].phrase] == topic_of_[hit.phrase];
        if (same && mentions[kept - 1].begin == hit.begin)
            mentions[kept - 1] = hit;
        else if (!same || mentions[kept - 1].end <= hit.begin)
            mentions[kept++] = hit;
    }
    mentions.resize(kept);
    return all;
}

std::optional<std::uint32_t> said_at_ms(const DataSet& data, model::TurnIndex turn, std::uint32_t at) {
    const std::uint32_t start = data.turns.start_ms[turn], end = data.turns.end_ms[turn];
    if (start == model::no_time_ms || end == model::no_time_ms) return std::nullopt;
    const std::size_t length = std::max<std::size_t>(data.turns.text[turn].size(), 1);
    return start + static_cast<std::uint32_t>(std::uint64_t{end - start} * at / length);
}

bool has_words(const DataSet& data, model::CallIndex call) {
    const model::TurnIndex begin = data.calls.turns_begin[call];
    for (model::TurnIndex turn = begin; turn < begin + data.calls.turns[call]; ++turn)
        if (read_speech(data.turns.text[turn]).units() > 0) return true;
    return false;
}

Mentions find_mentions(const DataSet& data, const Topics& topics) {
    Mentions out;
    const std::size_t calls = data.calls.at.size();
    std::vector<PhraseHit> hits;
    for (model::CallIndex call = 0; call < calls; ++call) {
        const model::TurnIndex begin = data.calls.turns_begin[call];
        for (model::TurnIndex turn = begin; turn < begin + data.calls.turns[call]; ++turn) {
            out.too_many |= !topics.find(data.turns.text[turn], hits);
            for (const PhraseHit& hit : hits) {
                out.turn.push_back(turn);
                out.begin.push_back(hit.begin);
                out.phrase.push_back(static_cast<std::uint16_t>(hit.phrase));
            }
        }
        if (out.too_many || out.turn.size() > base::limits::topic_hits) {
            out = {};
            out.too_many = true;
            return out;
        }
        out.calls_end.push_back(static_cast<std::uint32_t>(out.turn.size()));
        out.worded.push_back(has_words(data, call));
    }
    return out;
}

std::size_t topic_side(Side side) { return std::min<std::size_t>(static_cast<std::size_t>(side), topic_sides - 1); }

namespace {

// Of one call and topic, while the call's mentions are walked.
struct Seen {
    std::array<std::uint32_t, topic_sides> by{};
    std::size_t first_by = 0;
    std::optional<std::uint32_t> first_ms;
    std::uint32_t first_turn = 0;
    bool any = false;
};

std::size_t outcome_of(const DataSet& data, model::CallIndex call) {
    const CallPlace place = place_of(data, call);
    return place.stay ? static_cast<std::size_t>(data.spells.exit(*place.stay)) : no_outcome;
}

double median_of(std::vector<double>& values) {
    base::heap_sort(values.begin(), values.end());
    return values[(values.size() - 1) / 2];
}

}  // namespace

TopicGroups topic_groups(const DataSet& data, const Topics& topics, const Mentions& mentions, const GroupedCalls& calls,
                         const base::Zone& zone, TopicsAsked asked) {
    TopicGroups out;
    out.groups.resize(calls.keys.size());
    std::vector<std::uint32_t> month_of_call(asked.months ? calls.group.size() : 0);
    if (asked.months) {
        for (model::CallIndex call = 0; call < calls.group.size(); ++call) {
            if (calls.group[call] == no_group || !mentions.worded[call]) continue;
            month_of_call[call] = month_of(data.calls.at[call], zone);
            out.months.push_back(month_of_call[call]);
        }
        base::heap_sort(out.months.begin(), out.months.end());
        out.months.erase(std::unique(out.months.begin(), out.months.end()), out.months.end());
    }
    for (std::size_t i = 0; i < out.groups.size(); ++i) {
        TopicGroup& group = out.groups[i];
        group.keys = calls.keys[i];
        group.topics.resize(topics.size());
        group.months.resize(out.months.size());
        for (TopicFigure& topic : group.topics) topic.months.resize(out.months.size());
    }
    std::vector<std::vector<double>> firsts(out.groups.size() * topics.size());  // seconds
    std::vector<std::vector<PhraseFigure>> phrases(asked.phrases ? out.groups.size() : 0);
    for (auto& list : phrases) list.resize(topics.phrases());
    std::vector<model::CallIndex> last_call(topics.phrases(), 0xffffffff);
    std::vector<Seen> seen(topics.size());
    std::vector<std::uint32_t> touched;
    for (model::CallIndex call = 0; call < calls.group.size(); ++call) {
        const std::uint32_t at = calls.group[call];
        if (at == no_group) continue;
        TopicGroup& group = out.groups[at];
        ++group.calls;
        if (!mentions.worded[call]) continue;
        ++group.worded;
        const std::size_t outcome = outcome_of(data, call);
        ++group.outcomes[outcome];
        const std::size_t month =
            asked.months
                ? static_cast<std::size_t>(std::lower_bound(out.months.begin(), out.months.end(), month_of_call[call]) -
                                           out.months.begin())
                : 0;
        if (asked.months) ++group.months[month];
        const std::uint32_t begin = call == 0 ? 0 : mentions.calls_end[call - 1], end = mentions.calls_end[call];
        if (begin == end) continue;
        const std::vector<Side> sides = sides_of(data, call);
        touched.clear();
        for (std::uint32_t i = begin; i < end; ++i) {
            const std::uint32_t phrase = mentions.phrase[i], topic = topics.topic_of(phrase);
            const std::uint32_t speaker = data.turns.speaker[mentions.turn[i]];
            const std::size_t side = topic_side(speaker < sides.size() ? sides[speaker] : Side::unknown);
            Seen& one = seen[topic];
            if (!one.any) {
                // Turns stand in the order of their beginnings, and of a turn a topic's mentions by begin.
                touched.push_back(topic);
                one.any = true;
                one.first_by = side;
                one.first_ms = said_at_ms(data, mentions.turn[i], mentions.begin[i]);
            }
            ++one.by[side];
            if (!asked.phrases) continue;
            PhraseFigure& counted = phrases[at][phrase];
            ++counted.mentions;
            if (last_call[phrase] != call) ++counted.calls;
            last_call[phrase] = call;
        }
        for (const std::uint32_t topic : touched) {
            TopicFigure& figure = group.topics[topic];
            const Seen& one = seen[topic];
            ++figure.calls;
            ++figure.outcomes[outcome];
            if (asked.months) ++figure.months[month];
            ++figure.first_by[one.first_by];
            for (std::size_t side = 0; side < topic_sides; ++side) {
                figure.by[side] += one.by[side];
                figure.calls_by[side] += one.by[side] > 0;
            }
            if (one.first_ms) firsts[at * topics.size() + topic].push_back(*one.first_ms / 1000.0);
            seen[topic] = {};
        }
    }
    for (std::size_t i = 0; i < firsts.size(); ++i) {
        if (firsts[i].empty()) continue;
        TopicFigure& figure = out.groups[i / topics.size()].topics[i % topics.size()];
        figure.timed = firsts[i].size();
        figure.median_first_s = median_of(firsts[i]);
        double sum = 0;
        for (const double first : firsts[i]) sum += first;
        figure.mean_first_s = sum / static_cast<double>(firsts[i].size());
    }
    for (std::size_t i = 0; i < phrases.size(); ++i) {
        auto& lists = out.groups[i].phrases;
        lists.resize(topics.size());
        for (std::uint32_t phrase = 0; phrase < topics.phrases(); ++phrase) {
            if (phrases[i][phrase].mentions == 0) continue;
            phrases[i][phrase].phrase = phrase;
            lists[topics.topic_of(phrase)].push_back(phrases[i][phrase]);
        }
        for (auto& list : lists)
            base::heap_sort(list.begin(), list.end(), [](const PhraseFigure& a, const PhraseFigure& b) {
                return std::tuple(b.calls, b.mentions, a.phrase) < std::tuple(a.calls, a.mentions, b.phrase);
            });
    }
    return out;
}

}  // namespace metrics
