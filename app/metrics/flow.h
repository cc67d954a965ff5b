// The way of deals through the stages up to the win, by day, as known at one time: what forecast and what-if reckon with.
//
// Of each stage, how many entries advanced, were lost, went back or left on which day after they came, and how many were last seen
// open on it; jumps pass the stages between. On a day those that exit stand before those that are last seen (metrics/survival.h).
// A deal's chances depend on its stage and on how long it has been there, on nothing before (semi-Markov); where it is won is the
// recursion G_s(t) = Σ_u f_adv,s(u) · G_s+1(t − u) + Σ_b f_back,s→b(u) · G_b(t − u), with f from the day's hazards.
// A deal still in stage s at age a has the chance Σ_u f_s(a + u)/S_s(a) · G(h − u): of those still in that stage, unlike
// (F(a + h) − F(a))/(1 − F(a) − F_lost(a)), whose denominator also holds those that have long gone on.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/money.h"
#include "base/random.h"
#include "metrics/stays.h"

namespace metrics {

inline constexpr std::size_t flow_days = 366;  // an exit later than that counts on the last

// Every timed entry into a stage before the win, and every deal's win, once; then known at any time.
struct FlowHistory {
    struct Stay {
        model::DealIndex deal = 0;
        model::Stamp entered = 0, until = 0;    // 0 while open
        model::StageIndex stage = 0, next = 0;  // next: where it went back to
        model::Exit exit = model::Exit::open;
        bool first = false;  // of its deal
    };
    struct Win {
        model::DealIndex deal = 0;
        model::Stamp at = 0;
    };
    std::size_t stages = 0;     // before the win
    std::vector<Stay> stays;    // by deal, in order
    std::vector<Win> wins;      // by deal
    std::uint64_t untimed = 0;  // stays left out: the time of their exit is not known
    model::Stamp first = 0;     // the first entry
};
FlowHistory flow_history(const model::DataSet& data, const Selection& selection);

// When a stay is known and has ended, as places among ascending times: in [known, ended) it is open, from `ended` on it has exited.
struct StayAmong {
    std::size_t known = 0, ended = 0;
};
inline StayAmong among(std::span<const model::Stamp> times, const FlowHistory::Stay& stay) {
    StayAmong out;
    for (const model::Stamp time : times) {
        out.known += time < stay.entered;
        out.ended += stay.exit == model::Exit::open || time < stay.until;
    }
    if (out.ended < out.known) out.ended = out.known;
    return out;
}

// An open stay, at some time.
struct OpenDeal {
    model::DealIndex deal = 0;
    model::StageIndex stage = 0;
    std::uint32_t age_days = 0;
};

// Deals a day that begin in each stage, of the last `arrival_days` before `as_of`.
inline constexpr std::uint32_t arrival_days = 90;
std::vector<double> arrivals(const FlowHistory& history, model::Stamp as_of);

struct FlowKnown;

class FlowCounts {
public:
    // As from another sample of the same size: every count drawn from a Poisson with it as mean.
    FlowCounts resampled(base::Random& random) const;

private:
    friend class Flow;
    friend std::vector<FlowKnown> known_at(const FlowHistory& history, std::span<const model::Stamp> times);
    explicit FlowCounts(std::size_t stages) : stages_(stages) {}
    enum Kind : std::uint8_t { advanced, lost, back, left, open, kinds };
    struct Cell {
        std::uint32_t count = 0;
        std::uint16_t day = 0;
        Kind kind{};
        model::StageIndex stage = 0, to = 0;  // to: of `back`
    };
    std::size_t stages_ = 0;
    std::vector<Cell> cells_;  // by stage, kind, to and day; none empty
};

// What was known at some time.
struct FlowKnown {
    FlowCounts counts;
    std::vector<OpenDeal> open;
};
FlowKnown known_at(const FlowHistory& history, model::Stamp as_of);
// At each of several times, which ascend, in one pass.
std::vector<FlowKnown> known_at(const FlowHistory& history, std::span<const model::Stamp> times);

// What a what-if does to one stage: the share that advances and the time it takes, as factors.
struct StageMove {
    double conversion = 1;
    double wait = 1;
};

class Flow {
public:
    // Chances up to `horizon` days on. `moves`: none, or one a stage.
    Flow(const FlowCounts& counts, std::uint32_t horizon, std::span<const StageMove> moves = {});
    std::size_t stages() const { return stages_.size(); }
    // That a deal now in this stage, since `age_days`, is won in 1 … within days; not beyond the horizon. Older than the age that ten
    // entries were seen to reach counts as that age: beyond it nothing is known.
    double wins(model::StageIndex stage, std::uint32_t age_days, std::uint32_t within) const;
    // That a deal which enters the stage is won within so many days.
    double wins_from_entry(model::StageIndex stage, std::uint32_t within) const;
    // That it is won at all, as far as has been seen: W_s = A_s · W_s+1 + Σ_b B_s→b · W_b.
    double wins_ever(model::StageIndex stage) const { return ever_[stage]; }
    // The share of entries that ever advance, as far as it has been seen.
    double advances(model::StageIndex stage) const { return stages_[stage].advances; }

private:
    struct OfStage {
        std::array<double, flow_days> advance{}, survival{};                  // f by day; S after the day
        std::vector<std::pair<model::StageIndex, std::vector<double>>> back;  // f by day
        std::uint32_t known_to = 0;  // the last age that ten were seen to reach
        double advances = 0;
    };
    std::uint32_t horizon_ = 0;
    std::vector<OfStage> stages_;
    std::vector<std::vector<double>> won_;  // G by stage and day; behind the last: the win
    std::vector<double> ever_;              // W by stage; the same

    void estimate(const FlowCounts& counts);
    void move(std::span<const StageMove> moves);
    void reckon();
    void reckon_ever();
};

// Wins within the days to come of deals that arrive in them, so many a day in each stage, in the middle of the day.
double wins_of_new(const Flow& flow, std::span<const double> a_day, std::uint32_t within);

}  // namespace metrics
