// The entries behind a mark, in order of time: exactly those that the ledger counts for the same selection.
#pragma once

#include <cstdint>
#include <vector>

#include "metrics/stays.h"

namespace metrics {

struct RowsFigure {
    std::vector<Passage> rows;  // from `offset` on, at most `limit`; by entry, then by the deal's id, then by stage
    std::uint64_t total = 0;
};

RowsFigure rows(const model::DataSet& data, const Selection& selection, Unit unit, model::Jumps jumps,
                std::size_t offset, std::size_t limit);

}  // namespace metrics
