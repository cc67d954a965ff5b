// What marketing reached before a lead has a name: impressions, clicks and leads, the rates between them, and what a lead cost.
//
// The three counts differ by orders of magnitude, so there are no bars: the figures stand in a row, and each arrow carries the
// share that went on. Below, the same by source.
//
//     Marks marks = draw_reach(painter, theme, {x, y, 752, reach_height(4)}, total, sources, words, emphasis);
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "charts/mark.h"

namespace charts {

struct ReachRow {
    std::string id;
    std::string name;
    std::uint64_t impressions = 0;
    std::uint64_t clicks = 0;
    std::uint64_t leads = 0;
    base::Money cost = 0;  // minor units
};

struct ReachWords {
    Language language = Language::en;
    std::string currency = "CNY";
    int minor_digits = 2;
    std::string source;  // head of the names
    std::string impressions;
    std::string clicks;
    std::string leads;
    std::string click_rate;  // clicks of impressions
    std::string lead_rate;   // leads of clicks
    std::string cost;
    std::string cost_per_lead;
};

float reach_height(std::size_t sources);
// Marks: the figures "_total", a row per source, "_all" for the table's last line. Narrower than 560 px some columns are left
// to the marks' names. A source without cost has no cost per lead.
Marks draw_reach(Painter& painter, const Theme& theme, Rect rect, const ReachRow& total,
                 std::span<const ReachRow> sources, const ReachWords& words, const Emphasis& emphasis);

}  // namespace charts
