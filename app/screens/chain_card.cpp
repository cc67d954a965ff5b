#include "screens/chain_card.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "screens/list_card.h"
#include "screens/overview.h"
#include "ui/period.h"

namespace screens {
namespace {

using charts::Align;
using charts::Rect;
using ui::Text;

constexpr float bar_height = 10;
constexpr float figure_width = 64;

struct Line {
    ChainChange change;
    std::string name;
    std::string detail;
};

class ChainCard final : public ListCard<engine::ChainAnswer> {
    const char* id() const override { return "chain"; }
    Text question() const override { return Text::chain_question; }

    ui::Held<engine::ChainAnswer> ask(ui::Context& context) override { return ask_chain(context); }
    std::string finding_of(const ui::Context& context, const engine::ChainAnswer& answer) const override {
        return chain_finding(context, answer);
    }

    std::string note_of(const ui::Context& context, const engine::ChainAnswer& answer) const override {
        std::string note = context.say(Text::chain_foot, {ui::period_words(answer.period, context.language()),
                                                          ui::period_words(answer.before, context.language()),
                                                          charts::format_count(answer.horizon_days)});
        if (answer.beside_before + answer.beside_after > 0)
            note += context.say(Text::chain_beside, {charts::format_count(answer.beside_after),
                                                     charts::format_count(answer.beside_before)});
        return note;
    }

    std::size_t rows(const ui::Context&, const engine::ChainAnswer& answer) const override {
        return answer.rows.size() + 1;
    }
    float row_height(const ui::Context& context) const override { return ui::narrow(context.width()) ? 72 : 52; }

    std::string draw_row(ui::Context& context, Rect place, const engine::ChainAnswer& answer,
                         std::size_t row) override {
        const std::vector<Line> lines = lines_of(context, answer);
        const Line& line = lines[row];
        double most = 0;
        for (const Line& other : lines) most = std::max(most, std::abs(other.change.change));
        const charts::Theme& theme = context.ui.theme();
        charts::Painter& painter = context.ui.painter();
        const bool phone = ui::narrow(context.width());
        const float name = phone ? place.w : std::min(360.f, place.w * .5f);
        draw_name(context, {place.x, place.y, name - (phone ? 0 : 8), place.h}, line.name, line.detail);
        if (line.change.by_chance) {
            const float behind =
                charts::text_width(painter, line.name, charts::type::body(theme.ink, charts::Weight::medium));
            charts::draw_text_within(painter, {place.x + behind + 8, place.y + 20},
                                     name - behind - 16 - (phone ? figure_width : 0),
                                     context.say(Text::chain_by_chance), charts::type::label(theme.ink3));
        }
        const float left = phone ? place.x : place.x + name;
        const float y = phone ? place.y + 50 : place.y + (place.h - bar_height) / 2;
        draw_change_bar(context, {left, y, place.right() - left - (phone ? 0 : figure_width), bar_height}, line.change,
                        most);
        const std::string words = change_words(line.change.shown);
        charts::draw_text(painter, {place.right(), phone ? place.y + 20 : place.y + place.h / 2 + 5}, words,
                          charts::type::body(theme.ink, charts::Weight::semibold), Align::end);
        const std::string spoken = context.say(Text::chain_spoken, {line.name, line.detail, words});
        return line.change.by_chance ? spoken + " · " + std::string(context.say(Text::chain_by_chance)) : spoken;
    }

    static std::vector<Line> lines_of(const ui::Context& context, const engine::ChainAnswer& answer) {
        std::vector<Line> lines;
        for (const ChainChange& change : chain_changes(answer)) lines.push_back({change, {}, {}});
        lines[0].name = context.say(Text::chain_entries);
        lines[0].detail =
            charts::format_count(answer.entries_before) + " → " + charts::format_count(answer.entries_after);
        for (std::size_t i = 0; i < answer.rows.size(); ++i) {
            const engine::ChainRow& row = answer.rows[i];
            const auto of = [&](const engine::Rate& rate) {
                return charts::format_of(rate.hits, rate.of, context.language());
            };
            lines[i + 1].name = ui::role_words(row.role, context.language());
            lines[i + 1].detail =
                context.say(Text::chain_detail, {charts::format_percent(row.before.estimate), of(row.before),
                                                 charts::format_percent(row.after.estimate), of(row.after)});
        }
        return lines;
    }
};

}  // namespace

std::unique_ptr<StackCard> make_chain_card() { return std::make_unique<ChainCard>(); }

}  // namespace screens
