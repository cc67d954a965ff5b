// For coaching: where a rep differs from his role, three calls to listen to, and what a coaching changed (definition coaching/1).
//
// Of each role and measure (metrics/call_groups.h): the middle half of its reps, the quartiles of their means, from five reps
// on with five calls each. A rep differs where the 95 % interval of his mean (Student's t over his calls) lies wholly outside
// the middle half: among reps who do not differ at all that is two in a hundred. Quantiles as in call_groups.h; bots are no
// reps.
// To listen to, at most three of a rep's calls, from 20 calls of the role on: one after which the deal was lost within the
// horizon (its stay ended so; metrics/behaviour.h), then those with the longest monologue, the most interruptions by the rep,
// the least talk of the customer and the most silence, each above nine tenths of the role's calls, the most unusual first. Of
// equal calls the later one, then by id; no call twice.
// Before and after: a person's change is the mean of his calls in the window from the coaching's day on less that in as long a
// window before, with five calls in each. Difference in differences: the mean change of those coached less that of the others
// of the role. Interval: the shifts that a permutation of who was coached does not reject at 2.5 % on either side (J. Maritz,
// Aust. J. Stat. 21, 1979), by 1,999 draws with the seed; it needs at least 40 ways to choose them.
// Each measure by itself: of the twelve one interval in twenty misses by chance. Whoever was coached because he did badly comes
// nearer to the others without it too.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "metrics/call_groups.h"
#include "metrics/intervals.h"
#include "metrics/period.h"

namespace metrics {

// Nothing is compared under fewest_own_calls of a rep that have the measure, in each window, and fewest_ranged_reps (call_groups.h).
inline constexpr std::uint64_t fewest_role_calls = 20;  // with the measure, below: nothing to listen to by it
inline constexpr double unusual = 0.9;                  // above this share of the role's calls
inline constexpr std::size_t calls_to_hear = 3;
inline constexpr std::size_t most_months = 24;  // of a trend, the last ones

enum class HearReason : std::uint8_t {
    lost_after,
    longest_monologue,
    most_interruptions,
    least_customer_talk,
    most_silence
};
inline constexpr std::array<std::string_view, 5> hear_reason_names{
    "lost_after", "longest_monologue", "most_interruptions", "least_customer_talk", "most_silence"};

struct CallToHear {
    model::CallIndex call = 0;
    HearReason reason{};
    CallMeasure measure{};  // of lost_after the most unusual one
    double value = 0;
    double above = 0;  // the share of the role's calls with less of it
};

struct MonthOf {
    std::uint64_t n = 0;
    std::optional<double> mean;
};

struct OwnMeasure {
    std::uint64_t n = 0;
    std::optional<double> mean;
    std::optional<Interval> interval;  // from fewest_own_calls on, where they are not all alike
    int differs = 0;                   // +1 above the role's middle half, −1 below
    std::vector<MonthOf> months;       // as RoleCoaching::months
};

struct Rep {
    model::PersonIndex person = model::no_person;
    std::uint64_t calls = 0, untimed = 0;  // with figures of time; without
    std::array<OwnMeasure, call_measures> measures;
    std::vector<CallToHear> to_hear;
};

struct MeasureRange {
    std::uint64_t reps = 0;                              // with fewest_own_calls
    std::optional<double> quartile1, median, quartile3;  // of the reps' means; none under fewest_ranged_reps
    MeasureFigure calls;                                 // of the role's calls
};

struct CoachingSide {
    std::uint64_t people = 0, calls_before = 0, calls_after = 0;
    std::optional<double> before, after;  // means of the people's means
};
struct CoachingEffect {
    CoachingSide coached, others;
    std::optional<double> difference;
    std::optional<Interval> interval;  // none where there are too few ways
};

struct RoleCoaching {
    model::Role role = model::Role::none;
    std::uint64_t reps = 0, calls = 0, untimed = 0;  // reps: with a call
    std::vector<std::uint32_t> months;               // metrics::month_of
    std::array<MeasureRange, call_measures> ranges;
    std::uint64_t asked = 0;  // people with a call with figures who are asked about
    std::vector<Rep> people;  // of those the part told, by id
    std::array<CoachingEffect, call_measures> effects;
    bool ranged() const;    // some measure has a range
    bool compared() const;  // some effect has an interval
};

struct Coaching {
    Period before, after;  // `before` ends by the time that `after` begins
};

// Which of the people asked about are told, over all roles.
struct PeoplePart {
    std::size_t offset = 0, limit = 0;
};

// By role. Compared are the calls that the selection chooses, whoever held them; told are the people that it chooses. `figures`
// has one for each call of the data. Without `coaching` no effects.
std::vector<RoleCoaching> coaching_of(const model::DataSet& data, std::span<const CallFigures> figures,
                                      const Selection& selection, PeoplePart part, std::uint32_t horizon_s,
                                      const base::Zone& zone, const std::optional<Coaching>& coaching,
                                      std::uint64_t seed);

// The mean of some people's changes less that of others', of which there are some, with its interval by permutation.
struct Shift {
    double difference = 0;
    std::optional<Interval> interval;  // none where there are too few ways, or no end to it
};
Shift shift_of(std::span<const double> coached, std::span<const double> others, std::uint64_t seed);

}  // namespace metrics
