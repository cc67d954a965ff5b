#include "charts/funnel.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "charts/stage_bar.h"
#include "charts/text.h"

namespace charts {

namespace {

// Desk: a header line, rows, and the line of what was passed on.
constexpr float desk_header = 28;
constexpr float desk_pitch = 60;
constexpr float desk_row = 58;
constexpr float desk_bar_top = 20;
constexpr float desk_bar_height = 30;
constexpr float desk_footer = 34;
constexpr float open_column = 64;      // at least
constexpr float previous_column = 84;  // at least
constexpr float gap_to_names = 16;
constexpr float gap_of_columns = 12;
constexpr float gap_to_bars = 12;
constexpr float narrowest_names = 88;
constexpr float widest_names = 0.26f;  // of the chart

// Phone: the name and the shares above a bar over the full width.
constexpr float phone_pitch = 68;
constexpr float phone_bar_top = 32;
constexpr float phone_bar_height = 26;

constexpr float row_overhang = 12;

Rect snapped(Rect rect) { return {std::round(rect.x), std::round(rect.y), std::floor(rect.w), rect.h}; }

double largest_entries(const Funnel& funnel) {
    std::uint64_t largest = 0;
    for (const FunnelStage& stage : funnel.stages) largest = std::max(largest, stage.ledger.entries);
    return static_cast<double>(largest);
}

double share_of_scale(std::uint64_t entries, double largest) {
    return largest > 0 ? static_cast<double>(entries) / largest : 0;
}

// Where more came in than into the stage before, some did not come through it: that is no share of it.
std::string share_of(std::uint64_t entries, std::uint64_t before) {
    return entries > before ? std::string(undefined_figure) : format_share(entries, before);
}

std::string share_of_first(const Funnel& funnel, std::uint64_t entries) {
    return funnel.stages.empty() ? std::string(undefined_figure)
                                 : share_of(entries, funnel.stages.front().ledger.entries);
}

std::string share_of_previous(const Funnel& funnel, std::size_t stage) {
    if (stage == 0) return std::string(undefined_figure);
    return share_of(funnel.stages[stage].ledger.entries, funnel.stages[stage - 1].ledger.entries);
}

bool is_selected(const FunnelStage& stage, const Emphasis& emphasis) {
    return attention_of(stage.id, emphasis) == Attention::selected;
}

bool is_focused(const FunnelStage& stage, const Emphasis& emphasis) {
    return attention_of(stage.id, {.hovered = emphasis.focused}) == Attention::hovered;
}

float row_height(const FunnelStage& stage, const FunnelView& view, const Emphasis& emphasis) {
    if (view.layout == FunnelLayout::desk) return desk_pitch;
    return phone_pitch + (is_selected(stage, emphasis) ? view.detail_height : 0);
}

std::string joined(std::span<const FunnelFlow> flows) {
    std::string text;
    for (const FunnelFlow& flow : flows) {
        if (!text.empty()) text += " · ";
        text.append(flow.name).append(" ").append(format_count(flow.count));
    }
    return text;
}

// As many of them as there is room for, then how many the others are together.
std::string fitting(Painter& painter, std::span<const FunnelFlow> flows, float width, const TextStyle& style) {
    std::uint64_t rest = 0;
    std::string text = joined(flows);
    for (std::size_t shown = flows.size(); shown > 1 && text_width(painter, text, style) > width; --shown) {
        rest += flows[shown - 1].count;
        text = joined(flows.first(shown - 1)) + " · +" + format_count(rest);
    }
    return text;
}

// One drawing of one funnel: what every step needs.
struct Canvas {
    Painter& painter;
    const Theme& theme;
    Rect rect;
    const Funnel& funnel;
    const FunnelWords& words;
    const FunnelView& view;
    const Emphasis& emphasis;
    Marks marks = {};

    float largest_text(const std::vector<std::string>& texts, const TextStyle& style) const {
        float largest = 0;
        for (const std::string& text : texts) largest = std::max(largest, text_width(painter, text, style));
        return largest;
    }
    std::string entries_text(const FunnelStage& stage) const {
        return format_count(stage.ledger.entries) + " " + words.entries;
    }
    // "Contacted: 1,738 entries, 73.9 % of first, 73.9 % of previous"
    std::string row_name(std::size_t i) const {
        const bool chinese = words.language == Language::zh;
        const std::string comma = chinese ? "，" : ", ";
        const FunnelStage& stage = funnel.stages[i];
        std::string text = entries_text(stage);
        text += comma + format_pattern(words.share_of_first, share_of_first(funnel, stage.ledger.entries));
        text += comma + format_pattern(words.share_of_previous, share_of_previous(funnel, i));
        return format_named(stage.name, text, words.language);
    }
    void add_row_mark(std::size_t i, Rect bounds) {
        marks.push_back({.id = funnel.stages[i].id,
                         .bounds = bounds,
                         .name = row_name(i),
                         .kind = emphasis.late ? MarkKind::figure : MarkKind::row,
                         .row = funnel.stages[i].id});
    }
    // The bar with everything on it; gives which counts stand inside.
    std::array<bool, part_count> draw_stage_bar(const StageBar& bar, std::size_t i, const CountStyle& style) {
        const FunnelStage& stage = funnel.stages[i];
        const Attention attention = attention_of(stage.id, emphasis);
        const bool faded = emphasis.late || attention == Attention::dimmed;
        if (faded) painter.push_alpha(emphasis.late ? state::late_alpha : state::dimmed_alpha);
        draw_bar(painter, theme, bar);
        const auto inside = draw_counts(painter, theme, bar, style);
        if (faded) painter.pop_alpha();
        draw_bar_attention(painter, theme, bar, stage.id, emphasis);
        add_part_marks(marks, bar, stage.id, stage.id, stage.name, words.parts, words.language, emphasis.late);
        return inside;
    }
};

// ---- desk

struct DeskColumns {
    float names = 0;  // width
    Rect bars;        // x and w
    float first = 0;  // right ends
    float previous = 0;
    float open = 0;
};

std::uint64_t open_in_all(const Funnel& funnel) {
    std::uint64_t open = 0;
    for (const FunnelStage& stage : funnel.stages) open += stage.ledger.open;
    return open;
}

DeskColumns desk_columns(const Canvas& canvas) {
    std::vector<std::string> stage_names;
    std::vector<std::string> counts;
    std::vector<std::string> open{format_count(open_in_all(canvas.funnel))};
    for (const FunnelStage& stage : canvas.funnel.stages) {
        stage_names.push_back(stage.name);
        counts.push_back(canvas.entries_text(stage));
        open.push_back(format_count(stage.ledger.open));
    }
    const FunnelWords& words = canvas.words;
    const TextStyle figure = type::body({}, Weight::semibold);
    const TextStyle head = type::small({});
    const float share = canvas.largest_text({"100.0 %", "> 99.9 %"}, figure);
    const auto wide_enough = [&](float figures, const std::string& head_text) {
        return std::ceil(std::max(figures, text_width(canvas.painter, head_text, head))) + gap_of_columns;
    };
    DeskColumns columns;
    const float names =
        std::max(canvas.largest_text(stage_names, type::lead({})), canvas.largest_text(counts, type::label({})));
    columns.names =
        std::ceil(std::clamp(names, narrowest_names, std::max(narrowest_names, widest_names * canvas.rect.w)));
    columns.open = canvas.rect.right();
    columns.previous =
        columns.open - std::max(open_column, wide_enough(canvas.largest_text(open, figure), words.parts[4]));
    columns.first = columns.previous - std::max(previous_column, wide_enough(share, words.of_previous));
    columns.bars.x = canvas.rect.x + columns.names + gap_to_names;
    columns.bars.w = std::max(1.0f, columns.first - wide_enough(share, words.of_first) - gap_to_bars - columns.bars.x);
    return columns;
}

void draw_desk_header(Canvas& canvas, const DeskColumns& columns) {
    Painter& painter = canvas.painter;
    const Theme& theme = canvas.theme;
    const float baseline = canvas.rect.y + 16;
    const TextStyle head = type::small(theme.ink3);
    draw_text(painter, {columns.first, baseline}, canvas.words.of_first, head, Align::end);
    draw_text(painter, {columns.previous, baseline}, canvas.words.of_previous, head, Align::end);
    draw_text(painter, {columns.open, baseline}, canvas.words.parts[4], head, Align::end);
    const std::string received = canvas.words.received + " " + format_count(canvas.funnel.received);
    const float end = columns.first - text_width(painter, canvas.words.of_first, head) - 2 * gap_of_columns;
    const float used =
        draw_text(painter, {canvas.rect.x, baseline}, received, type::label(theme.ink, Weight::semibold));
    const float x = canvas.rect.x + used + 10;
    const TextStyle light = type::label(theme.ink3);
    draw_text_within(painter, {x, baseline}, end - x, fitting(painter, canvas.funnel.received_from, end - x, light),
                     light);
    const std::string from = joined(canvas.funnel.received_from);
    canvas.marks.push_back({.id = "_received",
                            .bounds = {canvas.rect.x, canvas.rect.y, end - canvas.rect.x, 20},
                            .name = from.empty() ? received : format_named(received, from, canvas.words.language),
                            .kind = MarkKind::figure});
}

// The counts that had no room inside, in one line over their parts: "lost 140 · back 18".
// A focus ring takes the place they stand in otherwise.
void draw_counts_above(Canvas& canvas, const StageBar& bar, const std::array<bool, part_count>& inside,
                       const Rect& area, const Emphasis& emphasis, const FunnelStage& stage) {
    const bool ringed = is_focused(stage, emphasis);
    const bool dimmed = attention_of(stage.id, emphasis) == Attention::dimmed;
    std::string text;
    float left = 0;
    float right = 0;
    for (const std::size_t i : {std::size_t{0}, std::size_t{1}, std::size_t{2}}) {
        if (!bar.has(i) || inside[i]) continue;
        if (text.empty()) left = bar.parts[i].x;
        right = bar.parts[i].right();
        if (!text.empty()) text += " · ";
        text += canvas.words.parts_short[i] + " " + format_count(bar.ledger.part(all_parts[i]));
    }
    if (text.empty()) return;
    const TextStyle style = type::small(dimmed ? canvas.theme.ink3 : canvas.theme.ink2);
    const float width = std::min(text_width(canvas.painter, text, style), area.w);
    const float x = std::clamp((left + right - width) / 2, area.x, area.x + area.w - width);
    draw_text_within(canvas.painter, {x, bar.rect.y - (ringed ? 8.0f : 4.0f)}, area.w, text, style);
}

void draw_desk_row(Canvas& canvas, const DeskColumns& columns, std::size_t i) {
    const FunnelStage& stage = canvas.funnel.stages[i];
    const Rect row = funnel_row(canvas.rect, canvas.funnel, canvas.view, canvas.emphasis, i);
    const Attention attention = attention_of(stage.id, canvas.emphasis);
    const bool lifted = attention == Attention::hovered || attention == Attention::selected;
    const bool dimmed = attention == Attention::dimmed;
    const Theme& theme = canvas.theme;
    if (attention == Attention::selected) draw_selected_row(canvas.painter, theme, row);
    canvas.add_row_mark(i, row);

    const float bar_top = row.y + desk_bar_top;
    const Color name_ink = dimmed ? theme.ink3 : theme.ink;
    draw_text_within(canvas.painter, {canvas.rect.x, bar_top + 13}, columns.names, stage.name, type::lead(name_ink));
    draw_text_within(canvas.painter, {canvas.rect.x, bar_top + 30}, columns.names, canvas.entries_text(stage),
                     type::label(dimmed ? theme.ink3 : theme.ink2));

    const double share = share_of_scale(stage.ledger.entries, largest_entries(canvas.funnel));
    const float centre = std::round(columns.bars.x + columns.bars.w / 2);
    const StageBar bar = moved_bar(place_bar(centre, bar_top, desk_bar_height, columns.bars.w, share, stage.ledger),
                                   centre, columns.bars.w, share, stage.id, canvas.emphasis);
    const auto inside = canvas.draw_stage_bar(bar, i, {.size = 12, .padding = 10});
    draw_counts_above(canvas, bar, inside, columns.bars, canvas.emphasis, stage);

    const float baseline = bar_top + 20;
    const TextStyle figure = type::body(name_ink, lifted ? Weight::semibold : Weight::medium);
    draw_text(canvas.painter, {columns.first, baseline}, share_of_first(canvas.funnel, stage.ledger.entries), figure,
              Align::end);
    draw_text(canvas.painter, {columns.previous, baseline}, share_of_previous(canvas.funnel, i), figure, Align::end);
    draw_text(canvas.painter, {columns.open, baseline}, format_count(stage.ledger.open),
              type::body(dimmed ? theme.ink3 : theme.ink2, lifted ? Weight::semibold : Weight::regular), Align::end);
}

// What was passed on as an outlined bar on the same scale: "→ closer 564".
void draw_desk_footer(Canvas& canvas, const DeskColumns& columns) {
    const Funnel& funnel = canvas.funnel;
    Painter& painter = canvas.painter;
    const Theme& theme = canvas.theme;
    const float top = canvas.rect.y + desk_header + desk_pitch * static_cast<float>(funnel.stages.size());
    const float baseline = top + 24;
    painter.line({canvas.rect.x, top + 3.5f}, {canvas.rect.right(), top + 3.5f}, {theme.line, 1});
    const std::string passed = canvas.words.passed_on + " " + format_count(funnel.passed_on);
    draw_text_within(painter, {canvas.rect.x, baseline}, columns.names, passed,
                     type::label(theme.ink, Weight::semibold));

    const double share = share_of_scale(funnel.passed_on, largest_entries(funnel));
    const float centre = std::round(columns.bars.x + columns.bars.w / 2);
    constexpr float thinnest = 2;
    const float width = std::max(thinnest, std::round(static_cast<float>(std::min(1.0, share)) * columns.bars.w));
    const Rect box{std::floor(centre - width / 2), top + 12, width, 16};
    if (funnel.passed_on > 0) painter.stroke_rect(box, {theme.part(Part::advanced).fill, 1.5f});
    const std::string to = joined(funnel.passed_to);
    if (!to.empty()) {
        const TextStyle style = type::label(theme.ink, Weight::semibold);
        const std::string text = "→ " + to;
        const bool fits = text_width(painter, text, style) + 12 <= width;
        const float x = fits ? centre : box.right() + 8;
        draw_text_within(painter, {x, top + 24.5f}, fits ? width : columns.bars.right() - x, text, style,
                         fits ? Align::middle : Align::start);
    }
    const TextStyle figure = type::body(theme.ink, Weight::semibold);
    const std::string of_first = share_of_first(funnel, funnel.passed_on);
    const std::string of_previous = funnel.stages.empty()
                                        ? std::string(undefined_figure)
                                        : share_of(funnel.passed_on, funnel.stages.back().ledger.entries);
    draw_text(painter, {columns.first, baseline}, of_first, figure, Align::end);
    draw_text(painter, {columns.previous, baseline}, of_previous, figure, Align::end);
    draw_text(painter, {columns.open, baseline}, format_count(open_in_all(funnel)), type::body(theme.ink2), Align::end);
    const std::string comma = canvas.words.language == Language::zh ? "，" : ", ";
    std::string name = passed + comma + format_pattern(canvas.words.share_of_first, of_first);
    if (!to.empty()) name = format_named(name, to, canvas.words.language);
    canvas.marks.push_back({.id = "_passed_on",
                            .bounds = {canvas.rect.x, top + 4, canvas.rect.w, desk_footer - 4},
                            .name = name,
                            .kind = MarkKind::figure});
}

// ---- phone

void draw_phone_row(Canvas& canvas, std::size_t i) {
    const FunnelStage& stage = canvas.funnel.stages[i];
    const Rect row = funnel_row(canvas.rect, canvas.funnel, canvas.view, canvas.emphasis, i);
    const Attention attention = attention_of(stage.id, canvas.emphasis);
    const bool dimmed = attention == Attention::dimmed;
    Painter& painter = canvas.painter;
    const Theme& theme = canvas.theme;
    const bool after_selected = i > 0 && is_selected(canvas.funnel.stages[i - 1], canvas.emphasis);
    if (attention == Attention::selected) {
        draw_selected_row(painter, theme, row);
    } else if (!after_selected) {
        painter.line({canvas.rect.x, row.y + 0.5f}, {canvas.rect.right(), row.y + 0.5f}, {theme.line, 1});
    }
    canvas.add_row_mark(i, row);

    const float baseline = row.y + 22;
    const TextStyle name_style = type::lead(dimmed ? theme.ink3 : theme.ink);
    const TextStyle count_style = type::body(dimmed ? theme.ink3 : theme.ink);
    const TextStyle share_style = type::label(dimmed ? theme.ink3 : theme.ink2);
    const std::string count = format_count(stage.ledger.entries);
    const std::string first =
        format_pattern(canvas.words.share_of_first, share_of_first(canvas.funnel, stage.ledger.entries));
    const std::string previous = format_pattern(canvas.words.share_of_previous, share_of_previous(canvas.funnel, i));
    constexpr float gap = 8;
    constexpr float gap_of_shares = 10;
    const float first_width = text_width(painter, first, share_style);
    const float both_width = first_width + gap_of_shares + text_width(painter, previous, share_style);
    const float name_and_count =
        text_width(painter, stage.name, name_style) + gap + text_width(painter, count, count_style);
    const bool both = name_and_count + gap + both_width <= canvas.rect.w;
    const float shares = both ? both_width : first_width;
    draw_text(painter, {canvas.rect.right() - shares, baseline}, first, share_style);
    if (both) draw_text(painter, {canvas.rect.right(), baseline}, previous, share_style, Align::end);
    const float for_name = canvas.rect.w - shares - 2 * gap - text_width(painter, count, count_style);
    const float name = draw_text_within(painter, {canvas.rect.x, baseline}, for_name, stage.name, name_style);
    draw_text(painter, {canvas.rect.x + name + gap, baseline}, count, count_style);

    const double share = share_of_scale(stage.ledger.entries, largest_entries(canvas.funnel));
    const float centre = std::round(canvas.rect.x + canvas.rect.w / 2);
    const StageBar bar =
        moved_bar(place_bar(centre, row.y + phone_bar_top, phone_bar_height, canvas.rect.w, share, stage.ledger),
                  centre, canvas.rect.w, share, stage.id, canvas.emphasis);
    canvas.draw_stage_bar(bar, i, {.size = 12, .padding = 8});
}

}  // namespace

float funnel_height(const Funnel& funnel, const FunnelView& view, const Emphasis& emphasis) {
    float height = view.layout == FunnelLayout::desk ? desk_header + desk_footer : 0;
    for (const FunnelStage& stage : funnel.stages) height += row_height(stage, view, emphasis);
    return height;
}

Rect funnel_row(Rect rect, const Funnel& funnel, const FunnelView& view, const Emphasis& emphasis, std::size_t stage) {
    rect = snapped(rect);
    const bool desk = view.layout == FunnelLayout::desk;
    float y = rect.y + (desk ? desk_header : 0);
    for (std::size_t i = 0; i < stage; ++i) y += row_height(funnel.stages[i], view, emphasis);
    const float height = desk ? desk_row : row_height(funnel.stages[stage], view, emphasis);
    return {rect.x - row_overhang, y, rect.w + 2 * row_overhang, height};
}

Marks draw_funnel(Painter& painter, const Theme& theme, Rect rect, const Funnel& funnel, const FunnelWords& words,
                  const FunnelView& view, const Emphasis& emphasis) {
    Canvas canvas{painter, theme, snapped(rect), funnel, words, view, emphasis};
    if (view.layout == FunnelLayout::phone) {
        for (std::size_t i = 0; i < funnel.stages.size(); ++i) draw_phone_row(canvas, i);
        return std::move(canvas.marks);
    }
    const DeskColumns columns = desk_columns(canvas);
    draw_desk_header(canvas, columns);
    for (std::size_t i = 0; i < funnel.stages.size(); ++i) draw_desk_row(canvas, columns, i);
    draw_desk_footer(canvas, columns);
    return std::move(canvas.marks);
}

}  // namespace charts
