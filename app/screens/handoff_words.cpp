#include "screens/handoff_words.h"

#include <algorithm>

#include "charts/text.h"
#include "ui/working_hours.h"

namespace screens {

using ui::Text;

namespace {

std::uint32_t day_of(const ui::Context& context) {
    const auto& hours = ui::calendar_in_force(context).hours;
    return hours.empty() ? 86'400 : (hours[1] - hours[0]) * 3'600;
}

}  // namespace

engine::Question role_handoffs_question(const ui::Context& context) {
    engine::Question question = ui::timed_question(context, engine::Figure::handoffs);
    question.by = {engine::By::role};
    return question;
}

HandoffsHeld ask_role_handoffs(ui::Context& context) {
    return context.answers.ask<engine::HandoffsAnswer>("handoffs", role_handoffs_question(context));
}

std::string handoff_duration(const ui::Context& context, std::optional<std::uint32_t> seconds) {
    return seconds ? charts::format_duration(*seconds, context.language(), day_of(context))
                   : std::string(charts::undefined_figure);
}

std::string brief_duration(const ui::Context& context, std::optional<std::uint32_t> seconds) {
    return seconds ? charts::format_duration_briefly(*seconds, context.language(), day_of(context))
                   : std::string(charts::undefined_figure);
}

std::string pair_words(const ui::Context& context, const std::string& from, const std::string& to) {
    const auto role = [&](const std::string& id) {
        return id.empty() ? context.say(Text::role_none) : ui::role_words(id, context.language());
    };
    return std::string(role(from)) + " → " + std::string(role(to));
}

std::string in_time_words(const ui::Context& context, const engine::HandoffRow& row) {
    return row.within_target.estimate ? charts::format_percent(row.within_target.estimate, 0)
                                      : charts::format_of(row.in_time, row.count, context.language());
}

std::string dropped_words(const ui::Context& context, const engine::HandoffRow& row) {
    return row.drop.estimate ? charts::format_percent(row.drop.estimate)
                             : charts::format_of(row.dropped, row.count, context.language());
}

std::string waiting_value_words(const ui::Context& context, const engine::HandoffRow& row) {
    if (row.waiting_valued == 0) return std::string(charts::undefined_figure);
    return charts::format_money(row.waiting_value, context.names.currency(), context.language());
}

std::string handoff_spoken(const ui::Context& context, const std::string& pair, const engine::HandoffRow& row) {
    return context.say(
        Text::handoffs_spoken,
        {pair, charts::format_count(row.count), charts::format_count(row.picked_up), charts::format_count(row.dropped),
         charts::format_count(row.bounced), charts::format_count(row.untold), charts::format_count(row.waiting),
         handoff_duration(context, row.median_s)});
}

std::vector<std::string> roles_of(const engine::HandoffsAnswer& answer) {
    std::vector<std::string> roles;
    for (const std::string_view role : model::role_names) {
        const bool any = std::ranges::any_of(answer.rows, [role](const engine::HandoffRow& row) {
            return row.from_role == role || row.to_role == role;
        });
        if (any) roles.emplace_back(role);
    }
    return roles;
}

std::string handed_id(const engine::HandoffRow& row) { return row.from_role + ">" + row.to_role; }

const engine::HandoffRow* handed_row(const ui::Context& context, const engine::HandoffsAnswer& answer) {
    if (context.view.handed.empty()) return nullptr;
    for (const engine::HandoffRow& row : answer.rows)
        if (handed_id(row) == context.view.handed) return &row;
    return nullptr;
}

void press_handed(ui::Context& context, const std::string& id) {
    ui::View next = context.view;
    next.handed = next.handed == id ? std::string() : id;
    context.go(std::move(next));
}

}  // namespace screens
