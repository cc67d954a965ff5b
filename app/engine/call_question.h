// What the figures of calls ask alike: by which rules turns are counted, of which calls, by when.
#pragma once

#include <cstdint>

#include "engine/prepare.h"
#include "metrics/calls.h"

namespace engine {

metrics::CallRules rules_of(const CallRules& rules);

// As `prepare`, with `usual_horizon_days` where the question names none (0: the figure has none). Refused "no_calls" where the
// data have none, "chosen_by_exit". A horizon of over ten years is an error.
base::Result<Prepared> prepare_calls(const Loaded& loaded, const Question& question, Figure figure,
                                     std::uint32_t usual_horizon_days);

}  // namespace engine
