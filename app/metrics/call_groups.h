// Call figures over many calls: per role, person, team, stage, month … (definition calls/1).
//
// A call belongs to its rep: the person that it names, else the only person among the speakers of the rep's side. Its role is the
// one that it names, else the rep's only role, else the role of the stage in which its deal stood at that moment; its stage is that
// stage. A figure over several calls is the mean of the calls' own, with median and quartiles; the talk ratio also pooled (all of the
// rep's speech by all speech of both). The p-th quantile of n is the ⌈p·n⌉-th smallest. Calls without a figure are counted, never zero.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "metrics/calls.h"
#include "metrics/groups.h"
#include "metrics/selection.h"

namespace metrics {

enum class CallMeasure : std::uint8_t {
    talk_ratio,              // share of 1
    longest_monologue,       // s, the rep's longest turn
    longest_story,           // s, the customer's
    switches,                // changes of speaker a minute of speech
    patience,                // s
    questions,               // of the rep, an hour of call
    words_per_minute,        // of the rep's own speech, where he says more words than 字
    characters_per_minute,   // the same where he says more 字; a word among them counts as one
    fillers_per_words,       // of the rep, in 100 words of his, where he says more words than 字
    fillers_per_characters,  // in 100 字, where he says more 字
    overlap,                 // share of the call in which both speak
    interruptions,           // by the rep, in ten minutes of call
    customer_interruptions,  // by the customer
    silence,                 // share of the call
};
inline constexpr std::size_t call_measures = 14;
inline constexpr std::array<std::string_view, call_measures> call_measure_names{"talk_ratio",
                                                                                "longest_monologue_s",
                                                                                "longest_story_s",
                                                                                "switches_per_min",
                                                                                "patience_s",
                                                                                "questions_per_h",
                                                                                "words_per_min",
                                                                                "characters_per_min",
                                                                                "fillers_per_100_words",
                                                                                "fillers_per_100_characters",
                                                                                "overlap_share",
                                                                                "interruptions_per_10_min",
                                                                                "customer_interruptions_per_10_min",
                                                                                "silence_share"};

// None where the call cannot say it: it is in doubt, nobody answered, the recogniser sets no question marks, or fillers were not
// counted.
std::optional<double> value_of(CallMeasure measure, const CallFigures& call);

// Whose a call is, and where its deal stood then.
struct CallPlace {
    model::PersonIndex person = model::no_person;
    model::Role role = model::Role::none;
    std::optional<model::StageIndex> stage;
    std::optional<model::SpellIndex> stay;  // of its deal, the last that had begun by then
};
CallPlace place_of(const model::DataSet& data, model::CallIndex call);
// The last stay of the deal that had begun by then.
std::optional<model::SpellIndex> stay_at(const model::DataSet& data, model::DealIndex deal, model::Stamp at);
// In which role somebody acted: the person's only role, else that of the stay; `none` where neither says.
model::Role acting_role(const model::DataSet& data, model::PersonIndex person, std::optional<model::SpellIndex> stay);
// The selection's time is the call's; its exits do not count.
bool selects_call(const Selection& selection, const model::DataSet& data, model::CallIndex call,
                  const CallPlace& place);

// The calls that the selection means, in the data's order.
std::vector<model::CallIndex> selected_calls(const model::DataSet& data, const Selection& selection);

// The newest first, at one time by id.
void sort_newest_first(const model::DataSet& data, std::vector<model::CallIndex>& calls);

// Which calls a selection keeps and in which group of the dimensions each falls.
struct GroupedCalls {
    std::vector<std::vector<std::uint32_t>>
        keys;                          // by group, as the ledger's; a stage that is not known is no_stage_key
    std::vector<std::uint32_t> group;  // by call; no_group: not kept
};
inline constexpr std::uint32_t no_group = 0xffffffff;
inline constexpr std::uint32_t no_stage_key = 0xff;
GroupedCalls group_calls(const model::DataSet& data, const Selection& selection, std::span<const Dimension> dimensions,
                         const base::Zone& zone);

struct MeasureFigure {
    std::uint64_t n = 0;
    std::optional<double> mean, median, quartile1, quartile3;
};
// Sorts the values.
MeasureFigure figure_of(std::vector<double>& values);

struct CallGroup {
    std::vector<std::uint32_t> keys;
    std::uint64_t calls = 0;
    std::array<std::uint64_t, call_doubt_names.size()> doubts{};
    std::array<MeasureFigure, call_measures> measures;
    std::optional<double> pooled_talk_ratio;
};

// The range of a figure over people: of the means of those groups that have it from at least `fewest_own_calls` calls; `n` is how
// many. With fewer than `fewest_ranged_reps` there is nothing but n.
inline constexpr std::uint64_t fewest_own_calls = 5;
inline constexpr std::uint64_t fewest_ranged_reps = 5;
MeasureFigure range_of(std::vector<double>& means);  // sorts them
MeasureFigure range_of(std::span<const CallGroup> groups, CallMeasure measure);

// One for each group of `calls`. `figures` has one for each call of the data.
std::vector<CallGroup> call_groups(std::span<const CallFigures> figures, const GroupedCalls& calls);

}  // namespace metrics
