// How long stays last: a row a stage, a dark bar to the median and a light one on to the p90; at the right both in words, and
// how many of the open ones are older than the p90 of the settled. What the data do not reach is "–" and no bar.
//
//     Durations drawn = draw_durations(painter, theme, {x, y, 480, durations_height(rows.size())}, rows, words, emphasis);
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "charts/mark.h"

namespace charts {

struct DurationRow {
    std::string id;
    std::string name;
    std::uint64_t count = 0;
    std::optional<std::uint32_t> median_s{}, p90_s{};
    std::uint64_t open = 0;
    std::optional<std::uint64_t> stale{};  // of the open
};

struct DurationWords {
    Language language = Language::en;
    std::string median;  // heads of the figures
    std::string p90;
    std::string stale;
    std::uint32_t day_s = 86'400;  // a day's, in working time its working hours
};

struct Durations {
    Marks marks;                         // a figure per row
    Rect plot;                           // of the bars
    std::vector<float> stops;            // across, one for each median and p90
    std::vector<std::uint32_t> seconds;  // of these stops, ascending
};
float durations_height(std::size_t rows);
Durations draw_durations(Painter& painter, const Theme& theme, Rect rect, std::span<const DurationRow> rows,
                         const DurationWords& words, const Emphasis& emphasis);

}  // namespace charts
