// What the cards of one account say alike.
#include <string>
#include <utility>

#include "base/time.h"
#include "screens/account_cards.h"
#include "screens/call_words.h"

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

std::int64_t seconds_between(std::string_view from, std::string_view to) {
    const auto begin = base::parse_time(from), end = base::parse_time(to);
    return begin && end ? end->seconds - begin->seconds : 0;
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

std::string topic_words(const ui::Context& context, const engine::AccountAnswer& account, std::string_view topic) {
    for (const engine::AccountTopic& one : account.topics)
        if (one.id == topic) return context.language() == ui::Language::zh ? one.name_zh : one.name_en;
    return std::string(topic);
}

std::string said_words(const ui::Context& context, const engine::AccountAnswer& account,
                       const engine::AccountCall& call) {
    std::string words;
    for (const engine::SaidInCall& one : call.said) {
        if (!words.empty()) words += context.say(Text::list_comma);
        words += context.say(Text::known_topic,
                             {topic_words(context, account, one.topic), charts::format_count(one.mentions)});
    }
    return words;
}

std::string handoff_end_words(const ui::Context& context, const engine::AccountHandoff& handoff) {
    const std::string age = charts::format_duration(handoff.age_s, context.language());
    if (handoff.end == "picked_up") return context.say(Text::known_picked_up, {age});
    if (handoff.end == "dropped") return context.say(Text::known_dropped, {age});
    if (handoff.end == "bounced") return context.say(Text::known_bounced, {age});
    if (handoff.end == "waiting") return context.say(Text::known_waiting, {age});
    return std::string(context.say(Text::known_untold));
}

std::string handoff_people(const ui::Context& context, const engine::AccountHandoff& handoff) {
    return caller_name(context, handoff.from_person) + " → " + caller_name(context, handoff.to_person);
}

std::string account_money(const ui::Context& context, const engine::AccountEvent& event) {
    if (!event.value) return {};
    std::string money = charts::format_money(*event.value, context.names.currency(), context.language());
    if (!event.recurring) return money;
    const std::string_view monthly = context.say(Text::happened_monthly);
    return context.language() == ui::Language::zh ? std::string(monthly) + money : money + " " + std::string(monthly);
}

std::string deal_words(const engine::AccountAnswer& account, std::string_view deal) {
    if (account.deals.size() < 2) return {};
    for (const engine::AccountDeal& one : account.deals)
        if (one.id == deal && !one.name.empty() && one.name != account.name) return one.name;
    return std::string(deal);
}

}  // namespace screens
