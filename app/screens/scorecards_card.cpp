// Scorecards side by side: what people and what machines gave for each item, and how far the two agree.
#include <string>
#include <vector>

#include "engine/figures/scorecards.h"
#include "screens/call_words.h"
#include "screens/calls_cards.h"
#include "screens/list_card.h"

namespace screens {
namespace {

using charts::Align;
using charts::Rect;
using ui::Text;

// An item of a scorecard, as each kind of rater scored it.
struct Item {
    std::string card, item;
    const engine::ScoreRow* human = nullptr;
    const engine::ScoreRow* machine = nullptr;
    const engine::ScoreRow* unknown = nullptr;
    const engine::AgreementRow* agreement = nullptr;
};

std::vector<Item> items_of(const engine::ScorecardsAnswer& answer) {
    std::vector<Item> items;
    for (const engine::ScoreRow& row : answer.rows) {
        if (items.empty() || items.back().card != row.card || items.back().item != row.item)
            items.push_back({row.card, row.item});
        (row.rater == "human" ? items.back().human
         : row.rater == "ai"  ? items.back().machine
                              : items.back().unknown) = &row;
    }
    for (Item& item : items)
        for (const engine::AgreementRow& row : answer.agreement)
            if (row.card == item.card && row.item == item.item) item.agreement = &row;
    return items;
}

std::string score_words(const ui::Context& context, const engine::ScoreRow* row) {
    if (!row || !row->mean) return std::string(charts::undefined_figure);
    std::string text = charts::format_fixed(*row->mean, row->max && *row->max > 20 ? 0 : 2);
    if (row->max) text += " / " + charts::format_fixed(*row->max, 0);
    return text + " · " + context.say(Text::scores_n, {charts::format_count(row->n)});
}

std::string agreement_words(const ui::Context& context, const engine::AgreementRow* row) {
    if (!row) return std::string(charts::undefined_figure);
    if (row->kappa) {
        std::string text = charts::format_fixed(*row->kappa, 2);
        if (row->low && row->high)
            text += " (" + charts::format_fixed(*row->low, 2) + "–" + charts::format_fixed(*row->high, 2) + ")";
        return text;
    }
    if (row->why_not == "few") return context.say(Text::agreement_few, {charts::format_count(row->both)});
    return std::string(context.say(row->why_not == "many_scores" ? Text::agreement_many : Text::agreement_one));
}

class ScorecardsCard final : public ListCard<engine::ScorecardsAnswer> {
    const char* id() const override { return "scorecards"; }
    Text question() const override { return Text::scores_question; }
    bool wanted(ui::Context& context) override {
        const auto held = ask(context);
        return held.answer && held.answer->cards > 0;
    }

    ui::Held<engine::ScorecardsAnswer> ask(ui::Context& context) override {
        const auto held = context.answers.ask<engine::ScorecardsAnswer>(
            "scorecards", calls_question(context, engine::Figure::scorecards));
        if (held.answer && held.serial != serial_) {
            serial_ = held.serial;
            items_ = items_of(*held.answer);
        }
        return held;
    }
    std::string finding_of(const ui::Context& context, const engine::ScorecardsAnswer& answer) const override {
        const engine::AgreementRow* worst = nullptr;
        for (const engine::AgreementRow& row : answer.agreement)
            if (row.kappa && !row.item.empty() && (!worst || *row.kappa < *worst->kappa)) worst = &row;
        if (!worst)
            return context.say(Text::scores_title,
                               {charts::format_count(answer.cards), charts::format_count(answer.calls)});
        return context.say(Text::scores_title_worst,
                           {worst->item, charts::format_fixed(*worst->kappa, 2), charts::format_count(worst->both)});
    }
    std::string note_of(const ui::Context& context, const engine::ScorecardsAnswer&) const override {
        return std::string(context.say(Text::scores_foot));
    }
    std::size_t rows(const ui::Context&, const engine::ScorecardsAnswer&) const override { return items_.size(); }
    float row_height(const ui::Context& context) const override { return ui::narrow(context.width()) ? 84.f : 44.f; }
    float above_height(ui::Context& context, const engine::ScorecardsAnswer& answer, float) const override {
        return answer.cards == 0 || ui::narrow(context.width()) ? 0 : 26;
    }

    static constexpr float columns[3] = {.62f, .8f, 1};
    bool above_is_heads() const override { return true; }
    void draw_above(ui::Context& context, Rect place, const engine::ScorecardsAnswer&) override {
        constexpr Text heads[3] = {Text::scores_human, Text::scores_machine, Text::scores_agreement};
        for (std::size_t i = 0; i < 3; ++i)
            charts::draw_text(context.ui.painter(), {place.x + columns[i] * place.w, place.y + 14},
                              context.say(heads[i]), charts::type::small(context.ui.theme().ink3), Align::end);
        ui::hairline(context.ui, place.x, place.bottom() - 1, place.w);
    }
    std::string draw_row(ui::Context& context, Rect place, const engine::ScorecardsAnswer&, std::size_t row) override {
        const Item& item = items_[row];
        charts::Painter& painter = context.ui.painter();
        const charts::Theme& theme = context.ui.theme();
        const std::string name = item.item.empty() ? std::string(context.say(Text::scores_whole)) : item.item;
        const std::string cells[3] = {score_words(context, item.human ? item.human : item.unknown),
                                      score_words(context, item.machine), agreement_words(context, item.agreement)};
        if (ui::narrow(context.width())) {
            draw_name(context, {place.x, place.y, place.w, 40}, name, item.card);
            charts::draw_text_within(painter, {place.x, place.y + 56}, place.w,
                                     context.say(Text::scores_phone, {cells[0], cells[1]}),
                                     charts::type::small(theme.ink2));
            charts::draw_text_within(painter, {place.x, place.y + 73}, place.w,
                                     context.say(Text::scores_phone_agreement, {cells[2]}),
                                     charts::type::small(theme.ink2));
        } else {
            draw_name(context, {place.x, place.y - 2, place.w * .42f, place.h}, name, item.card);
            for (std::size_t i = 0; i < 3; ++i)
                charts::draw_text(painter, {place.x + columns[i] * place.w, place.y + 27}, cells[i],
                                  charts::type::body(i == 2 ? theme.ink : theme.ink2,
                                                     i == 2 ? charts::Weight::medium : charts::Weight::regular),
                                  Align::end);
        }
        return context.say(Text::scores_spoken, {name, item.card, cells[0], cells[1], cells[2]});
    }

    // Of the answer held.
    std::uint32_t serial_ = 0;
    std::vector<Item> items_;
};

}  // namespace

std::unique_ptr<StackCard> make_scorecards_card() { return std::make_unique<ScorecardsCard>(); }

}  // namespace screens
