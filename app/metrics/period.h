// A stretch of time, as instants.
#pragma once

#include "model/data_set.h"

namespace metrics {

struct Period {
    model::Stamp from = 0, to = 0;  // [from, to)
    bool has(model::Stamp time) const { return time >= from && time < to; }
};

}  // namespace metrics
