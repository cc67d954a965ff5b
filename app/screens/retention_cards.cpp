// What is left of a period's customers, what was signed and received, who looks after them: three cards of one answer.
#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "base/heap_sort.h"
#include "charts/span_bars.h"
#include "charts/text.h"
#include "engine/figures/retention.h"
#include "screens/after_win_cards.h"
#include "ui/card.h"
#include "ui/chart_marks.h"
#include "ui/error_text.h"
#include "ui/paragraph.h"
#include "ui/period.h"
#include "ui/questions.h"
#include "ui/widgets.h"

namespace screens {
namespace {

using charts::Align;
using charts::Rect;
using ui::Text;

constexpr float sentence_gap = 8;
constexpr float block_gap = 12;
constexpr float head_height = 26;
constexpr float row_height = 44;
constexpr float row_height_phone = 64;
constexpr std::size_t people_shown = 12;  // of each role

using RetentionHeld = ui::Held<engine::RetentionAnswer>;

RetentionHeld ask(ui::Context& context, std::string_view slot) {
    engine::Question question = ui::base_question(context.view, engine::Figure::retention);
    question.by = {engine::By::role, engine::By::person};
    question.period = context.view.filter.entered;
    question.filter.entered = {};
    if (question.period.from.empty() || question.period.to.empty()) question.period = {};
    return context.answers.ask<engine::RetentionAnswer>(slot, question);
}

bool told(const RetentionHeld& held) { return held.answer && held.answer->head.refused.empty(); }

std::string money(const ui::Context& context, base::Money amount) {
    return charts::format_money(amount, context.names.currency(), context.language());
}

// Gives the lower edge. The axis ends at the largest of the bars and their intervals, of shares at 100 % at least.
float draw_bars(ui::Context& context, std::string_view id, const std::string& finding, Rect place,
                const std::vector<charts::SpanBar>& bars, bool late) {
    ui::Ui& ui = context.ui;
    place.h = charts::span_bars_height(bars.size());
    double end = bars.empty() || bars.front().to > 1 ? 0 : 1;
    for (const charts::SpanBar& bar : bars) end = std::max({end, bar.from, bar.to, bar.high.value_or(0)});
    const std::string beginning = std::string(id) + ".";
    charts::Emphasis emphasis = ui::emphasis_of(ui, beginning, {});
    emphasis.late = late;
    const charts::Marks marks =
        charts::draw_span_bars(ui.painter(), ui.theme(), place, bars, end, context.language(), emphasis);
    ui::use_marks(ui, id, finding, place, marks, ui::MarkTips::names);
    return place.bottom();
}

class RetentionCard final : public StackCard {
public:
    float height(ui::Context& context, float width) override {
        const RetentionHeld held = ask(context, "retention");
        const std::string finding = finding_of(context, held);
        const ui::CardHead head{.id = "retention",
                                .question = context.say(Text::retention_question),
                                .title = finding,
                                .of = ui::head_of(held)};
        const float inner = width - 2 * ui::card_padding(context.width());
        float body = charts::span_bars_height(4);
        if (held.answer && !told(held)) body = charts::type::body_line * 2;
        if (told(held)) {
            body = charts::span_bars_height(rates_of(context, *held.answer).size());
            if (const std::string why = refused_part(context, *held.answer); !why.empty())
                body += sentence_gap + sentence_height(context, inner, why);
            if (held.answer->value_refused.empty())
                body += block_gap + charts::span_bars_height(steps_of(context, *held.answer).size());
        }
        return ui::card_head_height(context.ui, width, head) + body + sentence_gap +
               ui::footnote_height(context.ui, inner, note_of(context, held)) + ui::card_padding(context.width());
    }

    void draw(ui::Context& context, Rect card) override {
        ui::Ui& ui = context.ui;
        const RetentionHeld held = ask(context, "retention");
        const std::string finding = finding_of(context, held);
        const bool late = ui::shows_late(ui, held);
        const Rect body = ui::begin_card(ui, card,
                                         {.id = "retention",
                                          .question = context.say(Text::retention_question),
                                          .title = finding,
                                          .tone = late ? ui::CardTone::late : ui::CardTone::plain,
                                          .of = ui::head_of(held)});
        if (ui::draw_absence(ui, "retention", body, held, 4)) return ui::end_card(ui);
        const engine::RetentionAnswer& answer = *held.answer;
        const auto rates = rates_of(context, answer);
        float y = draw_bars(context, "retention.rates", finding, {body.x, body.y, body.w, 0}, rates, late);
        if (const std::string why = refused_part(context, answer); !why.empty())
            y = ui::paragraph(ui, "retention.refused", {body.x, y + sentence_gap}, body.w, why,
                              charts::type::body(ui.theme().ink2), charts::type::body_line);
        if (answer.value_refused.empty())
            draw_bars(context, "retention.steps", finding, {body.x, y + block_gap, body.w, 0},
                      steps_of(context, answer), late);
        ui::draw_footnote(ui, "retention.foot", body, note_of(context, held));
        if (late) ui::draw_late_note(ui, "retention", card);
        ui::end_card(ui);
    }

private:
    static float sentence_height(ui::Context& context, float width, std::string_view text) {
        return ui::paragraph_height(context.ui.painter(), width, text, charts::type::body(context.ui.theme().ink2),
                                    charts::type::body_line);
    }

    // Why there is no share of the money, or of the heads either.
    static std::string refused_part(const ui::Context& context, const engine::RetentionAnswer& answer) {
        return answer.value_refused.empty() ? std::string()
                                            : ui::refusal_sentence(answer.value_refused, context.language());
    }

    static std::string finding_of(const ui::Context& context, const RetentionHeld& held) {
        if (!told(held)) return {};
        const engine::RetentionAnswer& answer = *held.answer;
        const engine::RetentionRow& total = answer.total;
        const std::string kept = charts::format_count(total.kept.hits), of = charts::format_count(total.kept.of);
        if (total.kept.of == 0) return std::string(context.say(Text::retention_title_none));
        if (!answer.kept_refused.empty()) return context.say(Text::retention_title_unknown, {of});
        if (!total.gross.estimate) return context.say(Text::retention_title_heads, {kept, of});
        return context.say(Text::retention_title,
                           {kept, of, money(context, total.start), charts::format_percent(total.gross.estimate),
                            charts::format_percent(total.net.estimate)});
    }

    static std::string note_of(const ui::Context& context, const RetentionHeld& held) {
        if (!told(held)) return {};
        const engine::RetentionAnswer& answer = *held.answer;
        const engine::RetentionRow& total = answer.total;
        std::string note = context.say(
            Text::retention_foot,
            {ui::period_words(answer.period, context.language()), charts::format_count(answer.new_customers),
             charts::format_count(total.valued), charts::format_count(total.kept.of)});
        if (total.silent + total.differs > 0)
            note += context.say(Text::retention_doubt,
                                {charts::format_count(total.silent), charts::format_count(total.differs)});
        if (total.untold > 0) note += context.say(Text::retention_untold, {charts::format_count(total.untold)});
        return note;
    }

    static std::vector<charts::SpanBar> rates_of(const ui::Context& context, const engine::RetentionAnswer& answer) {
        const engine::RetentionRow& total = answer.total;
        std::vector<charts::SpanBar> bars;
        const auto add = [&](const char* id, Text name, const std::string& detail, const auto& rate) {
            if (!rate.estimate) return;
            bars.push_back({.id = id,
                            .name = std::string(context.say(name)),
                            .detail = detail,
                            .figure = charts::format_estimate(rate.estimate, rate.low, rate.high, context.language()),
                            .to = *rate.estimate,
                            .low = rate.low,
                            .high = rate.high});
        };
        add("kept", Text::retention_kept, charts::format_of(total.kept.hits, total.kept.of, context.language()),
            total.kept);
        const std::string valued = context.say(Text::retention_valued, {charts::format_count(total.valued)});
        add("gross", Text::retention_gross, valued, total.gross);
        add("net", Text::retention_net, valued, total.net);
        return bars;
    }

    // From the start's amount down by what was lost, up by what was added, to the end's.
    static std::vector<charts::SpanBar> steps_of(const ui::Context& context, const engine::RetentionAnswer& answer) {
        const engine::RetentionRow& total = answer.total;
        std::vector<charts::SpanBar> bars;
        base::Money at = 0;
        const auto add = [&](const char* id, Text name, std::uint64_t customers, base::Money change,
                             charts::SpanTone tone) {
            const char* sign = tone == charts::SpanTone::lost ? "−" : tone == charts::SpanTone::gained ? "+" : "";
            const base::Money from = tone == charts::SpanTone::whole ? 0 : at;
            at = tone == charts::SpanTone::lost ? at - change : from + change;
            bars.push_back({.id = id,
                            .name = std::string(context.say(name)),
                            .detail = context.say(Text::retention_valued, {charts::format_count(customers)}),
                            .figure = sign + money(context, change),
                            .from = static_cast<double>(from),
                            .to = static_cast<double>(at),
                            .tone = tone});
        };
        using charts::SpanTone;
        add("start", Text::retention_start, total.valued, total.start, SpanTone::whole);
        add("contraction", Text::retention_contraction, total.contracted, total.contraction, SpanTone::lost);
        add("churn", Text::retention_churn, total.churned, total.churn, SpanTone::lost);
        add("expansion", Text::retention_expansion, total.expanded, total.expansion, SpanTone::gained);
        add("end", Text::retention_end, total.valued - total.churned, total.end, SpanTone::whole);
        return bars;
    }
};

class CollectionCard final : public StackCard {
public:
    float height(ui::Context& context, float width) override {
        const RetentionHeld held = ask(context, "collection");
        if (!told(held)) return 0;  // the card beside it says why
        const engine::RetentionAnswer& answer = *held.answer;
        const std::string question = question_of(context, answer), finding = finding_of(context, answer);
        const ui::CardHead head{.id = "collection", .question = question, .title = finding, .of = ui::head_of(held)};
        const float inner = width - 2 * ui::card_padding(context.width());
        const float body = answer.collection_refused.empty()
                               ? charts::span_bars_height(bars_of(context, answer).size())
                               : ui::paragraph_height(context.ui.painter(), inner, refusal(context, answer),
                                                      style(context), charts::type::body_line);
        return ui::card_head_height(context.ui, width, head) + body + sentence_gap +
               ui::footnote_height(context.ui, inner, note_of(context, answer)) + ui::card_padding(context.width());
    }

    void draw(ui::Context& context, Rect card) override {
        ui::Ui& ui = context.ui;
        const RetentionHeld held = ask(context, "collection");
        const engine::RetentionAnswer& answer = *held.answer;
        const std::string question = question_of(context, answer), finding = finding_of(context, answer);
        const bool late = ui::shows_late(ui, held);
        const Rect body = ui::begin_card(ui, card,
                                         {.id = "collection",
                                          .question = question,
                                          .title = finding,
                                          .tone = late ? ui::CardTone::late : ui::CardTone::plain,
                                          .of = ui::head_of(held)});
        if (answer.collection_refused.empty())
            draw_bars(context, "collection.bars", finding, {body.x, body.y, body.w, 0}, bars_of(context, answer), late);
        else
            ui::paragraph(ui, "collection.refused", {body.x, body.y}, body.w, refusal(context, answer), style(context),
                          charts::type::body_line);
        ui::draw_footnote(ui, "collection.foot", body, note_of(context, answer));
        if (late) ui::draw_late_note(ui, "collection", card);
        ui::end_card(ui);
    }

private:
    static charts::TextStyle style(ui::Context& context) { return charts::type::body(context.ui.theme().ink2); }

    static std::string refusal(const ui::Context& context, const engine::RetentionAnswer& answer) {
        return ui::refusal_sentence(answer.collection_refused, context.language());
    }

    static std::string question_of(const ui::Context& context, const engine::RetentionAnswer& answer) {
        return std::string(
            context.say(answer.collection_refused.empty() ? Text::collected_question : Text::collection_question));
    }

    static std::string finding_of(const ui::Context& context, const engine::RetentionAnswer& answer) {
        const engine::RetentionRow& total = answer.total;
        const std::string days = charts::format_count(answer.head.question.horizon_days);
        if (!answer.collection_refused.empty())
            return context.say(Text::collection_title,
                               {money(context, answer.signed_value), charts::format_count(answer.deals_valued),
                                money(context, answer.received), charts::format_count(answer.payments_valued)});
        if (!total.collection.estimate) return context.say(Text::collected_title_young, {days});
        return context.say(Text::collected_title, {money(context, total.collected), money(context, total.invoiced),
                                                   days, charts::format_percent(total.collection.estimate)});
    }

    // What was invoiced, and from its beginning what came in in time, what came later, and what did not.
    static std::vector<charts::SpanBar> bars_of(const ui::Context& context, const engine::RetentionAnswer& answer) {
        const engine::RetentionRow& total = answer.total;
        std::vector<charts::SpanBar> bars;
        base::Money at = 0;
        const auto add = [&](const char* id, Text name, const std::string& detail, base::Money amount,
                             charts::SpanTone tone) {
            const base::Money from = tone == charts::SpanTone::whole ? 0 : at;
            bars.push_back({.id = id,
                            .name = std::string(context.say(name)),
                            .detail = detail,
                            .figure = money(context, amount),
                            .from = static_cast<double>(from),
                            .to = static_cast<double>(base::sum(from, amount)),
                            .tone = tone});
            if (tone != charts::SpanTone::whole) at = base::sum(at, amount);
        };
        using charts::SpanTone;
        const auto invoices = [&](std::uint64_t count) {
            return context.say(Text::collected_invoices, {charts::format_count(count)});
        };
        add("invoiced", Text::collected_invoiced, invoices(total.invoices), total.invoiced, SpanTone::whole);
        const engine::Estimate& rate = total.collection;
        add("in_time", Text::collected_in_time,
            rate.low ? charts::format_estimate(rate.estimate, rate.low, rate.high, context.language())
                     : charts::format_percent(rate.estimate),
            total.collected, SpanTone::gained);
        add("late", Text::collected_late, {}, total.collected_late, SpanTone::gained);
        add("missing", Text::collected_missing, {}, total.invoiced - total.collected - total.collected_late,
            SpanTone::lost);
        return bars;
    }

    static std::string note_of(const ui::Context& context, const engine::RetentionAnswer& answer) {
        const engine::RetentionRow& total = answer.total;
        const std::string period = ui::period_words(answer.period, context.language());
        if (!answer.collection_refused.empty()) return context.say(Text::collection_foot, {period});
        std::string note =
            context.say(Text::collected_foot, {period, charts::format_count(answer.head.question.horizon_days),
                                               charts::format_count(total.invoices_young), money(context, total.young),
                                               money(context, total.collected_unnamed)});
        if (total.invoices_valueless + total.payments_apart > 0)
            note += context.say(Text::collected_foot_apart,
                                {charts::format_count(total.invoices_valueless), money(context, total.apart)});
        return note;
    }
};

class KeepersCard final : public StackCard {
public:
    float height(ui::Context& context, float width) override {
        const RetentionHeld held = ask(context, "keepers");
        if (!told(held)) return 0;
        const std::string finding = finding_of(context, *held.answer);
        const ui::CardHead head{.id = "keepers",
                                .question = context.say(Text::keepers_question),
                                .title = finding,
                                .of = ui::head_of(held)};
        const float inner = width - 2 * ui::card_padding(context.width());
        const bool phone = ui::narrow(context.width());
        return ui::card_head_height(context.ui, width, head) + (phone ? 0 : head_height) +
               static_cast<float>(shown_of(*held.answer).size()) * (phone ? row_height_phone : row_height) +
               sentence_gap + ui::footnote_height(context.ui, inner, note_of(context, *held.answer)) +
               ui::card_padding(context.width());
    }

    void draw(ui::Context& context, Rect card) override {
        ui::Ui& ui = context.ui;
        const RetentionHeld held = ask(context, "keepers");
        const engine::RetentionAnswer& answer = *held.answer;
        const std::string finding = finding_of(context, answer);
        const bool late = ui::shows_late(ui, held);
        const Rect body = ui::begin_card(ui, card,
                                         {.id = "keepers",
                                          .question = context.say(Text::keepers_question),
                                          .title = finding,
                                          .tone = late ? ui::CardTone::late : ui::CardTone::plain,
                                          .of = ui::head_of(held)});
        const bool phone = ui::narrow(context.width());
        float y = body.y;
        const auto rows = shown_of(answer);
        const float row = phone ? row_height_phone : row_height, above = phone ? 0 : head_height;
        {
            ui::TableHeads heads(ui, {body.x, y, body.w, above}, y + above + row * static_cast<float>(rows.size()));
            if (!phone) draw_heads(context, heads.place());
            heads.cut();
            y += above;
            const ui::Group list(
                ui, {.id = "keepers.list", .role = ui::SemanticRole::list, .name = finding, .bounds = body});
            for (std::size_t i = 0; i < rows.size(); ++i, y += row)
                draw_row(context, {body.x, y, body.w, row}, answer, *rows[i], phone, i);
        }
        ui::draw_footnote(ui, "keepers.foot", body, note_of(context, answer));
        if (late) ui::draw_late_note(ui, "keepers", card);
        ui::end_card(ui);
    }

    bool wide() const override { return true; }

private:
    static constexpr std::size_t columns = 7;
    static constexpr float widest_column = 128;

    struct Line {
        std::string name, role;
        std::array<std::string, columns>
            cells;  // in the period, at start, kept, a month then, after, referrals, collected
    };

    // Of each role those with the most customers, in the answer's order.
    static std::vector<const engine::RetentionRow*> shown_of(const engine::RetentionAnswer& answer) {
        std::vector<const engine::RetentionRow*> shown;
        for (auto row = answer.rows.begin(); row != answer.rows.end();) {
            const auto end = std::find_if(row, answer.rows.end(), [&](const engine::RetentionRow& other) {
                return other.keys.front() != row->keys.front();
            });
            std::vector<const engine::RetentionRow*> role;
            for (; row != end; ++row) role.push_back(&*row);
            base::heap_sort(role.begin(), role.end(), [](const auto* a, const auto* b) {
                return a->present != b->present ? a->present > b->present : a < b;
            });
            role.resize(std::min(role.size(), people_shown));
            shown.insert(shown.end(), role.begin(), role.end());
        }
        return shown;
    }

    static std::string finding_of(const ui::Context& context, const engine::RetentionAnswer& answer) {
        std::set<std::string_view> people;
        for (const engine::RetentionRow& row : answer.rows)
            if (!row.keys.back().empty()) people.insert(row.keys.back());
        const std::string count = charts::format_count(people.size()),
                          customers = charts::format_count(answer.total.present);
        if (!answer.referrals_refused.empty()) return context.say(Text::keepers_title_bare, {count, customers});
        return context.say(Text::keepers_title, {count, customers, charts::format_count(answer.total.referrals)});
    }

    static std::string note_of(const ui::Context& context, const engine::RetentionAnswer& answer) {
        std::string note(context.say(Text::keepers_foot));
        if (const std::size_t hidden = answer.rows.size() - shown_of(answer).size(); hidden > 0)
            note += context.say(Text::keepers_more, {charts::format_count(hidden)});
        return note;
    }

    static Line line_of(const ui::Context& context, const engine::RetentionAnswer& answer,
                        const engine::RetentionRow& row) {
        const std::string none(charts::undefined_figure);
        const bool valued = answer.value_refused.empty() && row.valued > 0;
        const bool refers = answer.referrals_refused.empty();
        return {.name = row.keys.back().empty() ? std::string(ui::known("", context.language()))
                                                : context.names.person_name(row.keys.back(), context.language()),
                .role = std::string(ui::role_words(row.keys.front(), context.language())),
                .cells = {charts::format_count(row.present), charts::format_count(row.kept.of),
                          row.kept.estimate ? charts::format_of(row.kept.hits, row.kept.of, context.language()) : none,
                          valued ? money(context, row.start) : none, valued ? money(context, row.end) : none,
                          refers ? charts::format_count(row.referrals) : none,
                          charts::format_percent(row.collection.estimate)}};
    }

    static void draw_cells(ui::Context& context, Rect line, const std::array<std::string, columns>& cells,
                           const charts::TextStyle& style) {
        const float column = std::min(widest_column, line.w * .1f);
        for (std::size_t i = 0; i < columns; ++i)
            charts::draw_text_within(context.ui.painter(),
                                     {line.right() - column * static_cast<float>(columns - 1 - i),
                                      charts::centred_baseline(line.y + line.h / 2, style.size)},
                                     column - 8, cells[i], style, Align::end);
    }

    static void draw_heads(ui::Context& context, Rect line) {
        const auto said = [&](Text text) { return std::string(context.say(text)); };
        const charts::TextStyle style = charts::type::small(context.ui.theme().ink3);
        charts::draw_text(context.ui.painter(), {line.x, charts::centred_baseline(line.y + line.h / 2, style.size)},
                          said(Text::keepers_person), style);
        draw_cells(context, line,
                   {said(Text::keepers_new), said(Text::keepers_start), said(Text::keepers_kept),
                    said(Text::keepers_value_start), said(Text::keepers_value_end), said(Text::keepers_referrals),
                    said(Text::keepers_collected)},
                   style);
        ui::hairline(context.ui, line.x, line.bottom() - 1, line.w);
    }

    static void draw_row(ui::Context& context, Rect line, const engine::RetentionAnswer& answer,
                         const engine::RetentionRow& row, bool phone, std::size_t number) {
        ui::Ui& ui = context.ui;
        const charts::Theme& theme = ui.theme();
        charts::Painter& painter = ui.painter();
        const Line words = line_of(context, answer, row);
        const auto& [present, start, kept, then, after, referrals, collected] = words.cells;
        const float name = phone ? line.w - 56 : line.w * .3f;
        charts::draw_text_within(painter, {line.x, line.y + 18}, name, words.name,
                                 charts::type::body(theme.ink, charts::Weight::medium));
        charts::draw_text_within(painter, {line.x, line.y + 35}, name, words.role, charts::type::label(theme.ink2));
        if (phone) {
            charts::draw_text(painter, {line.right(), line.y + 18}, present,
                              charts::type::body(theme.ink, charts::Weight::semibold), Align::end);
            charts::draw_text_within(painter, {line.x, line.y + 53}, line.w,
                                     context.say(Text::keepers_phone, {kept, then, after, referrals, collected}),
                                     charts::type::label(theme.ink2));
        } else {
            draw_cells(context, line, words.cells, charts::type::body(theme.ink));
        }
        ui::hairline(ui, line.x, line.bottom() - 1, line.w);
        ui.add({.id = "keepers.row." + std::to_string(number),
                .role = ui::SemanticRole::listitem,
                .name = context.say(Text::keepers_spoken,
                                    {words.name, words.role, kept, then, after, referrals, collected}),
                .bounds = line});
    }
};

}  // namespace

std::unique_ptr<StackCard> make_retention_card() { return std::make_unique<RetentionCard>(); }
std::unique_ptr<StackCard> make_collection_card() { return std::make_unique<CollectionCard>(); }
std::unique_ptr<StackCard> make_keepers_card() { return std::make_unique<KeepersCard>(); }

}  // namespace screens
