#include "metrics/wins.h"

namespace metrics {

std::size_t won_stage(const model::DataSet& data) {
    for (std::size_t stage = 0; stage < data.stages.size(); ++stage)
        if (data.stages[stage].outcome == model::Outcome::won) return stage;
    return data.stages.size();
}

model::Stamp won_at(const model::DataSet& data, model::DealIndex deal, std::size_t won) {
    for (model::SpellIndex s = data.first_spell(deal); s < data.end_spell(deal); ++s)
        if (data.spells.stage[s] >= won) return data.spells.entered[s];
    return data.deals.status[deal] == model::Status::won ? data.deals.closed[deal] : 0;
}

}  // namespace metrics
