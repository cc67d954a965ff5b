#include "screens/structure_card.h"

#include <algorithm>
#include <string>
#include <vector>

#include "engine/figures/structure.h"
#include "screens/list_card.h"
#include "screens/structure_words.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Text;

class StructureCard final : public ListCard<engine::StructureAnswer> {
    const char* id() const override { return "structure"; }
    Text question() const override { return Text::structure_question; }

    StructureHeld ask(ui::Context& context) override {
        StructureHeld held = ask_structure(context);
        if (held.answer && held.serial != ordered_) {
            ordered_ = held.serial;
            order_.clear();
            for (const bool few : {false, true})
                for (std::size_t i = 0; i < held.answer->rows.size(); ++i)
                    if (held.answer->rows[i].kind.empty() == few) order_.push_back(i);
        }
        return held;
    }

    static std::string handoffs_words(const engine::StructureRow& row) {
        return row.handoffs_per_deal ? charts::format_fixed(*row.handoffs_per_deal, 2)
                                     : std::string(charts::undefined_figure);
    }

    std::string finding_of(const ui::Context& context, const engine::StructureAnswer& answer) const override {
        return context.say(Text::structure_title,
                           {kind_words(context, answer.whole.kind),
                            charts::format_percent(answer.whole.continuity.estimate, 0), handoffs_words(answer.whole)});
    }
    std::string note_of(const ui::Context& context, const engine::StructureAnswer&) const override {
        return std::string(context.say(Text::structure_foot));
    }
    // All together, then the teams, those last of which too little is known.
    std::size_t rows(const ui::Context&, const engine::StructureAnswer& answer) const override {
        return answer.rows.size() + 1;
    }
    float row_height(const ui::Context& context) const override { return ui::narrow(context.width()) ? 96 : 56; }

    std::string draw_row(ui::Context& context, Rect place, const engine::StructureAnswer& answer,
                         std::size_t row) override {
        const engine::StructureRow& of = row == 0 ? answer.whole : answer.rows[order_[row - 1]];
        const std::string name = structure_name(context, of);
        const std::string detail = context.say(
            Text::structure_detail,
            {kind_words(context, of.kind), charts::format_count(of.people), charts::format_count(of.continuity.of)});
        const bool phone = ui::narrow(context.width());
        const float width = phone ? place.w : std::min(320.f, place.w * .36f);
        draw_name(context, {place.x, place.y + 2, width - 12, place.h}, name, detail);
        const Rect bars = phone ? Rect{place.x, place.y + 46, place.w, 44}
                                : Rect{place.x + width, place.y + 6, place.w - width, place.h - 12};
        const std::string u = share_words(of.specialisation);
        const std::string c = charts::format_percent(of.continuity.estimate, 0);
        draw_bar(context, {bars.x, bars.y, bars.w, bars.h / 2}, Text::structure_u, of.specialisation, u);
        draw_bar(context, {bars.x, bars.y + bars.h / 2, bars.w, bars.h / 2}, Text::structure_c, of.continuity.estimate,
                 c);
        return context.say(Text::structure_spoken, {name, detail, u, c});
    }

    std::uint32_t ordered_ = 0;  // the answer's serial
    std::vector<std::size_t> order_;

    static std::string share_words(std::optional<double> share) {
        return share ? charts::format_percent(std::max(0., *share), 0) : std::string(charts::undefined_figure);
    }

    static void draw_bar(ui::Context& context, Rect place, Text what, std::optional<double> share,
                         const std::string& words) {
        const charts::Theme& theme = context.ui.theme();
        charts::Painter& painter = context.ui.painter();
        const float label = std::min(150.f, place.w * .42f), figure = 48;
        const float y = charts::centred_baseline(place.y + place.h / 2, 11);
        charts::draw_text_within(painter, {place.x, y}, label - 6, context.say(what), charts::type::small(theme.ink2));
        const Rect track{place.x + label, place.y + place.h / 2 - 4, place.w - label - figure, 8};
        painter.fill_rect(track, theme.band, charts::space::bar_radius);
        const float filled = track.w * static_cast<float>(std::clamp(share.value_or(0), 0., 1.));
        if (filled > 0) painter.fill_rect({track.x, track.y, filled, track.h}, theme.accent, charts::space::bar_radius);
        const float half = track.x + track.w / 2;
        painter.line({half, track.y - 3}, {half, track.bottom() + 3}, {theme.axis, 1});
        charts::draw_text(painter, {place.right(), y}, words, charts::type::label(theme.ink, charts::Weight::medium),
                          charts::Align::end);
    }
};

}  // namespace

std::unique_ptr<StackCard> make_structure_card() { return std::make_unique<StructureCard>(); }

}  // namespace screens
