// One account: all that happened, the newest first, in words.
#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "charts/mark.h"
#include "charts/text.h"
#include "screens/account_cards.h"
#include "screens/call_words.h"
#include "ui/card.h"
#include "ui/widgets.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Text;

constexpr std::size_t page = 20;
constexpr float row_height = 36;
constexpr float row_height_phone = 62;
constexpr float more_height = 48;

enum class What : std::uint8_t { stay, handoff, call, event };

struct Entry {
    std::int64_t at = 0;
    What what{};
    std::size_t row = 0;  // in the answer's list
};

struct Said {
    std::string at, title, detail;
    std::string call{};  // opens it
};

class AccountEventsCard final : public StackCard {
public:
    float height(ui::Context& context, float width) override {
        const AccountHeld held = ask_account(context);
        if (!held.answer || !held.answer->head.refused.empty() || held.answer->from.empty()) return 0;
        const std::size_t all = entries_of(*held.answer).size();
        const std::string finding = finding_of(context, all);
        const float padding = ui::card_padding(context.width());
        return ui::card_head_height(context.ui, width, head_of(context, finding)) +
               static_cast<float>(std::min(shown_, all)) * row(context) + (shown_ < all ? more_height : 0) + 8 +
               ui::footnote_height(context.ui, width - 2 * padding, context.say(Text::happened_foot)) + padding;
    }

    void draw(ui::Context& context, Rect card) override {
        ui::Ui& ui = context.ui;
        const AccountHeld held = ask_account(context);
        const engine::AccountAnswer& answer = *held.answer;
        const std::vector<Entry> entries = entries_of(answer);
        const std::string finding = finding_of(context, entries.size());
        const Rect body = ui::begin_card(ui, card, head_of(context, finding));
        float y = body.y;
        {
            const ui::Group list(
                ui, {.id = "happened.list", .role = ui::SemanticRole::list, .name = finding, .bounds = body});
            for (std::size_t i = 0; i < std::min(shown_, entries.size()); ++i, y += row(context))
                draw_row(context, {body.x, y, body.w, row(context)}, said_of(context, answer, entries[i]), i);
        }
        if (shown_ < entries.size()) {
            const ui::Button button{.label = context.say(Text::calls_more)};
            const float size = ui::narrow(context.width()) ? 44.f : 32.f;
            if (ui::quiet_button(ui, "happened.more", {body.x, y + 4, ui::button_width(ui, button), size}, button)) {
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

    static float row(const ui::Context& context) {
        return context.width() == ui::Width::phone ? row_height_phone : row_height;
    }

    static ui::CardHead head_of(const ui::Context& context, std::string_view finding) {
        return {.id = "happened", .question = context.say(Text::happened_question), .title = finding};
    }

    static std::string finding_of(const ui::Context& context, std::size_t all) {
        return context.say(Text::happened_title, {charts::format_count(all)});
    }

    // The newest first; of one time what the answer has later, calls and events before what they led to.
    static std::vector<Entry> entries_of(const engine::AccountAnswer& answer) {
        std::vector<Entry> entries;
        const auto add = [&](What what, const auto& list, auto time) {
            for (std::size_t i = 0; i < list.size(); ++i) {
                const std::string& at = list[i].*time;
                entries.push_back({local_seconds(at), what, i});
            }
        };
        add(What::stay, answer.stays, &engine::AccountStay::from);
        add(What::handoff, answer.handoffs, &engine::AccountHandoff::at);
        add(What::call, answer.calls, &engine::AccountCall::at);
        add(What::event, answer.events, &engine::AccountEvent::at);
        std::ranges::sort(entries, [](const Entry& a, const Entry& b) {
            return std::tie(b.at, b.what, b.row) < std::tie(a.at, a.what, a.row);
        });
        return entries;
    }

    static void join(std::string& words, const std::string& part) {
        if (part.empty()) return;
        if (!words.empty()) words += " · ";
        words += part;
    }

    static Said said_of(const ui::Context& context, const engine::AccountAnswer& answer, const Entry& entry) {
        const auto role = [&](const std::string& id) {
            return id.empty() ? std::string() : std::string(ui::role_words(id, context.language()));
        };
        const auto person = [&](const std::string& id) { return id.empty() ? id : caller_name(context, id); };
        Said said;
        std::string deal;
        switch (entry.what) {
            case What::stay: {
                const engine::AccountStay& stay = answer.stays[entry.row];
                said.at = stay.from;
                said.title =
                    context.say(Text::happened_stage, {context.names.stage_name(stay.stage, context.language())});
                join(said.detail, role(stay.role));
                join(said.detail, caller_name(context, stay.person));
                deal = stay.deal;
                break;
            }
            case What::handoff: {
                const engine::AccountHandoff& handoff = answer.handoffs[entry.row];
                said.at = handoff.at;
                said.title = context.say(Text::happened_handoff, {handoff_people(context, handoff)});
                said.detail = handoff_end_words(context, handoff);
                deal = handoff.deal;
                break;
            }
            case What::call: {
                const engine::AccountCall& call = answer.calls[entry.row];
                said.at = call.at;
                said.title = std::string(context.say(Text::event_call));
                join(said.title, call.purpose);
                join(said.detail, caller_name(context, call.person));
                if (call.duration_ms > 0) join(said.detail, call_length(call.duration_ms));
                join(said.detail, said_words(context, answer, call));
                said.call = call.id;
                deal = call.deal;
                break;
            }
            case What::event: {
                const engine::AccountEvent& event = answer.events[entry.row];
                said.at = event.at;
                said.title = std::string(event_words(context, event.kind));
                join(said.title, account_money(context, event));
                join(said.detail, role(event.role));
                join(said.detail, person(event.person));
                if (!event.due.empty())
                    join(said.detail, context.say(Text::happened_due,
                                                  {charts::format_date(event.due.substr(0, 10), context.language())}));
                deal = event.deal;
                break;
            }
        }
        if (!deal.empty()) join(said.detail, deal_words(answer, deal));
        return said;
    }

    static void draw_row(ui::Context& context, Rect place, const Said& said, std::size_t number) {
        ui::Ui& ui = context.ui;
        charts::Painter& painter = ui.painter();
        const charts::Theme& theme = ui.theme();
        const std::string id = "happened.row." + std::to_string(number), when = call_time(context, said.at);
        const std::string spoken =
            when + ", " + said.title + (said.detail.empty() ? std::string() : ", " + said.detail);
        ui::Hit hit;
        if (said.call.empty()) {
            ui.add({.id = id, .role = ui::SemanticRole::listitem, .name = spoken, .bounds = place});
        } else {
            const ui::Group item(ui, {.id = id + ".item", .role = ui::SemanticRole::listitem, .bounds = place});
            hit = ui.press(id, place);
            ui.add({.id = id, .role = ui::SemanticRole::button, .name = spoken, .bounds = place});
            if (hit.clicked) open_call(context, said.call);
        }
        if (!ui.visible(place)) return;
        if (hit.hovered || hit.held)
            painter.fill_rect({place.x - 12, place.y, place.w + 24, place.h}, theme.sunken, charts::space::tile_radius);
        const charts::TextStyle title =
            charts::type::body(said.call.empty() ? theme.ink : theme.accent, charts::Weight::medium);
        const charts::TextStyle second = charts::type::label(theme.ink2);
        if (context.width() == ui::Width::phone) {
            charts::draw_text_within(painter, {place.x, place.y + 17}, place.w, when, charts::type::small(theme.ink3));
            charts::draw_text_within(painter, {place.x, place.y + 35}, place.w, said.title, title);
            charts::draw_text_within(painter, {place.x, place.y + 53}, place.w, said.detail, second);
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
