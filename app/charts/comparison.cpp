#include "charts/comparison.h"

#include <algorithm>
#include <cmath>

#include "charts/stage_bar.h"
#include "charts/text.h"

namespace charts {

namespace {

constexpr float header = 24;
constexpr float pitch = 44;
constexpr float bar_height = 22;
constexpr float label_below = 13;
constexpr float footer = 30;
constexpr float names_gap = 12;
constexpr float side_gap = 16;
constexpr float bar_margin = 14;  // between a full bar and its half of the chart
constexpr float widest_names = 0.28f;

std::string row_id(const FunnelSide& side, const FunnelStage& stage) { return side.id + "." + stage.id; }

double share_of_first(const FunnelSide& side, std::size_t stage) {
    const std::uint64_t first = side.stages.front().ledger.entries;
    return first == 0 ? 0 : static_cast<double>(side.stages[stage].ledger.entries) / static_cast<double>(first);
}

// A stage may have more entries than the first where deals enter in the middle: the scale reaches as far as any bar.
double largest_share(const std::array<FunnelSide, 2>& sides) {
    double largest = 1;
    for (const FunnelSide& side : sides) {
        for (std::size_t i = 0; i < side.stages.size(); ++i) largest = std::max(largest, share_of_first(side, i));
    }
    return largest;
}

struct Canvas {
    Painter& painter;
    const Theme& theme;
    Rect rect;
    const FunnelWords& words;
    const Emphasis& emphasis;
    float names = 0;  // width
    float side_width = 0;
    double largest = 1;
    Marks marks = {};

    float centre_of(std::size_t side) const {
        return std::round(rect.right() - side_width / 2 - (side == 0 ? side_width + side_gap : 0));
    }
    float bar_top(std::size_t stage) const { return rect.y + header + pitch * static_cast<float>(stage); }
};

void draw_head(Canvas& canvas, const FunnelSide& side, std::size_t which) {
    const std::string text = side.name + " · " + format_count(side.received) + " " + canvas.words.entries;
    const Color ink = which == 0 ? canvas.theme.accent : canvas.theme.ink;
    draw_text_within(canvas.painter, {canvas.centre_of(which), canvas.rect.y + 14}, canvas.side_width, text,
                     type::label(ink, Weight::semibold), Align::middle);
}

void draw_stage(Canvas& canvas, const FunnelSide& side, std::size_t which, std::size_t stage_index) {
    const FunnelStage& stage = side.stages[stage_index];
    const std::string id = row_id(side, stage);
    const Attention attention = attention_of(id, canvas.emphasis);
    const bool dimmed = attention == Attention::dimmed;
    const float centre = canvas.centre_of(which);
    const float top = canvas.bar_top(stage_index);
    const std::string first = format_share(stage.ledger.entries, side.stages.front().ledger.entries);
    const std::string label =
        format_count(stage.ledger.entries) + " · " + format_pattern(canvas.words.share_of_first, first);
    canvas.marks.push_back(
        {.id = id,
         .bounds = {centre - canvas.side_width / 2, top, canvas.side_width, bar_height + label_below + 4},
         .name = format_named(side.name + " · " + stage.name, label, canvas.words.language),
         .kind = canvas.emphasis.late ? MarkKind::figure : MarkKind::row,
         .row = stage.id});

    const double full = std::floor(canvas.side_width - 2 * bar_margin);
    const double share = share_of_first(side, stage_index) / canvas.largest;
    const StageBar bar = moved_bar(place_bar(centre, top, bar_height, full, share, stage.ledger), centre, full, share,
                                   id, canvas.emphasis);
    const bool faded = canvas.emphasis.late || dimmed;
    if (faded) canvas.painter.push_alpha(canvas.emphasis.late ? state::late_alpha : state::dimmed_alpha);
    draw_bar(canvas.painter, canvas.theme, bar);
    draw_counts(canvas.painter, canvas.theme, bar, {.size = 11, .padding = 7, .first_only = true});
    if (faded) canvas.painter.pop_alpha();
    draw_bar_attention(canvas.painter, canvas.theme, bar, id, canvas.emphasis);
    add_part_marks(canvas.marks, bar, id, stage.id, side.name + " · " + stage.name, canvas.words.parts,
                   canvas.words.language, canvas.emphasis.late);

    const bool lifted = attention == Attention::hovered || attention == Attention::selected;
    draw_text_within(
        canvas.painter, {centre, top + bar_height + label_below}, canvas.side_width, label,
        type::small(dimmed ? canvas.theme.ink3 : canvas.theme.ink2, lifted ? Weight::semibold : Weight::regular),
        Align::middle);
}

void draw_footer(Canvas& canvas, const std::array<FunnelSide, 2>& sides, std::size_t stages) {
    const float top = canvas.bar_top(stages);
    const TextStyle style = type::label(canvas.theme.ink, Weight::semibold);
    canvas.painter.line({canvas.rect.x, top + 3.5f}, {canvas.rect.right(), top + 3.5f}, {canvas.theme.line, 1});
    draw_text_within(canvas.painter, {canvas.rect.x, top + 22}, canvas.names, canvas.words.passed_on, style);
    for (std::size_t which = 0; which < sides.size(); ++which) {
        const FunnelSide& side = sides[which];
        const float centre = canvas.centre_of(which);
        draw_text_within(canvas.painter, {centre, top + 22}, canvas.side_width, side.passed_on, style, Align::middle);
        canvas.marks.push_back(
            {.id = "_passed_on." + side.id,
             .bounds = {centre - canvas.side_width / 2, top + 6, canvas.side_width, 24},
             .name = format_named(side.name + " · " + canvas.words.passed_on, side.passed_on, canvas.words.language),
             .kind = MarkKind::figure});
    }
}

}  // namespace

float comparison_height(std::size_t stages) { return header + pitch * static_cast<float>(stages) + footer; }

Marks draw_comparison(Painter& painter, const Theme& theme, Rect rect, const std::array<FunnelSide, 2>& sides,
                      const FunnelWords& words, const Emphasis& emphasis) {
    rect = {std::round(rect.x), std::round(rect.y), std::floor(rect.w), rect.h};
    Canvas canvas{painter, theme, rect, words, emphasis};
    const std::size_t stages = std::min(sides[0].stages.size(), sides[1].stages.size());
    const TextStyle name_style = type::label(theme.ink, Weight::medium);
    for (std::size_t i = 0; i < stages; ++i) {
        canvas.names = std::max(canvas.names, text_width(painter, sides[0].stages[i].name, name_style));
    }
    const float passed_on = text_width(painter, words.passed_on, type::label(theme.ink, Weight::semibold));
    canvas.names = std::ceil(std::min(std::max(canvas.names, passed_on), widest_names * rect.w));
    canvas.side_width = std::max(1.0f, std::floor((rect.w - canvas.names - names_gap - side_gap) / 2));
    canvas.largest = largest_share(sides);
    for (std::size_t which = 0; which < sides.size(); ++which) draw_head(canvas, sides[which], which);
    for (std::size_t i = 0; i < stages; ++i) {
        const float baseline = centred_baseline(canvas.bar_top(i) + bar_height / 2, name_style.size);
        draw_text_within(painter, {rect.x, baseline}, canvas.names, sides[0].stages[i].name, name_style);
        for (std::size_t which = 0; which < sides.size(); ++which) draw_stage(canvas, sides[which], which, i);
    }
    draw_footer(canvas, sides, stages);
    return std::move(canvas.marks);
}

}  // namespace charts
