// The people of the chosen role, one a row: what they received and where it went, the share that advanced with its interval.
// In the order of names unless the reader sorts; bots and the unknown owner stand apart below, as neither is a person.
#pragma once

#include <string>
#include <vector>

#include "engine/figures/people.h"
#include "screens/people_row.h"
#include "screens/role_ledgers.h"

namespace screens {

using PeopleHeld = ui::Held<engine::PeopleAnswer>;

PeopleHeld ask_people(ui::Context& context);
// All people of the role together; nullptr where nobody has entries.
const engine::PeopleRow* role_row(const PeopleHeld& people, std::string_view role);
const engine::PeopleRow* person_row(const PeopleHeld& people, std::string_view role, std::string_view person);

class PeopleTable {
public:
    // On a narrow page the card is as high as its rows, and the page scrolls; on a desk it keeps its height and scrolls inside.
    float height(ui::Context& context, float width);
    void draw(ui::Context& context, charts::Rect card);

private:
    struct Derived {
        std::uint32_t serial = 0;
        std::string role;
        std::string find;
        ui::PeopleColumn sort{};
        bool descending = false;
        ui::Language language{};
        friend bool operator==(const Derived&, const Derived&) = default;
    };
    void derive(ui::Context& context, const PeopleHeld& people);
    void find_finding(ui::Context& context, const PeopleHeld& people);
    void draw_search(ui::Context& context, charts::Rect place);
    void draw_sort(ui::Context& context, charts::Rect place);
    void draw_heads(ui::Context& context, charts::Rect line);
    float draw_controls(ui::Context& context, charts::Rect body, float card_top);
    void draw_table(ui::Context& context, charts::Rect area, bool ready);
    void draw_lines(ui::Context& context, charts::Rect area, charts::Point origin, bool ready);
    void draw_caption(ui::Context& context, const char* id, charts::Rect place, ui::Text text);
    std::string question(const ui::Context& context) const;
    float lines_height(const ui::Context& context) const;
    void sort_by(ui::Context& context, ui::PeopleColumn column);

    Derived derived_;
    std::vector<PeopleLine> lines_;
    std::vector<PeopleLine> apart_;  // the unknown owner, then bots
    std::uint64_t people_ = 0;       // of the role, whatever is searched for
    PeopleScale scale_;
    std::string finding_;
};

}  // namespace screens
