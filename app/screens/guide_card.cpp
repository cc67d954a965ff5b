#include "screens/guide_card.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/heap_sort.h"
#include "charts/logo.h"
#include "charts/mark.h"
#include "charts/text.h"
#include "engine/figures/time.h"
#include "screens/handoff_words.h"
#include "screens/role_ledgers.h"
#include "ui/card.h"
#include "ui/paragraph.h"
#include "ui/widgets.h"
#include "ui/working_hours.h"

namespace screens {
namespace {

using charts::Rect;
using ui::ScreenId;
using ui::Text;

// What is said of a role wherever it stands, and where Septet shows its two figures.
struct Page {
    std::string_view role;
    Text does, lead, guard, know;
    std::array<Text, 3> wrong;
    ScreenId lead_at, guard_at;
    std::string_view sent_back = {};  // the guard figure is this hand-off
};

constexpr std::array<Page, charts::role_count> pages{{
    {"sales_manager",
     Text::guide_does_sales_manager,
     Text::guide_lead_sales_manager,
     Text::guide_guard_sales_manager,
     Text::guide_know_sales_manager,
     {Text::guide_wrong_1_sales_manager, Text::guide_wrong_2_sales_manager, Text::guide_wrong_3_sales_manager},
     ScreenId::team,
     ScreenId::team},
    {"marketer",
     Text::guide_does_marketer,
     Text::guide_lead_marketer,
     Text::guide_guard_marketer,
     Text::guide_know_marketer,
     {Text::guide_wrong_1_marketer, Text::guide_wrong_2_marketer, Text::guide_wrong_3_marketer},
     ScreenId::roles,
     ScreenId::roles},
    {"lead_generator",
     Text::guide_does_lead_generator,
     Text::guide_lead_lead_generator,
     Text::guide_guard_lead_generator,
     Text::guide_know_lead_generator,
     {Text::guide_wrong_1_lead_generator, Text::guide_wrong_2_lead_generator, Text::guide_wrong_3_lead_generator},
     ScreenId::roles,
     ScreenId::handoffs,
     "lead_nurturer>lead_generator"},
    {"lead_nurturer",
     Text::guide_does_lead_nurturer,
     Text::guide_lead_lead_nurturer,
     Text::guide_guard_lead_nurturer,
     Text::guide_know_lead_nurturer,
     {Text::guide_wrong_1_lead_nurturer, Text::guide_wrong_2_lead_nurturer, Text::guide_wrong_3_lead_nurturer},
     ScreenId::roles,
     ScreenId::handoffs,
     "closer>lead_nurturer"},
    {"closer",
     Text::guide_does_closer,
     Text::guide_lead_closer,
     Text::guide_guard_closer,
     Text::guide_know_closer,
     {Text::guide_wrong_1_closer, Text::guide_wrong_2_closer, Text::guide_wrong_3_closer},
     ScreenId::people,
     ScreenId::accounts},
    {"customer_support",
     Text::guide_does_customer_support,
     Text::guide_lead_customer_support,
     Text::guide_guard_customer_support,
     Text::guide_know_customer_support,
     {Text::guide_wrong_1_customer_support, Text::guide_wrong_2_customer_support, Text::guide_wrong_3_customer_support},
     ScreenId::accounts,
     ScreenId::accounts},
    {"account_manager",
     Text::guide_does_account_manager,
     Text::guide_lead_account_manager,
     Text::guide_guard_account_manager,
     Text::guide_know_account_manager,
     {Text::guide_wrong_1_account_manager, Text::guide_wrong_2_account_manager, Text::guide_wrong_3_account_manager},
     ScreenId::accounts,
     ScreenId::accounts},
}};

constexpr float item_height = 44, item_height_phone = 56;
constexpr float list_width = 216, list_gap = 32;
constexpr float columns_from = 760, column_gap = 40;
constexpr float head_gap = 8;
constexpr float header_height = 44;
constexpr float fact_height = 48;
constexpr float block_gap = 18, line_gap = 6;
constexpr float bullet_indent = 14;

Text screen_name(ScreenId screen) {
    switch (screen) {
        case ScreenId::team: return Text::nav_team;
        case ScreenId::people: return Text::nav_people;
        case ScreenId::handoffs: return Text::nav_handoffs;
        case ScreenId::accounts: return Text::nav_accounts;
        default: return Text::nav_roles;
    }
}

// A heading with what is said under it, each line a paragraph, and where it is shown.
struct Block {
    std::string id;
    Text heading;
    std::vector<std::string> lines;
    bool bullets = false;
    std::optional<ScreenId> at = {};
    std::string handed = {};  // on Hand-offs: the hand-off that is then chosen
};
using Blocks = std::vector<Block>;

class GuideCard final : public StackCard {
public:
    float height(ui::Context& context, float width) override {
        const float padding = ui::card_padding(context.width()), inner = width - 2 * padding;
        const std::string finding = finding_of(context);
        const ui::CardHead head{.id = "guide", .question = context.say(Text::guide_question), .title = finding};
        const float list = list_height(context);
        const Blocks blocks = blocks_of(context);
        const float page = page_width(context, inner);
        float body = header_height + facts_height(page) + block_gap;
        if (page >= columns_from)
            body += std::max(column_height(context, blocks, 0, left_blocks, column_width(page)),
                             column_height(context, blocks, left_blocks, blocks.size(), column_width(page)));
        else
            body += column_height(context, blocks, 0, blocks.size(), page);
        body = ui::narrow(context.width()) ? list + 16 + body : std::max(list, body);
        return ui::card_head_height(context.ui, width, head) + head_gap + body + padding;
    }

    void draw(ui::Context& context, Rect card) override {
        ui::Ui& ui = context.ui;
        const std::string finding = finding_of(context);
        Rect body =
            ui::begin_card(ui, card, {.id = "guide", .question = context.say(Text::guide_question), .title = finding});
        body.y += head_gap;
        body.h -= head_gap;
        draw_list(context, body);
        const float width = page_width(context, body.w);
        const float top = ui::narrow(context.width()) ? body.y + list_height(context) + 16 : body.y;
        const ui::Group page(ui, {.id = "guide.page",
                                  .role = ui::SemanticRole::group,
                                  .name = std::string(ui::role_words(context.role(), context.language())),
                                  .bounds = {body.right() - width, top, width, body.bottom() - top}});
        draw_page(context, {body.right() - width, top, width, body.bottom() - top});
        ui::end_card(ui);
    }

    bool wide() const override { return true; }

private:
    static const Page& page_of(std::string_view role) {
        const auto found = std::ranges::find(pages, role, &Page::role);
        return found == pages.end() ? pages.front() : *found;
    }

    static std::string finding_of(const ui::Context& context) {
        const auto owning = static_cast<std::uint64_t>(
            std::ranges::count_if(pages, [&](const Page& page) { return context.names.owns_stage(page.role); }));
        return context.say(Text::guide_title, {charts::format_count(owning)});
    }

    // The list of roles: at the left, above the page on a narrow screen.

    static float list_height(const ui::Context& context) {
        return ui::narrow(context.width()) ? item_height_phone : item_height * static_cast<float>(pages.size());
    }
    static float page_width(const ui::Context& context, float inner) {
        return ui::narrow(context.width()) ? inner : inner - list_width - list_gap;
    }

    static void draw_list(ui::Context& context, Rect body) {
        const bool across = ui::narrow(context.width());
        const float width = across ? body.w / static_cast<float>(pages.size()) : list_width;
        const ui::Group list(context.ui, {.id = "guide.roles",
                                          .role = ui::SemanticRole::tablist,
                                          .name = std::string(context.say(Text::guide_roles)),
                                          .bounds = {body.x, body.y, across ? body.w : width, list_height(context)}});
        for (std::size_t i = 0; i < pages.size(); ++i) {
            const auto number = static_cast<float>(i);
            draw_item(context,
                      across ? Rect{body.x + number * width, body.y, width, item_height_phone}
                             : Rect{body.x, body.y + number * item_height, width, item_height},
                      pages[i].role, across);
        }
    }

    static void draw_item(ui::Context& context, Rect place, std::string_view role, bool across) {
        ui::Ui& ui = context.ui;
        const charts::Theme& theme = ui.theme();
        charts::Painter& painter = ui.painter();
        const bool on = page_of(context.role()).role == role;
        const std::string id = "guide.role." + std::string(role);
        const std::string_view name = ui::role_words(role, context.language());
        const ui::Hit hit = ui.press(id, place);
        ui.add({.id = id, .role = ui::SemanticRole::tab, .name = std::string(name), .bounds = place, .selected = on});
        const Rect ground = ui::inset(place, 1);
        if (on || hit.hovered)
            painter.fill_rect(ground, on ? theme.accent_tint : theme.sunken, charts::space::button_radius);
        const charts::Weight weight = on ? charts::Weight::semibold : charts::Weight::regular;
        if (across) {
            charts::draw_role_tile(painter, theme, {std::round(place.x + place.w / 2) - 11, place.y + 8, 22, 22}, role,
                                   context.language());
            charts::draw_text_within(painter, {place.x + place.w / 2, place.y + 45}, place.w - 2,
                                     ui::role_short(role, context.language()),
                                     charts::type::small(on ? theme.ink : theme.ink2, weight), charts::Align::middle);
        } else {
            if (on)
                painter.fill_rect({place.x + 1, place.y + 8, charts::state::selection_bar, place.h - 16}, theme.accent,
                                  charts::space::bar_radius);
            charts::draw_role_tile(painter, theme, {place.x + 14, place.y + place.h / 2 - 11, 22, 22}, role,
                                   context.language());
            charts::draw_text_within(painter, {place.x + 46, charts::centred_baseline(place.y + place.h / 2, 13)},
                                     place.w - 52, name, charts::type::body(theme.ink, weight));
        }
        if (hit.focused) charts::draw_focus_ring(painter, theme, ui::inset(place, 3), charts::space::button_radius);
        if (across) ui.tip(hit, place, std::string(name));
        if (hit.clicked && !on) context.choose_role(role);
    }

    // The chosen role's page.

    struct Fact {
        Text name;
        std::string figure;
    };

    static std::vector<Fact> facts_of(ui::Context& context) {
        const std::string_view role = page_of(context.role()).role;
        const std::string none(charts::undefined_figure);
        std::vector<Fact> facts{{Text::guide_people, charts::format_count(context.names.people_in(role))},
                                {Text::received, none},
                                {Text::passed_on, none},
                                {Text::guide_share, none},
                                {Text::guide_median, none}};
        const LedgerHeld visits = ask_visits(context);
        if (const engine::LedgerRow* row = visits_of(visits, role)) {
            facts[1].figure = charts::format_count(row->ledger.entries);
            facts[2].figure = charts::format_count(row->ledger.advanced);
            facts[3].figure = charts::format_share(row->ledger.advanced, row->ledger.entries);
        }
        engine::Question question = ui::timed_question(context, engine::Figure::time);
        question.by = {engine::By::role};
        const auto time = context.answers.ask<engine::TimeAnswer>("guide.time", question);
        if (time.answer)
            for (const engine::TimeRow& row : time.answer->rows)
                if (!row.keys.empty() && row.keys.front() == role)
                    facts[4].figure = brief_duration(context, row.median_s);
        return facts;
    }

    static std::size_t facts_across(float width) { return width >= 520 ? 5 : 3; }
    static float facts_height(float width) {
        return fact_height * static_cast<float>((5 + facts_across(width) - 1) / facts_across(width));
    }

    static std::string stages_words(const ui::Context& context, std::string_view role) {
        std::string list;
        for (const engine::StageInfo& stage : context.names.summary().stages)
            if (stage.role == role && stage.outcome != "lost")
                list += (list.empty() ? "" : " → ") + context.names.stage_name(stage.id, context.language());
        return list.empty() ? std::string(context.say(Text::guide_no_stage)) : list;
    }

    // Which other roles the people of this one have, those that most have first.
    static std::vector<std::string> merged_words(const ui::Context& context, std::string_view role) {
        std::uint64_t people = 0;
        std::array<std::uint64_t, pages.size()> both{};
        for (const engine::PersonInfo& person : context.names.summary().people) {
            const auto has = [&](std::string_view wanted) {
                return std::ranges::find(person.roles, wanted) != person.roles.end();
            };
            if (person.bot || !has(role)) continue;
            ++people;
            for (std::size_t i = 0; i < pages.size(); ++i) both[i] += pages[i].role != role && has(pages[i].role);
        }
        if (people == 0) return {std::string(context.say(Text::guide_merged_nobody))};
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < pages.size(); ++i)
            if (both[i] > 0) order.push_back(i);
        base::heap_sort(order.begin(), order.end(),
                        [&](std::size_t a, std::size_t b) { return both[a] != both[b] ? both[a] > both[b] : a < b; });
        std::vector<std::string> lines;
        for (const std::size_t i : order) {
            const std::string_view other = ui::role_words(pages[i].role, context.language());
            const std::string all = charts::format_count(people);
            lines.push_back(both[i] == people
                                ? context.say(Text::guide_merged_all, {all, other})
                                : context.say(Text::guide_merged_some, {charts::format_count(both[i]), all, other}));
        }
        if (lines.empty()) lines.emplace_back(context.say(Text::guide_merged_none));
        return lines;
    }

    // To whom this role hands over, the most first; the first of them is what its link chooses.
    static Block handing_over(ui::Context& context, std::string_view role) {
        Block block{"to", Text::guide_to, {}};
        const HandoffsHeld held = ask_role_handoffs(context);
        std::vector<const engine::HandoffRow*> rows;
        if (held.answer)
            for (const engine::HandoffRow& row : held.answer->rows)
                if (row.from_role == role && row.to_role != role) rows.push_back(&row);
        base::heap_sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) {
            return a->count != b->count ? a->count > b->count : a < b;
        });
        std::string list;
        for (const engine::HandoffRow* row : rows)
            list += (list.empty() ? "" : " · ") + std::string(ui::role_words(row->to_role, context.language())) + " " +
                    charts::format_count(row->count);
        block.lines.push_back(rows.empty() ? std::string(context.say(Text::guide_to_none)) : list);
        if (rows.empty()) return block;
        block.at = ScreenId::handoffs;
        block.handed = handed_id(*rows.front());
        return block;
    }

    static constexpr std::size_t left_blocks = 5;
    // First the left column's, then the right one's.
    static Blocks blocks_of(ui::Context& context) {
        const Page& page = page_of(context.role());
        const auto said = [&](Text text) { return std::vector<std::string>{std::string(context.say(text))}; };
        Blocks blocks;
        blocks.push_back({"does", Text::guide_does, said(page.does)});
        blocks.push_back({"stages", Text::guide_stages, {stages_words(context, page.role)}});
        blocks.push_back({"lead", Text::guide_lead, said(page.lead), false, page.lead_at});
        blocks.push_back(
            {"guard", Text::guide_guard, said(page.guard), false, page.guard_at, std::string(page.sent_back)});
        blocks.push_back({"merged", Text::guide_merged, merged_words(context, page.role)});
        blocks.push_back(handing_over(context, page.role));
        blocks.push_back({"know", Text::guide_know, said(page.know)});
        Block wrong{"wrong", Text::guide_wrong, {}, true};
        for (const Text text : page.wrong) wrong.lines.emplace_back(context.say(text));
        blocks.push_back(std::move(wrong));
        return blocks;
    }
    static float column_width(float page) { return (page - column_gap) / 2; }

    static float line_height(ui::Context& context, const Block& block, const std::string& line, float width) {
        return ui::paragraph_height(context.ui.painter(), width - (block.bullets ? bullet_indent : 0), line,
                                    charts::type::body(context.ui.theme().ink), charts::type::body_line) +
               line_gap;
    }
    static float block_height(ui::Context& context, const Block& block, float width) {
        float height = charts::type::label_line + 2;
        for (const std::string& line : block.lines) height += line_height(context, block, line, width);
        return height + (block.at ? link_height(context) : 0) + block_gap - line_gap;
    }
    static float link_height(const ui::Context& context) { return ui::narrow(context.width()) ? 44.f : 24.f; }
    static float column_height(ui::Context& context, const Blocks& blocks, std::size_t first, std::size_t last,
                               float width) {
        float height = -block_gap;
        for (std::size_t i = first; i < last; ++i) height += block_height(context, blocks[i], width);
        return height;
    }

    static void draw_page(ui::Context& context, Rect place) {
        const Page& page = page_of(context.role());
        const charts::Theme& theme = context.ui.theme();
        charts::Painter& painter = context.ui.painter();
        charts::draw_role_tile(painter, theme, {place.x, place.y, 32, 32}, page.role, context.language());
        const float x = place.x + 44, room = place.w - 44;
        ui::label(context.ui, "guide.name", {x, place.y + 13}, room, ui::role_words(page.role, context.language()),
                  charts::type::lead(theme.ink));
        ui::label(context.ui, "guide.task", {x, place.y + 30}, room, ui::role_task(page.role, context.language()),
                  charts::type::label(theme.ink2));
        float y = draw_facts(context, {place.x, place.y + header_height, place.w, facts_height(place.w)}) + block_gap;
        const Blocks blocks = blocks_of(context);
        if (place.w < columns_from) {
            draw_blocks(context, {place.x, y, place.w, 0}, blocks, 0, blocks.size());
            return;
        }
        const float width = column_width(place.w);
        draw_blocks(context, {place.x, y, width, 0}, blocks, 0, left_blocks);
        draw_blocks(context, {place.right() - width, y, width, 0}, blocks, left_blocks, blocks.size());
    }

    static float draw_facts(ui::Context& context, Rect place) {
        const charts::Theme& theme = context.ui.theme();
        const std::vector<Fact> facts = facts_of(context);
        const std::size_t across = facts_across(place.w);
        const float width = place.w / static_cast<float>(across);
        ui::hairline(context.ui, place.x, place.y, place.w);
        for (std::size_t i = 0; i < facts.size(); ++i) {
            const float x = place.x + width * static_cast<float>(i % across);
            const float y = place.y + fact_height * static_cast<float>(i / across);
            const std::string name(context.say(facts[i].name));
            charts::draw_text_within(context.ui.painter(), {x, y + 20}, width - 8, name,
                                     charts::type::small(theme.ink3));
            charts::draw_text_within(context.ui.painter(), {x, y + 39}, width - 8, facts[i].figure,
                                     charts::type::lead(theme.ink));
            context.ui.add({.id = "guide.fact." + std::to_string(i),
                            .role = ui::SemanticRole::text,
                            .name = charts::format_named(name, facts[i].figure, context.language()),
                            .bounds = {x, y, width, fact_height}});
        }
        ui::hairline(context.ui, place.x, place.bottom() + 2, place.w);
        return place.bottom();
    }

    static void draw_blocks(ui::Context& context, Rect place, const Blocks& blocks, std::size_t first,
                            std::size_t last) {
        float y = place.y;
        for (std::size_t i = first; i < last; ++i) {
            draw_block(context, {place.x, y, place.w, 0}, blocks[i]);
            y += block_height(context, blocks[i], place.w);
        }
    }

    static void draw_block(ui::Context& context, Rect place, const Block& block) {
        const charts::Theme& theme = context.ui.theme();
        const std::string id = "guide." + block.id;
        ui::label(context.ui, id + ".heading", {place.x, place.y + 13}, place.w, context.say(block.heading),
                  charts::type::label(theme.ink3, charts::Weight::medium));
        float y = place.y + charts::type::label_line + 2;
        for (std::size_t i = 0; i < block.lines.size(); ++i) {
            const float indent = block.bullets ? bullet_indent : 0;
            if (block.bullets) context.ui.painter().fill_circle({place.x + 4, y + 10}, 2, theme.alert);
            ui::paragraph(context.ui, id + "." + std::to_string(i), {place.x + indent, y}, place.w - indent,
                          block.lines[i], charts::type::body(theme.ink), charts::type::body_line);
            y += line_height(context, block, block.lines[i], place.w);
        }
        if (block.at) draw_link(context, {place.x, y - line_gap, place.w, link_height(context)}, id, block);
    }

    static void draw_link(ui::Context& context, Rect line, const std::string& id, const Block& block) {
        const std::string label = context.say(Text::guide_see, {context.say(screen_name(*block.at))});
        if (!ui::link(context.ui, id + ".see", line, label, charts::Icon::chevron_right)) return;
        ui::View next = context.view;
        next.screen = *block.at;
        next.handed = block.handed;
        next.account.clear();
        context.go(std::move(next));
    }
};

}  // namespace

std::unique_ptr<StackCard> make_guide_card() { return std::make_unique<GuideCard>(); }

}  // namespace screens
