#include "charts/flow.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "charts/logo.h"
#include "charts/text.h"

namespace charts {
namespace {

constexpr float box_width = 118, box_height = 48;
constexpr float narrowest_gap = 54;
constexpr float above = 22;        // of the boxes: the counts
constexpr float under = 30;        // of the boxes: the queues
constexpr float lane_pitch = 32;   // of the lines under the boxes
constexpr float row_height = 44;   // standing: a role, and what has no place between two; a finger's
constexpr float step_height = 76;  // standing: between two roles
constexpr float tile = 20;
constexpr float square = 5.5f, square_pitch = 7;
constexpr std::uint64_t squares_high = 3, most_squares = 36;
constexpr float back_share = 0.58f;  // standing: from here on the line that goes back
constexpr float port = 12;           // between lines that meet a box

enum class Way : std::uint8_t { step, back, jump };

Way way_of(const FlowArrow& arrow) {
    if (arrow.to == arrow.from + 1) return Way::step;
    return arrow.to + 1 == arrow.from ? Way::back : Way::jump;
}

std::string id_of(const Flow& flow, const FlowArrow& arrow) {
    return flow.roles[arrow.from].id + ">" + flow.roles[arrow.to].id;
}

std::size_t jumps_of(const Flow& flow) {
    return static_cast<std::size_t>(
        std::ranges::count_if(flow.arrows, [](const FlowArrow& arrow) { return way_of(arrow) == Way::jump; }));
}

bool any_back(const Flow& flow) {
    return std::ranges::any_of(flow.arrows, [](const FlowArrow& arrow) { return way_of(arrow) == Way::back; });
}

std::uint64_t squares_of(const Flow& flow, const FlowArrow& arrow) {
    const std::uint64_t each = std::max<std::uint64_t>(flow.square, 1);
    return std::min(most_squares, (arrow.waiting + each - 1) / each);
}

void draw_box(Painter& painter, const Theme& theme, Rect box, const FlowRole& role, Language language) {
    painter.fill_rect(box, theme.surface, space::card_radius);
    painter.stroke_rect({box.x + .5f, box.y + .5f, box.w - 1, box.h - 1}, {theme.line2, 1}, space::card_radius);
    const float middle = box.y + box.h / 2;
    float x = box.x + 10;
    if (!role.id.empty()) {
        draw_role_tile(painter, theme, {x, middle - tile / 2, tile, tile}, role.id, language);
        x += tile + 8;
    }
    const TextStyle style = type::label(theme.ink, Weight::semibold);
    const float room = box.right() - 4 - x;
    if (role.lines.size() < 2 || box.h < box_height) {
        draw_text_within(painter, {x, centred_baseline(middle, style.size)}, room, role.name, style);
        return;
    }
    draw_text_within(painter, {x, centred_baseline(middle - 8, style.size)}, room, role.lines[0], style);
    draw_text_within(painter, {x, centred_baseline(middle + 8, style.size)}, room, role.lines[1], style);
}

// Columns of three from the left upper corner; gives their right edge.
float draw_squares(Painter& painter, Point corner, std::uint64_t count, Color color) {
    for (std::uint64_t i = 0; i < count; ++i)
        painter.fill_rect({corner.x + square_pitch * static_cast<float>(i / squares_high),
                           corner.y + square_pitch * static_cast<float>(i % squares_high), square, square},
                          color);
    return corner.x + square_pitch * static_cast<float>((count + squares_high - 1) / squares_high);
}

// A filled head that points along (dx, dy), one of which is 0.
void draw_head(Painter& painter, Point tip, float dx, float dy, float weight, Color color) {
    const float half = weight / 2 + 3.75f, length = 9;
    const Point base{tip.x - dx * length, tip.y - dy * length};
    const std::array<Point, 3> head{
        {{base.x - dy * half, base.y - dx * half}, {tip.x, tip.y}, {base.x + dy * half, base.y + dx * half}}};
    painter.polygon(head, color);
}

// An open head that points up.
void draw_open_head(Painter& painter, Point tip, Color color) {
    const std::array<Point, 3> head{{{tip.x - 4, tip.y + 6}, tip, {tip.x + 4, tip.y + 6}}};
    painter.polyline(head, {color, 1.25f});
}

void draw_attention(Painter& painter, const Theme& theme, Rect bounds, const std::string& id,
                    const Emphasis& emphasis) {
    if (emphasis.hovered == id) draw_hover_outline(painter, theme, bounds);
    if (emphasis.selected == id) draw_selected_outline(painter, theme, bounds);
    if (emphasis.is_focused(id)) draw_focus_ring(painter, theme, bounds, space::tile_radius);
}

struct Colors {
    Color line, text;
    Weight weight = Weight::regular;
};
Colors colors_of(const Theme& theme, const FlowArrow& arrow) {
    if (arrow.most) return {theme.alert, theme.alert, Weight::semibold};
    return {way_of(arrow) == Way::step ? theme.axis : theme.ink3, theme.ink2};
}

Stroke thin_stroke(Color color, Way way) { return {color, 1.25f, way == Way::back ? 5.f : 2.f, 3}; }

// From left to right.
class Lying {
public:
    Lying(Painter& painter, const Theme& theme, Rect rect, const Flow& flow)
        : painter_(painter), theme_(theme), flow_(flow), top_(rect.y + above) {
        const auto count = static_cast<float>(flow.roles.size());
        gap_ = flow.roles.size() < 2 ? 0 : (rect.w - count * box_width) / (count - 1);
        left_ = rect.x;
        // Few roles keep together.
        gap_ = std::min(gap_, widest_gap);
        lane_ = top_ + box_height + under + 22;
    }

    void draw_boxes() {
        for (std::size_t i = 0; i < flow_.roles.size(); ++i)
            draw_box(painter_, theme_, {box_x(i), top_, box_width, box_height}, flow_.roles[i], flow_.language);
    }

    Rect draw_arrow(const FlowArrow& arrow) { return way_of(arrow) == Way::step ? draw_step(arrow) : draw_line(arrow); }

    // Over all lines, so that none runs through them.
    void draw_labels() {
        for (const Label& label : labels_) {
            painter_.fill_rect(label.place, theme_.surface);
            draw_text_within(painter_,
                             {label.place.x + label.place.w / 2,
                              centred_baseline(label.place.y + label.place.h / 2, label.style.size)},
                             label.place.w - 12 + 1, label.text, label.style, Align::middle);
        }
    }

private:
    static constexpr float widest_gap = 200;

    Painter& painter_;
    const Theme& theme_;
    const Flow& flow_;
    float top_ = 0, left_ = 0, gap_ = 0, lane_ = 0;
    std::size_t jumps_ = 0;
    struct Label {
        Rect place;
        std::string_view text;
        TextStyle style;
    };
    std::vector<Label> labels_;

    float box_x(std::size_t role) const { return std::round(left_ + (box_width + gap_) * static_cast<float>(role)); }
    float middle_of(std::size_t role) const { return box_x(role) + box_width / 2; }

    Rect draw_step(const FlowArrow& arrow) {
        const Colors colors = colors_of(theme_, arrow);
        const float from = box_x(arrow.from) + box_width, to = box_x(arrow.to);
        const float centre = (from + to) / 2, middle = top_ + box_height / 2;
        const float weight = flow_weight(arrow.count);
        painter_.line({from + 7, middle}, {to - 13, middle}, {colors.line, weight});
        draw_head(painter_, {to - 6, middle}, 1, 0, weight, colors.line);
        draw_text(painter_, {centre, middle - 30}, format_count(arrow.count), type::body(theme_.ink, Weight::semibold),
                  Align::middle);
        const TextStyle small = type::small(colors.text, colors.weight);
        const bool fits = text_width(painter_, arrow.label, small) <= to - from - 4;
        draw_text_within(painter_, {centre, middle - 13}, to - from - 2, fits ? arrow.label : arrow.brief, small,
                         Align::middle);
        if (arrow.waiting > 0) {
            draw_squares(painter_, {from + 6, middle + 11}, squares_of(flow_, arrow), colors.line);
            draw_text_within(painter_, {from + 6, middle + 45}, gap_ + box_width - 16, arrow.waits, small);
        }
        return {from + 2, middle - 44, to - from - 4, 96};
    }

    // Out of one box, along under the boxes, and up into the other.
    Rect draw_line(const FlowArrow& arrow) {
        const Way way = way_of(arrow);
        const Colors colors = colors_of(theme_, arrow);
        float y = lane_, beside = port - 4;
        if (way == Way::jump) {
            y += lane_pitch * static_cast<float>(jumps_ + (any_back(flow_) ? 1 : 0));
            beside = std::min(box_width / 2 - 6, port * static_cast<float>(2 + jumps_));
            ++jumps_;
        }
        const float towards = arrow.to < arrow.from ? -1 : 1;
        const float from = middle_of(arrow.from) + towards * beside, to = middle_of(arrow.to) - towards * beside;
        const float bottom = top_ + box_height;
        const std::array<Point, 4> line{{{from, bottom + 3}, {from, y}, {to, y}, {to, bottom + 5}}};
        painter_.polyline(line, thin_stroke(colors.line, way));
        draw_open_head(painter_, {to, bottom + 3}, colors.line);
        const TextStyle small = type::small(colors.text, colors.weight);
        const float room = std::abs(to - from) - 16, centre = (from + to) / 2;
        const float width = std::min(room, text_width(painter_, arrow.label, small));
        labels_.push_back({{centre - width / 2 - 6, y - 8, width + 12, 16}, arrow.label, small});
        return {std::min(from, to), y - 12, std::abs(to - from), 24};
    }
};

// From top to bottom.
class Standing {
public:
    Standing(Painter& painter, const Theme& theme, Rect rect, const Flow& flow)
        : painter_(painter), theme_(theme), flow_(flow), rect_(rect) {
        below_ = rect.y + row_height + pitch * static_cast<float>(std::max<std::size_t>(flow.roles.size(), 1) - 1) + 8;
    }

    void draw_boxes() {
        for (std::size_t i = 0; i < flow_.roles.size(); ++i)
            draw_box(painter_, theme_, {rect_.x, rect_.y + pitch * static_cast<float>(i), rect_.w, row_height},
                     flow_.roles[i], flow_.language);
    }

    Rect draw_arrow(const FlowArrow& arrow) {
        const Way way = way_of(arrow);
        return way == Way::step ? draw_step(arrow) : way == Way::back ? draw_back(arrow) : draw_jump(arrow);
    }

    void draw_labels() {}

    static constexpr float pitch = row_height + step_height;

private:
    Painter& painter_;
    const Theme& theme_;
    const Flow& flow_;
    Rect rect_;
    float below_ = 0;
    std::size_t jumps_ = 0;

    float top_of(const FlowArrow& arrow) const {
        return rect_.y + pitch * static_cast<float>(std::min(arrow.from, arrow.to)) + row_height;
    }

    Rect draw_step(const FlowArrow& arrow) {
        const Colors colors = colors_of(theme_, arrow);
        const float top = top_of(arrow), x = rect_.x + 20, weight = flow_weight(arrow.count);
        painter_.line({x, top + 5}, {x, top + step_height - 12}, {colors.line, weight});
        draw_head(painter_, {x, top + step_height - 5}, 0, 1, weight, colors.line);
        const float left = x + 20, room = rect_.w * back_share - 44;
        const TextStyle small = type::small(colors.text, colors.weight);
        const float counted =
            draw_text(painter_, {left, top + 22}, format_count(arrow.count), type::body(theme_.ink, Weight::semibold));
        draw_text_within(painter_, {left + counted + 8, top + 22}, room - counted - 8, arrow.label, small);
        if (arrow.waiting > 0) {
            const float behind = draw_squares(painter_, {left, top + 34}, squares_of(flow_, arrow), colors.line) + 6;
            draw_text_within(painter_, {behind, top + 49}, left + room - behind, arrow.waits, small);
        }
        return {rect_.x + 4, top + 4, rect_.w * back_share - 12, step_height - 8};
    }

    Rect draw_back(const FlowArrow& arrow) {
        const Colors colors = colors_of(theme_, arrow);
        const float top = top_of(arrow), x = rect_.x + rect_.w * back_share + 8;
        const std::array<Point, 2> line{{{x, top + step_height - 4}, {x, top + 6}}};
        painter_.polyline(line, thin_stroke(colors.line, Way::back));
        draw_open_head(painter_, {x, top + 4}, colors.line);
        draw_text_within(painter_, {x + 12, centred_baseline(top + step_height / 2, 11)}, rect_.right() - x - 14,
                         arrow.label, type::small(colors.text, colors.weight));
        return {x - 10, top + 4, rect_.right() - x + 6, step_height - 8};
    }

    Rect draw_jump(const FlowArrow& arrow) {
        const Colors colors = colors_of(theme_, arrow);
        const float y = below_ + row_height * (static_cast<float>(jumps_++) + .5f);
        const float end = rect_.x + 32;
        const std::array<Point, 2> line{{{rect_.x + 8, y}, {end - 2, y}}};
        painter_.polyline(line, thin_stroke(colors.line, Way::jump));
        const std::array<Point, 3> head{{{end - 6, y - 4}, {end, y}, {end - 6, y + 4}}};
        painter_.polyline(head, {colors.line, 1.25f});
        draw_text_within(painter_, {rect_.x + 40, centred_baseline(y, 12)}, rect_.w - 44, arrow.label,
                         type::label(colors.text, colors.weight));
        return {rect_.x + 4, y - row_height / 2 + 2, rect_.w - 8, row_height - 4};
    }
};

template <class Layout>
Marks drawn(Layout layout, Painter& painter, const Theme& theme, const Flow& flow, const Emphasis& emphasis) {
    Marks marks;
    layout.draw_boxes();
    for (const FlowArrow& arrow : flow.arrows) {
        const Rect bounds = layout.draw_arrow(arrow);
        marks.push_back({.id = id_of(flow, arrow),
                         .bounds = bounds,
                         .name = arrow.name,
                         .kind = MarkKind::part,
                         .row = flow.roles[arrow.from].id});
    }
    layout.draw_labels();
    for (const Mark& mark : marks) draw_attention(painter, theme, mark.bounds, mark.id, emphasis);
    return marks;
}

}  // namespace

std::uint64_t flow_square(std::span<const FlowArrow> arrows) {
    std::uint64_t most = 0;
    for (const FlowArrow& arrow : arrows) most = std::max(most, arrow.waiting);
    for (std::uint64_t ten = 1;; ten *= 10)
        for (const std::uint64_t each : {ten, 2 * ten, 4 * ten, 5 * ten})
            if (most / each < most_squares) return each;
}

float flow_weight(std::uint64_t count) { return count >= 5'000 ? 7 : count >= 1'000 ? 5 : count >= 100 ? 3 : 1.5f; }

bool flow_lies(float width, std::size_t roles) {
    const auto count = static_cast<float>(roles);
    return count * box_width + (count - 1) * narrowest_gap <= width;
}

float flow_height(float width, const Flow& flow) {
    if (flow.roles.empty()) return 0;
    const auto jumps = static_cast<float>(jumps_of(flow));
    if (!flow_lies(width, flow.roles.size())) {
        const auto steps = static_cast<float>(flow.roles.size() - 1);
        return row_height + steps * Standing::pitch + (jumps > 0 ? 8 + jumps * row_height : 0);
    }
    const float lanes = jumps + (any_back(flow) ? 1 : 0);
    return above + box_height + under + (lanes > 0 ? 34 + (lanes - 1) * lane_pitch : 0);
}

Marks draw_flow(Painter& painter, const Theme& theme, Rect rect, const Flow& flow, const Emphasis& emphasis) {
    if (flow.roles.empty()) return {};
    if (emphasis.late) painter.push_alpha(state::late_alpha);
    Marks marks = flow_lies(rect.w, flow.roles.size())
                      ? drawn(Lying(painter, theme, rect, flow), painter, theme, flow, emphasis)
                      : drawn(Standing(painter, theme, rect, flow), painter, theme, flow, emphasis);
    if (emphasis.late) painter.pop_alpha();
    return marks;
}

}  // namespace charts
