#include "engine/figures/behaviour.h"

#include "engine/archive.h"
#include "engine/prepare.h"
#include "engine/transcripts.h"
#include "metrics/behaviour.h"
#include "metrics/conversion.h"

namespace engine {

namespace {

constexpr std::uint32_t usual_horizon_days = 14;

BehaviourCell cell_of(std::size_t measure, const metrics::Association& from) {
    BehaviourCell cell;
    cell.id = text(metrics::call_measure_names[measure]);
    cell.calls = from.calls;
    cell.strata = from.strata;
    cell.top = {from.top.hits, from.top.of};
    cell.bottom = {from.bottom.hits, from.bottom.of};
    cell.difference.estimate = from.difference;
    if (from.interval) {
        cell.difference.low = from.interval->low;
        cell.difference.high = from.interval->high;
    }
    cell.p = from.p;
    return cell;
}

// Over all cells together: what is told is told of the whole answer.
void adjust(BehaviourAnswer& answer) {
    std::vector<BehaviourCell*> cells;
    std::vector<double> p;
    for (BehaviourRole& role : answer.roles)
        for (BehaviourCell& cell : role.cells)
            if (cell.p) {
                cells.push_back(&cell);
                p.push_back(*cell.p);
            }
    const std::vector<double> adjusted = metrics::benjamini_hochberg(p);
    answer.cells = cells.size();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        cells[i]->adjusted = adjusted[i];
        cells[i]->found = adjusted[i] <= answer.q;
        answer.found += cells[i]->found;
    }
}

}  // namespace

template <class Archive>
void fields(Archive& a, BehaviourThird& v) {
    a("hits", v.hits);
    a("of", v.of);
}

template <class Archive>
void fields(Archive& a, BehaviourCell& v) {
    a("id", v.id);
    a("calls", v.calls);
    a("strata", v.strata);
    a("top", v.top);
    a("bottom", v.bottom);
    a("difference", v.difference);
    a("p", v.p);
    a("adjusted", v.adjusted);
    a("found", v.found);
}

template <class Archive>
void fields(Archive& a, BehaviourRole& v) {
    a("role", v.role);
    a("reps", v.reps);
    a("calls", v.calls);
    a("advanced", v.advanced);
    a("untimed", v.untimed);
    a("young", v.young);
    a("unknown", v.unknown);
    a("refused", v.refused);
    a("cells", v.cells);
}

template <class Archive>
void fields(Archive& a, BehaviourAnswer& v) {
    fields(a, v.head);
    a("q", v.q);
    a("cells", v.cells);
    a("found", v.found);
    a("roles", v.roles);
}

base::Result<BehaviourAnswer> behaviour(const Loaded& loaded, const Question& question) {
    auto prepared = prepare_calls(loaded, question, Figure::behaviour, usual_horizon_days);
    if (!prepared) return prepared.error();
    const auto dictionary = dictionary_of(loaded, question);
    if (!dictionary) return dictionary.error();
    BehaviourAnswer answer;
    answer.head = std::move(prepared->head);
    answer.q = metrics::discovery_rate;
    if (!answer.head.refused.empty()) return answer;
    const auto& figures = call_figures(loaded, question, **dictionary);
    const std::uint32_t horizon_s = answer.head.question.horizon_days * metrics::day_s;
    for (const metrics::RoleBehaviour& told :
         metrics::behaviour_of(loaded.data, figures, prepared->selection, horizon_s)) {
        BehaviourRole& role = answer.roles.emplace_back();
        role.role = role_text(told.role);
        role.reps = told.reps;
        role.calls = told.calls;
        role.advanced = told.advanced;
        role.untimed = told.untimed;
        role.young = told.young;
        role.unknown = told.unknown;
        role.refused = told.few_reps() ? "few_reps" : told.few_calls() ? "few_calls" : "";
        for (std::size_t m = 0; role.refused.empty() && m < metrics::call_measures; ++m)
            role.cells.push_back(cell_of(m, told.measures[m]));
    }
    if (answer.roles.empty()) answer.head.refused = "no_calls";
    adjust(answer);
    return answer;
}

SEPTET_ANSWER_CODEC(BehaviourAnswer)

}  // namespace engine
