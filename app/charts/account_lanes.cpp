#include "charts/account_lanes.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/heap_sort.h"
#include "base/time.h"
#include "charts/text.h"

namespace charts {
namespace {

constexpr float name_width = 150;
constexpr float name_above = 22;
constexpr float silence_height = 18;
constexpr float bar_pitch = 22;
constexpr float bar_height = 18;
constexpr float least_bar = 3;
constexpr float events_height = 24;
constexpr float lane_padding = 3;
constexpr float between_lanes = 10;
constexpr float axis_height = 26;
constexpr float edge = 8;  // of the plot, kept free for signs at the ends
constexpr float sign_size = 12;
constexpr float two_names = 32;
constexpr std::size_t most_rows = 6;
constexpr std::size_t names_told = 4;  // of marks that are one
constexpr std::int64_t day_s = 86'400;

bool beside(float width) { return width >= account_names_beside; }

// Bars that overlap in time stand under each other: the row of each.
std::vector<std::size_t> rows_of(const AccountLane& lane, std::size_t& rows) {
    std::vector<std::size_t> order(lane.bars.size()), row(lane.bars.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    base::heap_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return lane.bars[a].from != lane.bars[b].from ? lane.bars[a].from < lane.bars[b].from : a < b;
    });
    std::vector<std::int64_t> ends;
    for (const std::size_t i : order) {
        const AccountBar& bar = lane.bars[i];
        std::size_t at = 0;
        while (at < ends.size() && ends[at] > bar.from) ++at;
        if (at == ends.size() && ends.size() < most_rows) ends.push_back(bar.to);
        at = std::min(at, most_rows - 1);
        ends[at] = std::max(ends[at], bar.to);
        row[i] = at;
    }
    rows = ends.size();
    return row;
}

// Where names stand beside the lanes, who had it has a line of its own under the role's.
float track_height(const AccountLane& lane, float width) {
    std::size_t rows = 0;
    rows_of(lane, rows);
    const float bars = static_cast<float>(rows) * bar_pitch, events = lane.events.empty() ? 0 : events_height;
    const float names = beside(width) && !lane.detail.empty() ? two_names : 0;
    return std::max({bars + events, bar_pitch, names}) + 2 * lane_padding;
}

class Drawing {
public:
    Drawing(Painter& painter, const Theme& theme, Rect rect, const AccountLanes& account, const Emphasis& emphasis)
        : painter_(painter), theme_(theme), rect_(rect), account_(account), emphasis_(emphasis) {}

    Marks draw() {
        place();
        if (emphasis_.late) painter_.push_alpha(state::late_alpha);
        for (const Track& track : tracks_) painter_.fill_rect(track.rect, theme_.sunken);
        draw_axis();
        draw_silences();
        // The connectors lie over the bars and under the names, but what stands in a lane is what the pointer means.
        Marks links;
        std::vector<Marks> lanes(account_.lanes.size());
        for (std::size_t i = 0; i < account_.lanes.size(); ++i) draw_bars(i, lanes[i]);
        draw_links(links);
        for (std::size_t i = 0; i < account_.lanes.size(); ++i) draw_name(i);
        for (std::size_t i = 0; i < account_.lanes.size(); ++i) draw_events(i, lanes[i]);
        for (Mark& mark : links) marks_.push_back(std::move(mark));
        for (Marks& lane : lanes)
            for (Mark& mark : lane) marks_.push_back(std::move(mark));
        for (const Mark& mark : marks_) {
            if (mark.kind != MarkKind::part) continue;
            if (emphasis_.hovered == mark.id) draw_hover_outline(painter_, theme_, mark.bounds);
            if (emphasis_.is_focused(mark.id)) draw_focus_ring(painter_, theme_, mark.bounds);
        }
        if (emphasis_.late) painter_.pop_alpha();
        return std::move(marks_);
    }

private:
    struct Track {
        Rect rect;             // over the plot
        Rect whole;            // with the name
        float events = 0;      // the middle of the signs
        std::size_t rows = 0;  // of bars
        std::vector<std::size_t> row;
    };
    Painter& painter_;
    const Theme& theme_;
    Rect rect_;
    const AccountLanes& account_;
    const Emphasis& emphasis_;
    Rect plot_;
    std::vector<Track> tracks_;
    Marks marks_;

    float x_of(std::int64_t at) const {
        const auto span = static_cast<double>(std::max<std::int64_t>(account_.to - account_.from, 1));
        const double share = std::clamp(static_cast<double>(at - account_.from) / span, 0.0, 1.0);
        return plot_.x + edge + (plot_.w - 2 * edge) * static_cast<float>(share);
    }

    Color color_of(const AccountLane& lane) const {
        const auto role = role_from_id(lane.id);
        return role ? theme_.role(*role).fill : theme_.axis;
    }

    void place() {
        const bool names_beside = beside(rect_.w);
        const float left = names_beside ? name_width : 0;
        const float above = account_.silences.empty() ? 0 : silence_height;
        plot_ = {rect_.x + left, rect_.y + above, rect_.w - left, rect_.h - above - axis_height};
        float y = plot_.y;
        for (const AccountLane& lane : account_.lanes) {
            Track track;
            const float top = y, height = track_height(lane, rect_.w);
            if (!names_beside) y += name_above;
            track.rect = {plot_.x, y, plot_.w, height};
            track.whole = {rect_.x, top, rect_.w, y + height - top};
            track.row = rows_of(lane, track.rows);
            track.events = y + lane_padding + static_cast<float>(track.rows) * bar_pitch + events_height / 2;
            tracks_.push_back(std::move(track));
            y += height + between_lanes;
        }
    }

    void draw_axis() {
        const TextStyle style = type::small(theme_.ink3);
        const float baseline = plot_.bottom() + 18;
        const auto month_of = [](std::int64_t at) {
            const base::Date date = base::date_from_days(at >= 0 ? at / day_s : -1);
            return date.year * 12 + date.month - 1;
        };
        const int first = month_of(account_.from) + 1, last = month_of(account_.to);
        const float months = static_cast<float>(std::max(last - first + 1, 1));
        int step = 1;
        for (const int wider : {2, 3, 6, 12, 24, 60, 120, 600})
            if (plot_.w / months * static_cast<float>(step) < 64) step = wider;
        float free = plot_.x;
        int labels = 0;
        for (int month = first; month <= last; ++month) {
            if (month % step != 0) continue;
            const base::Date date{month / 12, month % 12 + 1, 1};
            const float x = std::floor(x_of(base::days_from_date(date) * day_s)) + .5f;
            for (const Track& track : tracks_)
                painter_.line({x, track.rect.y}, {x, track.rect.bottom()}, {theme_.line});
            const std::string text =
                std::to_string(date.year) + (date.month < 10 ? "-0" : "-") + std::to_string(date.month);
            const std::string label =
                format_month(text, month % 12 == 0 || labels == 0 ? Year::shown : Year::left_out, account_.language);
            const float half = text_width(painter_, label, style) / 2;
            if (x - half < free || x + half > plot_.right()) continue;
            draw_text(painter_, {x, baseline}, label, style, Align::middle);
            free = x + half + 10;
            ++labels;
        }
        // Within a month there are days alone.
        if (labels > 0) return;
        const float wide = draw_text(painter_, {plot_.x, baseline}, day_text(account_.from), style);
        const std::string end = day_text(account_.to);
        if (end != day_text(account_.from) && wide + text_width(painter_, end, style) + 10 < plot_.w)
            draw_text(painter_, {plot_.right(), baseline}, end, style, Align::end);
    }

    std::string day_text(std::int64_t at) const {
        const base::Date date = base::date_from_days(at / day_s);
        const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
        return format_date(std::to_string(date.year) + "-" + two(date.month) + "-" + two(date.day), account_.language);
    }

    void draw_silences() {
        if (account_.silences.empty()) return;
        marks_.push_back({.id = "_silences",
                          .bounds = {plot_.x, rect_.y, plot_.w, silence_height},
                          .name = account_.silences_name,
                          .kind = MarkKind::figure});
        for (const AccountBar& one : account_.silences) {
            // A seam, for the contact between two.
            const float from = x_of(one.from), to = std::max(from + 1, x_of(one.to) - 1);
            for (const Track& track : tracks_)
                painter_.hatch({from, track.rect.y, to - from, track.rect.h}, theme_.immature, 6, 1);
            const Rect strip{from, rect_.y, to - from, silence_height - 4};
            painter_.line({from, strip.bottom() - .5f}, {to, strip.bottom() - .5f}, {theme_.ink3, 1.5f});
            const TextStyle style = type::small(theme_.ink2);
            if (text_width(painter_, one.label, style) + 2 <= strip.w)
                draw_text(painter_, {from + strip.w / 2, strip.bottom() - 4}, one.label, style, Align::middle);
            marks_.push_back({.id = one.id,
                              .bounds = {from, rect_.y, std::max(to - from, 4.f), silence_height},
                              .name = one.name,
                              .row = "_silences"});
        }
    }

    void draw_name(std::size_t number) {
        const AccountLane& lane = account_.lanes[number];
        const Track& track = tracks_[number];
        const TextStyle name = type::label(theme_.ink, Weight::medium), detail = type::small(theme_.ink2);
        if (beside(rect_.w)) {
            painter_.fill_rect({rect_.x, track.rect.y + 6, 10, 10}, color_of(lane), 2);
            draw_text_within(painter_, {rect_.x + 16, track.rect.y + 15}, name_width - 24, lane.name, name);
            draw_text_within(painter_, {rect_.x + 16, track.rect.y + 31}, name_width - 24, lane.detail, detail);
            return;
        }
        const float wide = std::min(text_width(painter_, lane.name, name) + 20, rect_.w);
        painter_.fill_rect({rect_.x, track.whole.y + 2, wide, name_above - 4}, theme_.surface);
        painter_.fill_rect({rect_.x, track.whole.y + 6, 10, 10}, color_of(lane), 2);
        const float named =
            draw_text_within(painter_, {rect_.x + 16, track.whole.y + 15}, rect_.w - 16, lane.name, name);
        draw_text_within(painter_, {rect_.right(), track.whole.y + 15}, rect_.w - 28 - named, lane.detail, detail,
                         Align::end);
    }

    void draw_bars(std::size_t number, Marks& marks) {
        const AccountLane& lane = account_.lanes[number];
        const Track& track = tracks_[number];
        std::string name = lane.name;
        if (!lane.detail.empty()) name = format_named(lane.name, lane.detail, account_.language);
        marks.push_back(
            {.id = lane.id, .bounds = track.whole, .name = std::move(name), .kind = MarkKind::figure, .row = lane.id});
        const auto role = role_from_id(lane.id);
        const Color letters = role ? theme_.role(*role).letters : theme_.surface;
        for (std::size_t i = 0; i < lane.bars.size(); ++i) {
            const AccountBar& bar = lane.bars[i];
            const float from = x_of(bar.from), to = std::max(from + least_bar, x_of(bar.to));
            const Rect place{from, track.rect.y + lane_padding + static_cast<float>(track.row[i]) * bar_pitch,
                             to - from, bar_height};
            // A seam shows where one stay follows another of the lane.
            const float seam = place.w > 6 ? 1 : 0;
            painter_.fill_rect({place.x, place.y, place.w - seam, place.h}, color_of(lane), place.w > 6 ? 2.f : 0.f);
            if (bar.end == Part::lost || bar.end == Part::back || bar.end == Part::left)
                painter_.fill_rect({place.right() - seam - 3, place.y, 3, place.h}, theme_.part(bar.end).fill);
            const float label = text_width(painter_, bar.label, type::small(letters));
            const float baseline = centred_baseline(place.y + place.h / 2, 11);
            if (label + 10 <= place.w)
                draw_text(painter_, {place.x + 5, baseline}, bar.label, type::small(letters));
            else if (place.right() + 6 + label <= free_from(lane, track, i))
                draw_text(painter_, {place.right() + 6, baseline}, bar.label, type::small(theme_.ink2));
            marks.push_back({.id = bar.id, .bounds = place, .name = bar.name, .row = lane.id});
        }
    }

    // Where the next bar of the same row begins, or a hand-off leaves: behind it the label would lie on something.
    float free_from(const AccountLane& lane, const Track& track, std::size_t bar) const {
        float free = plot_.right();
        for (std::size_t i = 0; i < lane.bars.size(); ++i)
            if (i != bar && track.row[i] == track.row[bar] && lane.bars[i].from >= lane.bars[bar].from)
                free = std::min(free, x_of(lane.bars[i].from));
        for (const AccountLink& link : account_.links)
            if (link.at > lane.bars[bar].to) free = std::min(free, x_of(link.at) - 6);
        return free;
    }

    void draw_links(Marks& marks) {
        if (account_.links.empty()) return;
        marks.push_back({.id = "_links",
                         .bounds = {plot_.x, plot_.y, plot_.w, plot_.h},
                         .name = account_.links_name,
                         .kind = MarkKind::figure});
        for (const AccountLink& link : account_.links) {
            const float x = std::floor(x_of(link.at)) + .5f;
            const Color color = link.waits ? theme_.alert : theme_.ink;
            const Rect from = tracks_[link.from].rect, to = tracks_[link.to].rect;
            const auto middle = [](const Rect& track) { return track.y + lane_padding + bar_height / 2; };
            const Stroke stroke{color, 1.5f, link.waits ? 4.f : 0.f, link.waits ? 3.f : 0.f};
            if (link.from == link.to) {
                // From one to another of the same role: a tick through the lane.
                painter_.line({x, from.y}, {x, middle(from) + bar_height / 2 + 2}, stroke);
                painter_.fill_circle({x, from.y}, 3, color);
                marks.push_back({.id = link.id, .bounds = {x - 5, from.y - 4, 10, bar_height}, .name = link.name});
                continue;
            }
            const bool down = link.to > link.from;
            const float begin = middle(from), end = down ? to.y + lane_padding : to.y + lane_padding + bar_height;
            painter_.line({x, begin}, {x, end}, stroke);
            painter_.fill_circle({x, begin}, 3.5f, color);
            painter_.stroke_circle({x, begin}, 3.5f, {theme_.surface});
            const float back = down ? -7.f : 7.f;
            const std::array<Point, 3> head{{{x, end}, {x - 4.5f, end + back}, {x + 4.5f, end + back}}};
            painter_.polygon(head, color);
            const float top = std::min(begin, end), height = std::abs(end - begin);
            marks.push_back({.id = link.id, .bounds = {x - 5, top, 10, height}, .name = link.name});
        }
    }

    void draw_events(std::size_t number, Marks& marks) {
        const AccountLane& lane = account_.lanes[number];
        const Track& track = tracks_[number];
        const float apart = beside(rect_.w) ? 20.f : 24.f;  // a finger's
        for (std::size_t i = 0; i < lane.events.size();) {
            std::size_t end = i + 1;
            const float first = x_of(lane.events[i].at);
            while (end < lane.events.size() && x_of(lane.events[end].at) - first < apart) ++end;
            draw_event(lane, track, i, end, marks);
            i = end;
        }
    }

    void draw_event(const AccountLane& lane, const Track& track, std::size_t begin, std::size_t end, Marks& marks) {
        const auto is_call = [](const AccountEvent& event) {
            return event.sign == AccountSign::call || event.sign == AccountSign::silent_call;
        };
        std::size_t chosen = begin;
        bool alike = true;
        std::string name;
        for (std::size_t i = begin; i < end; ++i) {
            const AccountEvent& event = lane.events[i];
            if (is_call(event)) chosen = i;
            alike = alike && event.sign == lane.events[begin].sign;
            if (i - begin < names_told) name += (name.empty() ? "" : " · ") + event.name;
        }
        const std::size_t count = end - begin;
        if (count > names_told) name += " · " + format_pattern(account_.several, format_count(count - names_told));
        const float x = count == 1 ? x_of(lane.events[begin].at)
                                   : (x_of(lane.events[begin].at) + x_of(lane.events[end - 1].at)) / 2;
        const Point centre{x, track.events};
        const AccountSign sign = is_call(lane.events[chosen]) ? AccountSign::call : lane.events[begin].sign;
        Rect bounds{x - sign_size / 2 - 2, centre.y - sign_size / 2 - 2, sign_size + 4, sign_size + 4};
        if (count == 1) {
            draw_account_sign(painter_, theme_, centre, lane.events[begin].sign, color_of(lane));
        } else {
            const std::string number = format_count(count);
            const TextStyle style = type::small(theme_.ink, Weight::semibold);
            const float width = std::max(sign_size + 4, text_width(painter_, number, style) + 8);
            bounds = {x - width / 2, centre.y - 8, width, 16};
            painter_.fill_rect(bounds, theme_.surface, 8);
            painter_.stroke_rect({bounds.x + .5f, bounds.y + .5f, bounds.w - 1, bounds.h - 1},
                                 {color_of(lane), sign == AccountSign::call ? 2.f : 1.f}, 8);
            draw_text(painter_, {x, centred_baseline(centre.y, 11)}, number, style, Align::middle);
        }
        marks.push_back({.id = lane.events[chosen].id, .bounds = bounds, .name = std::move(name), .row = lane.id});
    }
};

}  // namespace

void draw_account_sign(Painter& painter, const Theme& theme, Point centre, AccountSign sign, Color color) {
    constexpr float r = sign_size / 2 - 1;
    const auto [x, y] = centre;
    switch (sign) {
        case AccountSign::call: return painter.fill_circle(centre, r, color);
        case AccountSign::silent_call:
            painter.fill_circle(centre, r, theme.surface);
            return painter.stroke_circle(centre, r - .75f, {color, 1.5f});
        case AccountSign::meeting: return painter.fill_rect({x - r, y - r, 2 * r, 2 * r}, color, 1);
        case AccountSign::message:
            painter.fill_rect({x - r + .5f, y - r + 1.5f, 2 * r - 1, 2 * r - 3}, theme.surface);
            return painter.stroke_rect({x - r + .5f, y - r + 1.5f, 2 * r - 1, 2 * r - 3}, {color, 1.25f});
        case AccountSign::ticket: {
            const std::array<Point, 3> corners{{{x, y - r}, {x - r, y + r - 1}, {x + r, y + r - 1}}};
            return painter.polygon(corners, theme.alert);
        }
        case AccountSign::invoice:
        case AccountSign::payment: {
            const std::array<Point, 5> corners{{{x, y - r}, {x - r, y}, {x, y + r}, {x + r, y}, {x, y - r}}};
            if (sign == AccountSign::payment) return painter.polygon(std::span(corners).first(4), theme.ink);
            painter.polygon(std::span(corners).first(4), theme.surface);
            return painter.polyline(corners, {theme.ink, 1.25f});
        }
        case AccountSign::change:
            painter.line({x - r, y}, {x + r, y}, {theme.ink, 2});
            return painter.line({x, y - r}, {x, y + r}, {theme.ink, 2});
    }
}

float account_lanes_height(const AccountLanes& account, float width) {
    float height = axis_height + (account.silences.empty() ? 0 : silence_height);
    for (const AccountLane& lane : account.lanes)
        height += track_height(lane, width) + (beside(width) ? 0 : name_above);
    return height + between_lanes * static_cast<float>(std::max<std::size_t>(account.lanes.size(), 1) - 1);
}

Marks draw_account_lanes(Painter& painter, const Theme& theme, Rect rect, const AccountLanes& account,
                         const Emphasis& emphasis) {
    return Drawing(painter, theme, rect, account, emphasis).draw();
}

}  // namespace charts
