#include "screens/organisation_card.h"

#include <algorithm>
#include <array>
#include <string>

#include "engine/figures/structure.h"
#include "screens/list_card.h"
#include "ui/questions.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Text;

class OrganisationCard final : public ListCard<engine::OrganisationAnswer> {
    const char* id() const override { return "organisation"; }
    Text question() const override { return Text::organisation_question; }

    ui::Held<engine::OrganisationAnswer> ask(ui::Context& context) override {
        return context.answers.ask<engine::OrganisationAnswer>(
            "organisation", ui::base_question(context.view, engine::Figure::organisation));
    }

    std::string finding_of(const ui::Context& context, const engine::OrganisationAnswer& answer) const override {
        if (answer.rows.empty()) return std::string(context.say(Text::organisation_none));
        std::uint64_t under = 0;
        for (const engine::OrganisationRow& row : answer.rows)
            if (row.depth == 0) under += row.all.entries;
        return context.say(Text::organisation_title,
                           {charts::format_count(answer.rows.size()), charts::format_count(under),
                            charts::format_count(answer.total.entries)});
    }
    std::string note_of(const ui::Context& context, const engine::OrganisationAnswer& answer) const override {
        return context.say(Text::organisation_foot, {charts::format_count(answer.unplaced.entries),
                                                     charts::format_count(answer.unknown.entries)});
    }
    std::size_t rows(const ui::Context&, const engine::OrganisationAnswer& answer) const override {
        return answer.rows.size();
    }
    float row_height(const ui::Context&) const override { return 48; }
    float above_height(ui::Context& context, const engine::OrganisationAnswer& answer, float) const override {
        return answer.rows.empty() || ui::narrow(context.width()) ? 0 : 24;
    }

    static constexpr float column = 92;
    static constexpr std::array<Text, 4> heads{Text::organisation_open, Text::organisation_lost,
                                               Text::organisation_advanced, Text::organisation_entries};

    bool above_is_heads() const override { return true; }
    void draw_above(ui::Context& context, Rect place, const engine::OrganisationAnswer&) override {
        float right = place.right();
        for (const Text head : heads) {
            charts::draw_text(context.ui.painter(), {right, place.y + 14}, context.say(head),
                              charts::type::small(context.ui.theme().ink3), charts::Align::end);
            right -= column;
        }
        ui::hairline(context.ui, place.x, place.bottom() - 1, place.w);
    }

    std::string draw_row(ui::Context& context, Rect place, const engine::OrganisationAnswer& answer,
                         std::size_t row) override {
        const engine::OrganisationRow& of = answer.rows[row];
        const charts::Theme& theme = context.ui.theme();
        const bool phone = ui::narrow(context.width());
        // A file may be deeper than a card is wide.
        const float indent = static_cast<float>(std::min(of.depth, 8u)) * (phone ? 10 : 20);
        const float figures = phone ? 70 : 4 * column;
        const std::string people = context.say(Text::organisation_people, {charts::format_count(of.people)});
        const std::array<std::string, 4> cells{charts::format_count(of.all.open), charts::format_count(of.all.lost),
                                               charts::format_count(of.all.advanced),
                                               charts::format_count(of.all.entries)};
        std::string detail = people;
        if (phone) detail += " · " + std::string(context.say(Text::organisation_advanced)) + " " + cells[2];
        draw_name(context, {place.x + indent, place.y, place.w - figures - indent - 8, place.h}, of.name, detail);
        float right = place.right();
        for (std::size_t i = phone ? 3 : 0; i < cells.size(); ++i, right -= column)
            charts::draw_text(context.ui.painter(), {right, place.y + place.h / 2 + 5}, cells[i],
                              charts::type::body(theme.ink), charts::Align::end);
        return context.say(Text::organisation_spoken, {of.name, people, cells[3], cells[2], cells[1], cells[0]});
    }
};

}  // namespace

std::unique_ptr<StackCard> make_organisation_card() { return std::make_unique<OrganisationCard>(); }

}  // namespace screens
