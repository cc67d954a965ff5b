// One account at a glance: who had it when, hand-offs, calls, money, and when nobody was in contact.
#include <algorithm>
#include <string>
#include <vector>

#include "charts/account_lanes.h"
#include "charts/text.h"
#include "screens/account_cards.h"
#include "screens/call_words.h"
#include "ui/card.h"
#include "ui/chart_marks.h"
#include "ui/paragraph.h"
#include "ui/widgets.h"

namespace screens {
namespace {

using charts::AccountSign;
using charts::Rect;
using ui::Text;

constexpr std::string_view money_lane = "_money", other_lane = "_other";
constexpr float about_gap = 10;
constexpr float legend_line = 22;
constexpr float legend_gap = 16;

bool is_money(std::string_view kind) {
    return kind == "invoice" || kind == "payment" || kind == "renewal" || kind == "expansion" ||
           kind == "contraction" || kind == "churn";
}

AccountSign sign_of(std::string_view kind) {
    if (kind == "call") return AccountSign::call;
    if (kind == "meeting") return AccountSign::meeting;
    if (kind == "touch" || kind == "email") return AccountSign::message;
    if (kind == "ticket" || kind == "ticket_closed") return AccountSign::ticket;
    if (kind == "invoice") return AccountSign::invoice;
    if (kind == "payment") return AccountSign::payment;
    return AccountSign::change;
}

Text sign_words(AccountSign sign) {
    switch (sign) {
        case AccountSign::call: return Text::event_call;
        case AccountSign::silent_call: return Text::event_silent_call;
        case AccountSign::meeting: return Text::event_meeting;
        case AccountSign::message: return Text::event_message;
        case AccountSign::ticket: return Text::event_ticket;
        case AccountSign::invoice: return Text::event_invoice;
        case AccountSign::payment: return Text::event_payment;
        case AccountSign::change: break;
    }
    return Text::event_change;
}

// With whom the account was in a time without contact.
std::string holder_words(const ui::Context& context, const engine::AccountEntry& gap) {
    if (gap.stage.empty()) return std::string(context.say(Text::account_with_nobody));
    const std::string who = gap.person.empty() ? std::string(ui::role_words(gap.role, context.language()))
                                               : caller_name(context, gap.person);
    return context.say(Text::account_with, {who});
}

std::string_view lane_of(std::string_view role) { return role.empty() ? other_lane : role; }

class Lanes {
public:
    Lanes(const ui::Context& context, const engine::AccountAnswer& answer) : context_(context), answer_(answer) {}

    charts::AccountLanes build() {
        lanes_.language = context_.language();
        lanes_.from = local_seconds(answer_.from);
        lanes_.to = local_seconds(answer_.to);
        lanes_.silences_name = context_.say(Text::account_silences);
        lanes_.links_name = context_.say(Text::nav_handoffs);
        lanes_.several = context_.say(Text::account_several);
        // The roles in their order.
        for (const std::string_view role : model::role_names)
            if (!role.empty()) add_lane(role, ui::role_words(role, context_.language()));
        add_lane(other_lane, context_.say(Text::account_other));
        add_lane(money_lane, context_.say(Text::account_money));
        for (std::size_t i = 0; i < answer_.entries.size(); ++i) add(answer_.entries[i], std::to_string(i));
        for (std::size_t i = 0; i < answer_.handoffs.size(); ++i) {
            const engine::AccountHandoff& one = answer_.handoffs[i];
            lanes_.links.push_back({"handoff." + std::to_string(i), local_seconds(one.at),
                                    place_of(lane_of(one.from_role)), place_of(lane_of(one.to_role)),
                                    one.end == "waiting",
                                    call_time(context_, one.at) + ", " + handoff_people(context_, one) + ", " +
                                        handoff_end_words(context_, one)});
        }
        return std::move(lanes_);
    }

private:
    const ui::Context& context_;
    const engine::AccountAnswer& answer_;
    charts::AccountLanes lanes_;

    static bool is_stay(const engine::AccountEntry& entry) { return entry.kind == "stay"; }
    static bool is_gap(const engine::AccountEntry& entry) { return entry.kind == "gap"; }
    static std::string_view lane_of_entry(const engine::AccountEntry& entry) {
        return is_money(entry.kind) ? money_lane : lane_of(entry.role);
    }

    // Where something lies in it, with those who had it, in order.
    void add_lane(std::string_view id, std::string_view name) {
        std::vector<std::string_view> people;
        std::string names;
        bool any = false;
        for (const engine::AccountEntry& entry : answer_.entries) {
            if (is_gap(entry) || lane_of_entry(entry) != id) continue;
            any = true;
            if (!is_stay(entry) || entry.person.empty() || std::ranges::find(people, entry.person) != people.end())
                continue;
            people.emplace_back(entry.person);
            if (!names.empty()) names += context_.say(Text::list_comma);
            names += caller_name(context_, entry.person);
        }
        for (const engine::AccountHandoff& one : answer_.handoffs) any = any || lane_of(one.from_role) == id;
        if (any) lanes_.lanes.push_back({std::string(id), std::string(name), std::move(names), {}, {}});
    }

    std::size_t place_of(std::string_view id) const {
        std::size_t place = 0;
        while (place + 1 < lanes_.lanes.size() && lanes_.lanes[place].id != id) ++place;
        return place;
    }

    void add(const engine::AccountEntry& entry, const std::string& number) {
        if (entry.kind == "handoff") return;
        const std::string name = spoken_of(context_, entry, said_of(context_, answer_, entry));
        const std::int64_t at = local_seconds(entry.at);
        if (is_gap(entry)) {
            if (local_seconds(entry.to) - at < least_gap()) return;  // the longest, where none is long
            lanes_.silences.push_back({"gap." + number, at, local_seconds(entry.to),
                                       time_between(context_, entry.at, entry.to), name, charts::Part::open});
            return;
        }
        charts::AccountLane& lane = lanes_.lanes[place_of(lane_of_entry(entry))];
        if (!is_stay(entry)) {
            const bool call = entry.kind == "call";
            lane.events.push_back({call ? "call." + entry.call : "event." + number, at,
                                   call && !entry.worded ? AccountSign::silent_call : sign_of(entry.kind), name});
            return;
        }
        charts::AccountBar bar{
            "stay." + number,  at, at, context_.names.stage_name(entry.stage, context_.language()), name,
            charts::Part::open};
        for (const charts::Part part : charts::all_parts)
            if (charts::part_id(part) == entry.exit) bar.end = part;
        if (!entry.to.empty())
            bar.to = local_seconds(entry.to);
        else if (entry.exit == "open")
            bar.to = lanes_.to;
        lane.bars.push_back(std::move(bar));
    }

    std::int64_t least_gap() const { return std::int64_t{answer_.head.question.horizon_days} * 86'400; }
};

class AccountLanesCard final : public StackCard {
public:
    float height(ui::Context& context, float width) override {
        const AccountHeld held = ask_account(context);
        const float padding = ui::card_padding(context.width()), inner = width - 2 * padding;
        const std::string question = question_of(context, held), finding = finding_of(context, held);
        const ui::CardHead head{.id = "account", .question = question, .title = finding, .of = ui::head_of(held)};
        float body = 160;
        if (is_told(held)) {
            const charts::AccountLanes lanes = Lanes(context, *held.answer).build();
            body = about_height(context, inner, *held.answer) + charts::account_lanes_height(lanes, inner) + 8 +
                   legend(context, {0, 0, inner, 0}, lanes, false) + 8 +
                   ui::paragraph_height(context.ui.painter(), inner, note_of(context, *held.answer),
                                        charts::type::label({}), charts::type::label_line);
        } else if (held.answer) {
            body = 44;
        }
        return ui::card_head_height(context.ui, width, head) + body + padding;
    }

    void draw(ui::Context& context, Rect card) override {
        ui::Ui& ui = context.ui;
        const AccountHeld held = ask_account(context);
        const bool late = ui::shows_late(ui, held);
        const std::string question = question_of(context, held), finding = finding_of(context, held);
        const Rect body = ui::begin_card(ui, card,
                                         {.id = "account",
                                          .question = question,
                                          .title = finding,
                                          .tone = late ? ui::CardTone::late : ui::CardTone::plain,
                                          .of = ui::head_of(held)});
        if (ui::draw_absence(ui, "account", body, held, 3) || !is_told(held)) return ui::end_card(ui);
        const engine::AccountAnswer& answer = *held.answer;
        const charts::AccountLanes lanes = Lanes(context, answer).build();
        charts::Emphasis emphasis = ui::emphasis_of(ui, "account.line.", {});
        emphasis.late = late;
        const float top = ui::paragraph(ui, "account.about", {body.x, body.y}, body.w, about_of(context, answer),
                                        charts::type::label(ui.theme().ink2), charts::type::label_line) +
                          about_gap;
        const Rect plot{body.x, top, body.w, charts::account_lanes_height(lanes, body.w)};
        const charts::Marks marks = charts::draw_account_lanes(ui.painter(), ui.theme(), plot, lanes, emphasis);
        const ui::MarkPress press = ui::use_marks(ui, "account.line", finding, plot, marks, ui::MarkTips::names);
        if (press.mark && press.mark->id.starts_with("call.")) open_call(context, press.mark->id.substr(5));
        float y = plot.bottom() + 8;
        y += legend(context, {body.x, y, body.w, 0}, lanes, true) + 8;
        ui::paragraph(ui, "account.note", {body.x, y}, body.w, note_of(context, answer),
                      charts::type::label(ui.theme().ink2), charts::type::label_line);
        if (late) ui::draw_late_note(ui, "account", card);
        ui::end_card(ui);
    }

    bool wide() const override { return true; }

private:
    static bool is_told(const AccountHeld& held) {
        return held.answer && held.answer->head.refused.empty() && !held.answer->from.empty();
    }

    static std::string question_of(const ui::Context& context, const AccountHeld& held) {
        return held.answer && held.answer->head.refused.empty() ? held.answer->name : context.view.account;
    }

    // "9 Jul – 18 Sep 2026 · small · cars · Fujian"
    static std::string about_of(const ui::Context& context, const engine::AccountAnswer& answer) {
        std::string text =
            charts::format_date_range(answer.from.substr(0, 10), answer.to.substr(0, 10), context.language());
        for (const std::string& part : {answer.segment, answer.industry, answer.region})
            if (!part.empty()) text += " · " + part;
        return text;
    }
    static float about_height(ui::Context& context, float width, const engine::AccountAnswer& answer) {
        return ui::paragraph_height(context.ui.painter(), width, about_of(context, answer), charts::type::label({}),
                                    charts::type::label_line) +
               about_gap;
    }

    static std::string finding_of(const ui::Context& context, const AccountHeld& held) {
        if (!held.answer || !held.answer->head.refused.empty()) return {};
        const engine::AccountAnswer& answer = *held.answer;
        if (answer.from.empty()) return std::string(context.say(Text::account_nothing));
        const std::string handoffs = charts::format_count(answer.handoffs_total);
        const engine::AccountEntry* longest = nullptr;
        for (const engine::AccountEntry& entry : answer.entries)
            if (entry.kind == "gap" && (!longest || length_of(entry) > length_of(*longest))) longest = &entry;
        if (!longest) return context.say(Text::account_title_no_contact, {handoffs});
        const bool goes_on = longest->to == answer.head.cut_off;
        return context.say(
            goes_on ? Text::account_title_since : Text::account_title,
            {handoffs, charts::format_count(answer.calls), time_between(context, longest->at, longest->to),
             holder_words(context, *longest), charts::format_date(longest->at, context.language())});
    }
    static std::int64_t length_of(const engine::AccountEntry& gap) {
        return local_seconds(gap.to) - local_seconds(gap.at);
    }

    static std::string note_of(const ui::Context& context, const engine::AccountAnswer& answer) {
        std::string note(context.say(Text::account_note));
        const auto add = [&](const std::string& sentence) {
            if (context.language() != ui::Language::zh) note += " ";
            note += sentence;
        };
        if (std::ranges::any_of(answer.entries, [](const engine::AccountEntry& entry) { return entry.kind == "call"; }))
            add(std::string(context.say(Text::account_note_calls)));
        if (answer.entries.size() < answer.entries_total)
            add(context.say(Text::account_left_out,
                            {charts::format_count(answer.entries.size()), charts::format_count(answer.entries_total)}));
        if (answer.untimed > 0 || answer.later > 0)
            add(context.say(Text::account_beside,
                            {charts::format_count(answer.untimed), charts::format_count(answer.later)}));
        return note;
    }

    // The signs that the lanes have, in words; wraps. Gives its height.
    static float legend(ui::Context& context, Rect place, const charts::AccountLanes& lanes, bool drawn) {
        charts::Painter& painter = context.ui.painter();
        const charts::Theme& theme = context.ui.theme();
        const charts::TextStyle style = charts::type::small(theme.ink2);
        float x = place.x, y = place.y;
        const auto next = [&](float width) {
            if (x > place.x && x + width > place.right()) x = place.x, y += legend_line;
            const charts::Point at{x, y + legend_line / 2};
            x += width + legend_gap;
            return at;
        };
        constexpr AccountSign signs[] = {AccountSign::call,    AccountSign::silent_call, AccountSign::meeting,
                                         AccountSign::message, AccountSign::ticket,      AccountSign::invoice,
                                         AccountSign::payment, AccountSign::change};
        for (const AccountSign sign : signs) {
            const bool there = std::ranges::any_of(lanes.lanes, [&](const charts::AccountLane& lane) {
                return std::ranges::any_of(lane.events, [&](const auto& event) { return event.sign == sign; });
            });
            if (!there) continue;
            const std::string_view words = context.say(sign_words(sign));
            const charts::Point at = next(20 + charts::text_width(painter, words, style));
            if (!drawn) continue;
            charts::draw_account_sign(painter, theme, {at.x + 7, at.y}, sign, theme.axis);
            charts::draw_text(painter, {at.x + 18, charts::centred_baseline(at.y, 11)}, words, style);
        }
        if (!lanes.silences.empty()) {
            const std::string words =
                context.say(Text::account_legend_silence, {charts::format_count(engine::usual_gap_days)});
            const charts::Point at = next(22 + charts::text_width(painter, words, style));
            if (drawn) {
                painter.hatch({at.x, at.y - 6, 16, 12}, theme.immature, 4, 1);
                charts::draw_text(painter, {at.x + 22, charts::centred_baseline(at.y, 11)}, words, style);
            }
        }
        return y + legend_line - place.y;
    }
};

}  // namespace

std::unique_ptr<StackCard> make_account_lanes_card() { return std::make_unique<AccountLanesCard>(); }

}  // namespace screens
