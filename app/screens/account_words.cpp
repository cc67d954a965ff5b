// What the cards of one account say alike.
#include <algorithm>
#include <string>
#include <utility>

#include "base/time.h"
#include "screens/account_cards.h"
#include "screens/call_words.h"
#include "ui/chart_marks.h"

namespace screens {

using ui::Text;

AccountHeld ask_account(ui::Context& context) {
    engine::Question question;
    question.figure = engine::Figure::account;
    question.account = context.view.account;
    carry_changes(context.view, question);
    return context.answers.ask<engine::AccountAnswer>("account", question);
}

std::int64_t local_seconds(std::string_view time) {
    const auto parsed = base::parse_time(time);
    return parsed ? parsed->seconds + parsed->offset : 0;
}

std::string time_between(const ui::Context& context, std::string_view from, std::string_view to) {
    const auto begin = base::parse_time(from), end = base::parse_time(to);
    return charts::format_duration(begin && end ? std::max<std::int64_t>(end->seconds - begin->seconds, 0) : 0,
                                   context.language());
}

std::string day_words(const ui::Context& context, std::string_view time) {
    return charts::format_date(time.substr(0, 10), context.language());
}

std::string_view event_words(const ui::Context& context, std::string_view kind) {
    constexpr std::pair<std::string_view, Text> words[] = {{"call", Text::event_call},
                                                           {"touch", Text::event_touch},
                                                           {"meeting", Text::event_meeting},
                                                           {"email", Text::event_email},
                                                           {"ticket", Text::event_ticket},
                                                           {"ticket_closed", Text::event_ticket_closed},
                                                           {"invoice", Text::event_invoice},
                                                           {"payment", Text::event_payment},
                                                           {"renewal", Text::event_renewal},
                                                           {"expansion", Text::event_expansion},
                                                           {"contraction", Text::event_contraction},
                                                           {"churn", Text::event_churn},
                                                           {"referral", Text::event_referral},
                                                           {"review", Text::event_review}};
    for (const auto& [known, text] : words)
        if (known == kind) return context.say(text);
    return kind;
}

std::string topic_words(const ui::Context& context, const engine::AccountAnswer& account,
                        const engine::SaidTopic& topic) {
    std::string_view name = topic.topic;
    for (const engine::AccountTopic& one : account.topics)
        if (one.id == topic.topic) name = context.language() == ui::Language::zh ? one.name_zh : one.name_en;
    return context.say(Text::known_topic, {name, charts::format_count(topic.mentions)});
}

std::string handoff_end_words(const ui::Context& context, const engine::AccountHandoff& handoff) {
    constexpr std::pair<std::string_view, Text> words[] = {{"picked_up", Text::known_picked_up},
                                                           {"dropped", Text::known_dropped},
                                                           {"bounced", Text::known_bounced},
                                                           {"waiting", Text::known_waiting}};
    for (const auto& [known, text] : words)
        if (known == handoff.end)
            return context.say(text, {charts::format_duration(handoff.age_s, context.language())});
    return std::string(context.say(Text::known_untold));
}

std::string handoff_people(const ui::Context& context, const engine::AccountHandoff& handoff) {
    return caller_name(context, handoff.from_person) + " → " + caller_name(context, handoff.to_person);
}

std::string deal_words(const engine::AccountAnswer& account, const std::string& deal, const std::string& name) {
    if (account.deals < 2) return {};
    return name.empty() || name == account.name ? deal : name;
}

namespace {

void join(std::string& words, std::string_view part) {
    if (part.empty()) return;
    if (!words.empty()) words += " · ";
    words += part;
}

std::string money_words(const ui::Context& context, const engine::AccountEntry& entry) {
    if (!entry.value) return {};
    const std::string money = charts::format_money(*entry.value, context.names.currency(), context.language());
    return entry.recurring ? context.say(Text::happened_monthly, {money}) : money;
}

}  // namespace

AccountSaid said_of(const ui::Context& context, const engine::AccountAnswer& account,
                    const engine::AccountEntry& entry) {
    AccountSaid said;
    const bool stay = entry.kind == "stay", gap = entry.kind == "gap", handoff = entry.kind == "handoff";
    const std::string stage =
        entry.stage.empty() ? std::string() : context.names.stage_name(entry.stage, context.language());
    const std::string person =
        entry.person.empty() && !stay && !handoff ? std::string() : caller_name(context, entry.person);
    if (stay) {
        said.title = context.say(Text::happened_stage, {stage});
    } else if (gap) {
        said.title = context.say(Text::happened_gap, {time_between(context, entry.at, entry.to)});
    } else if (handoff) {
        said.title = context.say(Text::happened_handoff, {person});
    } else {
        said.title = event_words(context, entry.kind);
        join(said.title, entry.purpose);
        join(said.title, money_words(context, entry));
    }
    if (!entry.role.empty()) join(said.detail, ui::role_words(entry.role, context.language()));
    if (!handoff) join(said.detail, person);
    if (gap || handoff) join(said.detail, stage);
    if (entry.duration_ms > 0) join(said.detail, call_length(entry.duration_ms));
    for (const engine::SaidTopic& topic : entry.said) join(said.detail, topic_words(context, account, topic));
    if (!entry.due.empty()) join(said.detail, context.say(Text::happened_due, {day_words(context, entry.due)}));
    if (!entry.to.empty()) join(said.detail, context.say(Text::happened_until, {day_words(context, entry.to)}));
    for (const charts::Part part : charts::all_parts)
        if (stay && charts::part_id(part) == entry.exit)
            join(said.detail, ui::part_words(ui::exit_of(part), context.language()));
    join(said.detail, deal_words(account, entry.deal, entry.name));
    return said;
}

std::string spoken_of(const ui::Context& context, const engine::AccountEntry& entry, const AccountSaid& said) {
    std::string spoken = call_time(context, entry.at) + ", " + said.title;
    if (!said.detail.empty()) spoken += ", " + said.detail;
    return spoken;
}

}  // namespace screens
