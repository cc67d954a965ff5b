#include "ui/working_hours.h"

#include <algorithm>

#include "base/limits.h"
#include "ui/period.h"
#include "ui/questions.h"

namespace ui {
namespace {

constexpr std::uint32_t hour_s = 3'600;

// "Mon–Fri, Sun": three and more in a row are told by their ends.
std::string weekdays_words(const std::vector<std::uint32_t>& weekdays, Language language) {
    constexpr Text names[] = {Text::weekday_1, Text::weekday_2, Text::weekday_3, Text::weekday_4,
                              Text::weekday_5, Text::weekday_6, Text::weekday_7};
    std::string text;
    for (std::size_t i = 0; i < weekdays.size();) {
        std::size_t last = i;
        while (last + 1 < weekdays.size() && weekdays[last + 1] == weekdays[last] + 1) ++last;
        if (last < i + 2) last = i;
        if (!text.empty()) text += language == Language::zh ? "、" : ", ";
        text += words(names[weekdays[i] - 1], language);
        if (last > i) text.append("–").append(words(names[weekdays[last] - 1], language));
        i = last + 1;
    }
    return text;
}

}  // namespace

const engine::Calendar& calendar_in_force(const Context& context) {
    return context.view.calendar ? *context.view.calendar : context.names.summary().calendar;
}

engine::Calendar usual_calendar(const Context& context) {
    const engine::Calendar& own = context.names.summary().calendar;
    return own.hours.empty() ? engine::Calendar{{9, 18}, {1, 2, 3, 4, 5}, {}, {}} : own;
}

void set_calendar(const Context& context, View& view, engine::Calendar calendar) {
    if (calendar == context.names.summary().calendar)
        view.calendar.reset();
    else
        view.calendar = std::move(calendar);
}

std::string hours_words(const engine::Calendar& calendar, Language language) {
    if (calendar.hours.empty()) return std::string(words(Text::hours_calendar, language));
    std::string text = fill(Text::hours_words, language,
                            {std::to_string(calendar.hours[0]), std::to_string(calendar.hours[1]),
                             weekdays_words(calendar.weekdays, language)});
    const auto count = [&](Text of, std::size_t days) {
        if (days > 0) text += fill(of, language, {charts::format_count(days)});
    };
    count(Text::hours_holidays_count, calendar.holidays.size());
    count(Text::hours_extra_count, calendar.extra_days.size());
    return text;
}

std::string hours_basis(const Context& context) {
    const engine::Calendar& calendar = calendar_in_force(context);
    const std::string in_words = hours_words(calendar, context.language());
    if (calendar.hours.empty()) return in_words;
    return context.say(Text::hours_basis, {in_words, std::to_string(calendar.hours[1] - calendar.hours[0])});
}

engine::Question timed_question(const Context& context, engine::Figure figure) {
    engine::Question question = base_question(context.view, figure);
    question.calendar = calendar_in_force(context);
    const auto& hours = question.calendar.hours;
    const bool has_target = figure == engine::Figure::handoffs || figure == engine::Figure::queue;
    if (has_target && !hours.empty()) question.target_s = (hours[1] - hours[0]) * hour_s;
    return question;
}

std::string_view target_words(const Context& context) {
    return context.say(calendar_in_force(context).hours.empty() ? Text::hours_day : Text::hours_working_day);
}

WrittenDays read_days(std::string_view text) {
    constexpr std::string_view gaps[] = {" ", ",", ";", "，", "、", "；", "　", "\t"};
    WrittenDays out;
    std::string word;
    const auto end = [&] {
        if (word.empty()) return;
        if (!is_day(word)) {
            if (out.wrong.empty()) out.wrong = word;
        } else if (std::ranges::find(out.days, word) == out.days.end()) {
            out.days.push_back(word);
        }
        word.clear();
    };
    while (!text.empty() && out.days.size() <= base::limits::link_days) {
        const auto gap = std::ranges::find_if(gaps, [&](std::string_view mark) { return text.starts_with(mark); });
        if (gap == std::end(gaps)) {
            word += text.front();
            text.remove_prefix(1);
        } else {
            end();
            text.remove_prefix(gap->size());
        }
    }
    end();
    return out;
}

std::string written(const std::vector<std::string>& days) {
    std::string text;
    for (const std::string& day : days) text += (text.empty() ? "" : " ") + day;
    return text;
}

}  // namespace ui
