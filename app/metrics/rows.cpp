#include "metrics/rows.h"

#include <algorithm>

namespace metrics {

RowsFigure rows(const model::DataSet& data, const Selection& selection, Unit unit, model::Jumps jumps,
                std::size_t offset, std::size_t limit) {
    std::vector<Passage> all;
    each_passage(data, selection, unit, jumps, [&](const Passage& passage) { all.push_back(passage); });
    const std::size_t begin = std::min(offset, all.size());
    const std::size_t end = begin + std::min(limit, all.size() - begin);
    std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(end), all.end(),
                      [&](const Passage& a, const Passage& b) {
                          if (a.entered != b.entered) return a.entered < b.entered;
                          if (a.deal != b.deal) return data.deals.ids[a.deal] < data.deals.ids[b.deal];
                          return a.stage < b.stage;
                      });
    RowsFigure figure;
    figure.total = all.size();
    figure.rows.assign(all.begin() + static_cast<std::ptrdiff_t>(begin),
                       all.begin() + static_cast<std::ptrdiff_t>(end));
    return figure;
}

}  // namespace metrics
