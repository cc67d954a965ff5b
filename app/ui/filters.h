// The filters in force as chips, each to be removed, and the panel that adds them; with them stand what else is chosen for the cards
// of a screen: working hours, a path, two groups to compare.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ui/screen.h"

namespace ui {

struct FilterChip {
    FilterKind kind{};
    std::string label;
    std::string value;
};

// Whether a screen has a card that this is for; what filters is for all.
bool belongs_to(FilterKind kind, ScreenId screen);
std::string path_words(const Context& context);  // "" step by step
// One of the two that are compared.
std::string versus_name(const Context& context, const std::string& value);

std::vector<FilterChip> chips_of(const Context& context);
std::string filters_words(const Context& context);  // "Team: North · Period: …"; "" without any
void remove_filter(View& view, FilterKind kind);
// Period and lists emptied; the role, the screen and the order stay.
void remove_all_filters(View& view);

class FilterPanel : public Overlay {
public:
    bool open() const { return open_; }
    void close() { open_ = false; }
    void show(FilterKind kind, const Context& context);
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
    // People, or managers: what is found of them.
    void draw_people(Context& context, charts::Rect area);
    charts::Rect draw_search(Context& context, charts::Rect area);
    void draw_roles(Context& context, charts::Rect area);
    void apply(Context& context, View next);
    void toggle(Context& context, const std::string& value);
    static float row_height(const Context& context);
    void find_people(const Context& context);
    void date_changed(Context& context);
    void draw_hours(Context& context, charts::Rect area);
    bool take_written(Context& context, const engine::Calendar& calendar);
    void draw_path(Context& context, charts::Rect area);
    void draw_versus(Context& context, charts::Rect area);

    bool open_ = false;
    bool changed_ = false;  // since it was opened: only the first change is a step back
    int reveal_ =
        0;  // frames in which its tab is still to be brought into sight: the first does not know how long they are
    FilterKind kind_ = FilterKind::period;
    charts::Rect anchor_;
    charts::Rect add_at_;  // of the button that opens the panel
    std::string from_;
    std::string until_;  // the last day, as it is shown
    std::string search_;
    std::vector<std::uint32_t> found_;  // people
    std::string found_for_;             // what they were searched with, and in which summary
    std::uint32_t found_in_ = 0;
    bool found_managers_ = false;
    // The calendar as it is being written, and the one in force that it was begun from.
    struct Written {
        std::string from, to, holidays, extra;
    } written_;
    std::optional<engine::Calendar> written_for_;
    // Of a path or a comparison what has been chosen before both ends are.
    std::optional<std::string> first_, second_;
    VersusKind versus_kind_ = VersusKind::source;
};

}  // namespace ui
