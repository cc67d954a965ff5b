// The funnel of the chosen role: how it stands in words, its stages as bars, what it received and passed on.
#pragma once

#include <string>

#include "screens/role_ledgers.h"

namespace screens {

class FunnelCard {
public:
    // The card's height at this width, which depends on the answer.
    float height(ui::Context& context, float width);
    void draw(ui::Context& context, charts::Rect card);
    // The mark whose details are wanted: pointed at, else with the keyboard focus, else pinned.
    std::optional<ui::Mark> attended(const ui::Context& context) const;

private:
    struct Derived {
        std::uint32_t stages = 0;  // serials of the answers that it comes from
        std::uint32_t visits = 0;
        std::string role;
        ui::Language language{};
        friend bool operator==(const Derived&, const Derived&) = default;
    };
    void derive(ui::Context& context, const LedgerHeld& stages, const LedgerHeld& visits);
    void press(ui::Context& context, const ui::Mark& mark, bool touched);
    void draw_jumps(ui::Context& context, charts::Rect place);
    void draw_plot(ui::Context& context, charts::Rect body, const charts::FunnelView& view, bool ready, bool late);
    void draw_inline_details(ui::Context& context, charts::Rect area, const ui::Mark& mark);
    charts::FunnelView funnel_view(const ui::Context& context, float width) const;

    Derived derived_;
    charts::Funnel funnel_;
    std::string question_;
    std::string finding_;
    std::string selected_;
};

// "Most are lost at Contacted: of 100 entries 20 lost, 13 open"
std::string funnel_finding(const ui::Context& context, const std::vector<charts::FunnelStage>& stages, bool brief);

}  // namespace screens
