#include "charts/role_chain.h"

#include <algorithm>
#include <cmath>

#include "charts/icons.h"
#include "charts/logo.h"
#include "charts/stage_bar.h"
#include "charts/text.h"

namespace charts {
namespace {

constexpr float arrow = 24;
constexpr float pad = 12;
constexpr float tile = 24;
constexpr float bar_height = 14;
constexpr float figure_line = 20;
constexpr float track_width = 48;
constexpr float between_height = 26;
constexpr float tag_height = 20;
constexpr float row_height = 80;
constexpr float chevron_room = 14;

float step_height(std::size_t figures) {
    return pad + 36 + 8 + bar_height + 8 + static_cast<float>(figures) * figure_line + 6;
}

std::string_view name_that_fits(Painter& painter, const RoleStep& step, float room) {
    const bool fits = step.short_name.empty() || text_width(painter, step.name, type::lead({})) <= room;
    return fits ? step.name : step.short_name;
}

void draw_track(Painter& painter, const Theme& theme, Rect place, const StepRate& rate) {
    const float middle = std::floor(place.y + place.h / 2) + .5f;
    const auto x = [&](double share) { return place.x + place.w * static_cast<float>(std::clamp(share, 0.0, 1.0)); };
    painter.line({place.x, middle}, {place.right(), middle}, {theme.line2});
    const float low = x(rate.low), high = x(rate.high);
    painter.fill_rect({low, middle - 3, std::max(2.f, high - low), 6}, theme.axis, 1);
    painter.line({x(rate.estimate), middle - 6}, {x(rate.estimate), middle + 6}, {theme.ink, 2});
}

void draw_tag(Painter& painter, const Theme& theme, Point right_middle, const RoleStep& step, float most) {
    const TextStyle style = type::small(step.holds_back ? theme.on_alert : theme.ink2, Weight::semibold);
    const std::string text = fit_text(painter, step.tag, most - 14, style);
    const float width = text_width(painter, text, style) + 14;
    const Rect box{right_middle.x - width, right_middle.y - tag_height / 2, width, tag_height};
    painter.fill_rect(box, step.holds_back ? theme.alert : theme.surface, space::tile_radius);
    if (!step.holds_back)
        painter.stroke_rect({box.x + .5f, box.y + .5f, box.w - 1, box.h - 1}, {theme.axis}, space::tile_radius);
    painter.text({box.x + 7, centred_baseline(right_middle.y, style.size)}, text, style);
}

void draw_frame(Painter& painter, const Theme& theme, Rect place, const RoleStep& step, const Emphasis& emphasis) {
    const bool hovered = emphasis.hovered == step.id;
    painter.fill_rect(place,
                      step.holds_back ? theme.alert_tint
                      : hovered       ? theme.sunken
                                      : theme.surface,
                      space::button_radius);
    const Stroke border{step.holds_back ? theme.alert
                        : hovered       ? theme.axis
                                        : theme.line2,
                        step.holds_back ? 2.f : 1.f};
    painter.stroke_rect(
        {place.x + border.width / 2, place.y + border.width / 2, place.w - border.width, place.h - border.width},
        border, space::button_radius);
    if (emphasis.is_focused(step.id)) draw_focus_ring(painter, theme, place, space::button_radius);
}

// A role opens.
void draw_chevron(Painter& painter, const Theme& theme, Point right_middle, const RoleStep& step,
                  const Emphasis& emphasis) {
    draw_icon(painter, Icon::chevron_right, {right_middle.x - icon_size + 4, right_middle.y - icon_size / 2},
              emphasis.hovered == step.id ? theme.accent : theme.ink3);
}

// Left-aligned: its length says how many came in.
void draw_entries(Painter& painter, const Theme& theme, Rect place, const Ledger& ledger, std::uint64_t most) {
    if (ledger.entries == 0) return;
    const double share = static_cast<double>(ledger.entries) / static_cast<double>(std::max<std::uint64_t>(most, 1));
    StageBar bar = place_bar(0, place.y, place.h, static_cast<double>(place.w), share, ledger);
    bar = place_bar(place.x + bar.rect.w / 2, place.y, place.h, static_cast<double>(place.w), share, ledger);
    draw_bar(painter, theme, bar);
}

void draw_step(Painter& painter, const Theme& theme, Rect place, const RoleStep& step, std::uint64_t most,
               Language language, const Emphasis& emphasis) {
    draw_frame(painter, theme, place, step, emphasis);
    const float left = place.x + pad, width = place.w - 2 * pad;
    float y = place.y + pad;
    draw_role_tile(painter, theme, {left, y + 4, tile, tile}, step.id, language);
    const float text = left + tile + 8;
    const float name_room = place.right() - pad - text;
    draw_text_within(painter, {text, y + 14}, name_room, name_that_fits(painter, step, name_room),
                     type::lead(theme.ink));
    draw_text_within(painter, {text, y + 31}, name_room - chevron_room, step.note, type::label(theme.ink3));
    draw_chevron(painter, theme, {place.right() - pad, y + 27}, step, emphasis);  // here, since the name needs its line
    y += 36 + 8;
    draw_entries(painter, theme, {left, y, width, bar_height}, step.ledger, most);
    y += bar_height + 8;
    for (const StepFigure& figure : step.figures) {
        const float baseline = centred_baseline(y + figure_line / 2, 12);
        const float drawn = draw_text(painter, {left + width, baseline}, figure.figure,
                                      type::label(theme.ink, Weight::semibold), Align::end);
        float room = width - drawn - 8;
        if (figure.lead && step.rate && room > track_width + 44) {
            draw_track(painter, theme, {left + room - track_width, y, track_width, figure_line}, *step.rate);
            room -= track_width + 6;
        }
        draw_text_within(painter, {left, baseline}, room, figure.name, type::label(theme.ink3));
        y += figure_line;
    }
    if (!step.tag.empty()) draw_tag(painter, theme, {place.right() - 8, place.y}, step, place.w - 16);
}

void draw_row(Painter& painter, const Theme& theme, Rect place, const RoleStep& step, std::uint64_t most,
              Language language, const Emphasis& emphasis) {
    draw_frame(painter, theme, place, step, emphasis);
    const float left = place.x + pad, right = place.right() - pad - chevron_room;
    draw_chevron(painter, theme, {place.right() - pad, place.y + place.h / 2}, step, emphasis);
    draw_role_tile(painter, theme, {left, place.y + 9, tile, tile}, step.id, language);
    const float text = left + tile + 10;
    float figure_left = right;
    for (const StepFigure& figure : step.figures) {
        if (!figure.lead) continue;
        figure_left -= draw_text(painter, {right, place.y + 26}, figure.figure, type::lead(theme.ink), Align::end) + 6;
        figure_left -=
            draw_text(painter, {figure_left, place.y + 26}, figure.name, type::label(theme.ink3), Align::end);
    }
    const float name_room = figure_left - 12 - text;
    const float named = draw_text_within(painter, {text, place.y + 26}, name_room,
                                         name_that_fits(painter, step, name_room), type::lead(theme.ink));
    const float tag_room = figure_left - 12 - (text + named + 8);
    draw_entries(painter, theme, {left, place.y + 40, right - left, 10}, step.ledger, most);
    std::string others;
    for (const StepFigure& figure : step.figures)
        if (!figure.lead) others += (others.empty() ? "" : " · ") + figure.name + " " + figure.figure;
    draw_text_within(painter, {left, place.y + 68}, right - left, others, type::label(theme.ink2));
    if (step.tag.empty()) return;
    const float tag = text_width(painter, step.tag, type::small(theme.alert, Weight::semibold)) + 14;
    // Beside the name where there is room; else on the frame, as on a desk.
    if (tag <= tag_room)
        draw_tag(painter, theme, {text + named + 8 + tag, place.y + 21}, step, tag);
    else
        draw_tag(painter, theme, {right, place.y}, step, place.w - 2 * pad);
}

void draw_arrow(Painter& painter, const Theme& theme, float from, float to, float y, bool alert) {
    const Stroke stroke{alert ? theme.alert : theme.axis, 1.5f};
    painter.line({from + 4, y}, {to - 5, y}, stroke);
    const Point head[] = {{to - 9, y - 4}, {to - 4, y}, {to - 9, y + 4}};
    painter.polyline(head, stroke);
}

}  // namespace

float role_chain_height(std::size_t steps, std::size_t figures, bool wide) {
    if (!wide) return static_cast<float>(steps) * (row_height + 8) - (steps > 0 ? 8 : 0) + tag_height / 2;
    return tag_height / 2 + step_height(figures) + between_height;
}

Marks draw_role_chain(Painter& painter, const Theme& theme, Rect rect, std::span<const RoleStep> steps, bool wide,
                      Language language, const Emphasis& emphasis) {
    Marks marks;
    if (steps.empty()) return marks;
    std::uint64_t most = 0;
    std::size_t figures = 0;
    for (const RoleStep& step : steps) {
        most = std::max(most, step.ledger.entries);
        figures = std::max(figures, step.figures.size());
    }
    if (emphasis.late) painter.push_alpha(state::late_alpha);
    const auto count = static_cast<float>(steps.size());
    const float width = std::floor((rect.w - arrow * (count - 1)) / count);
    const float top = rect.y + tag_height / 2;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const RoleStep& step = steps[i];
        const auto index = static_cast<float>(i);
        const Rect place = wide ? Rect{rect.x + index * (width + arrow), top, width, step_height(figures)}
                                : Rect{rect.x, top + index * (row_height + 8), rect.w, row_height};
        if (!wide) {
            draw_row(painter, theme, place, step, most, language, emphasis);
        } else {
            draw_step(painter, theme, place, step, most, language, emphasis);
            if (i + 1 < steps.size()) {
                draw_arrow(painter, theme, place.right(), place.right() + arrow, place.y + place.h / 2,
                           step.between_alert);
                const TextStyle style = type::small(step.between_alert ? theme.alert : theme.ink3,
                                                    step.between_alert ? Weight::semibold : Weight::regular);
                draw_text_within(painter, {place.right() + arrow / 2, place.bottom() + 18}, width + arrow - 8,
                                 step.between, style, Align::middle);
            }
        }
        marks.push_back({.id = step.id, .bounds = place, .name = step.spoken, .row = step.id});
    }
    if (emphasis.late) painter.pop_alpha();
    return marks;
}

}  // namespace charts
