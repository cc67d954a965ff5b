#include "metrics/vendor_figures.h"

#include <algorithm>
#include <string_view>
#include <tuple>

#include "base/heap_sort.h"

namespace metrics {
namespace {

using model::Side;

struct Pair {
    std::string_view vendor, name;
    Side side;
    CallMeasure measure;
};
constexpr Pair pairs[] = {{"Gong", "Talk Ratio", Side::unknown, CallMeasure::talk_ratio},
                          {"Gong", "Longest Monologue", Side::unknown, CallMeasure::longest_monologue},
                          {"Gong", "Longest Customer Story", Side::unknown, CallMeasure::longest_story},
                          {"Gong", "Patience", Side::unknown, CallMeasure::patience},
                          {"Amazon Transcribe", "TalkSpeed", Side::rep, CallMeasure::words_per_minute}};

}  // namespace

std::optional<Equivalent> equivalent_of(const model::DataSet& data, const model::CallMetric& metric) {
    constexpr double percent = 100;
    for (const Pair& pair : pairs)
        if (pair.side == metric.side && pair.vendor == data.labels[metric.vendor] &&
            pair.name == data.labels[metric.name])
            return Equivalent{pair.measure, data.labels[metric.unit] == "%" ? metric.value / percent : metric.value};
    return std::nullopt;
}

std::vector<VendorFigure> vendor_figures(const model::DataSet& data, std::span<const CallFigures> figures,
                                         const Selection& selection) {
    std::vector<VendorFigure> found;
    if (!data.extras) return found;
    const std::vector<model::CallMetric>& rows = data.extras->metrics;
    std::vector<std::size_t> order;
    model::CallIndex last = model::no_call;
    bool chosen = false;
    for (std::size_t i = 0; i < rows.size() && rows[i].call != model::no_call; ++i) {
        if (rows[i].call != last) chosen = selects_call(selection, data, rows[i].call, place_of(data, rows[i].call));
        last = rows[i].call;
        if (chosen) order.push_back(i);
    }
    const auto key = [&](std::size_t i) {
        return std::tuple(data.labels[rows[i].vendor], data.labels[rows[i].name], rows[i].side,
                          data.labels[rows[i].unit]);
    };
    base::heap_sort(order.begin(), order.end(),
                    [&](std::size_t a, std::size_t b) { return std::pair(key(a), a) < std::pair(key(b), b); });
    double sum = 0, theirs = 0, ours = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const model::CallMetric& row = rows[order[i]];
        if (i == 0 || key(order[i - 1]) != key(order[i])) {
            found.push_back({.vendor = row.vendor, .name = row.name, .unit = row.unit, .side = row.side});
            sum = theirs = ours = 0;
        }
        VendorFigure& figure = found.back();
        sum += row.value;
        ++figure.n;
        figure.mean = sum / static_cast<double>(figure.n);
        const auto equivalent = equivalent_of(data, row);
        if (!equivalent) continue;
        figure.measure = equivalent->measure;
        const auto own = value_of(equivalent->measure, figures[row.call]);
        if (!own) continue;
        ++figure.both;
        theirs += equivalent->value;
        ours += *own;
        figure.their_mean = theirs / static_cast<double>(figure.both);
        figure.our_mean = ours / static_cast<double>(figure.both);
    }
    return found;
}

}  // namespace metrics
