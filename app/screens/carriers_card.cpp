#include "screens/carriers_card.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "charts/role_parts.h"
#include "charts/text.h"
#include "engine/figures/structure.h"
#include "screens/structure_words.h"
#include "ui/card.h"
#include "ui/chart_marks.h"
#include "ui/widgets.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Text;

constexpr std::size_t most_pictures = 12;
constexpr float narrowest_picture = 320;
constexpr float picture_gap = 32, line_gap = 24;
constexpr float name_height = 28, rest_height = 24;

class CarriersCard final : public StackCard {
public:
    float height(ui::Context& context, float width) override {
        const StructureHeld held = ask_structure(context);
        const std::string finding = finding_of(context, held.answer);
        const float padding = ui::card_padding(context.width()), inner = width - 2 * padding;
        float body = 160;
        if (is_told(held)) {
            body = -line_gap;
            const Pictures pictures = pictures_of(*held.answer);
            for (std::size_t i = 0; i < pictures.size(); i += across(inner, pictures))
                body += line_height(context, pictures, i, across(inner, pictures)) + line_gap;
        }
        return ui::card_head_height(context.ui, width, head_of(context, finding, held)) + body + 12 +
               ui::footnote_height(context.ui, inner, context.say(Text::carriers_foot)) + padding;
    }

    void draw(ui::Context& context, Rect card) override {
        ui::Ui& ui = context.ui;
        const StructureHeld held = ask_structure(context);
        const std::string finding = finding_of(context, held.answer);
        const bool late = ui::shows_late(ui, held);
        ui::CardHead head = head_of(context, finding, held);
        head.tone = late ? ui::CardTone::late : ui::CardTone::plain;
        const Rect body = ui::begin_card(ui, card, head);
        if (ui::draw_absence(ui, "carriers", body, held, 4)) return ui::end_card(ui);
        const Pictures pictures = pictures_of(*held.answer);
        const std::vector<std::string> roles = roles_of(pictures);
        const std::size_t columns = across(body.w, pictures);
        const float width = (body.w - picture_gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
        float y = body.y;
        for (std::size_t first = 0; first < pictures.size(); first += columns) {
            for (std::size_t i = first; i < std::min(first + columns, pictures.size()); ++i)
                draw_picture(context, {body.x + (width + picture_gap) * static_cast<float>(i - first), y, width, 0},
                             *pictures[i], roles, i, late);
            y += line_height(context, pictures, first, columns) + line_gap;
        }
        ui::draw_footnote(ui, "carriers.foot", body, context.say(Text::carriers_foot));
        if (late) ui::draw_late_note(ui, "carriers", card);
        ui::end_card(ui);
    }

    bool wide() const override { return true; }

private:
    using Pictures = std::vector<const engine::StructureRow*>;

    static bool is_told(const StructureHeld& held) { return held.answer && held.answer->head.refused.empty(); }

    // The teams of which a kind is told; where there is none, all together.
    static Pictures pictures_of(const engine::StructureAnswer& answer) {
        Pictures pictures;
        for (const engine::StructureRow& row : answer.rows)
            if (!row.kind.empty() && pictures.size() < most_pictures) pictures.push_back(&row);
        if (pictures.empty()) pictures.push_back(&answer.whole);
        return pictures;
    }

    static std::vector<std::string> roles_of(const Pictures& pictures) {
        std::vector<std::string> roles;
        for (const std::string_view role : model::role_names)
            for (const engine::StructureRow* picture : pictures) {
                const bool any = std::ranges::any_of(picture->carriers, [&](const engine::CarrierRow& carrier) {
                    return std::ranges::any_of(carrier.roles, [&](const auto& part) { return part.role == role; });
                });
                if (!any) continue;
                roles.emplace_back(role);
                break;
            }
        return roles;
    }

    static std::size_t across(float width, const Pictures& pictures) {
        const auto room = static_cast<std::size_t>(
            std::max(1.f, std::floor((width + picture_gap) / (narrowest_picture + picture_gap))));
        // As many lines as it takes, all as full as they can be.
        const std::size_t most = std::min<std::size_t>(room, 3), lines = (pictures.size() + most - 1) / most;
        return (pictures.size() + lines - 1) / lines;
    }

    static float row_height(const ui::Context& context) { return ui::narrow(context.width()) ? 44.f : 26.f; }

    static std::uint64_t people_left(const engine::StructureRow& of) { return of.people - of.carriers.size(); }

    static float picture_height(const ui::Context& context, const engine::StructureRow& of) {
        return name_height + charts::role_parts_height(of.carriers.size(), row_height(context)) +
               (people_left(of) > 0 ? rest_height : 0);
    }

    static float line_height(const ui::Context& context, const Pictures& pictures, std::size_t first,
                             std::size_t columns) {
        float most = 0;
        for (std::size_t i = first; i < std::min(first + columns, pictures.size()); ++i)
            most = std::max(most, picture_height(context, *pictures[i]));
        return most;
    }

    static ui::CardHead head_of(const ui::Context& context, std::string_view finding, const StructureHeld& held) {
        return {.id = "carriers",
                .question = context.say(Text::carriers_question),
                .title = finding,
                .of = ui::head_of(held)};
    }

    static std::string finding_of(const ui::Context& context, const engine::StructureAnswer* answer) {
        if (!answer || !answer->head.refused.empty()) return {};
        const auto count = [&](std::string_view kind) {
            return static_cast<std::uint64_t>(
                std::ranges::count_if(answer->rows, [&](const engine::StructureRow& row) { return row.kind == kind; }));
        };
        const std::uint64_t few = count("");
        if (few == answer->rows.size())
            return context.say(Text::carriers_title_whole, {charts::format_count(answer->whole.people)});
        std::string finding =
            context.say(Text::carriers_title,
                        {charts::format_count(answer->rows.size() - few), charts::format_count(count("horizontal")),
                         charts::format_count(count("vertical")), charts::format_count(count("hybrid"))});
        if (few > 0) finding += context.say(Text::carriers_title_few, {charts::format_count(few)});
        return finding;
    }

    static std::string spoken(const ui::Context& context, const engine::CarrierRow& carrier) {
        std::string parts;
        for (const engine::RoleStays& part : carrier.roles)
            parts += (parts.empty()          ? ""
                      : context.ui.chinese() ? "、"
                                             : ", ") +
                     std::string(ui::role_words(part.role, context.language())) + " " +
                     charts::format_share(part.stays, carrier.stays);
        return context.say(Text::carriers_spoken, {context.names.person_name(carrier.person, context.language()),
                                                   charts::format_count(carrier.stays), parts});
    }

    static void draw_picture(ui::Context& context, Rect place, const engine::StructureRow& of,
                             const std::vector<std::string>& roles, std::size_t number, bool late) {
        ui::Ui& ui = context.ui;
        const charts::Theme& theme = ui.theme();
        const std::string name = structure_name(context, of);
        const charts::TextStyle lead = charts::type::lead(theme.ink), label = charts::type::label(theme.ink2);
        const std::string kind(kind_words(context, of.kind));
        const float kind_width = charts::text_width(ui.painter(), kind, label);
        const float named =
            charts::draw_text_within(ui.painter(), {place.x, place.y + 15}, place.w - kind_width - 12, name, lead);
        charts::draw_text(ui.painter(), {place.x + named + 8, place.y + 15}, kind, label);
        std::vector<charts::PartsPerson> people;
        for (const engine::CarrierRow& carrier : of.carriers) {
            charts::PartsPerson person{carrier.person,
                                       context.names.person_name(carrier.person, context.language()),
                                       charts::format_count(carrier.stays),
                                       {},
                                       spoken(context, carrier)};
            for (const std::string& role : roles) {
                const auto part = std::ranges::find(carrier.roles, role, &engine::RoleStays::role);
                const std::uint64_t stays = part == carrier.roles.end() ? 0 : part->stays;
                person.shares.push_back(static_cast<double>(stays) / static_cast<double>(carrier.stays));
            }
            people.push_back(std::move(person));
        }
        const std::string id = "carriers." + std::to_string(number), beginning = id + ".";
        charts::Emphasis emphasis = ui::emphasis_of(ui, beginning, {});
        emphasis.late = late;
        const float row = row_height(context);
        const Rect plot{place.x, place.y + name_height, place.w, charts::role_parts_height(people.size(), row)};
        const charts::Marks marks =
            charts::draw_role_parts(ui.painter(), theme, plot, row, roles, people, emphasis, context.language());
        const ui::MarkPress press = ui::use_marks(ui, id, charts::format_named(name, kind, context.language()), plot,
                                                  marks, ui::MarkTips::names);
        if (press.mark) open_person(context, of, press.mark->id);
        if (people_left(of) == 0) return;
        std::uint64_t told = 0;
        for (const engine::CarrierRow& carrier : of.carriers) told += carrier.stays;
        ui::label(ui, id + ".rest", {place.x + 4, plot.bottom() + 18}, place.w - 8,
                  context.say(Text::carriers_rest,
                              {charts::format_count(people_left(of)), charts::format_count(of.stays - told)}),
                  charts::type::small(theme.ink3));
    }

    // On People, in the role in which he has most.
    static void open_person(ui::Context& context, const engine::StructureRow& of, const std::string& person) {
        const auto carrier = std::ranges::find(of.carriers, person, &engine::CarrierRow::person);
        if (carrier == of.carriers.end()) return;
        const auto most = std::ranges::max_element(carrier->roles, {}, &engine::RoleStays::stays);
        ui::View next = context.view;
        next.screen = ui::ScreenId::people;
        next.role = most->role == context.names.default_role() ? std::string() : most->role;
        next.who = person;
        context.go(std::move(next));
    }
};

}  // namespace

std::unique_ptr<StackCard> make_carriers_card() { return std::make_unique<CarriersCard>(); }

}  // namespace screens
