// The funnel of one role: a centred bar per stage, as wide as its entries on one common scale, divided into advanced, lost,
// back, left and open.
//
//     Funnel funnel{.stages = {{"verified", "Verified", {2352, 1716, 318, 44, 14, 260}}, …},
//                   .received = 2352, .received_from = {{"lead_generator", "lead generator", 2304}, …},
//                   .passed_on = 564, .passed_to = {{"closer", "closer", 564}}};
//     const Rect rect{x, y, 752, funnel_height(funnel, view, emphasis)};
//     Marks marks = draw_funnel(painter, theme, rect, funnel, words, view, emphasis);
//
// The chart draws the plot: the card's question, finding, legend and footnote are the caller's. A selected row reaches 12 px
// over the left and right of the rectangle, into the card's padding. Below 560 px a desk funnel is too narrow: take `phone`.
// A stage without entries keeps its row; a share of nothing prints "–". A part that is not 0 is at least 1 px wide.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "charts/ledger.h"
#include "charts/mark.h"

namespace charts {

struct FunnelStage {
    std::string id;
    std::string name;
    Ledger ledger;
};

struct FunnelFlow {
    std::string id;    // of the other role
    std::string name;  // "lead generator", "back from closer": ready to read
    std::uint64_t count = 0;
};

struct Funnel {
    std::vector<FunnelStage> stages;
    std::uint64_t received = 0;  // entries into the role
    std::vector<FunnelFlow> received_from = {};
    std::uint64_t passed_on = 0;
    std::vector<FunnelFlow> passed_to = {};
};

struct FunnelWords {
    Language language = Language::en;
    PartWords parts;        // "advanced", "lost", "back", "left", "open"
    PartWords parts_short;  // above small parts: "退" for 退回
    std::string entries;    // behind a number: "entries", "进入"
    std::string received;   // "Received"
    std::string passed_on;  // "Passed on"
    std::string of_first;   // heads of the columns: "% of first"
    std::string of_previous;
    std::string share_of_first;     // patterns: "{} of first", "首步 {}"
    std::string share_of_previous;  // "{} of previous"
};

enum class FunnelLayout : std::uint8_t { desk, phone };

struct FunnelView {
    FunnelLayout layout = FunnelLayout::desk;
    float detail_height = 0;  // phone: room the caller wants inside the selected row, below its bar
};

float funnel_height(const Funnel& funnel, const FunnelView& view, const Emphasis& emphasis);
// The whole row of a stage, for tooltips that must not cover it and for the detail inside it.
Rect funnel_row(Rect rect, const Funnel& funnel, const FunnelView& view, const Emphasis& emphasis, std::size_t stage);

// Marks: "_received"; per stage its row "contacted" and parts "contacted.lost" that are not 0; "_passed_on".
Marks draw_funnel(Painter& painter, const Theme& theme, Rect rect, const Funnel& funnel, const FunnelWords& words,
                  const FunnelView& view, const Emphasis& emphasis);

}  // namespace charts
