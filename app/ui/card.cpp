#include "ui/card.h"

#include <algorithm>
#include <array>

#include "charts/mark.h"
#include "charts/text.h"
#include "ui/error_text.h"
#include "ui/paragraph.h"
#include "ui/text.h"
#include "ui/widgets.h"

namespace ui {
namespace {

struct HeadLines {
    float question;  // centre, below the card's edge
    float title;     // upper edge
    float under;     // gap between title and body
};

HeadLines lines_of(Width width) {
    if (width == Width::phone) return {20, 29, 3};
    return {23, 32, 4};
}

charts::TextStyle title_style(Ui& ui, CardTone tone) {
    const charts::Theme& theme = ui.theme();
    return charts::type::title(tone == CardTone::late ? theme.ink3 : theme.ink);
}

Width width_here(Ui& ui) { return width_of(ui.surface().width); }

float title_room(float width, float padding, const CardHead& head) { return width - 2 * padding - head.keep_right; }

}  // namespace

namespace {

constexpr float note_gap = 6;

// The defects in their short words; the first two, and how many more.
std::string defects_note(Ui& ui, const engine::Head* of) {
    constexpr std::size_t named = 2;
    if (!of || !of->refused.empty() || of->defects.empty()) return {};
    const std::vector<std::string>& defects = of->misleading.empty() ? of->defects : of->misleading;
    std::string list;
    for (std::size_t i = 0; i < std::min(defects.size(), named); ++i) {
        if (i > 0) list += ui.chinese() ? "；" : "; ";
        list += defect_words(defects[i], ui.language());
    }
    if (defects.size() > named)
        list += fill(Text::card_more, ui.language(), {charts::format_count(defects.size() - named)});
    return fill(of->misleading.empty() ? Text::card_touched : Text::card_misleads, ui.language(), {list});
}

bool misleads(const engine::Head* of) { return of && of->refused.empty() && !of->misleading.empty(); }

charts::TextStyle note_style(Ui& ui) { return charts::type::small(ui.theme().alert); }

float link_width(Ui& ui) {
    return charts::text_width(ui.painter(), words(Text::card_see_data, ui.language()),
                              charts::type::label(ui.theme().accent)) +
           16;
}

// Gives the lower edge.
float draw_defects_note(Ui& ui, const CardHead& head, charts::Rect body) {
    if (!misleads(head.of)) return body.y;
    const std::string id = std::string(head.id) + ".defects";
    const float link_room = link_width(ui);
    const float bottom = paragraph(ui, id, {body.x, body.y}, body.w - link_room, defects_note(ui, head.of),
                                   note_style(ui), charts::type::small_line);
    // As high as a finger or a pointer needs, round the note's first line.
    const float target =
        narrow(width_here(ui)) || ui.touch() ? charts::space::touch_target : charts::space::pointer_target;
    const charts::Rect place{body.right() - link_room, body.y + (charts::type::small_line - target) / 2, link_room,
                             target};
    if (link(ui, id + ".see", place, words(Text::card_see_data, ui.language()), std::nullopt, charts::Align::end))
        ui.want_data();
    return bottom + note_gap;
}

// How many defects touch the figure, and the way to what it is; gives the width taken, from `right` to the left.
float draw_explain(Ui& ui, const CardHead& head, float right, float middle) {
    if (!head.of) return 0;
    const charts::Theme& theme = ui.theme();
    const std::string note = misleads(head.of) || head.quiet ? std::string() : defects_note(ui, head.of);
    const charts::TextStyle style = charts::type::small(theme.ink3);
    const std::string count =
        note.empty() ? std::string()
                     : fill(Text::card_notes, ui.language(), {charts::format_count(head.of->defects.size())});
    const bool finger = narrow(width_here(ui)) || ui.touch();
    const float text = count.empty() ? 0 : charts::text_width(ui.painter(), count, style) + 6;
    const float width = text + charts::icon_size,
                high = finger ? charts::space::touch_target : charts::space::pointer_target;
    const float around = finger ? std::max(4.f, (charts::space::touch_target - width) / 2) : 4;
    const charts::Rect target{right - width - around, middle - high / 2, width + 2 * around, high};
    const std::string id = std::string(head.id) + ".explain";
    const Hit hit = ui.press(id, target);
    if (!note.empty())
        ui.add({.id = std::string(head.id) + ".defects",
                .role = SemanticRole::text,
                .name = note,
                .bounds = {right - width, middle - 8, text, 16}});
    const std::string name = fill(Text::card_explain, ui.language(), {head.question});
    ui.add({.id = id, .role = SemanticRole::button, .name = name, .bounds = target});
    const charts::Color ink = hit.hovered ? theme.accent : theme.ink3;
    if (!count.empty())
        charts::draw_text(ui.painter(), {right - width, charts::centred_baseline(middle, 11)}, count,
                          charts::type::small(ink));
    charts::draw_icon(ui.painter(), charts::Icon::info, {right - charts::icon_size, middle - charts::icon_size / 2},
                      ink);
    if (hit.focused) charts::draw_focus_ring(ui.painter(), theme, inset(target, 3), charts::space::tile_radius);
    ui.tip(hit, target, note.empty() ? name : note);
    if (hit.clicked) ui.want_explained(*head.of);
    return width + 12;
}

}  // namespace

float defects_note_height(Ui& ui, float card_width, const engine::Head* of) {
    if (!misleads(of)) return 0;
    const float room = card_width - 2 * card_padding(width_here(ui)) - link_width(ui);
    return note_gap +
           paragraph_height(ui.painter(), room, defects_note(ui, of), note_style(ui), charts::type::small_line);
}

float card_head_height(Ui& ui, float width, const CardHead& head) {
    const HeadLines lines = lines_of(width_here(ui));
    const float padding = card_padding(width_here(ui));
    const float note = defects_note_height(ui, width, head.of);
    if (head.title.empty()) return lines.title + lines.under + note;
    const float room = title_room(width, padding, head);
    return lines.title + lines.under + note +
           paragraph_height(ui.painter(), room, head.title, title_style(ui, head.tone), charts::type::title_line);
}

charts::Rect begin_card(Ui& ui, charts::Rect rect, const CardHead& head) {
    const charts::Theme& theme = ui.theme();
    charts::Painter& painter = ui.painter();
    const HeadLines lines = lines_of(width_here(ui));
    const float padding = card_padding(width_here(ui));
    const std::string id(head.id);
    ui.open({.id = id,
             .role = SemanticRole::region,
             .name = std::string(head.title.empty() ? head.question : head.title),
             .bounds = rect});
    painter.fill_rect(rect, theme.surface, charts::space::card_radius);
    const bool pinned = head.tone == CardTone::pinned;
    const charts::Stroke border{pinned ? theme.accent : theme.line, pinned ? 1.5f : 1.f};
    painter.stroke_rect(inset(rect, border.width / 2), border, charts::space::card_radius);
    if (head.tone == CardTone::error) painter.fill_rect({rect.x, rect.y, 4, rect.h}, theme.alert, 2);

    const charts::Rect body{rect.x + padding, rect.y, rect.w - 2 * padding, rect.h};
    const charts::Color tag_color = head.tone == CardTone::error ? theme.alert : pinned ? theme.accent : theme.ink2;
    const charts::TextStyle tag_style = charts::type::small(tag_color, charts::Weight::semibold);
    const std::string_view tag_words = head.tone == CardTone::late ? words(Text::answer_late, ui.language()) : head.tag;
    const float tag = tag_words.empty() ? 0 : charts::text_width(painter, tag_words, tag_style) + 12;
    float tag_right = body.right() - (head.keep_right > 0 ? head.keep_right + 8 : 0);
    tag_right -= draw_explain(ui, head, tag_right, rect.y + lines.question);
    const float baseline = charts::centred_baseline(rect.y + lines.question, 12);
    if (!head.question.empty()) {
        label(ui, id + ".question", {body.x, baseline}, tag_right - tag - body.x, head.question,
              charts::type::label(theme.ink3, charts::Weight::medium));
    }
    if (tag > 0) label(ui, id + ".tag", {tag_right, baseline}, tag, tag_words, tag_style, charts::Align::end);
    float y = rect.y + lines.title;
    if (!head.title.empty()) {
        const float room = title_room(rect.w, padding, head);
        const float bottom = draw_paragraph(painter, {body.x, y}, room, head.title, title_style(ui, head.tone),
                                            charts::type::title_line);
        ui.add({.id = id + ".title",
                .role = SemanticRole::heading,
                .name = std::string(head.title),
                .bounds = {body.x, y, room, bottom - y},
                .level = 2});
        y = bottom;
    }
    y += lines.under;
    y = draw_defects_note(ui, head, {body.x, y, body.w, 0});
    if (misleads(head.of)) ui.mute();
    return {body.x, y, body.w, rect.bottom() - padding - y};
}

void end_card(Ui& ui) {
    ui.unmute();
    ui.close();
}

bool card_door(Ui& ui, std::string_view id, charts::Rect card, std::string_view name) {
    const charts::Theme& theme = ui.theme();
    const std::string door = std::string(id) + ".door";
    const Hit hit = ui.press(door, card);
    ui.add({.id = door, .role = SemanticRole::button, .name = std::string(name), .bounds = card});
    if (hit.hovered || hit.held) ui.painter().stroke_rect(inset(card, .5f), {theme.axis}, charts::space::card_radius);
    const float right = card.right() - card_padding(width_here(ui)) + 4;
    charts::draw_icon(ui.painter(), charts::Icon::chevron_right,
                      {right - charts::icon_size, card.y + lines_of(width_here(ui)).question - charts::icon_size / 2},
                      hit.hovered ? theme.accent : theme.ink3);
    if (hit.focused) charts::draw_focus_ring(ui.painter(), theme, inset(card, 4), charts::space::card_radius);
    return hit.clicked;
}

float footnote_height(Ui& ui, float width, std::string_view text) {
    return paragraph_height(ui.painter(), width, text, charts::type::small(ui.theme().ink3), charts::type::small_line);
}

void draw_footnote(Ui& ui, std::string_view id, charts::Rect body, std::string_view text) {
    const charts::Point corner{body.x, body.bottom() - footnote_height(ui, body.w, text) + 4};
    paragraph(ui, id, corner, body.w, text, charts::type::small(ui.theme().ink3), charts::type::small_line);
}

bool impatient(Ui& ui, double waited_ms) {
    if (waited_ms >= patience_ms) return true;
    ui.wake_in(patience_ms - waited_ms);
    return false;
}

namespace {

void draw_skeleton(Ui& ui, charts::Rect body, int bars) {
    constexpr std::array<float, 4> shares{1.f, .82f, .6f, .42f};
    const float pitch = std::min(60.f, body.h / static_cast<float>(std::max(bars, 1)));
    for (int i = 0; i < bars; ++i) {
        const float width = body.w * .7f * shares[static_cast<std::size_t>(i) % shares.size()];
        const float y = body.y + pitch * static_cast<float>(i) + pitch * .2f;
        ui.painter().fill_rect({body.x + (body.w - width) / 2, y, width, pitch * .5f}, ui.theme().band, 3);
    }
}

}  // namespace

void draw_no_answer(Ui& ui, std::string_view id, charts::Rect body, const base::Error* error, double waited_ms,
                    int bars) {
    if (error) {
        paragraph(ui, std::string(id) + ".error", {body.x, body.y}, body.w, error_sentence(*error, ui.language()),
                  charts::type::body(ui.theme().ink2), charts::type::body_line);
    } else if (impatient(ui, waited_ms)) {
        draw_skeleton(ui, body, bars);
    }
}

void draw_refusal(Ui& ui, std::string_view id, charts::Rect body, std::string_view refused) {
    paragraph(ui, std::string(id) + ".refused", {body.x, body.y}, body.w, refusal_sentence(refused, ui.language()),
              charts::type::body(ui.theme().ink2), charts::type::body_line);
}

void draw_late_note(Ui& ui, std::string_view id, charts::Rect card) {
    const charts::Theme& theme = ui.theme();
    const float y = card.bottom() - 3;
    ui.painter().fill_rect({card.x + 1, y, card.w - 2, 3}, theme.band, 1.5f);
    ui.painter().fill_rect({card.x + 1, y, card.w * .4f, 3}, theme.accent, 1.5f);
    ui.add({.id = std::string(id) + ".late",
            .role = SemanticRole::status,
            .name = std::string(words(Text::answer_late, ui.language())),
            .bounds = {card.x, y, card.w, 3}});
}

}  // namespace ui
