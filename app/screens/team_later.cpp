#include "screens/team_later.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <tuple>

#include "base/heap_sort.h"
#include "charts/forecast_bar.h"
#include "charts/interval_dots.h"
#include "charts/logo.h"
#include "charts/text.h"
#include "engine/figures/defects.h"
#include "screens/handoff_words.h"
#include "screens/overview.h"
#include "ui/card.h"
#include "ui/error_text.h"
#include "ui/paragraph.h"
#include "ui/period.h"
#include "ui/questions.h"
#include "ui/widgets.h"
#include "ui/working_hours.h"

namespace screens {
namespace {

using charts::Align;
using charts::Rect;
using ui::Text;

constexpr float row_height = 24;
constexpr float bar_height = 12;
constexpr float tile = 18;
constexpr std::size_t pairs_shown = 5;
constexpr float door_width = 20;  // of its chevron
constexpr float three_columns_from = 1000;

std::string numbered(const ui::Context& context, int number, Text question) {
    return std::to_string(number) + " · " + std::string(context.say(question));
}

std::string duration(const ui::Context& context, std::uint32_t seconds, std::uint32_t day_s = 86'400) {
    return charts::format_duration(seconds, context.language(), day_s);
}

// Of a card that leads to another screen.
struct Door {
    ui::ScreenId screen{};
    std::string_view role = {};  // to be chosen there
    Text name{};
};

constexpr Door manager_door{ui::ScreenId::roles, "sales_manager", Text::team_open_manager};

// The finding's line is kept while it is on its way, so that nothing moves when it comes.
template <class Answer>
float answer_head_height(ui::Context& context, float width, std::string_view id, std::string_view finding,
                         const ui::Held<Answer>& held) {
    return ui::card_head_height(context.ui, width,
                                {.id = id,
                                 .question = " ",
                                 .title = finding.empty() ? std::string_view(" ") : finding,
                                 .keep_right = door_width,
                                 .of = ui::head_of(held)});
}

// Opens the card; its whole face leads on.
template <class Answer>
Rect begin_answer(ui::Context& context, Rect card, std::string_view id, const std::string& question,
                  const std::string& finding, const ui::Held<Answer>& held, const Door& door) {
    const bool late = ui::shows_late(context.ui, held);
    const Rect body = ui::begin_card(context.ui, card,
                                     {.id = id,
                                      .question = question,
                                      .title = finding,
                                      .tone = late ? ui::CardTone::late : ui::CardTone::plain,
                                      .keep_right = door_width,
                                      .of = ui::head_of(held),
                                      .quiet = true});
    if (ui::card_door(context.ui, id, card,
                      charts::format_named(context.say(door.name), question, context.language()))) {
        ui::View next = context.view;
        next.screen = door.screen;
        if (!door.role.empty()) next.role = door.role;
        context.go(std::move(next));
    }
    return body;
}

// A line of a list with its node.
void add_line(ui::Context& context, std::string_view card, std::size_t index, Rect place, std::string spoken) {
    context.ui.add({.id = std::string(card) + ".row." + std::to_string(index),
                    .role = ui::SemanticRole::listitem,
                    .name = std::move(spoken),
                    .bounds = place});
}

class NumberCard {
public:
    float height(ui::Context& context, float width) {
        const auto held = ask_forecast(context);
        derive(context, held);
        const float inner = width - 2 * ui::card_padding(context.width());
        return answer_head_height(context, width, "team.number", finding_, held) + charts::forecast_bar_height +
               ui::footnote_height(context.ui, inner, foot_) + ui::card_padding(context.width());
    }

    void draw(ui::Context& context, Rect card) {
        const auto held = ask_forecast(context);
        derive(context, held);
        const std::string question = numbered(context, 1, Text::team_number_question);
        const Rect body = begin_answer(context, card, "team.number", question, finding_, held, manager_door);
        if (!ui::draw_absence(context.ui, "team.number", body, held, 1)) {
            draw_forecast(context, "team.number", {body.x, body.y, body.w, charts::forecast_bar_height}, *held.answer);
            ui::draw_footnote(context.ui, "team.number.foot", body, foot_);
        }
        ui::end_card(context.ui);
    }

private:
    void derive(ui::Context& context, const ui::Held<engine::ForecastAnswer>& held) {
        if (serial_ == held.serial && language_ == context.language()) return;
        serial_ = held.serial;
        language_ = context.language();
        finding_.clear();
        foot_.clear();
        if (!held.answer || !held.answer->head.refused.empty()) return;
        const engine::ForecastAnswer& answer = *held.answer;
        const auto words = [&](double minor, double deals) { return amount_words(context, answer, minor, deals); };
        const std::string expected = words(answer.total_value_minor.mean, answer.total.mean),
                          low = words(answer.total_value_minor.low, answer.total.low),
                          high = words(answer.total_value_minor.high, answer.total.high),
                          end = charts::format_date(ui::day_before(answer.period.to), context.language());
        finding_ = answer.target_minor && in_money(answer)
                       ? context.say(
                             Text::team_number_title,
                             {expected, words(static_cast<double>(*answer.target_minor), 0), end, chance_words(answer)})
                       : context.say(Text::team_number_title_open, {expected, end, low, high});
        const engine::BackTestAnswer& tried = answer.back_test;
        std::string reliance;
        if (tried.stretch > 1)
            reliance += context.say(Text::team_number_stretched, {charts::format_fixed(tried.stretch, 1)});
        if (!tried.cuts.empty())
            reliance += context.say(Text::team_number_tried,
                                    {charts::format_count(tried.cuts.size()), charts::format_count(tried.inside)});
        foot_ = context.say(Text::team_number_foot,
                            {low, high, charts::format_count(answer.won), charts::format_count(answer.open), reliance});
        if (answer.unvalued > 0 && in_money(answer))
            foot_ += context.say(Text::team_number_unvalued, {charts::format_count(answer.unvalued)});
        foot_ += context.say(Text::sentence_end);
    }

    std::uint32_t serial_ = 0;
    ui::Language language_{};
    std::string finding_, foot_;
};

class ChangeCard {
public:
    float height(ui::Context& context, float width) {
        const auto held = ask_chain(context);
        derive(context, held);
        const float inner = width - 2 * ui::card_padding(context.width());
        const bool refused = held.answer && !held.answer->head.refused.empty();
        const std::size_t rows = refused ? 3 : lines_.empty() ? 4 : lines_.size() + 1;
        return answer_head_height(context, width, "team.change", finding_, held) +
               static_cast<float>(rows) * row_height + 8 + ui::footnote_height(context.ui, inner, foot_) +
               ui::card_padding(context.width());
    }

    void draw(ui::Context& context, Rect card) {
        const auto held = ask_chain(context);
        derive(context, held);
        const std::string question = numbered(context, 3, Text::team_change_question);
        const Rect body = begin_answer(context, card, "team.change", question, finding_, held, manager_door);
        if (!ui::draw_absence(context.ui, "team.change", body, held, 3)) {
            draw_lines(context, body);
            ui::draw_footnote(context.ui, "team.change.foot", body, foot_);
        }
        ui::end_card(context.ui);
    }

private:
    struct Line {
        ChainChange change;
        std::string name, figure, spoken;
    };

    void draw_lines(ui::Context& context, Rect body) const {
        const charts::Theme& theme = context.ui.theme();
        charts::Painter& painter = context.ui.painter();
        const ui::Group list(
            context.ui, {.id = "team.change.list", .role = ui::SemanticRole::list, .name = finding_, .bounds = body});
        const float name = std::min(176.f, body.w * .42f), figure = 56;
        float y = body.y + 4;
        for (std::size_t i = 0; i < lines_.size(); ++i, y += row_height) {
            const Line& line = lines_[i];
            const float middle = y + row_height / 2;
            float x = body.x;
            if (!line.change.role.empty()) {
                charts::draw_role_tile(painter, theme, {x, middle - tile / 2, tile, tile}, line.change.role,
                                       context.language());
                x += tile + 8;
            }
            charts::draw_text_within(painter, {x, charts::centred_baseline(middle, 13)}, body.x + name - x - 8,
                                     line.name, charts::type::body(theme.ink));
            draw_change_bar(context, {body.x + name, middle - bar_height / 2, body.w - name - figure, bar_height},
                            line.change, most_);
            charts::draw_text(
                painter, {body.right(), charts::centred_baseline(middle, 13)}, line.figure,
                charts::type::body(line.change.by_chance ? theme.ink3 : theme.ink, charts::Weight::semibold),
                Align::end);
            add_line(context, "team.change", i, {body.x, y, body.w, row_height}, line.spoken);
        }
        ui::hairline(context.ui, body.x, y, body.w);
        const float baseline = charts::centred_baseline(y + row_height / 2 + 1, 13);
        charts::draw_text(painter, {body.x, baseline}, context.say(Text::team_change_total),
                          charts::type::body(theme.ink, charts::Weight::semibold));
        charts::draw_text(painter, {body.right(), baseline}, total_,
                          charts::type::body(theme.ink, charts::Weight::semibold), Align::end);
        add_line(context, "team.change", lines_.size(), {body.x, y, body.w, row_height},
                 charts::format_named(context.say(Text::team_change_total), total_, context.language()));
    }

    void derive(ui::Context& context, const ui::Held<engine::ChainAnswer>& held) {
        if (serial_ == held.serial && language_ == context.language()) return;
        serial_ = held.serial;
        language_ = context.language();
        lines_.clear();
        finding_.clear();
        foot_.clear();
        if (!held.answer || !held.answer->head.refused.empty()) return;
        const engine::ChainAnswer& answer = *held.answer;
        finding_ = chain_finding(context, answer);
        foot_ = context.say(Text::team_change_foot,
                            {ui::period_words(answer.period, language_), ui::period_words(answer.before, language_),
                             charts::format_count(answer.horizon_days)});
        total_ = charts::format_signed(static_cast<std::int64_t>(answer.won_after) -
                                       static_cast<std::int64_t>(answer.won_before));
        most_ = 0;
        for (const ChainChange& change : chain_changes(answer)) {
            most_ = std::max(most_, std::abs(change.change));
            Line line{change,
                      std::string(change.role.empty() ? context.say(Text::chain_entries)
                                                      : ui::role_words(change.role, language_)),
                      change_words(change.shown),
                      {}};
            line.spoken = charts::format_named(line.name, line.figure, language_);
            if (change.by_chance) line.spoken += " · " + std::string(context.say(Text::chain_by_chance));
            lines_.push_back(std::move(line));
        }
    }

    std::uint32_t serial_ = 0;
    ui::Language language_{};
    std::string finding_, foot_, total_;
    double most_ = 0;
    std::vector<Line> lines_;
};

class StuckCard {
public:
    float height(ui::Context& context, float width) {
        const auto held = ask_role_handoffs(context);
        derive(context, held);
        const float inner = width - 2 * ui::card_padding(context.width());
        return answer_head_height(context, width, "team.stuck", finding_, held) + 22 +
               static_cast<float>(std::max<std::size_t>(lines_.size(), 3)) * row_height + 8 +
               ui::footnote_height(context.ui, inner, foot_) + ui::card_padding(context.width());
    }

    void draw(ui::Context& context, Rect card) {
        const auto held = ask_role_handoffs(context);
        derive(context, held);
        const std::string question = numbered(context, 4, Text::team_stuck_question);
        const Rect body = begin_answer(context, card, "team.stuck", question, finding_, held,
                                       {ui::ScreenId::handoffs, {}, Text::team_open_handoffs});
        if (!ui::draw_absence(context.ui, "team.stuck", body, held, 3)) {
            if (!lines_.empty()) draw_lines(context, body);
            ui::draw_footnote(context.ui, "team.stuck.foot", body, foot_);
        }
        ui::end_card(context.ui);
    }

private:
    struct Line {
        std::string from, to, value, deals, oldest, spoken;
        double share = 0;  // of the most
    };

    void draw_lines(ui::Context& context, Rect body) const {
        const charts::Theme& theme = context.ui.theme();
        charts::Painter& painter = context.ui.painter();
        const ui::Group list(
            context.ui, {.id = "team.stuck.list", .role = ui::SemanticRole::list, .name = finding_, .bounds = body});
        const float tiles = 2 * tile + 24, oldest = 96, deals = 40, value = 64;
        const float bar = body.w - tiles - 12 - value - deals - oldest;
        const charts::TextStyle head = charts::type::small(theme.ink3);
        charts::draw_text(painter, {body.right() - deals - oldest, body.y + 14}, context.say(Text::team_stuck_value),
                          head, Align::end);
        charts::draw_text(painter, {body.right() - oldest, body.y + 14}, context.say(Text::team_stuck_deals), head,
                          Align::end);
        charts::draw_text(painter, {body.right(), body.y + 14}, context.say(Text::team_stuck_oldest), head, Align::end);
        float y = body.y + 22;
        for (std::size_t i = 0; i < lines_.size(); ++i, y += row_height) {
            const Line& line = lines_[i];
            const float middle = y + row_height / 2, baseline = charts::centred_baseline(middle, 13);
            const charts::Color ink = i == 0 ? theme.alert : theme.ink;
            charts::draw_role_tile(painter, theme, {body.x, middle - tile / 2, tile, tile}, line.from,
                                   context.language());
            const float from = body.x + tile + 5, to = body.x + tile + 19;
            painter.line({from, middle}, {to, middle}, {theme.axis, 1.5f});
            const charts::Point arrow[] = {{to - 4, middle - 3}, {to, middle}, {to - 4, middle + 3}};
            painter.polyline(arrow, {theme.axis, 1.5f});
            charts::draw_role_tile(painter, theme, {body.x + tile + 24, middle - tile / 2, tile, tile}, line.to,
                                   context.language());
            painter.fill_rect({body.x + tiles + 12, middle - bar_height / 2,
                               std::max(2.f, bar * static_cast<float>(line.share)), bar_height},
                              i == 0 ? theme.alert : theme.axis, charts::space::bar_radius);
            charts::draw_text(painter, {body.right() - deals - oldest, baseline}, line.value,
                              charts::type::body(ink, charts::Weight::semibold), Align::end);
            charts::draw_text(painter, {body.right() - oldest, baseline}, line.deals, charts::type::body(theme.ink2),
                              Align::end);
            charts::draw_text(painter, {body.right(), baseline}, line.oldest, charts::type::body(theme.ink2),
                              Align::end);
            add_line(context, "team.stuck", i, {body.x, y, body.w, row_height}, line.spoken);
        }
    }

    void derive(ui::Context& context, const ui::Held<engine::HandoffsAnswer>& held) {
        if (serial_ == held.serial && language_ == context.language()) return;
        serial_ = held.serial;
        language_ = context.language();
        lines_.clear();
        finding_.clear();
        foot_.clear();
        if (!held.answer || !held.answer->head.refused.empty()) return;
        const engine::HandoffsAnswer& answer = *held.answer;
        std::vector<const engine::HandoffRow*> waiting;
        for (const engine::HandoffRow& row : answer.rows)
            if (row.waiting > 0) waiting.push_back(&row);
        base::heap_sort(waiting.begin(), waiting.end(), [](const engine::HandoffRow* a, const engine::HandoffRow* b) {
            return std::tie(b->waiting_value, b->waiting, a->from_role, a->to_role) <
                   std::tie(a->waiting_value, a->waiting, b->from_role, b->to_role);
        });
        if (waiting.empty()) {
            finding_ = context.say(Text::handoffs_nothing_waits);
            return;
        }
        const auto money = [&](base::Money value) {
            return charts::format_money(value, context.names.currency(), language_);
        };
        const engine::HandoffRow& most = *waiting.front();
        const std::string pair = pair_words(context, most.from_role, most.to_role);
        const bool valued = most.waiting_value > 0;
        finding_ = valued ? context.say(Text::team_stuck_title, {money(most.waiting_value), pair})
                          : context.say(Text::team_stuck_title_deals, {charts::format_count(most.waiting), pair});
        foot_ = context.say(
            Text::team_stuck_foot,
            {money(answer.total.waiting_value), charts::format_count(answer.total.waiting), ui::hours_basis(context)});
        for (std::size_t i = 0; i < std::min(waiting.size(), pairs_shown); ++i) {
            const engine::HandoffRow& row = *waiting[i];
            Line line{.from = row.from_role,
                      .to = row.to_role,
                      .value = row.waiting_value > 0 ? money(row.waiting_value) : std::string(charts::undefined_figure),
                      .deals = charts::format_count(row.waiting),
                      .oldest = charts::format_duration_briefly(row.oldest_s, language_, answer.day_s),
                      .spoken = {},
                      .share = valued ? static_cast<double>(row.waiting_value) / static_cast<double>(most.waiting_value)
                                      : static_cast<double>(row.waiting) / static_cast<double>(most.waiting)};
            line.spoken = context.say(Text::team_stuck_spoken, {pair_words(context, row.from_role, row.to_role),
                                                                line.value, line.deals, line.oldest});
            lines_.push_back(std::move(line));
        }
    }

    std::uint32_t serial_ = 0;
    ui::Language language_{};
    std::string finding_, foot_;
    std::vector<Line> lines_;
};

class TrustCard {
public:
    float height(ui::Context& context, float width) {
        const auto held = ask(context);
        derive(context, held);
        const float inner = width - 2 * ui::card_padding(context.width());
        return answer_head_height(context, width, "team.trust", finding_, held) + box_height(context, inner) + 12 +
               ui::paragraph_height(context.ui.painter(), inner, rest_, charts::type::label({}),
                                    charts::type::label_line) +
               4 + ui::card_padding(context.width());
    }

    void draw(ui::Context& context, Rect card) {
        ui::Ui& ui = context.ui;
        const auto held = ask(context);
        derive(context, held);
        const std::string question = numbered(context, 5, Text::defects_question);
        const Rect body = begin_answer(context, card, "team.trust", question, finding_, held,
                                       {ui::ScreenId::data, {}, Text::team_open_data});
        if (!ui::draw_absence(ui, "team.trust", body, held, 2)) {
            float y = body.y + 4;
            if (!worst_.empty()) {
                const Rect box{body.x, y, body.w, box_height(context, body.w)};
                const charts::Theme& theme = ui.theme();
                ui.painter().fill_rect(box, theme.alert_tint, charts::space::button_radius);
                charts::draw_icon(ui.painter(), charts::Icon::warning, {box.x + 12, box.y + 11}, theme.alert);
                float line =
                    ui::paragraph(ui, "team.trust.worst", {box.x + 36, box.y + 9}, box.w - 48, worst_,
                                  charts::type::body(theme.ink, charts::Weight::medium), charts::type::body_line);
                ui::paragraph(ui, "team.trust.touches", {box.x + 36, line + 2}, box.w - 48, touches_,
                              charts::type::label(theme.ink2), charts::type::label_line);
                y = box.bottom() + 8;
            }
            ui::paragraph(ui, "team.trust.rest", {body.x, y}, body.w, rest_, charts::type::label(ui.theme().ink2),
                          charts::type::label_line);
        }
        ui::end_card(ui);
    }

private:
    static ui::Held<engine::DefectsAnswer> ask(ui::Context& context) {
        return context.answers.ask<engine::DefectsAnswer>("shell.defects", ui::defects_question());
    }

    float box_height(ui::Context& context, float width) const {
        if (worst_.empty()) return 0;
        charts::Painter& painter = context.ui.painter();
        return ui::paragraph_height(painter, width - 48, worst_, charts::type::body({}, charts::Weight::medium),
                                    charts::type::body_line) +
               ui::paragraph_height(painter, width - 48, touches_, charts::type::label({}), charts::type::label_line) +
               20;
    }

    // The one that touches most entries of those that this screen's figures rest on; else the gravest of all.
    static const engine::Defect& worst_of(const std::vector<engine::Defect>& defects) {
        constexpr std::string_view here[] = {"forecast", "constraint", "chain", "handoffs", "ledger"};
        const engine::Defect* worst = nullptr;
        for (const engine::Defect& defect : defects) {
            const bool touches = std::ranges::any_of(here, [&](std::string_view figure) {
                return std::ranges::find(defect.figures, figure) != defect.figures.end();
            });
            if (touches && (!worst || defect.count > worst->count)) worst = &defect;
        }
        return worst ? *worst : defects.front();
    }

    void derive(ui::Context& context, const ui::Held<engine::DefectsAnswer>& held) {
        if (serial_ == held.serial && language_ == context.language()) return;
        serial_ = held.serial;
        language_ = context.language();
        for (std::string* text : {&finding_, &worst_, &touches_, &rest_}) text->clear();
        if (!held.answer) return;
        const std::vector<engine::Defect>& rows = held.answer->rows;
        if (rows.empty()) {
            finding_ = context.say(Text::defects_none_title);
            return;
        }
        const engine::Defect& worst = worst_of(rows);
        finding_ = context.say(rows.size() == 1 ? Text::team_trust_title_one : Text::team_trust_title,
                               {charts::format_count(rows.size())});
        worst_ = context.say(Text::team_trust_worst,
                             {charts::format_count(worst.count), ui::defect_words(worst.id, language_)});
        std::string figures;
        for (std::size_t i = 0; i < std::min<std::size_t>(worst.figures.size(), 3); ++i) {
            if (i > 0) figures += context.ui.chinese() ? "、" : ", ";
            figures += ui::figure_words(worst.figures[i], language_);
        }
        touches_ = worst.figures.size() > 3 ? context.say(Text::defect_touches_more,
                                                          {figures, charts::format_count(worst.figures.size() - 3)})
                                            : context.say(Text::defect_touches, {figures});
        std::uint64_t skipped = 0, kept = 0;
        for (const engine::Defect& defect : rows) (defect.skipped ? skipped : kept) += defect.count;
        rest_ = context.say(Text::team_trust_rest, {charts::format_count(skipped), charts::format_count(kept)});
    }

    std::uint32_t serial_ = 0;
    ui::Language language_{};
    std::string finding_, worst_, touches_, rest_;
};

class TeamLaterCard final : public TeamLater {
public:
    const ChainFacts* facts(ui::Context& context) override {
        const auto constraint = ask_constraint(context);
        const auto handoffs = ask_role_handoffs(context);
        if (!constraint.answer) return nullptr;
        const std::uint32_t edition =
            constraint.serial * 31 + handoffs.serial * 7 + static_cast<std::uint32_t>(context.language());
        if (facts_.edition != edition) {
            facts_ = {};
            facts_.edition = edition;
            if (constraint.answer->head.refused.empty())
                derive_facts(context, *constraint.answer, handoffs.answer);
            else
                facts_.refused = ui::refusal_sentence(constraint.answer->head.refused, context.language());
        }
        facts_.of = &constraint.answer->head;
        return &facts_;
    }

    float number_height(ui::Context& context, float width) override { return number_.height(context, width); }
    void draw_number(ui::Context& context, Rect card) override { number_.draw(context, card); }

    // As high as what is in sight, where it is enough: a desk needs no scrolling.
    float draw_rest(ui::Context& context, Rect area) override {
        const bool phone = context.width() == ui::Width::phone;
        const float gap = phone ? 8 : charts::space::gutter;
        if (area.w < three_columns_from) {
            float y = area.y;
            const auto place = [&](float height) {
                const Rect card{area.x, y, area.w, height};
                y = card.bottom() + gap;
                return card;
            };
            change_.draw(context, place(change_.height(context, area.w)));
            stuck_.draw(context, place(stuck_.height(context, area.w)));
            trust_.draw(context, place(trust_.height(context, area.w)));
            return y - gap;
        }
        const float room = area.w - 2 * gap;
        const std::array<float, 3> widths{std::floor(room * .36f), std::floor(room * .36f),
                                          room - 2 * std::floor(room * .36f)};
        const float height = std::max(
            {change_.height(context, widths[0]), stuck_.height(context, widths[1]), trust_.height(context, widths[2])});
        float x = area.x;
        change_.draw(context, {x, area.y, widths[0], height});
        x += widths[0] + gap;
        stuck_.draw(context, {x, area.y, widths[1], height});
        x += widths[1] + gap;
        trust_.draw(context, {x, area.y, widths[2], height});
        return area.y + height;
    }

private:
    void derive_facts(ui::Context& context, const engine::ConstraintAnswer& answer,
                      const engine::HandoffsAnswer* handoffs) {
        const std::vector<std::string>& roles = context.names.summary().roles;
        for (std::size_t i = 0; i < roles.size(); ++i) {
            RoleFacts facts;
            facts.role = roles[i];
            for (const engine::ConstraintRow& row : answer.rows)
                if (row.role == roles[i]) add_readings(context, answer, row, facts);
            if (handoffs && i + 1 < roles.size()) add_hand_offs(context, *handoffs, roles[i + 1], facts);
            facts_.roles.push_back(std::move(facts));
        }
        facts_.finding = finding_of(context, answer);
        facts_.foot_narrow =
            context.say(Text::team_chain_foot, {charts::format_count(answer.weeks), horizon_words(answer)});
        facts_.foot = context.say(Text::two_sentences, {context.say(Text::team_chain_track), facts_.foot_narrow});
    }

    // "90", or "30–90" where the roles have different ones.
    static std::string horizon_words(const engine::ConstraintAnswer& answer) {
        std::uint32_t least = 0, most = 0;
        for (const engine::ConstraintRow& row : answer.rows) {
            if (row.horizon_days == 0) continue;
            least = least == 0 ? row.horizon_days : std::min(least, row.horizon_days);
            most = std::max(most, row.horizon_days);
        }
        return least == most ? charts::format_count(most)
                             : charts::format_count(least) + "–" + charts::format_count(most);
    }

    static void add_readings(const ui::Context& context, const engine::ConstraintAnswer& answer,
                             const engine::ConstraintRow& row, RoleFacts& facts) {
        const std::string counts = charts::format_of(row.rate.hits, row.rate.of, context.language());
        std::string rate(charts::undefined_figure), half(charts::undefined_figure);
        if (row.rate.of >= charts::fewest_for_a_rate && row.rate.estimate) {
            rate = charts::format_percent(row.rate.estimate, 0);
            if (row.rate.low && row.rate.high)
                facts.rate = charts::StepRate{*row.rate.estimate, *row.rate.low, *row.rate.high};
        } else if (row.rate.of > 0) {
            rate = counts;
        }
        if (row.median_s) half = duration(context, *row.median_s);
        facts.figures = {{std::string(context.say(Text::team_go_on)), rate, true},
                         {std::string(context.say(Text::team_half)), half}};
        facts.spoken = context.say(Text::team_step_spoken_more, {rate, counts, half});
        const std::array<std::pair<bool, Text>, 3> tags{{{row.role == answer.by_wait, Text::team_tag_wait},
                                                         {row.role == answer.by_utilisation, Text::team_tag_load},
                                                         {row.role == answer.by_conversion, Text::team_tag_gain}}};
        for (const auto& [is, tag] : tags)
            if (is) facts.tag += (facts.tag.empty() ? "" : " · ") + std::string(context.say(tag));
        facts.holds_back = row.role == answer.by_wait || row.role == answer.by_conversion ||
                           (row.role == answer.by_utilisation && row.is_full());
    }

    // To the role behind it; in alert where most money waits.
    static void add_hand_offs(const ui::Context& context, const engine::HandoffsAnswer& handoffs,
                              const std::string& next, RoleFacts& facts) {
        base::Money most = 0;
        for (const engine::HandoffRow& row : handoffs.rows) most = std::max(most, row.waiting_value);
        for (const engine::HandoffRow& row : handoffs.rows) {
            if (row.from_role != facts.role || row.to_role != next) continue;
            facts.between =
                context.say(Text::team_between, {charts::format_count(row.count), charts::format_count(row.waiting)});
            facts.between_alert = most > 0 && row.waiting_value == most;
        }
    }

    // Each role that is worst by a reading, with what it is worst by.
    static std::string finding_of(const ui::Context& context, const engine::ConstraintAnswer& answer) {
        const bool zh = context.ui.chinese();
        std::string finding;
        std::vector<std::string> told;
        for (const std::string& role : {answer.by_wait, answer.by_utilisation, answer.by_conversion}) {
            if (role.empty() || std::ranges::find(told, role) != told.end()) continue;
            told.push_back(role);
            std::string what;
            const auto add = [&](bool is, const std::string& words) {
                if (is) what += (what.empty() ? "" : zh ? "、" : ", ") + words;
            };
            for (const engine::ConstraintRow& row : answer.rows) {
                if (row.role != role) continue;
                add(role == answer.by_wait && row.median_s,
                    context.say(Text::team_reading_wait, {row.median_s ? duration(context, *row.median_s) : ""}));
                add(role == answer.by_utilisation && row.utilisation,
                    context.say(row.is_full() ? Text::team_reading_load : Text::team_reading_load_free,
                                {charts::format_percent(row.utilisation, 0)}));
                add(role == answer.by_conversion && row.wins_more,
                    context.say(Text::team_reading_gain, {charts::format_fixed(row.wins_more.value_or(0), 1)}));
            }
            if (what.empty()) continue;
            finding += (finding.empty() ? ""
                        : zh            ? "；"
                                        : "; ") +
                       charts::format_named(ui::role_words(role, context.language()), what, context.language());
        }
        return finding.empty() ? std::string(context.say(Text::team_chain_none)) : finding;
    }

    NumberCard number_;
    ChangeCard change_;
    StuckCard stuck_;
    TrustCard trust_;
    ChainFacts facts_;
};

}  // namespace

std::unique_ptr<TeamLater> make_team_later() { return std::make_unique<TeamLaterCard>(); }

}  // namespace screens
