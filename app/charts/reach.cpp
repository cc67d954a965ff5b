#include "charts/reach.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "charts/text.h"

namespace charts {

namespace {

constexpr float chain_height = 64;
constexpr float head_height = 28;
constexpr float row_pitch = 30;
constexpr float narrow = 560;
constexpr float row_overhang = 12;
constexpr float column_gap = 16;
constexpr float least_names = 0.3f;  // of the width

std::string money(base::Money amount, const ReachWords& words) {
    return format_money(amount, {words.currency, words.minor_digits}, words.language);
}

std::string cost_per_lead(const ReachRow& row, const ReachWords& words) {
    if (row.leads == 0 || row.cost == 0) return std::string(undefined_figure);
    const double each = static_cast<double>(row.cost) / static_cast<double>(row.leads);
    return money(std::llround(each), words);
}

// One column of the table; `wide` ones are left out where there is little room.
struct Column {
    const std::string& head;
    std::string figure;
    bool wide;
    bool strong;
};

std::array<Column, 7> columns_of(const ReachRow& row, const ReachWords& words) {
    return {{{words.impressions, format_compact(row.impressions, words.language), true, false},
             {words.clicks, format_compact(row.clicks, words.language), false, false},
             {words.click_rate, format_share(row.clicks, row.impressions), true, false},
             {words.leads, format_compact(row.leads, words.language), false, true},
             {words.lead_rate, format_share(row.leads, row.clicks), true, false},
             {words.cost, money(row.cost, words), true, false},
             {words.cost_per_lead, cost_per_lead(row, words), false, true}}};
}

// "Search ads: impressions 1,204,000, clicks 18,200, …", every column whether drawn or not.
std::string spoken_name(const ReachRow& row, const ReachWords& words) {
    std::string text;
    for (const Column& column : columns_of(row, words)) {
        if (!text.empty()) text += words.language == Language::zh ? "，" : ", ";
        text.append(column.head).append(" ").append(column.figure);
    }
    return format_named(row.name, text, words.language);
}

// An arrow between two figures with the share that went on over it.
void draw_step(Painter& painter, const Theme& theme, float from, float to, float y, const std::string& share) {
    if (to - from < 16) return;
    painter.line({from, y}, {to - 1, y}, {theme.axis, 1.5f});
    const std::array<Point, 3> head{{{to - 5, y - 4}, {to, y}, {to - 5, y + 4}}};
    painter.polyline(head, {theme.axis, 1.5f});
    draw_text_within(painter, {(from + to) / 2, y - 6}, to - from, share, type::label(theme.ink, Weight::medium),
                     Align::middle);
}

void draw_chain(Painter& painter, const Theme& theme, Rect rect, const ReachRow& total, const ReachWords& words) {
    const bool wide = rect.w >= narrow;
    const float nodes = wide ? 4 : 3;
    const float pitch = std::floor(rect.w / nodes);
    const TextStyle label = wide ? type::label(theme.ink3) : type::small(theme.ink3);
    const TextStyle figure = wide ? type::screen(theme.ink) : type::title(theme.ink);
    const auto left_of = [&](int i) { return rect.x + pitch * static_cast<float>(i); };
    const auto node = [&](int i, const std::string& name, const std::string& text) {
        draw_text_within(painter, {left_of(i), rect.y + 14}, pitch - 16, name, label);
        return left_of(i) + draw_text_within(painter, {left_of(i), rect.y + 38}, pitch - 16, text, figure);
    };
    const std::string click_rate = format_share(total.clicks, total.impressions);
    const std::string lead_rate = format_share(total.leads, total.clicks);
    const float impressions = node(0, words.impressions, format_compact(total.impressions, words.language));
    const float clicks = node(1, words.clicks, format_compact(total.clicks, words.language));
    node(2, words.leads, format_compact(total.leads, words.language));
    if (!wide) {
        // No room for arrows: the shares stand below the figures they led to.
        const TextStyle share = type::small(theme.ink2);
        draw_text_within(painter, {left_of(1), rect.y + 55}, pitch - 8, words.click_rate + " " + click_rate, share);
        draw_text_within(painter, {left_of(2), rect.y + 55}, pitch - 8, words.lead_rate + " " + lead_rate, share);
        return;
    }
    const float y = rect.y + 31.5f;
    draw_step(painter, theme, impressions + 12, left_of(1) - 12, y, click_rate);
    draw_step(painter, theme, clicks + 12, left_of(2) - 12, y, lead_rate);
    node(3, words.cost_per_lead, cost_per_lead(total, words));
}

struct Table {
    Rect rect;
    float names = 0;
    std::vector<float> ends;  // right ends of the columns that are drawn
    bool wide = false;
};

// Every column as wide as its head and figures; the names get at least their share, what is left is spread.
Table table_of(Painter& painter, Rect rect, const ReachRow& total, std::span<const ReachRow> sources,
               const ReachWords& words) {
    Table table{rect, 0, {}, rect.w >= narrow};
    std::vector<float> widths;
    const auto add = [&](const ReachRow& row) {
        table.names = std::max(table.names, text_width(painter, row.name, type::body({}, Weight::semibold)));
        std::size_t drawn = 0;
        for (const Column& column : columns_of(row, words)) {
            if (column.wide && !table.wide) continue;
            if (drawn == widths.size()) widths.push_back(text_width(painter, column.head, type::small({})));
            widths[drawn] =
                std::max(widths[drawn], text_width(painter, column.figure, type::body({}, Weight::semibold)));
            ++drawn;
        }
    };
    add(total);
    for (const ReachRow& row : sources) add(row);
    float sum = 0;
    for (const float width : widths) sum += width + column_gap;
    const float most = rect.w - least_names * rect.w;
    if (sum > most) {
        for (float& width : widths) width = std::max(1.0f, (width + column_gap) * most / sum - column_gap);
        sum = most;
    }
    table.names = std::min(table.names, rect.w - sum);
    const float spread = (rect.w - sum - table.names) / static_cast<float>(widths.size());
    float end = rect.x + table.names;
    for (const float width : widths) table.ends.push_back(std::round(end += width + column_gap + spread));
    return table;
}

void draw_heads(Painter& painter, const Theme& theme, const Table& table, const ReachRow& any,
                const ReachWords& words) {
    const TextStyle style = type::small(theme.ink3);
    const float baseline = table.rect.y + 18;
    draw_text_within(painter, {table.rect.x, baseline}, table.names, words.source, style);
    std::size_t drawn = 0;
    float left = table.rect.x + table.names;
    for (const Column& column : columns_of(any, words)) {
        if (column.wide && !table.wide) continue;
        const float end = table.ends[drawn++];
        draw_text_within(painter, {end, baseline}, end - left - 8, column.head, style, Align::end);
        left = end;
    }
    const float y = table.rect.y + head_height - 0.5f;
    painter.line({table.rect.x, y}, {table.rect.right(), y}, {theme.line2, 1});
}

Mark draw_row(Painter& painter, const Theme& theme, const Table& table, float top, const ReachRow& row,
              const ReachWords& words, const Emphasis& emphasis) {
    const Attention attention = attention_of(row.id, emphasis);
    const bool lifted = attention == Attention::hovered || attention == Attention::selected;
    const bool dimmed = attention == Attention::dimmed;
    const Rect bounds{table.rect.x - row_overhang, top, table.rect.w + 2 * row_overhang, row_pitch};
    if (attention == Attention::selected) draw_selected_row(painter, theme, bounds);
    const float baseline = centred_baseline(top + row_pitch / 2, 13);
    const Color ink = dimmed || emphasis.late ? theme.ink3 : theme.ink;
    draw_text_within(painter, {table.rect.x, baseline}, table.names, row.name,
                     type::body(ink, lifted ? Weight::semibold : Weight::medium));
    std::size_t drawn = 0;
    for (const Column& column : columns_of(row, words)) {
        if (column.wide && !table.wide) continue;
        const Weight weight = column.strong || lifted ? Weight::semibold : Weight::regular;
        draw_text(painter, {table.ends[drawn++], baseline}, column.figure, type::body(ink, weight), Align::end);
    }
    if (emphasis.is_focused(row.id))
        draw_focus_ring(painter, theme, {table.rect.x, top + 4, table.rect.w, row_pitch - 8}, 3);
    return {.id = row.id,
            .bounds = bounds,
            .name = spoken_name(row, words),
            .kind = emphasis.late ? MarkKind::figure : MarkKind::row,
            .row = row.id};
}

}  // namespace

float reach_height(std::size_t sources) {
    if (sources == 0) return chain_height;
    return chain_height + head_height + row_pitch * static_cast<float>(sources + 1);  // and all together
}

Marks draw_reach(Painter& painter, const Theme& theme, Rect rect, const ReachRow& total,
                 std::span<const ReachRow> sources, const ReachWords& words, const Emphasis& emphasis) {
    rect = {std::round(rect.x), std::round(rect.y), std::floor(rect.w), rect.h};
    if (emphasis.late) painter.push_alpha(state::late_alpha);
    draw_chain(painter, theme, rect, total, words);
    if (emphasis.late) painter.pop_alpha();
    Marks marks;
    marks.push_back({.id = "_total",
                     .bounds = {rect.x, rect.y, rect.w, chain_height},
                     .name = spoken_name(total, words),
                     .kind = MarkKind::figure});
    if (sources.empty()) return marks;
    const Table table =
        table_of(painter, {rect.x, rect.y + chain_height, rect.w, rect.h - chain_height}, total, sources, words);
    draw_heads(painter, theme, table, total, words);
    float top = table.rect.y + head_height;
    for (const ReachRow& row : sources) {
        if (&row != sources.data() && attention_of(row.id, emphasis) != Attention::selected) {
            painter.line({rect.x, top - 0.5f}, {rect.right(), top - 0.5f}, {theme.line, 1});
        }
        marks.push_back(draw_row(painter, theme, table, top, row, words, emphasis));
        top += row_pitch;
    }
    painter.line({rect.x, top - 0.5f}, {rect.right(), top - 0.5f}, {theme.line2, 1});
    ReachRow all = total;
    all.id = "_all";
    Mark mark = draw_row(painter, theme, table, top, all, words, emphasis);
    mark.kind = MarkKind::figure;
    marks.push_back(std::move(mark));
    return marks;
}

}  // namespace charts
