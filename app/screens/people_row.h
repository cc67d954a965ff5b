// One row of the people's table: its columns, what stands in them, and the interval on the table's common axis.
#pragma once

#include <array>
#include <string>

#include "charts/interval_dots.h"
#include "charts/text.h"
#include "engine/figures/people.h"
#include "ui/screen.h"

namespace screens {

struct PeopleColumnInfo {
    ui::PeopleColumn column;
    ui::Text name;
    const char* id;
    float width;  // 0: what is left
    charts::Align align = charts::Align::end;
};

// In the order of ui::PeopleColumn; the interval stands between `open` and `rate`.
inline constexpr std::array<PeopleColumnInfo, 6> people_columns{
    {{ui::PeopleColumn::name, ui::Text::people_name, "name", 0, charts::Align::start},
     {ui::PeopleColumn::entries, ui::Text::people_entries, "entries", 58},
     {ui::PeopleColumn::advanced, ui::Text::people_advanced, "advanced", 52},
     {ui::PeopleColumn::lost, ui::Text::people_lost, "lost", 52},
     {ui::PeopleColumn::open, ui::Text::people_open, "open", 52},
     {ui::PeopleColumn::rate, ui::Text::people_rate, "rate", 126}}};

charts::Rect people_cell(charts::Rect line, ui::PeopleColumn column);
charts::Rect interval_cell(charts::Rect line);

inline constexpr float people_row_height = 36;
inline constexpr float people_row_height_phone = 88;

// Enough entries for a share to be worth printing.
bool has_rate(const engine::PeopleRow& row);
std::string rate_words(const ui::Context& context, const engine::PeopleRow& row);
// What a column is sorted by.
double sort_value(const engine::PeopleRow& row, ui::PeopleColumn column);

struct PeopleLine {
    const engine::PeopleRow* row = nullptr;
    std::string name;
    std::uint32_t place = 0;  // by the name, as the language sorts names
};

// What all rows of a table have in common.
struct PeopleScale {
    charts::IntervalAxis axis;
    std::optional<double> role_share;
};

// A person to be pressed: `ready` is false while the figures belong to an old filter.
void draw_person(ui::Context& context, const PeopleLine& line, charts::Rect place, const PeopleScale& scale,
                 bool ready);
// All people together, the table's last row.
void draw_people_total(ui::Context& context, const PeopleLine& total, charts::Rect place, const PeopleScale& scale);

}  // namespace screens
