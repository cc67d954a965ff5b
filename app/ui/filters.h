// The filters in force as chips, each to be removed, and the panel that adds them: period, source, segment, team,
// person, role.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ui/screen.h"

namespace ui {

enum class FilterKind : std::uint8_t { period, source, segment, team, person, role, jumps };

struct FilterChip {
    FilterKind kind{};
    std::string label;
    std::string value;
};

std::vector<FilterChip> chips_of(const Context& context);
void remove_filter(View& view, FilterKind kind);
// Period and lists emptied; the role, the screen and the order stay.
void remove_all_filters(View& view);

class FilterPanel : public Overlay {
public:
    bool open() const { return open_; }
    void close() { open_ = false; }
    void show(FilterKind kind, const View& view);
    // The row of chips with the panel's button.
    void draw_chips(Context& context, charts::Rect row);
    void draw(Context& context) override;

private:
    // These two give the width they took.
    float draw_filter(Context& context, const FilterChip& filter, charts::Rect place);
    float draw_add(Context& context, charts::Rect place);
    void draw_add_icon(Context& context, charts::Rect place);
    void draw_tabs(Context& context, charts::Rect area, bool horizontal);
    void draw_body(Context& context, charts::Rect area);
    void draw_period(Context& context, charts::Rect area);
    void draw_dates(Context& context, charts::Rect area);
    void draw_list(Context& context, charts::Rect area, const std::vector<std::string>& values);
    void draw_people(Context& context, charts::Rect area);
    void draw_roles(Context& context, charts::Rect area);
    void apply(Context& context, View next);
    void toggle(Context& context, const std::string& value);
    void find_people(const Context& context);
    void date_changed(Context& context);

    bool open_ = false;
    bool changed_ = false;  // since it was opened: only the first change is a step back
    FilterKind kind_ = FilterKind::period;
    charts::Rect anchor_;
    std::string from_;
    std::string until_;  // the last day, as it is shown
    std::string search_;
    std::vector<std::uint32_t> found_;  // people
    std::string found_for_;             // what they were searched with, and in which summary
    std::uint32_t found_in_ = 0;
};

}  // namespace ui
