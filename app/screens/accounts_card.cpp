// The accounts, the one last in contact first; a press opens one.
#include <algorithm>
#include <array>
#include <string>

#include "base/limits.h"
#include "charts/mark.h"
#include "charts/text.h"
#include "screens/account_cards.h"
#include "screens/call_words.h"
#include "screens/row_button.h"
#include "ui/card.h"
#include "ui/questions.h"
#include "ui/widgets.h"

namespace screens {
namespace {

using charts::Align;
using charts::Rect;
using ui::Text;

constexpr std::uint32_t page = 8;
constexpr float row_height = 44;
constexpr float row_height_phone = 66;
constexpr float heads_height = 26;
constexpr float more_height = 48;

using AccountsHeld = ui::Held<engine::AccountListAnswer>;

class AccountsCard final : public StackCard {
public:
    float height(ui::Context& context, float width) override {
        const AccountsHeld held = ask(context);
        const bool here = held.answer && held.answer->head.refused.empty();
        const std::string finding = here ? finding_of(context, *held.answer) : std::string();
        const float padding = ui::card_padding(context.width());
        float body = static_cast<float>(page) * row(context);
        if (here)
            body = (is_phone(context) ? 0 : heads_height) +
                   static_cast<float>(held.answer->rows.size()) * row(context) +
                   (more(*held.answer) ? more_height : 0) + 8 +
                   ui::footnote_height(context.ui, width - 2 * padding, context.say(Text::accounts_foot));
        if (held.answer && !here) body = 2 * row_height;
        return ui::card_head_height(context.ui, width, head_of(context, finding, held)) + search_height(context) +
               body + padding;
    }

    void draw(ui::Context& context, Rect card) override {
        ui::Ui& ui = context.ui;
        const AccountsHeld held = ask(context);
        const bool here = held.answer && held.answer->head.refused.empty();
        const std::string finding = here ? finding_of(context, *held.answer) : std::string();
        const bool late = ui::shows_late(ui, held);
        ui::CardHead head = head_of(context, finding, held);
        head.tone = late ? ui::CardTone::late : ui::CardTone::plain;
        const Rect body = ui::begin_card(ui, card, head);
        draw_search(context, body);
        const float above = search_height(context);
        if (ui::draw_absence(ui, "accounts", {body.x, body.y + above, body.w, body.h - above}, held, 4))
            return ui::end_card(ui);
        const engine::AccountListAnswer& answer = *held.answer;
        float y = body.y + above;
        if (!is_phone(context)) {
            draw_heads(context, {body.x, y, body.w, heads_height});
            y += heads_height;
        }
        {
            const ui::Group list(ui, {.id = "accounts.list",
                                      .role = ui::SemanticRole::list,
                                      .name = finding,
                                      .bounds = {body.x, y, body.w, body.h}});
            for (const engine::AccountLine& line : answer.rows) {
                draw_line(context, {body.x, y, body.w, row(context)}, line);
                y += row(context);
            }
        }
        if (more(answer)) {
            if (draw_row_button(context, "accounts.more", {body.x, y + 4, body.w, 0},
                                {.label = context.say(Text::calls_more)})) {
                shown_ += page;
                ui.again();
            }
        }
        ui::draw_footnote(ui, "accounts.foot", body, context.say(Text::accounts_foot));
        if (late) ui::draw_late_note(ui, "accounts", card);
        ui::end_card(ui);
    }

    bool wide() const override { return true; }

private:
    // Of the row's width: where each column ends; the name begins it.
    static constexpr std::array<float, 5> ends{.46f, .55f, .68f, .78f, 1.f};

    std::uint32_t shown_ = page;

    static bool is_phone(const ui::Context& context) { return context.width() == ui::Width::phone; }
    static float row(const ui::Context& context) { return is_phone(context) ? row_height_phone : row_height; }
    static float search_height(const ui::Context& context) { return ui::narrow(context.width()) ? 56.f : 44.f; }

    static ui::CardHead head_of(const ui::Context& context, std::string_view finding, const AccountsHeld& held) {
        return {.id = "accounts",
                .question = context.say(Text::accounts_question),
                .title = finding,
                .of = ui::head_of(held)};
    }

    AccountsHeld ask(ui::Context& context) const {
        engine::Question question = ui::base_question(context.view, engine::Figure::account_list);
        question.text = context.view.accounts_find;
        question.limit = std::min(shown_, base::limits::rows_answered);
        return context.answers.ask<engine::AccountListAnswer>("accounts", question);
    }

    bool more(const engine::AccountListAnswer& answer) const {
        return answer.rows.size() < answer.total && shown_ < base::limits::rows_answered;
    }

    static std::string finding_of(const ui::Context& context, const engine::AccountListAnswer& answer) {
        if (answer.total == 0) return std::string(context.say(Text::accounts_none));
        const std::string total = charts::format_count(answer.total),
                          days = charts::format_count(answer.head.question.horizon_days);
        if (answer.waiting == 0) return context.say(Text::accounts_title_well, {total, days});
        return context.say(Text::accounts_title, {total, charts::format_count(answer.waiting), days});
    }

    static void draw_search(ui::Context& context, Rect body) {
        const float size = ui::narrow(context.width()) ? 44.f : 32.f;
        const std::string name(context.say(Text::accounts_search));
        const Rect field{body.x, body.y, is_phone(context) ? body.w : std::min(body.w, 360.f), size};
        auto typed = ui::field(context.ui, "accounts.search", field,
                               {.name = name, .text = context.view.accounts_find, .hint = name, .search = true});
        if (!typed) return;
        ui::View next = context.view;
        next.accounts_find = *std::move(typed);
        context.go(std::move(next), ui::History::replace);
    }

    static void draw_heads(ui::Context& context, Rect line) {
        const charts::TextStyle style = charts::type::small(context.ui.theme().ink3);
        const Text heads[] = {Text::accounts_deals, Text::accounts_open, Text::accounts_won, Text::accounts_calls,
                              Text::accounts_contact};
        for (std::size_t i = 0; i < ends.size(); ++i)
            charts::draw_text(context.ui.painter(), {line.x + line.w * ends[i], line.y + 14}, context.say(heads[i]),
                              style, Align::end);
        ui::hairline(context.ui, line.x, line.bottom() - 1, line.w);
    }

    static void draw_line(ui::Context& context, Rect place, const engine::AccountLine& line) {
        ui::Ui& ui = context.ui;
        const charts::Theme& theme = ui.theme();
        charts::Painter& painter = ui.painter();
        const std::string id = "accounts.row." + line.id;
        const std::string won =
            line.won == 0 ? std::string(charts::undefined_figure)
                          : charts::format_money(line.won_value, context.names.currency(), context.language());
        const std::string contact = line.last_contact.empty() ? std::string(context.say(Text::accounts_no_contact))
                                                              : call_time(context, line.last_contact);
        const std::string counts = context.say(
            Text::accounts_line,
            {charts::format_count(line.deals), charts::format_count(line.open), won, charts::format_count(line.calls)});
        const ui::Group item(ui, {.id = id + ".item", .role = ui::SemanticRole::listitem, .bounds = place});
        const ui::Hit hit = ui.press(id, place);
        ui.add({.id = id,
                .role = ui::SemanticRole::button,
                .name = context.say(Text::accounts_spoken, {line.name, counts, contact}),
                .bounds = place});
        if (hit.clicked) {
            ui::View next = context.view;
            next.account = line.id;
            context.go(std::move(next));
        }
        if (!ui.visible(place)) return;
        if (hit.hovered || hit.held)
            painter.fill_rect({place.x - 12, place.y, place.w + 24, place.h}, theme.sunken, charts::space::tile_radius);
        const charts::TextStyle strong = charts::type::body(theme.ink, charts::Weight::medium);
        if (is_phone(context)) {
            charts::draw_text_within(painter, {place.x, place.y + 20}, place.w, line.name, strong);
            charts::draw_text_within(painter, {place.x, place.y + 38}, place.w, counts, charts::type::label(theme.ink));
            charts::draw_text_within(painter, {place.x, place.y + 56}, place.w, contact,
                                     charts::type::label(theme.ink2));
        } else {
            const float base = charts::centred_baseline(place.y + place.h / 2, 13);
            const float room = place.w * ends[0] - 64;
            const float named = charts::draw_text_within(painter, {place.x, base}, room, line.name, strong);
            if (!line.segment.empty() && named + 60 < room)
                charts::draw_text_within(painter, {place.x + named + 10, base}, room - named - 10, line.segment,
                                         charts::type::label(theme.ink2));
            const std::string cells[] = {charts::format_count(line.deals), charts::format_count(line.open), won,
                                         charts::format_count(line.calls), contact};
            for (std::size_t i = 0; i < ends.size(); ++i)
                charts::draw_text(painter, {place.x + place.w * ends[i], base}, cells[i], charts::type::body(theme.ink),
                                  Align::end);
        }
        ui::hairline(ui, place.x, place.bottom() - 1, place.w);
        if (hit.focused) charts::draw_focus_ring(painter, theme, ui::inset(place, 3), charts::space::tile_radius);
    }
};

}  // namespace

std::unique_ptr<StackCard> make_accounts_card() { return std::make_unique<AccountsCard>(); }

}  // namespace screens
