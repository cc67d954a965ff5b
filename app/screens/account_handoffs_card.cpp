// One account's hand-offs: from whom to whom, how long it waited, when the new owner first spoke to the customer, and what he had to know.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "charts/mark.h"
#include "charts/text.h"
#include "screens/account_cards.h"
#include "screens/call_words.h"
#include "screens/row_button.h"
#include "ui/card.h"
#include "ui/paragraph.h"
#include "ui/widgets.h"

namespace screens {
namespace {

using charts::Align;
using charts::Rect;
using ui::Text;

constexpr std::size_t page = 5;
constexpr float more_height = 48;
constexpr float line_height = 20;
constexpr float row_padding = 10;
constexpr float chip_gap = 6;
constexpr float two_columns_from = 800;  // what he had to know stands beside

class AccountHandoffsCard final : public StackCard {
public:
    float height(ui::Context& context, float width) override {
        const AccountHeld held = ask_account(context);
        if (!held.answer || !held.answer->head.refused.empty() || held.answer->from.empty()) return 0;
        const engine::AccountAnswer& answer = *held.answer;
        const std::string finding = finding_of(context, answer);
        const float padding = ui::card_padding(context.width()), inner = width - 2 * padding;
        float body = 0;
        for (std::size_t i = 0; i < shown(answer); ++i) body += row(context, {0, 0, inner, 0}, answer, i, false);
        if (shown(answer) < answer.handoffs.size()) body += more_height;
        return ui::card_head_height(context.ui, width, head_of(context, finding)) + body + 8 +
               ui::footnote_height(context.ui, inner, context.say(Text::known_foot)) + padding;
    }

    void draw(ui::Context& context, Rect card) override {
        ui::Ui& ui = context.ui;
        const AccountHeld held = ask_account(context);
        const engine::AccountAnswer& answer = *held.answer;
        const std::string finding = finding_of(context, answer);
        const Rect body = ui::begin_card(ui, card, head_of(context, finding));
        float y = body.y;
        {
            const ui::Group list(ui,
                                 {.id = "known.list", .role = ui::SemanticRole::list, .name = finding, .bounds = body});
            for (std::size_t i = 0; i < shown(answer); ++i) {
                const ui::Group item(ui, {.id = "known.item." + std::to_string(i), .role = ui::SemanticRole::listitem});
                y += row(context, {body.x, y, body.w, 0}, answer, i, true);
                ui::hairline(ui, body.x, y - 1, body.w);
            }
        }
        if (shown(answer) < answer.handoffs.size()) {
            if (draw_row_button(context, "known.more", {body.x, y + 4, body.w, 0},
                                {.label = context.say(Text::calls_more)})) {
                shown_ += page;
                ui.again();
            }
        }
        ui::draw_footnote(ui, "known.foot", body, context.say(Text::known_foot));
        ui::end_card(ui);
    }

    bool wide() const override { return true; }

private:
    std::size_t shown_ = page;

    std::size_t shown(const engine::AccountAnswer& answer) const { return std::min(shown_, answer.handoffs.size()); }

    static ui::CardHead head_of(const ui::Context& context, std::string_view finding) {
        return {.id = "known", .question = context.say(Text::known_question), .title = finding};
    }

    static std::string finding_of(const ui::Context& context, const engine::AccountAnswer& answer) {
        if (answer.handoffs.empty()) return std::string(context.say(Text::known_none));
        const auto spoke =
            std::ranges::count_if(answer.handoffs, [](const auto& one) { return !one.spoke_at.empty(); });
        return context.say(Text::known_title, {charts::format_count(static_cast<std::uint64_t>(spoke)),
                                               charts::format_count(answer.handoffs.size())});
    }

    static std::string contact_words(const ui::Context& context, const engine::AccountHandoff& handoff) {
        if (handoff.to_person.empty()) return std::string(context.say(Text::known_owner_unknown));
        if (handoff.contact_at.empty()) return std::string(context.say(Text::known_not_contacted));
        if (handoff.spoke_at.empty())
            return context.say(Text::known_not_spoke,
                               {event_words(context, handoff.contact_kind), day_words(context, handoff.contact_at)});
        return context.say(Text::known_first_spoke,
                           {time_between(context, handoff.at, handoff.spoke_at), day_words(context, handoff.spoke_at),
                            event_words(context, handoff.spoke_kind)});
    }

    // Of which calls the topics are, or why there are none.
    static std::string basis_words(const ui::Context& context, const engine::AccountHandoff& handoff) {
        const std::string calls = charts::format_count(handoff.calls_before),
                          worded = charts::format_count(handoff.worded_before);
        if (handoff.calls_before == 0) return std::string(context.say(Text::known_no_calls));
        if (handoff.worded_before == 0) return context.say(Text::known_no_words, {calls});
        if (handoff.known.empty()) return context.say(Text::known_no_topics, {calls, worded});
        std::string basis = context.say(Text::known_of_calls, {calls, worded});
        if (handoff.topics_before > handoff.known.size())
            basis += std::string(context.say(Text::list_comma)) +
                     context.say(Text::known_more_topics,
                                 {charts::format_count(handoff.topics_before - handoff.known.size())});
        return basis;
    }

    // Gives its height; the same whether it is drawn or not.
    static float row(ui::Context& context, Rect place, const engine::AccountAnswer& answer, std::size_t number,
                     bool drawn) {
        // The newest first.
        const engine::AccountHandoff& handoff = answer.handoffs[answer.handoffs.size() - 1 - number];
        ui::Ui& ui = context.ui;
        charts::Painter& painter = ui.painter();
        const charts::Theme& theme = ui.theme();
        const charts::TextStyle strong = charts::type::body(theme.ink, charts::Weight::medium);
        const charts::TextStyle plain = charts::type::body(theme.ink), second = charts::type::label(theme.ink2);
        const std::string id = "known.row." + std::to_string(number);
        const std::string people = handoff_people(context, handoff), when = call_time(context, handoff.at);
        std::string roles = std::string(ui::role_words(handoff.from_role, context.language())) + " → " +
                            std::string(ui::role_words(handoff.to_role, context.language())) + " · " +
                            context.names.stage_name(handoff.stage, context.language());
        if (const std::string deal = deal_words(answer, handoff.deal, handoff.name); !deal.empty())
            roles += " · " + deal;
        const std::string waited = handoff_end_words(context, handoff), spoke = contact_words(context, handoff);
        const std::string basis = basis_words(context, handoff);
        const float left = place.w >= two_columns_from ? std::floor(place.w / 2) - 24 : place.w;
        float y = place.y + row_padding;
        // Where two do not fit beside each other the time stands above.
        const float date = charts::text_width(painter, when, second);
        const bool above = date + 12 + charts::text_width(painter, people, strong) > place.w;
        if (drawn && above) charts::draw_text(painter, {place.x, y + 14}, when, second);
        if (drawn && !above) charts::draw_text(painter, {place.right(), y + 14}, when, second, Align::end);
        if (above) y += line_height;
        if (drawn) charts::draw_text_within(painter, {place.x, y + 14}, place.w, people, strong);
        y += line_height;
        if (drawn) ui::draw_paragraph(painter, {place.x, y}, left, roles, second, charts::type::label_line);
        y += ui::paragraph_height(painter, left, roles, second, charts::type::label_line);
        const bool alert = handoff.end == "waiting" || handoff.end == "dropped";
        if (drawn)
            charts::draw_text_within(painter, {place.x, y + 14}, left, waited,
                                     alert ? charts::type::body(theme.alert, charts::Weight::medium) : plain);
        y += line_height;
        const bool opens = !handoff.spoke_call.empty();
        const float spoke_height = opens ? (ui::narrow(context.width()) ? 44.f : 24.f)
                                         : ui::paragraph_height(painter, left, spoke, plain, charts::type::body_line);
        if (drawn && opens) {
            if (ui::link(ui, id + ".spoke", {place.x, y, left, spoke_height}, spoke))
                open_call(context, handoff.spoke_call);
        } else if (drawn) {
            ui::draw_paragraph(painter, {place.x, y}, left, spoke, plain, charts::type::body_line);
        }
        y += spoke_height;
        if (place.w >= two_columns_from) {
            const float half = std::floor(place.w / 2), top = place.y + row_padding + line_height;
            y = std::max(
                y, top + known(context, {place.x + half, top, place.w - half, 0}, answer, handoff, id, basis, drawn));
        } else {
            y += 4 + known(context, {place.x, y + 4, place.w, 0}, answer, handoff, id, basis, drawn);
        }
        y += row_padding;
        if (drawn) {
            std::string topics;
            for (const engine::SaidTopic& topic : handoff.known)
                topics += (topics.empty() ? "" : std::string(context.say(Text::list_comma))) +
                          topic_words(context, answer, topic);
            const std::string had = std::string(context.say(Text::known_had_to)) + " " + topics + " " + basis;
            ui.add({.id = id,
                    .role = ui::SemanticRole::text,
                    .name = when + ", " +
                            context.say(Text::known_spoken,
                                        {people + ", " + roles, waited, spoke, handoff.known.empty() ? basis : had}),
                    .bounds = {place.x, place.y, place.w, y - place.y}});
        }
        return y - place.y;
    }

    // What he had to know: each topic opens the call in which it was said last. Gives its height.
    static float known(ui::Context& context, Rect place, const engine::AccountAnswer& answer,
                       const engine::AccountHandoff& handoff, const std::string& id, const std::string& basis,
                       bool drawn) {
        ui::Ui& ui = context.ui;
        charts::Painter& painter = ui.painter();
        const charts::Theme& theme = ui.theme();
        const charts::TextStyle second = charts::type::label(theme.ink2);
        if (handoff.known.empty()) {
            if (drawn)
                ui::draw_paragraph(painter, {place.x, place.y}, place.w, basis, second, charts::type::label_line);
            return ui::paragraph_height(painter, place.w, basis, second, charts::type::label_line);
        }
        const std::string label = std::string(context.say(Text::known_had_to)) +
                                  (context.language() == ui::Language::zh ? "（" : " (") + basis +
                                  (context.language() == ui::Language::zh ? "）" : ")");
        if (drawn) ui::draw_paragraph(painter, {place.x, place.y}, place.w, label, second, charts::type::label_line);
        const bool narrow = ui::narrow(context.width());
        const float chip = narrow ? 32.f : 26.f, pitch = narrow ? 44.f : chip + chip_gap;
        const charts::TextStyle style = charts::type::label(theme.ink, charts::Weight::medium);
        float x = place.x,
              y = place.y + ui::paragraph_height(painter, place.w, label, second, charts::type::label_line) + 4;
        for (std::size_t i = 0; i < handoff.known.size(); ++i) {
            const engine::SaidTopic& topic = handoff.known[i];
            const std::string words = topic_words(context, answer, topic);
            const float width = std::min(place.w, charts::text_width(painter, words, style) + 20);
            if (x > place.x && x + width > place.right()) x = place.x, y += pitch;
            if (drawn) {
                const Rect box{x, y, width, chip};
                const std::string own = id + ".topic." + std::to_string(i);
                const ui::Hit hit = ui.press(own, {x, y - (pitch - chip) / 2, width, pitch});
                const std::string spoken = context.say(
                    Text::known_topic_opens, {words, charts::format_count(topic.calls), call_time(context, topic.at)});
                ui.add({.id = own, .role = ui::SemanticRole::button, .name = spoken, .bounds = box});
                ui.tip(hit, box, spoken);
                painter.fill_rect(box, hit.hovered ? theme.accent_tint : theme.sunken, chip / 2);
                painter.stroke_rect({box.x + .5f, box.y + .5f, box.w - 1, box.h - 1}, {theme.line2}, chip / 2);
                charts::draw_text_within(painter, {x + 10, charts::centred_baseline(y + chip / 2, 12)}, width - 20,
                                         words, style);
                if (hit.focused) charts::draw_focus_ring(painter, theme, box, chip / 2);
                if (hit.clicked) open_call(context, topic.call, topic.turn);
            }
            x += width + chip_gap;
        }
        return y + pitch - place.y;
    }
};

}  // namespace

std::unique_ptr<StackCard> make_account_handoffs_card() { return std::make_unique<AccountHandoffsCard>(); }

}  // namespace screens
