// Entries into the role by month. It shows all periods, whatever the period filter says: it is where months are chosen, by a press, by a
// pull across several, by the handles under them, or by the keys. A choice may be looked at closer.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "charts/trend.h"
#include "screens/role_ledgers.h"
#include "ui/crosshair.h"

namespace screens {

class MonthsCard {
public:
    void draw(ui::Context& context, charts::Rect card);

private:
    struct Step {  // what the reader did in this frame, before it is drawn
        std::optional<charts::StepSpan> pending;
        bool done = false;
    };

    void derive(ui::Context& context, const LedgerHeld& months, std::size_t most);
    std::span<const charts::TrendMonth> shown(const ui::View& view) const;
    // Closer to what is chosen, with a month at each side; none where that is all that is shown.
    std::optional<engine::Days> closer(const std::optional<charts::Brush>& chosen) const;
    bool zoomed() const { return shown_.size() < months_.size(); }
    Step step_of(ui::Context& context, const std::optional<charts::Brush>& chosen) const;
    // Of what is about to be chosen how much it is, else what the card shows.
    std::string note_of(const ui::Context& context, const std::optional<charts::StepSpan>& pending) const;
    float controls_width(ui::Context& context, const std::optional<charts::Brush>& chosen) const;
    void draw_controls(ui::Context& context, charts::Rect place, const std::optional<charts::Brush>& chosen);
    void draw_handles(ui::Ui& ui, const charts::Brush& brush, float y) const;
    ui::Reading reading_at(const ui::Context& context, const charts::TrendMonth& month) const;
    void read_keys(ui::Context& context, const ui::Cross& cross, bool chosen, bool ready);
    void press(ui::Context& context, const charts::Mark& mark, bool touched);
    void choose(ui::Context& context, const charts::StepSpan& span) const;
    static void choose(ui::Context& context, engine::Days days);
    void show_all(ui::Context& context);

    std::uint32_t serial_ = 0;
    std::string role_;
    ui::Language language_{};
    std::size_t most_ = 0;
    std::vector<charts::TrendMonth> months_;
    std::string finding_;
    // Chosen by the keys and not yet applied, and where that began.
    std::optional<charts::StepSpan> keyed_;
    std::size_t anchor_ = 0;
    double pressed_ms_ = -1e9;
    // As drawn last.
    std::span<const charts::TrendMonth> shown_;
    charts::StepAxis axis_;
    charts::Rect plot_;
};

}  // namespace screens
