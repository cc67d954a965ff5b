// What other systems computed of the same calls, under their names; beside ours where the two mean the same.
#include <string>

#include "engine/figures/calls.h"
#include "screens/call_words.h"
#include "screens/calls_cards.h"
#include "screens/list_card.h"

namespace screens {
namespace {

using charts::Align;
using charts::Rect;
using ui::Text;

std::string number(double value) { return charts::format_fixed(value, value < 10 && value > -10 ? 2 : 1); }

class VendorFiguresCard final : public ListCard<engine::CallsAnswer> {
    const char* id() const override { return "vendors"; }
    Text question() const override { return Text::vendors_question; }
    bool wanted(ui::Context& context) override {
        const auto held = ask(context);
        return held.answer && !held.answer->vendor_figures.empty();
    }

    ui::Held<engine::CallsAnswer> ask(ui::Context& context) override {
        return context.answers.ask<engine::CallsAnswer>("vendors", calls_question(context, engine::Figure::calls));
    }
    std::string finding_of(const ui::Context& context, const engine::CallsAnswer& answer) const override {
        std::uint64_t beside = 0;
        for (const engine::VendorFigure& one : answer.vendor_figures) beside += one.measure.empty() ? 0 : 1;
        return context.say(Text::vendors_title,
                           {charts::format_count(answer.vendor_figures.size()), charts::format_count(beside)});
    }
    std::string note_of(const ui::Context& context, const engine::CallsAnswer&) const override {
        return std::string(context.say(Text::vendors_foot));
    }
    std::size_t rows(const ui::Context&, const engine::CallsAnswer& answer) const override {
        return answer.vendor_figures.size();
    }
    float row_height(const ui::Context&) const override { return 48; }

    std::string draw_row(ui::Context& context, Rect place, const engine::CallsAnswer& answer,
                         std::size_t row) override {
        const engine::VendorFigure& one = answer.vendor_figures[row];
        const charts::Theme& theme = context.ui.theme();
        std::string detail;
        const auto add = [&](std::string_view part) {
            if (!detail.empty() && !part.empty()) detail += " · ";
            detail += part;
        };
        add(one.vendor);
        if (one.side == "rep" || one.side == "customer")
            add(context.say(one.side == "rep" ? Text::side_rep : Text::side_customer));
        add(context.say(Text::vendors_n, {charts::format_count(one.n)}));
        std::string figure = number(one.mean) + (one.unit.empty() ? "" : " " + one.unit), beside;
        const MeasureWords* words = call_measure_words(one.measure);
        if (words && one.their_mean && one.our_mean)
            beside = context.say(Text::vendors_beside,
                                 {measure_text(context, *words, one.their_mean),
                                  measure_text(context, *words, one.our_mean), charts::format_count(one.both)});
        const float width = charts::draw_text(context.ui.painter(), {place.right(), place.y + 20}, figure,
                                              charts::type::body(theme.ink, charts::Weight::medium), Align::end);
        const float under = charts::draw_text_within(context.ui.painter(), {place.right(), place.y + 37}, place.w * .6f,
                                                     beside, charts::type::label(theme.ink2), Align::end);
        draw_name(context, {place.x, place.y, place.w - std::max(width, under) - 12, place.h}, one.name, detail);
        return charts::format_named(one.name, detail + " · " + figure + (beside.empty() ? "" : " · " + beside),
                                    context.language());
    }
};

}  // namespace

std::unique_ptr<StackCard> make_vendor_figures_card() { return std::make_unique<VendorFiguresCard>(); }

}  // namespace screens
