#include "metrics/calls.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/heap_sort.h"

namespace metrics {
namespace {

using model::Side;

// What one speaker says without a pause worth the name.
struct Utterance {
    std::uint32_t start = 0, end = 0;
    std::uint32_t speaker = 0;
    Side side = Side::unknown;
    SpokenText text;
    bool has_text = false;
    bool backchannel = false;
};

// Time in which at least one of `spans` runs; they are sorted by start.
struct Covered {
    std::uint32_t total = 0;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> runs;  // apart from each other, in order
};

Covered cover(const std::vector<Utterance>& utterances, auto&& wanted) {
    Covered covered;
    for (const Utterance& one : utterances) {
        if (!wanted(one) || one.start == one.end) continue;
        if (!covered.runs.empty() && one.start <= covered.runs.back().second)
            covered.runs.back().second = std::max(covered.runs.back().second, one.end);
        else
            covered.runs.emplace_back(one.start, one.end);
    }
    for (const auto& [start, end] : covered.runs) covered.total += end - start;
    return covered;
}

std::uint32_t in_both(const Covered& a, const Covered& b) {
    std::uint32_t both = 0;
    for (std::size_t i = 0, j = 0; i < a.runs.size() && j < b.runs.size();) {
        const std::uint32_t start = std::max(a.runs[i].first, b.runs[j].first);
        const std::uint32_t end = std::min(a.runs[i].second, b.runs[j].second);
        if (start < end) both += end - start;
        (a.runs[i].second < b.runs[j].second ? i : j)++;
    }
    return both;
}

// From left to right, the longest first, none that overlaps one already counted.
std::uint32_t count_fillers(const Phrases& fillers, std::string_view said, std::vector<PhraseHit>& hits) {
    fillers.find(said, hits);
    std::uint32_t count = 0, begin = 0, end = 0;
    for (const PhraseHit& hit : hits) {
        if (hit.begin < end && (count == 0 || hit.begin != begin)) continue;
        if (count == 0 || hit.begin != begin) ++count;
        begin = hit.begin;
        end = hit.end;  // ends come in ascending order
    }
    return count;
}

// Turns of one speaker joined, by start; texts are counted on the way.
std::vector<Utterance> join(const model::DataSet& data, model::CallIndex call, std::span<const Side> sides,
                            const CallRules& rules, const Phrases* fillers, CallFigures& figures) {
    std::vector<Utterance> joined;
    std::vector<PhraseHit> hits;
    if (fillers) figures.fillers = 0;
    std::vector<std::size_t> last(sides.size() + 1, SIZE_MAX);  // the speaker's last in `joined`
    const model::TurnIndex begin = data.calls.turns_begin[call];
    for (model::TurnIndex turn = begin; turn < begin + data.calls.turns[call]; ++turn) {
        const std::uint32_t speaker =
            std::min<std::uint32_t>(data.turns.speaker[turn], static_cast<std::uint32_t>(sides.size()));
        const Side side = speaker < sides.size() ? sides[speaker] : Side::unknown;
        const std::string_view said = data.turns.text[turn];
        const SpokenText text = read_speech(said);
        if (side == Side::rep) figures.rep.text += text;
        if (side == Side::rep && fillers) *figures.fillers += count_fillers(*fillers, said, hits);
        if (side == Side::customer) figures.customer.text += text;
        ++figures.turns;
        const std::uint32_t start = data.turns.start_ms[turn];
        const std::uint32_t end = data.turns.end_ms[turn];
        if (start == model::no_time_ms || end == model::no_time_ms) {
            ++figures.untimed;
            continue;
        }
        const std::size_t before = last[speaker];
        if (before != SIZE_MAX && start < joined[before].end + rules.merge_ms) {
            joined[before].end = std::max(joined[before].end, end);
            joined[before].text += text;
            joined[before].has_text |= !said.empty();
            continue;
        }
        last[speaker] = joined.size();
        joined.push_back({start, end, speaker, side, text, !said.empty(), false});
    }
    return joined;
}

// The latest end among those that have begun, and of another speaker's: of one end the one that began first.
class Holders {
public:
    void add(const Utterance& one) {
        if (best_.speaker == one.speaker || best_.end == 0) {
            if (later(one, best_)) best_ = one;
        } else if (later(one, best_)) {
            second_ = std::exchange(best_, one);
        } else if (later(one, second_)) {
            second_ = one;
        }
    }
    // Whether somebody else's utterance is longer and holds this one wholly. All that begin no later have been added.
    bool hold(const Utterance& one) const {
        const Utterance& other = best_.speaker == one.speaker ? second_ : best_;
        return other.end > one.end || (other.end == one.end && other.end != 0 && other.start < one.start);
    }

private:
    Utterance best_{}, second_{};
    static bool later(const Utterance& a, const Utterance& b) {
        return a.end > b.end || (a.end == b.end && a.start < b.start);
    }
};

// `utterances` by start. What is short enough and wholly inside somebody else's speech is no turn of its own.
void mark_backchannels(std::vector<Utterance>& utterances, const CallRules& rules) {
    Holders holders;
    std::size_t begun = 0;
    for (Utterance& one : utterances) {
        for (; begun < utterances.size() && utterances[begun].start <= one.start; ++begun)
            holders.add(utterances[begun]);
        const bool few = one.has_text && (one.text.characters > 0 ? one.text.units() <= rules.backchannel_characters
                                                                  : one.text.words <= rules.backchannel_words);
        one.backchannel = (few || one.end - one.start <= rules.backchannel_ms) && holders.hold(one);
    }
}

// Turns that begin while the other side speaks and run on with it for long enough.
void count_interruptions(const std::vector<Utterance>& turns, const CallRules& rules, CallFigures& figures,
                         CallEvents* events) {
    std::uint32_t rep_until = 0, customer_until = 0;
    for (std::size_t i = 0, begun = 0; i < turns.size(); ++i) {
        const Utterance& one = turns[i];
        for (; turns[begun].start < one.start; ++begun) {
            if (turns[begun].side == Side::rep) rep_until = std::max(rep_until, turns[begun].end);
            if (turns[begun].side == Side::customer) customer_until = std::max(customer_until, turns[begun].end);
        }
        const auto breaks_in = [&](std::uint32_t until) {
            return std::min(until, one.end) >= one.start + std::uint64_t{rules.interruption_ms};
        };
        const bool by_rep = one.side == Side::rep && breaks_in(customer_until);
        const bool by_customer = one.side == Side::customer && breaks_in(rep_until);
        if (by_rep) ++figures.rep.interruptions;
        if (by_customer) ++figures.customer.interruptions;
        if (events && (by_rep || by_customer)) events->interruptions.push_back({one.start, one.side});
    }
}

std::optional<std::uint32_t> median_of(std::vector<std::uint32_t>& gaps) {
    if (gaps.empty()) return std::nullopt;
    std::sort(gaps.begin(), gaps.end());
    const std::size_t middle = gaps.size() / 2;
    return gaps.size() % 2 == 1 ? gaps[middle] : (gaps[middle - 1] + gaps[middle]) / 2;
}

void count_silence(const Covered& all, const CallRules& rules, CallFigures& figures, CallEvents* events) {
    std::uint32_t until = 0;
    const auto gap = [&](std::uint32_t next) {
        if (next <= until || next - until < rules.silence_ms) return;
        figures.silence_ms += next - until;
        if (events) events->silences.push_back({until, next});
    };
    for (const auto& [start, end] : all.runs) {
        gap(start);
        until = end;
    }
    gap(figures.duration_ms);
}

void count_time(std::vector<Utterance>& utterances, const CallRules& rules, CallFigures& figures, CallEvents* events) {
    base::heap_sort(utterances.begin(), utterances.end(), [](const Utterance& a, const Utterance& b) {
        return std::tie(a.start, a.end, a.side, a.speaker) < std::tie(b.start, b.end, b.side, b.speaker);
    });
    mark_backchannels(utterances, rules);
    const Covered rep = cover(utterances, [](const Utterance& one) { return one.side == Side::rep; });
    const Covered customer = cover(utterances, [](const Utterance& one) { return one.side == Side::customer; });
    const Covered all = cover(utterances, [](const Utterance&) { return true; });
    figures.rep.speech_ms = rep.total;
    figures.customer.speech_ms = customer.total;
    figures.speech_ms = all.total;
    figures.overlap_ms = in_both(rep, customer);
    count_silence(all, rules, figures, events);

    std::erase_if(utterances, [](const Utterance& one) { return one.backchannel; });
    count_interruptions(utterances, rules, figures, events);
    std::vector<std::uint32_t> waits;
    for (std::size_t i = 0; i < utterances.size(); ++i) {
        const Utterance& one = utterances[i];
        if (one.side == Side::rep) figures.rep.longest_ms = std::max(figures.rep.longest_ms, one.end - one.start);
        if (one.side == Side::customer)
            figures.customer.longest_ms = std::max(figures.customer.longest_ms, one.end - one.start);
        if (i == 0) continue;
        const Utterance& before = utterances[i - 1];
        if (one.speaker != before.speaker) ++figures.switches;
        if (before.side != Side::customer || one.side != Side::rep) continue;
        if (one.start >= before.end)
            waits.push_back(one.start - before.end);
        else
            ++figures.early_answers;
    }
    figures.answers = static_cast<std::uint32_t>(waits.size());
    figures.patience_ms = median_of(waits);
}

}  // namespace

std::optional<double> CallFigures::talk_ratio() const {
    const double both = static_cast<double>(rep.speech_ms) + customer.speech_ms;
    if (!timed() || both == 0) return std::nullopt;
    return rep.speech_ms / both;
}

std::vector<Side> sides_of(const model::DataSet& data, model::CallIndex call) {
    const std::span<const model::Speaker> speakers(data.speakers.data() + data.calls.speakers_begin[call],
                                                   data.calls.speakers[call]);
    std::vector<Side> sides;
    for (const model::Speaker& speaker : speakers) {
        const bool own = speaker.person != model::no_person && speaker.person == data.calls.person[call];
        sides.push_back(speaker.side == Side::unknown && own ? Side::rep : speaker.side);
    }
    const auto count = [&](Side side) { return std::count(sides.begin(), sides.end(), side); };
    if (count(Side::unknown) == 1 && (count(Side::rep) > 0) != (count(Side::customer) > 0))
        std::replace(sides.begin(), sides.end(), Side::unknown, count(Side::rep) > 0 ? Side::customer : Side::rep);
    return sides;
}

CallFigures figures_of(const model::DataSet& data, model::CallIndex call, const CallRules& rules,
                       const Phrases* fillers, CallEvents* events) {
    CallFigures figures;
    if (data.calls.turns[call] == 0) return figures;
    const std::vector<Side> sides = sides_of(data, call);
    std::vector<Utterance> utterances = join(data, call, sides, rules, fillers, figures);
    figures.duration_ms = data.calls.duration_s[call] * 1000;
    for (const Utterance& one : utterances) figures.duration_ms = std::max(figures.duration_ms, one.end);

    bool several = false, rep = false, customer = false;
    const model::TurnIndex begin = data.calls.turns_begin[call];
    for (model::TurnIndex turn = begin; turn < begin + data.calls.turns[call]; ++turn) {
        const std::uint32_t speaker = data.turns.speaker[turn];
        several |= speaker != data.turns.speaker[begin];
        rep |= speaker < sides.size() && sides[speaker] == Side::rep;
        customer |= speaker < sides.size() && sides[speaker] == Side::customer;
    }
    figures.doubt = !several                                         ? CallDoubt::one_speaker
                    : !rep || !customer                              ? CallDoubt::sides_unknown
                    : figures.untimed * untimed_part > figures.turns ? CallDoubt::untimed
                                                                     : CallDoubt::none;
    if (events)
        for (const Side side : {Side::rep, Side::customer, Side::other, Side::unknown})
            for (const auto& [from, to] :
                 cover(utterances, [&](const Utterance& one) { return one.side == side; }).runs)
                events->speech.push_back({side, from, to});
    if (figures.timed()) count_time(utterances, rules, figures, events);
    return figures;
}

const std::vector<CallFigures>& CallTable::of(const model::DataSet& data, const CallRules& rules,
                                              const Phrases* fillers) {
    const std::size_t calls = data.calls.at.size();
    if (figures_.size() == calls && rules_ == rules && fillers_ == fillers) return figures_;
    rules_ = rules;
    fillers_ = fillers;
    figures_.clear();
    figures_.reserve(calls);
    for (model::CallIndex call = 0; call < calls; ++call) figures_.push_back(figures_of(data, call, rules, fillers));
    return figures_;
}

}  // namespace metrics
