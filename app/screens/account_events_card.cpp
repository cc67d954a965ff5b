// One account: all that happened, the newest first, in words.
#include <algorithm>
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

using charts::Rect;
using ui::Text;

constexpr std::size_t page = 20;
constexpr float row_height = 36;
constexpr float detail_top = 40;  // of the third line, on a phone
constexpr float more_height = 48;

class AccountEventsCard final : public StackCard {
public:
    float height(ui::Context& context, float width) override {
        const AccountHeld held = ask_account(context);
        if (!held.answer || !held.answer->head.refused.empty() || held.answer->from.empty()) return 0;
        const std::size_t all = held.answer->entries.size();
        const std::string finding = finding_of(context, all);
        const float padding = ui::card_padding(context.width());
        return ui::card_head_height(context.ui, width, head_of(context, finding)) +
               rows_height(context, *held.answer, width - 2 * padding) + (shown_ < all ? more_height : 0) + 8 +
               ui::footnote_height(context.ui, width - 2 * padding, context.say(Text::happened_foot)) + padding;
    }

    void draw(ui::Context& context, Rect card) override {
        ui::Ui& ui = context.ui;
        const AccountHeld held = ask_account(context);
        const engine::AccountAnswer& answer = *held.answer;
        const std::vector<engine::AccountEntry>& entries = answer.entries;
        const std::string finding = finding_of(context, entries.size());
        const Rect body = ui::begin_card(ui, card, head_of(context, finding));
        float y = body.y;
        {
            const ui::Group list(
                ui, {.id = "happened.list", .role = ui::SemanticRole::list, .name = finding, .bounds = body});
            for (std::size_t i = 0; i < std::min(shown_, entries.size()); ++i) {
                const float height = row(context, answer, i, body.w);
                draw_row(context, {body.x, y, body.w, height}, answer, i);
                y += height;
            }
        }
        if (shown_ < entries.size()) {
            if (draw_row_button(context, "happened.more", {body.x, y + 4, body.w, 0},
                                {.label = context.say(Text::calls_more)})) {
                shown_ += page;
                ui.again();
            }
        }
        ui::draw_footnote(ui, "happened.foot", body, context.say(Text::happened_foot));
        ui::end_card(ui);
    }

    bool wide() const override { return true; }

private:
    std::size_t shown_ = page;

    // The newest first.
    static const engine::AccountEntry& entry_at(const engine::AccountAnswer& answer, std::size_t number) {
        return answer.entries[answer.entries.size() - 1 - number];
    }

    // On a phone what is said of it may take more than one line.
    static float row(ui::Context& context, const engine::AccountAnswer& answer, std::size_t number, float width) {
        if (context.width() != ui::Width::phone) return row_height;
        const std::string detail = said_of(context, answer, entry_at(answer, number)).detail;
        return std::max(charts::space::touch_target,
                        detail_top + 8 +
                            ui::paragraph_height(context.ui.painter(), width, detail, charts::type::label({}),
                                                 charts::type::label_line));
    }

    float rows_height(ui::Context& context, const engine::AccountAnswer& answer, float width) const {
        float height = 0;
        for (std::size_t i = 0; i < std::min(shown_, answer.entries.size()); ++i)
            height += row(context, answer, i, width);
        return height;
    }

    static ui::CardHead head_of(const ui::Context& context, std::string_view finding) {
        return {.id = "happened", .question = context.say(Text::happened_question), .title = finding};
    }

    static std::string finding_of(const ui::Context& context, std::size_t all) {
        return context.say(Text::happened_title, {charts::format_count(all)});
    }

    static void draw_row(ui::Context& context, Rect place, const engine::AccountAnswer& answer, std::size_t number) {
        const engine::AccountEntry& entry = entry_at(answer, number);
        const AccountSaid said = said_of(context, answer, entry);
        ui::Ui& ui = context.ui;
        charts::Painter& painter = ui.painter();
        const charts::Theme& theme = ui.theme();
        const std::string id = "happened.row." + std::to_string(number), when = call_time(context, entry.at);
        const std::string spoken = spoken_of(context, entry, said);
        ui::Hit hit;
        if (entry.call.empty()) {
            ui.add({.id = id, .role = ui::SemanticRole::listitem, .name = spoken, .bounds = place});
        } else {
            const ui::Group item(ui, {.id = id + ".item", .role = ui::SemanticRole::listitem, .bounds = place});
            hit = ui.press(id, place);
            ui.add({.id = id, .role = ui::SemanticRole::button, .name = spoken, .bounds = place});
            if (hit.clicked) open_call(context, entry.call);
        }
        if (!ui.visible(place)) return;
        if (hit.hovered || hit.held)
            painter.fill_rect({place.x - 12, place.y, place.w + 24, place.h}, theme.sunken, charts::space::tile_radius);
        const charts::TextStyle title =
            charts::type::body(entry.call.empty() ? theme.ink : theme.accent, charts::Weight::medium);
        const charts::TextStyle second = charts::type::label(theme.ink2);
        if (context.width() == ui::Width::phone) {
            charts::draw_text_within(painter, {place.x, place.y + 17}, place.w, when, charts::type::small(theme.ink3));
            charts::draw_text_within(painter, {place.x, place.y + 35}, place.w, said.title, title);
            ui::draw_paragraph(painter, {place.x, place.y + detail_top}, place.w, said.detail, second,
                               charts::type::label_line);
        } else {
            const float base = charts::centred_baseline(place.y + place.h / 2, 13);
            constexpr float date = 150;
            const float named = place.w * .42f - date;
            charts::draw_text_within(painter, {place.x, base}, date - 12, when, second);
            charts::draw_text_within(painter, {place.x + date, base}, named - 12, said.title, title);
            charts::draw_text_within(painter, {place.x + date + named, base}, place.w - date - named, said.detail,
                                     charts::type::body(theme.ink2));
        }
        ui::hairline(ui, place.x, place.bottom() - 1, place.w);
        if (hit.focused) charts::draw_focus_ring(painter, theme, ui::inset(place, 3), charts::space::tile_radius);
    }
};

}  // namespace

std::unique_ptr<StackCard> make_account_events_card() { return std::make_unique<AccountEventsCard>(); }

}  // namespace screens
