#include "engine/figures/forecast.h"

#include <algorithm>

#include "engine/archive.h"
#include "engine/period.h"
#include "engine/prepare.h"
#include "metrics/chain.h"
#include "metrics/conversion.h"
#include "metrics/forecast.h"
#include "metrics/months.h"
#include "metrics/what_if.h"

namespace engine {

using base::Error;
using base::ErrorCode;

namespace {

constexpr std::int64_t back_test_months = 6;
constexpr double most_factor = 10;
constexpr std::int32_t most_people = 10'000;

Dates quarter_of(model::Stamp time, const base::Zone& zone) {
    const std::int64_t first = metrics::month_of(time, zone) / 3 * 3;
    return {first_of_month(first), first_of_month(first + 3)};
}

// What forecast and what-if begin with.
struct Ahead {
    Dates period;
    metrics::Period time;
    std::uint32_t days_left = 0;
    metrics::FlowHistory history;
    std::string refused;
};

base::Result<Ahead> look_ahead(const Loaded& loaded, const Question& question, const Prepared& prepared) {
    const model::DataSet& data = loaded.data;
    const auto period = dates_of(question.period, "period", quarter_of(data.cut_off, prepared.zone));
    if (!period) return period.error();
    Ahead out;
    out.period = *period;
    out.time = instants_of(*period, prepared.zone);
    const auto refuse = [&](const std::string& why) {
        if (out.refused.empty()) out.refused = why;
    };
    refuse(prepared.head.refused);
    if (is_of_part(question.filter)) refuse("whole_chain_only");
    if (out.time.to <= data.cut_off) refuse("period_over");
    if (!out.refused.empty()) return out;
    out.days_left = (out.time.to - data.cut_off + metrics::day_s - 1) / metrics::day_s;
    if (out.days_left >= metrics::flow_days) refuse("period_too_far");
    if (!out.refused.empty()) return out;
    out.history = metrics::flow_history(data, prepared.selection);
    if (!metrics::can_forecast(out.history, data.cut_off)) refuse("forecast_too_thin");
    return out;
}

// The sum of the targets that lie in the period, where they cover it without gaps or overlaps: of the company, else of all teams.
std::optional<base::Money> target_of(const model::DataSet& data, metrics::Period period) {
    const auto sum = [&](auto of) -> std::optional<base::Money> {
        base::Money value = 0;
        std::uint64_t covered = 0;
        for (const model::Target& target : data.targets) {
            if (!of(target) || target.from < period.from || target.to > period.to) continue;
            value = base::sum(value, target.value);
            covered += target.to - target.from;
        }
        return covered == period.to - period.from ? std::optional(value) : std::nullopt;
    };
    if (const auto company = sum([](const model::Target& t) { return t.team == 0 && t.person == model::no_person; }))
        return company;
    std::vector<model::Label> teams;
    for (const model::Target& target : data.targets)
        if (target.team != 0 && target.person == model::no_person &&
            std::find(teams.begin(), teams.end(), target.team) == teams.end())
            teams.push_back(target.team);
    base::Money value = 0;
    for (const model::Label team : teams) {
        const auto one = sum([&](const model::Target& t) { return t.team == team && t.person == model::no_person; });
        if (!one) return std::nullopt;
        value = base::sum(value, *one);
    }
    return teams.empty() ? std::nullopt : std::optional(value);
}

Foretold foretold(const metrics::Expected& expected, double already = 0) {
    return {already + expected.mean, already + expected.low, already + expected.high};
}

std::vector<model::Stamp> past_months(const model::DataSet& data, const base::Zone& zone, std::uint32_t within) {
    const model::Stamp last = data.cut_off - within * metrics::day_s;
    std::vector<model::Stamp> out;
    const std::int64_t month = metrics::month_of(last, zone);
    for (std::int64_t back = back_test_months - 1; back >= 0; --back)
        out.push_back(instants_of({first_of_month(month - back), 0}, zone).from);
    return out;
}

BackTestAnswer answer_of(const metrics::BackTest& test, const base::Zone& zone) {
    BackTestAnswer out;
    out.within_days = test.within_days;
    out.deals = test.deals;
    out.stretch = test.stretch;
    for (const metrics::BackTestCut& cut : test.cuts) {
        out.cuts.push_back(
            {base::iso_date(cut.at, zone), cut.open, cut.won, cut.expected, cut.low, cut.high, cut.by_stage_weights});
        const auto won = static_cast<double>(cut.won);
        out.inside += won >= cut.low && won <= cut.high;
    }
    if (test.deals == 0) return out;
    out.brier = test.brier;
    out.brier_of_stage_weights = test.brier_of_stage_weights;
    out.brier_of_rate = test.brier_of_rate;
    for (const metrics::Calibration& bin : test.bins)
        out.bins.push_back({bin.from, bin.to, bin.deals, bin.won, bin.expected});
    return out;
}

// The nearest of the horizons that a back-test of these days left is made for.
std::uint32_t back_test_days(std::uint32_t days_left) {
    for (const std::uint32_t days : {30u, 60u})
        if (days_left <= days) return days;
    return 90;
}

ComparedWins answer_of(const metrics::Compared& compared) {
    return {compared.base,
            compared.moved,
            compared.base_interval.low,
            compared.base_interval.high,
            compared.moved_interval.low,
            compared.moved_interval.high,
            compared.difference_interval.low,
            compared.difference_interval.high};
}

base::Result<std::vector<metrics::RoleMove>> moves_of(const Question& question,
                                                      std::span<const metrics::RoleLoad> loads) {
    std::vector<metrics::RoleMove> out(loads.size());
    std::vector<bool> moved(loads.size());
    for (std::size_t i = 0; i < question.scenario.size(); ++i) {
        const Move& move = question.scenario[i];
        const auto bad = [&](const char* key, const std::string& value) {
            return Error{ErrorCode::question_bad_value, "", 0, "scenario[" + std::to_string(i) + "]." + key, 0,
                         base::error_detail(value)};
        };
        const auto at = std::find_if(loads.begin(), loads.end(),
                                     [&](const metrics::RoleLoad& load) { return role_text(load.role) == move.role; });
        const auto role = static_cast<std::size_t>(at - loads.begin());
        if (at == loads.end() || moved[role]) return bad("role", move.role);
        const auto fits = [](double factor) { return factor > 0 && factor <= most_factor; };
        if (!fits(move.conversion)) return bad("conversion", std::to_string(move.conversion));
        if (!fits(move.wait)) return bad("wait", std::to_string(move.wait));
        if (move.people > most_people || static_cast<std::int64_t>(at->people) + move.people < 0)
            return bad("people", std::to_string(move.people));
        moved[role] = true;
        out[role] = {move.conversion, move.wait, move.people};
    }
    return out;
}

std::vector<std::string> assumptions_of(const metrics::WhatIf& result, std::span<const metrics::RoleMove> moves) {
    std::vector<std::string> out{"as_in_last_days", "stage_and_age_only", "moves_hold_from_now"};
    const auto any = [&](auto of) { return std::any_of(moves.begin(), moves.end(), of); };
    if (any([](const metrics::RoleMove& move) { return move.conversion != 1; })) out.push_back("spread_over_stages");
    if (any([](const metrics::RoleMove& move) { return move.people != 0; })) out.push_back("people_only_lift_bound");
    if (std::any_of(result.roles.begin(), result.roles.end(), [](const auto& role) { return role.rate.has_value(); }))
        out.push_back("rate_attained");
    if (std::any_of(result.roles.begin(), result.roles.end(), [](const auto& role) { return !role.rate; }))
        out.push_back("rate_unknown");
    if (std::any_of(result.roles.begin(), result.roles.end(), [](const auto& role) { return role.capped; }))
        out.push_back("capped_at_all");
    return out;
}

}  // namespace

template <class Archive>
void fields(Archive& a, Foretold& v) {
    a("mean", v.mean);
    a("low", v.low);
    a("high", v.high);
}

template <class Archive>
void fields(Archive& a, ForecastStage& v) {
    a("stage", v.stage);
    a("open", v.open);
    a("won", v.won);
    a("value_minor", v.value_minor);
}

template <class Archive>
void fields(Archive& a, CalibrationRow& v) {
    a("from", v.from);
    a("to", v.to);
    a("deals", v.deals);
    a("won", v.won);
    a("expected", v.expected);
}

template <class Archive>
void fields(Archive& a, BackTestRow& v) {
    a("at", v.at);
    a("open", v.open);
    a("won", v.won);
    a("expected", v.expected);
    a("low", v.low);
    a("high", v.high);
    a("by_stage_weights", v.by_stage_weights);
}

template <class Archive>
void fields(Archive& a, BackTestAnswer& v) {
    a("within_days", v.within_days);
    a("cuts", v.cuts);
    a("inside", v.inside);
    a("stretch", v.stretch);
    a("deals", v.deals);
    a("brier", v.brier);
    a("brier_of_stage_weights", v.brier_of_stage_weights);
    a("brier_of_rate", v.brier_of_rate);
    a("bins", v.bins);
}

template <class Archive>
void fields(Archive& a, ForecastAnswer& v) {
    fields(a, v.head);
    a("period", v.period);
    a("days_left", v.days_left);
    a("won", v.won);
    a("won_valued", v.won_valued);
    a("won_value_minor", v.won_value);
    a("open", v.open);
    a("unvalued", v.unvalued);
    a("from_open", v.from_open);
    a("from_new", v.from_new);
    a("total", v.total);
    a("open_value_minor", v.open_value_minor);
    a("new_value_minor", v.new_value_minor);
    a("total_value_minor", v.total_value_minor);
    a("target_minor", v.target_minor);
    a("chance", v.chance);
    a("untimed", v.untimed);
    a("stages", v.stages);
    a("back_test", v.back_test);
}

template <class Archive>
void fields(Archive& a, ComparedWins& v) {
    a("base", v.base);
    a("moved", v.moved);
    a("base_low", v.base_low);
    a("base_high", v.base_high);
    a("moved_low", v.moved_low);
    a("moved_high", v.moved_high);
    a("change_low", v.change_low);
    a("change_high", v.change_high);
}

template <class Archive>
void fields(Archive& a, WhatIfRow& v) {
    a("role", v.role);
    a("pass", v.pass);
    a("pass_moved", v.pass_moved);
    a("capped", v.capped);
    a("load", v.load);
    a("load_moved", v.load_moved);
    a("people", v.people);
    a("people_moved", v.people_moved);
    a("rate", v.rate);
    a("bound_moved", v.bound_moved);
}

template <class Archive>
void fields(Archive& a, WhatIfAnswer& v) {
    fields(a, v.head);
    a("period", v.period);
    a("days_left", v.days_left);
    a("within", v.within);
    a("a_month", v.a_month);
    a("bounded", v.bounded);
    a("bounded_moved", v.bounded_moved);
    a("bound_by", v.bound_by);
    a("untimed", v.untimed);
    a("rows", v.rows);
    a("assumptions", v.assumptions);
}

base::Result<ForecastAnswer> forecast(const Loaded& loaded, const Question& question) {
    auto prepared = prepare(loaded, question, Figure::forecast);
    if (!prepared) return prepared.error();
    const auto ahead = look_ahead(loaded, question, *prepared);
    if (!ahead) return ahead.error();
    const model::DataSet& data = loaded.data;
    ForecastAnswer answer;
    answer.head = std::move(prepared->head);
    answer.head.refused = ahead->refused;
    answer.period = days_text(ahead->period, prepared->zone);
    if (!answer.head.refused.empty()) return answer;
    answer.days_left = ahead->days_left;
    answer.untimed = ahead->history.untimed;
    for (const metrics::FlowHistory::Win& win : ahead->history.wins) {
        if (win.at < ahead->time.from || win.at > data.cut_off) continue;
        ++answer.won;
        if (!data.has_value(win.deal)) continue;
        ++answer.won_valued;
        answer.won_value = base::sum(answer.won_value, data.deals.value[win.deal]);
    }
    const std::uint32_t within = back_test_days(ahead->days_left);
    const metrics::BackTest tried = metrics::back_test(ahead->history, past_months(data, prepared->zone, within),
                                                       data.cut_off, within, question.seed);
    const metrics::Forecast ahead_of =
        metrics::forecast(data, ahead->history, data.cut_off, ahead->days_left, question.seed, {}, tried.stretch);
    const auto won = static_cast<double>(answer.won), value = static_cast<double>(answer.won_value);
    answer.open = ahead_of.open;
    answer.unvalued = ahead_of.unvalued;
    answer.from_open = foretold(ahead_of.from_open);
    answer.from_new = foretold(ahead_of.from_new);
    answer.total = foretold(ahead_of.won, won);
    answer.open_value_minor = foretold(ahead_of.open_value);
    answer.new_value_minor = foretold(ahead_of.new_value);
    answer.total_value_minor = foretold(ahead_of.value, value);
    // A target is of all deals.
    const Filter& filter = question.filter;
    if (filter.source.empty() && filter.segment.empty() && filter.deal.empty())
        answer.target_minor = target_of(data, ahead->time);
    if (answer.target_minor) {
        const std::vector<double>& draws = ahead_of.value_draws;
        const double missing = static_cast<double>(*answer.target_minor) - value;
        answer.chance = static_cast<double>(draws.end() - std::lower_bound(draws.begin(), draws.end(), missing)) /
                        static_cast<double>(draws.size());
    }
    for (const metrics::StageForecast& stage : ahead_of.stages)
        answer.stages.push_back({data.stages[stage.stage].id, stage.open, stage.won, stage.value});
    answer.back_test = answer_of(tried, prepared->zone);
    return answer;
}

base::Result<WhatIfAnswer> what_if(const Loaded& loaded, const Question& question) {
    auto prepared = prepare(loaded, question, Figure::what_if);
    if (!prepared) return prepared.error();
    const auto ahead = look_ahead(loaded, question, *prepared);
    if (!ahead) return ahead.error();
    const model::DataSet& data = loaded.data;
    const auto loads =
        metrics::role_loads(data, prepared->selection, metrics::chain_roles(data), question.jumps, data.cut_off);
    const auto moves = moves_of(question, loads);
    if (!moves) return moves.error();
    WhatIfAnswer answer;
    answer.head = std::move(prepared->head);
    answer.head.refused = ahead->refused;
    answer.period = days_text(ahead->period, prepared->zone);
    if (!answer.head.refused.empty()) return answer;
    answer.days_left = ahead->days_left;
    answer.untimed = ahead->history.untimed;
    const metrics::WhatIf result =
        metrics::what_if(data, ahead->history, loads, *moves, ahead->days_left, question.seed);
    answer.within = answer_of(result.within);
    answer.a_month = answer_of(result.a_month);
    answer.bounded = result.bounded;
    answer.bounded_moved = result.bounded_moved;
    if (result.bound_by) answer.bound_by = role_text(*result.bound_by);
    for (std::size_t i = 0; i < result.roles.size(); ++i) {
        const metrics::RoleWhatIf& role = result.roles[i];
        answer.rows.push_back({role_text(role.role), role.pass, role.pass_moved, role.capped, role.load,
                               role.load_moved, role.people, (*moves)[i].people, role.rate, role.bound_moved});
    }
    answer.assumptions = assumptions_of(result, *moves);
    return answer;
}

SEPTET_ANSWER_CODEC(ForecastAnswer)
SEPTET_ANSWER_CODEC(WhatIfAnswer)

}  // namespace engine
