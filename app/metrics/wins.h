// When a deal was won: one rule for every figure that counts wins or begins with one.
#pragma once

#include <cstddef>

#include "model/data_set.h"

namespace metrics {

// The first stage with outcome `won`; the number of stages where there is none.
std::size_t won_stage(const model::DataSet& data);

// When the deal was won, 0 where it was not: its first entry into the winning stage or beyond, else its closing as won.
model::Stamp won_at(const model::DataSet& data, model::DealIndex deal, std::size_t won);

}  // namespace metrics
