// For coaching: where a rep differs from his role, three calls to listen to, what a coaching changed. metrics/coaching.h has
// the definitions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/answer.h"
#include "engine/loaded.h"

namespace engine {

// Of one measure over a role: the quartiles of its reps' means, none under five reps with five calls each; and those of its calls.
struct CoachingRange {
    std::string id;          // metrics::call_measure_names
    std::uint64_t reps = 0;  // with five calls that have it
    std::optional<double> quartile1, median, quartile3;
    std::uint64_t calls = 0;
    std::optional<double> calls_quartile1, calls_median, calls_quartile3;
};

struct CoachingOwn {
    std::string id;
    std::uint64_t n = 0;  // calls that have it
    Estimate mean;        // no standard error; interval from five calls on
    int differs =
        0;  // +1: the interval lies above the middle half of his role's reps; −1: below; 0: neither, or not known
    std::vector<std::uint64_t> monthly_n;  // by CoachingRole::months; empty where he has no call that has it
    std::vector<std::optional<double>> monthly;
};

// Why to listen. Of a critical rule that was broken its names; else the measure and how unusual it is: the role's range of it is
// CoachingRange::calls_….
struct CoachingHear {
    std::string call, at, deal;
    std::string reason;  // metrics::hear_reason_names
    std::string rule_zh, rule_en;
    std::string id;  // of the measure
    double value = 0;
    double above = 0;  // the share of the role's calls with less
};

struct CoachingPerson {
    std::string person;
    std::uint64_t calls = 0, untimed = 0;  // with figures of time; without
    std::vector<CoachingOwn> measures;     // all, in one order
    std::vector<CoachingHear> hear;        // at most three
};

struct CoachingSide {
    std::uint64_t people = 0, calls_before = 0, calls_after = 0;
    std::optional<double> before, after;  // means of the people's means
};
struct CoachingEffect {
    std::string id;
    CoachingSide coached, others;
    Estimate difference;  // of the changes; no standard error; without an interval where there are too few people
};

struct CoachingRole {
    std::string role;
    std::uint64_t reps = 0, calls = 0, untimed = 0;
    std::string range_refused;        // "few_reps"; then nobody can differ
    std::string effect_refused;       // "few_before_after": no measure has an interval
    std::vector<std::string> months;  // "2026-01", at most the last 24 with calls
    std::vector<CoachingRange> ranges;
    std::uint64_t asked = 0;  // people with figures, of those asked about
    std::vector<CoachingPerson> people;
    std::vector<CoachingEffect> effects;
};

// filter.person: who is told, and who was coached; compared is the whole role. Other parts of the filter choose the calls
// compared; its days are those of the calls. Question::period begins on the day of the coaching (an open end: the cut-off),
// Question::before is what it is compared with (by default as long, just before). Question::offset and limit: of the people,
// over all roles. Question::horizon_days: 14 where it is 0. Refused: "no_calls" (none in the data, or none chosen whose rep and
// role are known), "chosen_by_exit". `effect_refused` "no_coaching_date": no period, or nobody chosen.
struct CoachingAnswer {
    Head head;
    Days before, after;  // as compared; "" where refused
    std::string effect_refused;
    std::vector<CoachingRole> roles;
};
base::Result<CoachingAnswer> coaching(const Loaded& loaded, const Question& question);

}  // namespace engine
