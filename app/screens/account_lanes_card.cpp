// One account at a glance: who had it when, hand-offs, calls, money, and when nobody was in contact.
#include <algorithm>
#include <string>
#include <vector>

#include "base/limits.h"
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
constexpr float legend_line = 22;
constexpr float legend_gap = 16;

bool is_money(std::string_view kind) {
    return kind == "invoice" || kind == "payment" || kind == "renewal" || kind == "expansion" ||
           kind == "contraction" || kind == "churn";
}

AccountSign sign_of(std::string_view kind) {
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

std::string day_words(const ui::Context& context, std::string_view time) {
    return charts::format_date(time.substr(0, 10), context.language());
}

// With whom the account was in a time without contact.
std::string holder_words(const ui::Context& context, const engine::AccountGap& gap) {
    if (gap.stage.empty()) return std::string(context.say(Text::account_with_nobody));
    const std::string who = gap.person.empty() ? std::string(ui::role_words(gap.role, context.language()))
                                               : caller_name(context, gap.person);
    return context.say(Text::account_with, {who});
}

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
        add_lanes();
        add_stays();
        add_calls();
        add_events();
        for (charts::AccountLane& lane : lanes_.lanes)
            std::sort(lane.events.begin(), lane.events.end(),
                      [](const auto& a, const auto& b) { return a.at != b.at ? a.at < b.at : a.id < b.id; });
        add_handoffs();
        add_gaps();
        return std::move(lanes_);
    }

private:
    const ui::Context& context_;
    const engine::AccountAnswer& answer_;
    charts::AccountLanes lanes_;

    static std::string_view lane_of(const engine::AccountEvent& event) {
        if (is_money(event.kind)) return money_lane;
        return event.role.empty() ? other_lane : std::string_view(event.role);
    }
    static std::string_view lane_of(std::string_view role) { return role.empty() ? other_lane : role; }

    // Those in which something lies, the roles in their order.
    void add_lanes() {
        std::vector<std::string_view> ids(model::role_names.begin(), model::role_names.end() - 1);
        ids.push_back(other_lane);
        ids.push_back(money_lane);
        const auto is_in = [&](std::string_view id) {
            const auto of_role = [&](const auto& one) { return lane_of(one.role) == id; };
            return std::ranges::any_of(answer_.stays, of_role) || std::ranges::any_of(answer_.calls, of_role) ||
                   std::ranges::any_of(answer_.events, [&](const auto& one) { return lane_of(one) == id; }) ||
                   std::ranges::any_of(answer_.handoffs, [&](const auto& one) {
                       return lane_of(one.from_role) == id || lane_of(one.to_role) == id;
                   });
        };
        for (const std::string_view id : ids) {
            if (!is_in(id)) continue;
            const std::string_view name = id == money_lane   ? context_.say(Text::account_money)
                                          : id == other_lane ? context_.say(Text::account_other)
                                                             : ui::role_words(id, context_.language());
            lanes_.lanes.push_back({std::string(id), std::string(name), people_of(id), {}, {}});
        }
    }

    // Who had it in this role, in order.
    std::string people_of(std::string_view lane) const {
        std::vector<std::string_view> people;
        std::string names;
        for (const engine::AccountStay& stay : answer_.stays) {
            if (lane_of(stay.role) != lane || stay.person.empty()) continue;
            if (std::ranges::find(people, stay.person) != people.end()) continue;
            people.emplace_back(stay.person);
            if (!names.empty()) names += context_.say(Text::list_comma);
            names += caller_name(context_, stay.person);
        }
        return names;
    }

    std::size_t place_of(std::string_view id) const {
        return static_cast<std::size_t>(std::ranges::find(lanes_.lanes, id, &charts::AccountLane::id) -
                                        lanes_.lanes.begin());
    }

    void add_stays() {
        for (std::size_t i = 0; i < answer_.stays.size(); ++i) {
            const engine::AccountStay& stay = answer_.stays[i];
            const std::string stage = context_.names.stage_name(stay.stage, context_.language());
            std::string what = stage;
            if (const std::string deal = deal_words(answer_, stay.deal); !deal.empty()) what += " · " + deal;
            const std::string who = caller_name(context_, stay.person), from = day_words(context_, stay.from);
            charts::AccountBar bar{"stay." + std::to_string(i), local_seconds(stay.from), 0, stage, {},
                                   charts::Part::open};
            bar.to = stay.to.empty() ? (stay.exit == "open" ? lanes_.to : bar.from) : local_seconds(stay.to);
            for (const charts::Part part : charts::all_parts)
                if (charts::part_id(part) == stay.exit) bar.end = part;
            if (stay.exit == "open") {
                bar.name = context_.say(Text::account_stay_open, {what, who, from});
            } else {
                const std::string_view exit = stay.exit.empty()
                                                  ? context_.say(Text::account_taken_over)
                                                  : ui::part_words(ui::exit_of(bar.end), context_.language());
                const std::string to =
                    stay.to.empty() ? std::string(charts::undefined_figure) : day_words(context_, stay.to);
                bar.name = context_.say(Text::account_stay, {what, who, from, to, exit});
            }
            lanes_.lanes[place_of(lane_of(stay.role))].bars.push_back(std::move(bar));
        }
    }

    void add_calls() {
        for (const engine::AccountCall& call : answer_.calls) {
            std::string name = call_time(context_, call.at) + ", " + std::string(context_.say(Text::event_call));
            for (const std::string& part : {caller_name(context_, call.person), call.purpose,
                                            call.duration_ms == 0 ? std::string() : call_length(call.duration_ms),
                                            said_words(context_, answer_, call)})
                if (!part.empty()) name += ", " + part;
            lanes_.lanes[place_of(lane_of(call.role))].events.push_back(
                {"call." + call.id, local_seconds(call.at), call.worded ? AccountSign::call : AccountSign::silent_call,
                 std::move(name)});
        }
    }

    void add_events() {
        for (std::size_t i = 0; i < answer_.events.size(); ++i) {
            const engine::AccountEvent& event = answer_.events[i];
            std::string name = day_words(context_, event.at) + ", " + std::string(event_words(context_, event.kind));
            if (const std::string money = account_money(context_, event); !money.empty()) name += " " + money;
            if (!event.person.empty()) name += ", " + caller_name(context_, event.person);
            if (!event.due.empty()) name += ", " + context_.say(Text::happened_due, {day_words(context_, event.due)});
            lanes_.lanes[place_of(lane_of(event))].events.push_back(
                {"event." + std::to_string(i), local_seconds(event.at), sign_of(event.kind), std::move(name)});
        }
    }

    void add_handoffs() {
        for (std::size_t i = 0; i < answer_.handoffs.size(); ++i) {
            const engine::AccountHandoff& handoff = answer_.handoffs[i];
            lanes_.links.push_back({"handoff." + std::to_string(i), local_seconds(handoff.at),
                                    place_of(lane_of(handoff.from_role)), place_of(lane_of(handoff.to_role)),
                                    handoff.end == "waiting",
                                    call_time(context_, handoff.at) + ", " +
                                        context_.say(Text::happened_handoff, {handoff_people(context_, handoff)}) +
                                        ", " + handoff_end_words(context_, handoff)});
        }
    }

    void add_gaps() {
        for (std::size_t i = 0; i < answer_.gaps.size(); ++i) {
            const engine::AccountGap& gap = answer_.gaps[i];
            const std::string length = charts::format_duration(gap.length_s, context_.language());
            const std::string from = day_words(context_, gap.from), who = holder_words(context_, gap);
            lanes_.silences.push_back(
                {"gap." + std::to_string(i), local_seconds(gap.from), local_seconds(gap.to), length,
                 gap.lasts ? context_.say(Text::account_silence_lasts, {length, from, who})
                           : context_.say(Text::account_silence, {length, from, day_words(context_, gap.to), who})});
        }
    }
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
            body = charts::account_lanes_height(lanes, inner) + 8 + legend(context, {0, 0, inner, 0}, lanes, false) +
                   8 +
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
        const Rect plot{body.x, body.y, body.w, charts::account_lanes_height(lanes, body.w)};
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
        if (!held.answer || !held.answer->head.refused.empty()) return context.view.account;
        const engine::AccountAnswer& answer = *held.answer;
        std::string text =
            answer.from.empty()
                ? answer.name
                : context.say(Text::account_question,
                              {answer.name, charts::format_date_range(answer.from.substr(0, 10),
                                                                      answer.to.substr(0, 10), context.language())});
        for (const std::string& part : {answer.segment, answer.industry, answer.region})
            if (!part.empty()) text += " · " + part;
        return text;
    }

    static std::string finding_of(const ui::Context& context, const AccountHeld& held) {
        if (!held.answer || !held.answer->head.refused.empty()) return {};
        const engine::AccountAnswer& answer = *held.answer;
        if (answer.from.empty()) return std::string(context.say(Text::account_nothing));
        const std::string handoffs = charts::format_count(answer.totals.handoffs);
        if (!answer.longest) return context.say(Text::account_title_no_contact, {handoffs});
        return context.say(Text::account_title, {handoffs, charts::format_count(answer.totals.calls),
                                                 charts::format_duration(answer.longest->length_s, context.language()),
                                                 holder_words(context, *answer.longest)});
    }

    static std::string note_of(const ui::Context& context, const engine::AccountAnswer& answer) {
        std::string note(context.say(Text::account_note));
        const auto add = [&](const std::string& sentence) {
            if (context.language() != ui::Language::zh) note += " ";
            note += sentence;
        };
        const engine::AccountTotals& totals = answer.totals;
        if (answer.stays.size() < totals.stays || answer.handoffs.size() < totals.handoffs ||
            answer.calls.size() < totals.calls || answer.events.size() < totals.events)
            add(context.say(Text::account_left_out,
                            {charts::format_count(base::limits::account_rows), charts::format_count(totals.stays),
                             charts::format_count(totals.handoffs), charts::format_count(totals.calls),
                             charts::format_count(totals.events)}));
        if (totals.untimed > 0 || totals.later > 0)
            add(context.say(Text::account_beside,
                            {charts::format_count(totals.untimed), charts::format_count(totals.later)}));
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
