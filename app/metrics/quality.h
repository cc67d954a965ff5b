// Calls held to rules (definition quality/1): which were kept, which broken, which the data cannot tell, and the score of it
// (metrics.md, section 9: QA score, compliance).
//
// A condition is true, false, or not known: Kleene's three values. Not known is what hangs on something that the data lack: who spoke
// a phrase that was said, when it was said, a figure of a call without times. What was not said at all is false, whoever should have
// said it. A rule that applies is kept, broken, or cannot be told.
// Score = Σ weight of the kept / Σ weight of the kept and broken × 100; 0 where a critical one is broken; none where nothing could be
// told, or a critical rule could not. Rules have one point each, so the weight is all they count.
// A set of rules is of one language; a call is held to the set of its language.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "metrics/call_groups.h"
#include "metrics/intervals.h"
#include "metrics/topics.h"
#include "model/data_set.h"

namespace metrics {

enum class SaidBy : std::uint8_t { anyone, rep, customer };
inline constexpr std::array<std::string_view, 3> said_by_names{"anyone", "rep", "customer"};

struct QualityCondition {
    enum class Kind : std::uint8_t { phrases, measure, all, any, none, rule } kind = Kind::all;
    // phrases: any of a list is said at least so often …
    std::uint32_t list = 0;  // number of the list among QualitySet::phrases
    SaidBy by = SaidBy::anyone;
    std::uint32_t at_least = 1;
    std::optional<std::uint32_t> first_ms, last_ms;  // … in the call's first or last part
    // … behind something that makes `parts` (at most one) true, and not later than `within_ms` after it.
    std::optional<std::uint32_t> within_ms;
    // measure: the figure is above, below.
    CallMeasure measure{};
    std::optional<double> above, below;
    // all, any, none of `parts` are true.
    std::vector<QualityCondition> parts;
    std::uint32_t rule = 0;  // rule: the condition of that rule is true, whether it applies or not
};

struct QualityRule {
    double weight = 1;
    bool critical = false;
    // Where it applies; an empty list does not restrict.
    std::vector<model::Role> role;
    std::vector<model::Channel> channel;
    std::vector<model::Direction> direction;
    std::vector<std::string> stage, purpose;  // the data's own words
    std::optional<QualityCondition> only_if;
    QualityCondition when;
};

struct QualitySet {
    std::string language;  // "zh", "en"; "": of any call that has no set of its own
    std::vector<QualityRule> rules;
    std::vector<std::uint32_t> order;  // of `rules`: what others name before them
    Topics phrases;                    // its conditions' lists
};

enum class RuleResult : std::uint8_t { not_applicable, kept, broken, not_known };
inline constexpr std::array<std::string_view, 4> rule_result_names{"not_applicable", "kept", "broken", "not_known"};

// Where something that a rule looks for is said.
struct Evidence {
    model::TurnIndex turn = 0;
    std::uint32_t begin = 0, end = 0;  // bytes of its text
    std::uint32_t phrase = 0;          // of QualitySet::phrases
    friend bool operator==(const Evidence&, const Evidence&) = default;
};

inline constexpr std::uint32_t no_set = 0xff;

struct CallQuality {
    std::uint32_t set = no_set;  // none: nothing is said in the call, or there is no set of its language
    bool worded = false;
    std::vector<RuleResult> results;  // by rule of the set
    std::vector<std::vector<Evidence>>
        evidence;                 // likewise, by place in the call, at most limits::evidence; where asked for
    std::optional<double> score;  // 0 … 100
    bool critical = false;        // a critical rule is broken
};

// The language of a call: the first part of what the data say ("zh" of "zh-CN"; "cmn" is "zh"), else by what more is said of, "zh" for 字
// and "en" for words; "" where nothing is said.
std::string language_of(const model::DataSet& data, model::CallIndex call);

// `figures` is of the call.
CallQuality quality_of(const model::DataSet& data, model::CallIndex call, const CallFigures& figures,
                       std::span<const QualitySet> sets, bool evidence);

// Of all calls; `figures` has one for each.
std::vector<CallQuality> quality_of_all(const model::DataSet& data, std::span<const CallFigures> figures,
                                        std::span<const QualitySet> sets);

struct RuleFigure {
    std::uint64_t kept = 0, broken = 0, not_known = 0;
    std::uint64_t applied() const { return kept + broken + not_known; }
};

struct QualityGroup {
    std::vector<std::uint32_t> keys;
    std::uint64_t calls = 0;
    std::uint64_t no_words = 0, no_rules = 0;  // of them: nothing is said; no set of their language
    std::uint64_t unsettled = 0;               // no rule could be told, or a critical one could not
    std::uint64_t scored = 0;
    std::uint64_t critical = 0;  // of the scored: a critical rule is broken
    std::optional<double> mean, median;
    // Of the mean, 95 %, by Student's t, from `least_scored` calls on; calls are taken for independent of each other.
    std::optional<Interval> interval;
    std::vector<std::vector<RuleFigure>> rules;  // by set and rule
};
inline constexpr std::uint64_t least_scored = 10;

// One for each group of `calls`.
std::vector<QualityGroup> quality_groups(std::span<const CallQuality> quality, std::span<const QualitySet> sets,
                                         const GroupedCalls& calls);

}  // namespace metrics
