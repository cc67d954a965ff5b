// The accounts: which ones and in what order the reader says; a press opens one.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/limits.h"
#include "base/time.h"
#include "charts/account_strip.h"
#include "charts/logo.h"
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
using engine::AccountsKept;
using engine::AccountsOrder;
using ui::Text;

constexpr std::uint32_t page = 12;
constexpr float row_height = 48;
constexpr float row_height_tight = 106;
constexpr float narrowest_line = 980;  // of an account on one line, else it is a card of its own
constexpr float more_height = 48;
constexpr float gap = 8;
constexpr float tile = 20;
constexpr std::uint32_t busy_week = 3;  // contacts of a week that make a bar as high as it gets

using AccountsHeld = ui::Held<engine::AccountListAnswer>;

struct Kept {
    AccountsKept kept;
    std::string_view id;
    Text label;
};
constexpr std::array<Kept, 4> kept_choices{{{AccountsKept::all, "all", Text::accounts_kept_all},
                                            {AccountsKept::silent, "silent", Text::accounts_kept_silent},
                                            {AccountsKept::waiting, "waiting", Text::accounts_kept_waiting},
                                            {AccountsKept::customers, "customers", Text::accounts_kept_customers}}};

// Of a line's width: where each column ends (the first begins); a figure's column is as wide as a head to press.
struct Column {
    AccountsOrder order;
    std::string_view id;
    Text label;
    float end;
};
constexpr std::array<Column, 6> columns{{{AccountsOrder::name, "name", Text::accounts_name, .26f},
                                         {AccountsOrder::deals, "deals", Text::accounts_deals, .61f},
                                         {AccountsOrder::open, "open", Text::accounts_open, .67f},
                                         {AccountsOrder::won, "won", Text::accounts_won, .765f},
                                         {AccountsOrder::calls, "calls", Text::accounts_calls, .83f},
                                         {AccountsOrder::contact, "contact", Text::accounts_contact, 1.f}}};
constexpr float strip_begin = .28f, strip_end = .56f;

// Controls of different widths one behind another, in lines that break.
class Line {
public:
    Line(Rect body, float height) : body_(body), height_(height), x_(body.x), y_(body.y) {}
    Rect next(float width) {
        width = std::min(width, body_.w);
        if (x_ > body_.x && x_ + width > body_.right()) {
            x_ = body_.x;
            y_ += height_ + gap;
        }
        const Rect place{x_, y_, width, height_};
        x_ += width + gap;
        return place;
    }
    float bottom() const { return y_ + height_; }

private:
    Rect body_;
    float height_, x_, y_;
};

class AccountsCard final : public StackCard {
public:
    float height(ui::Context& context, float width) override {
        const AccountsHeld held = ask(context);
        const bool here = held.answer && held.answer->head.refused.empty();
        const std::string finding = here ? finding_of(context, *held.answer) : std::string();
        const float padding = ui::card_padding(context.width()), inner = width - 2 * padding;
        float body = static_cast<float>(page) * row(inner);
        if (here)
            body = (held.answer->rows.empty() ? 0 : heads_height(context)) +
                   static_cast<float>(held.answer->rows.size()) * row(inner) + (more(*held.answer) ? more_height : 0);
        if (held.answer && !here) body = 2 * row_height;
        const float controls = draw_controls(context, {0, 0, inner, 0}, held, false) + 12;
        return ui::card_head_height(context.ui, width, head_of(context, finding, held)) + controls + body + padding;
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
        float y = draw_controls(context, body, held, true) + 12;
        if (ui::draw_absence(ui, "accounts", {body.x, y, body.w, body.bottom() - y}, held, 4)) return ui::end_card(ui);
        const engine::AccountListAnswer& answer = *held.answer;
        if (!answer.rows.empty()) {
            const ui::Group table(ui, {.id = "accounts.list",
                                       .role = ui::SemanticRole::table,
                                       .name = finding,
                                       .bounds = {body.x, y, body.w, body.bottom() - y}});
            const float above = heads_height(context);
            ui::TableHeads heads(ui, {body.x, y, body.w, above},
                                 y + above + row(body.w) * static_cast<float>(answer.rows.size()));
            draw_heads(context, heads.place());
            heads.cut();
            y += above;
            for (const engine::AccountLine& line : answer.rows) {
                draw_line(context, {body.x, y, body.w, row(body.w)}, answer, line);
                y += row(body.w);
            }
        }
        if (more(answer)) {
            if (draw_row_button(context, "accounts.more", {body.x, y + 4, body.w, 0},
                                {.label = context.say(Text::calls_more)})) {
                shown_ += page;
                ui.again();
            }
        }
        if (late) ui::draw_late_note(ui, "accounts", card);
        ui::end_card(ui);
    }

    bool wide() const override { return true; }

private:
    std::uint32_t shown_ = page;

    static bool tight(float width) { return width < narrowest_line; }
    static float row(float width) { return tight(width) ? row_height_tight : row_height; }
    static float control(const ui::Context& context) {
        return ui::narrow(context.width()) ? charts::space::touch_target : 32.f;
    }
    static float heads_height(const ui::Context& context) { return control(context); }

    static ui::CardHead head_of(const ui::Context& context, std::string_view finding, const AccountsHeld& held) {
        return {.id = "accounts",
                .question = context.say(Text::accounts_question),
                .title = finding,
                .of = ui::head_of(held)};
    }

    AccountsHeld ask(ui::Context& context) const {
        engine::Question question = ui::base_question(context.view, engine::Figure::account_list);
        question.text = context.view.accounts_find;
        question.accounts = context.view.accounts;
        question.order = context.view.accounts_order;
        question.turned = context.view.accounts_turned;
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
        switch (answer.head.question.accounts) {
            case AccountsKept::silent: return context.say(Text::accounts_title_silent, {total, days});
            case AccountsKept::waiting: return context.say(Text::accounts_title_waiting, {total});
            case AccountsKept::customers: return context.say(Text::accounts_title_customers, {total});
            case AccountsKept::all: break;
        }
        if (answer.silent == 0) return context.say(Text::accounts_title_well, {total, days});
        return context.say(Text::accounts_title, {total, charts::format_count(answer.silent), days});
    }

    static std::uint64_t count_of(const engine::AccountListAnswer& answer, AccountsKept kept) {
        switch (kept) {
            case AccountsKept::silent: return answer.silent;
            case AccountsKept::waiting: return answer.waiting;
            case AccountsKept::customers: return answer.customers;
            case AccountsKept::all: break;
        }
        return answer.all;
    }

    // The search and which accounts are listed. Gives the lower edge.
    static float draw_controls(ui::Context& context, Rect body, const AccountsHeld& held, bool drawn) {
        ui::Ui& ui = context.ui;
        Line line({body.x, body.y + 4, body.w, body.h}, control(context));
        const std::string name(context.say(Text::accounts_search));
        const Rect field = line.next(tight(body.w) ? body.w : 260);
        if (drawn) {
            auto typed = ui::field(ui, "accounts.search", field,
                                   {.name = name, .text = context.view.accounts_find, .hint = name, .search = true});
            if (typed) {
                ui::View next = context.view;
                next.accounts_find = *std::move(typed);
                context.go(std::move(next), ui::History::replace);
            }
        }
        std::optional<ui::Group> group;
        if (drawn)
            group.emplace(ui, ui::SemanticNode{.id = "accounts.kept",
                                               .role = ui::SemanticRole::group,
                                               .name = std::string(context.say(Text::accounts_kept)),
                                               .bounds = {body.x, body.y, body.w, control(context)}});
        for (const Kept& one : kept_choices) {
            std::string label = context.say(one.label, {charts::format_count(engine::usual_gap_days)});
            if (held.answer && held.answer->head.refused.empty())
                label += "  " + charts::format_count(count_of(*held.answer, one.kept));
            const bool chosen = context.view.accounts == one.kept;
            const ui::Button choice{.label = label, .selected = chosen, .toggle = true};
            const Rect place = line.next(ui::button_width(ui, choice));
            if (!drawn || !ui::button(ui, "accounts.kept." + std::string(one.id), place, choice)) continue;
            ui::View next = context.view;
            next.accounts = chosen ? AccountsKept::all : one.kept;
            next.accounts_order = AccountsOrder::attention;
            next.accounts_turned = false;
            context.go(std::move(next));
        }
        return line.bottom();
    }

    // Names from the beginning, figures from the largest; a second press turns them round.
    static void order_by(ui::Context& context, AccountsOrder order) {
        ui::View next = context.view;
        next.accounts_turned = next.accounts_order == order && !next.accounts_turned;
        next.accounts_order = order;
        context.go(std::move(next));
    }

    // How many deals there are in all is the least of them.
    static bool is_order_of_cards(const Column& column) { return column.order != AccountsOrder::deals; }

    static void draw_heads(ui::Context& context, Rect line) {
        ui::Ui& ui = context.ui;
        const ui::Group heads(ui, {.id = "accounts.heads", .role = ui::SemanticRole::row, .bounds = line});
        const bool cards = tight(line.w);
        // On cards the heads are a line of orders behind their sign, as far apart as there is room.
        constexpr float sign = 24, widest_arrow = 18, orders = static_cast<float>(columns.size()) - 1;
        float texts = 0;
        for (const Column& column : columns)
            if (is_order_of_cards(column))
                texts += charts::text_width(ui.painter(), context.say(column.label), charts::type::label({}));
        const float room = std::max(0.f, line.w - sign - texts);
        const float arrow = std::min(widest_arrow, room / orders), between = (room - arrow * orders) / (orders - 1);
        float begin = line.x;
        if (cards) {
            charts::draw_icon(ui.painter(), charts::Icon::sort_down,
                              {line.x - 2, line.y + (line.h - charts::icon_size) / 2}, ui.theme().ink3);
            begin += sign;
        }
        for (const Column& column : columns) {
            if (cards && !is_order_of_cards(column)) continue;
            const std::string label(context.say(column.label));
            const bool name = column.order == AccountsOrder::name;
            Rect place{begin, line.y, 0, line.h};
            if (cards) {
                place.w = charts::text_width(ui.painter(), label, charts::type::label({})) + arrow;
                begin = place.right() + between;
            } else {
                const float end = line.x + line.w * column.end;
                place.x = std::max(begin, end - line.w * .1f);
                if (name) place.x = line.x;
                place.w = end - place.x;
                begin = name ? line.x + line.w * strip_end : end;
            }
            if (ui::head(ui, "accounts.head." + std::string(column.id), place,
                         {.label = label,
                          .name = context.say(Text::people_sort_by, {label}),
                          .align = cards || name ? Align::start : Align::end,
                          .sorted = context.view.accounts_order == column.order,
                          .descending = name == context.view.accounts_turned}))
                order_by(context, column.order);
        }
        if (!cards) {
            const std::string strip = context.say(Text::accounts_strip, {charts::format_count(engine::account_weeks)});
            charts::draw_text_within(ui.painter(),
                                     {line.x + line.w * strip_begin, charts::centred_baseline(line.y + line.h / 2, 12)},
                                     line.w * (strip_end - strip_begin), strip, charts::type::label(ui.theme().ink3));
        }
        ui::hairline(ui, line.x, line.bottom() - 1, line.w);
    }

    struct Words {
        std::string won, contact, ago;
    };
    static Words words_of(const ui::Context& context, const engine::AccountListAnswer& answer,
                          const engine::AccountLine& line) {
        Words out;
        out.won = line.won == 0 ? std::string(charts::undefined_figure)
                                : charts::format_money(line.won_value, context.names.currency(), context.language());
        if (line.last_contact.empty()) {
            out.contact = context.say(Text::accounts_no_contact);
            return out;
        }
        out.contact = day_words(context, line.last_contact);
        const auto at = base::parse_time(line.last_contact), now = base::parse_time(answer.head.cut_off);
        constexpr std::int64_t day_s = 86'400;
        if (at && now && line.silent)
            out.ago = context.say(
                Text::accounts_ago,
                {charts::format_duration((now->seconds - at->seconds) / day_s * day_s, context.language())});
        return out;
    }

    static void draw_strip(ui::Context& context, Rect place, const engine::AccountLine& line) {
        std::vector<charts::RoleSpan> held;
        constexpr auto weeks = static_cast<double>(engine::account_weeks);
        for (const engine::AccountSpan& span : line.held)
            held.push_back({span.role, static_cast<float>(span.from / weeks), static_cast<float>(span.to / weeks)});
        const bool now = !line.role.empty();
        charts::draw_account_strip(context.ui.painter(), context.ui.theme(),
                                   {place.x, place.y + (place.h - charts::account_strip_height) / 2, place.w - tile - 8,
                                    charts::account_strip_height},
                                   line.contacts, busy_week, held);
        if (now)
            charts::draw_role_tile(context.ui.painter(), context.ui.theme(),
                                   {place.right() - tile, place.y + (place.h - tile) / 2, tile, tile}, line.role,
                                   context.language());
    }

    static void draw_line(ui::Context& context, Rect place, const engine::AccountListAnswer& answer,
                          const engine::AccountLine& line) {
        ui::Ui& ui = context.ui;
        const charts::Theme& theme = ui.theme();
        charts::Painter& painter = ui.painter();
        const std::string id = "accounts.row." + line.id;
        const Words words = words_of(context, answer, line);
        const std::string facts = context.say(
            Text::accounts_facts, {charts::format_count(line.open), words.won, charts::format_count(line.calls)});
        const std::string contact = words.ago.empty() ? words.contact : words.contact + " · " + words.ago;
        std::string told = context.say(Text::accounts_spoken, {line.name, facts, contact});
        if (!line.role.empty()) told += " · " + std::string(ui::role_words(line.role, context.language()));
        const ui::Group item(ui, {.id = "accounts.item." + line.id, .role = ui::SemanticRole::row, .bounds = place});
        const ui::Hit hit = ui.press(id, place);
        ui.add({.id = id,
                .role = ui::SemanticRole::rowheader,
                .name = line.segment.empty() ? line.name : line.name + " · " + line.segment,
                .bounds = place});
        ui.add({.id = "accounts.facts." + line.id,
                .role = ui::SemanticRole::cell,
                .name = std::move(told),
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
        const charts::TextStyle second = charts::type::label(theme.ink2);
        // What is late is said in the colour of what is late.
        const charts::TextStyle last =
            line.silent ? charts::type::body(theme.alert, charts::Weight::medium) : charts::type::body(theme.ink);
        const auto draw_name = [&](float base, float room) {
            const float named = charts::draw_text_within(painter, {place.x, base}, room, line.name, strong);
            const float left = room - named - 10;
            if (!line.segment.empty() && charts::text_width(painter, line.segment, second) <= left)
                charts::draw_text(painter, {place.x + named + 10, base}, line.segment, second);
        };
        if (tight(place.w)) {
            const float right =
                charts::draw_text(painter, {place.right(), place.y + 24}, words.ago.empty() ? words.contact : words.ago,
                                  {12, last.weight, last.color}, Align::end);
            draw_name(place.y + 24, place.w - right - 12);
            draw_strip(context, {place.x, place.y + 36, place.w, charts::account_strip_height}, line);
            charts::draw_text_within(painter, {place.x, place.y + 86}, place.w, facts, second);
        } else {
            const float base = charts::centred_baseline(place.y + place.h / 2, 13);
            draw_name(base, place.w * (columns[0].end - .01f));
            draw_strip(context,
                       {place.x + place.w * strip_begin, place.y, place.w * (strip_end - strip_begin), place.h}, line);
            const std::string cells[] = {charts::format_count(line.deals), charts::format_count(line.open), words.won,
                                         charts::format_count(line.calls)};
            for (std::size_t i = 0; i < std::size(cells); ++i)
                charts::draw_text(painter, {place.x + place.w * columns[i + 1].end, base}, cells[i],
                                  charts::type::body(theme.ink), Align::end);
            charts::draw_text(painter, {place.right(), base}, contact, last, Align::end);
        }
        ui::hairline(ui, place.x, place.bottom() - 1, place.w);
        if (hit.focused) charts::draw_focus_ring(painter, theme, ui::inset(place, 3), charts::space::tile_radius);
    }
};

}  // namespace

std::unique_ptr<StackCard> make_accounts_card() { return std::make_unique<AccountsCard>(); }

}  // namespace screens
