#include "charts/call_lanes.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "charts/text.h"

namespace charts {
namespace {

constexpr float name_width = 192;
constexpr float name_above = 20;
constexpr float lane_height = 30;
constexpr float bar_height = 20;
constexpr float arrows_height = 16;
constexpr float flags_height = 30;
constexpr float flag_size = 18;
constexpr float axis_height = 24;
constexpr float rows_gap = 10;  // between the lanes and the rows under them
constexpr float topic_height = 20;
constexpr float topic_bar = 8;
constexpr float mood_height = 32;
constexpr float small_name_above = 16;
constexpr float least_tick = 72;  // between two labels

bool beside(float width) { return width >= call_lanes_names_beside; }

float x_of(const CallLanes& call, Rect plot, std::uint32_t ms) {
    return plot.x + plot.w * static_cast<float>(std::min(ms, call.duration_ms)) /
                        static_cast<float>(std::max<std::uint32_t>(call.duration_ms, 1));
}

// The shortest usual step whose labels do not meet.
std::uint32_t tick_of(const CallLanes& call, float width) {
    constexpr std::array<std::uint32_t, 13> seconds{5, 10, 15, 30, 60, 120, 300, 600, 900, 1'800, 3'600, 7'200, 14'400};
    for (const std::uint32_t step : seconds)
        if (static_cast<double>(step) * 1000 / std::max<std::uint32_t>(call.duration_ms, 1) * width >= least_tick)
            return step * 1000;
    return std::max<std::uint32_t>(call.duration_ms, 1);
}

void draw_axis(Painter& painter, const Theme& theme, Rect plot, const CallLanes& call, bool lines) {
    const TextStyle style = type::small(theme.ink3);
    const float baseline = plot.bottom() + 16;
    const std::uint32_t tick = tick_of(call, plot.w);
    const std::string end = format_clock(call.duration_ms);
    const float end_from = plot.right() - text_width(painter, end, style) - 8;
    for (std::uint64_t at = 0; at < call.duration_ms; at += tick) {
        const float x = std::floor(x_of(call, plot, static_cast<std::uint32_t>(at))) + .5f;
        if (lines) painter.line({x, plot.y}, {x, plot.bottom()}, {theme.line});
        const std::string label = format_clock(static_cast<std::uint32_t>(at));
        const float half = at == 0 ? 0 : text_width(painter, label, style) / 2;
        if (x + half < end_from)
            draw_text(painter, {x, baseline}, label, style, at == 0 ? Align::start : Align::middle);
    }
    draw_text(painter, {plot.right(), baseline}, end, style, Align::end);
}

void draw_lane(Painter& painter, const Theme& theme, Rect track, Rect plot, const CallLanes& call,
               const SpeechLane& lane) {
    painter.fill_rect(track, theme.sunken);
    const float y = track.y + (track.h - bar_height) / 2;
    // Spans that fall together on the screen are one rectangle.
    float from = 0, to = -1;
    const auto flush = [&] {
        if (to > from) painter.fill_rect({from, y, to - from, bar_height}, lane.color, to - from > 4 ? 1.f : 0.f);
    };
    for (const SpeechSpan& span : lane.speech) {
        const float left = x_of(call, plot, span.from_ms);
        const float right = std::max(left + 1, x_of(call, plot, span.to_ms));
        if (to >= left && to > from) {
            to = std::max(to, right);
            continue;
        }
        flush();
        from = left;
        to = right;
    }
    flush();
}

void draw_arrow(Painter& painter, const Theme& theme, Point top, bool filled) {
    const std::array<Point, 3> corners{{{top.x - 4.5f, top.y}, {top.x + 4.5f, top.y}, {top.x, top.y + 8}}};
    if (filled) return painter.polygon(corners, theme.alert);
    const std::array<Point, 4> outline{{corners[0], corners[1], corners[2], corners[0]}};
    painter.polyline(outline, {theme.alert, 1.25f});
}

void draw_flags(Painter& painter, const Theme& theme, Rect plot, const CallLanes& call, float top) {
    float free = plot.x - flag_size / 2;
    for (const LaneFlag& flag : call.flags) {
        const float at = x_of(call, plot, flag.at_ms);
        const float width = std::max(flag_size, text_width(painter, flag.label, type::small({})) + 8);
        const float x = std::clamp(at - width / 2, free, std::max(free, plot.right() - width / 2));
        free = x + width + 3;
        const Rect box{x, top, width, flag_size};
        const Color color = flag.bad ? theme.alert : theme.ink;
        painter.line({at, plot.y}, {x + width / 2, box.bottom()}, {color});
        if (flag.bad) {
            painter.fill_rect(box, theme.surface, 4);
            painter.stroke_rect({box.x + .5f, box.y + .5f, box.w - 1, box.h - 1}, {color, 1.25f}, 4);
        } else {
            painter.fill_rect(box, color, 4);
        }
        draw_text(painter, {box.x + box.w / 2, centred_baseline(box.y + box.h / 2, 11)}, flag.label,
                  type::small(flag.bad ? theme.alert : theme.surface, Weight::semibold), Align::middle);
    }
}

// A row's name, beside its track or above it; gives the track.
Rect draw_row_name(Painter& painter, const Theme& theme, Rect rect, Rect plot, float y, float height,
                   const std::string& name, const std::string& detail) {
    if (!beside(rect.w)) {
        const float taken = draw_text(painter, {rect.right(), y + 12}, detail, type::small(theme.ink3), Align::end);
        draw_text_within(painter, {rect.x, y + 12}, rect.w - taken - 8, name, type::small(theme.ink2));
        return {plot.x, y + small_name_above, plot.w, height};
    }
    const float baseline = centred_baseline(y + height / 2, 11);
    const float right = rect.x + name_width - 10;
    const float taken = draw_text(painter, {right, baseline}, detail, type::small(theme.ink3), Align::end);
    draw_text_within(painter, {rect.x + 16, baseline}, name_width - 26 - taken - 8, name, type::small(theme.ink2));
    return {plot.x, y, plot.w, height};
}

void draw_topic(Painter& painter, Rect track, Rect plot, const CallLanes& call, const TopicRow& topic) {
    const float y = track.y + (track.h - topic_bar) / 2;
    for (const TurnSpan& turn : topic.turns) {
        const float left = x_of(call, plot, turn.time.from_ms);
        const float width = std::max(4.f, x_of(call, plot, turn.time.to_ms) - left);
        painter.fill_rect({std::min(left, plot.right() - width), y, width, topic_bar}, turn.color, 2);
    }
}

void draw_mood(Painter& painter, const Theme& theme, Rect track, Rect plot, const CallLanes& call) {
    const float middle = std::floor(track.y + track.h / 2) + .5f, most = track.h / 2 - 1;
    painter.line({track.x, middle}, {track.right(), middle}, {theme.line2});
    for (const MoodSpan& one : call.mood) {
        const float left = x_of(call, plot, one.turn.time.from_ms);
        const float width = std::max(2.f, x_of(call, plot, one.turn.time.to_ms) - left);
        const float height = std::max(1.f, std::abs(std::clamp(one.value, -1.f, 1.f)) * most);
        painter.fill_rect({left, one.value < 0 ? middle : middle - height, width, height}, one.turn.color);
    }
}

float rows_height(const CallLanes& call, float width) {
    const float above = beside(width) ? 0 : small_name_above;
    const float topics = static_cast<float>(call.topics.size()) * (topic_height + above);
    const float mood = call.mood.empty() ? 0 : mood_height + above;
    return topics + mood > 0 ? rows_gap + topics + mood : 0;
}

}  // namespace

float call_lanes_height(const CallLanes& call, float width) {
    const auto lanes = static_cast<float>(call.lanes.size());
    const float above = beside(width) ? 0 : name_above;
    return (call.flags.empty() ? 0 : flags_height) + lanes * (lane_height + above) +
           std::max(lanes - 1, 0.f) * arrows_height + rows_height(call, width) + axis_height;
}

std::uint32_t ms_at(const CallLanes& call, Rect plot, float x) {
    const float share = plot.w > 0 ? std::clamp((x - plot.x) / plot.w, 0.f, 1.f) : 0.f;
    return static_cast<std::uint32_t>(static_cast<double>(share) * call.duration_ms);
}

CallLanesPlace draw_call_lanes(Painter& painter, const Theme& theme, Rect rect, const CallLanes& call) {
    const bool names_beside = beside(rect.w);
    const float left = names_beside ? name_width : 0;
    const float flags = call.flags.empty() ? 0 : flags_height;
    CallLanesPlace place;
    place.plot = {rect.x + left, rect.y + flags, rect.w - left, rect.h - flags - axis_height};
    draw_axis(painter, theme, place.plot, call, names_beside);
    float y = place.plot.y, between = 0;
    std::vector<Rect> tracks;
    for (std::size_t i = 0; i < call.lanes.size(); ++i) {
        const SpeechLane& lane = call.lanes[i];
        const float top = y;
        if (!names_beside) {
            const float detail =
                draw_text(painter, {rect.right(), y + 14}, lane.detail, type::small(theme.ink2), Align::end);
            painter.fill_rect({rect.x, y + 5, 10, 10}, lane.color, 2);
            draw_text_within(painter, {rect.x + 16, y + 14}, rect.w - detail - 24, lane.name,
                             type::label(theme.ink, Weight::medium));
            y += name_above;
        } else {
            painter.fill_rect({rect.x, y + 3, 10, 10}, lane.color, 2);
            draw_text_within(painter, {rect.x + 16, y + 12}, name_width - 24, lane.name,
                             type::label(theme.ink, Weight::medium));
            draw_text_within(painter, {rect.x + 16, y + 27}, name_width - 24, lane.detail, type::small(theme.ink2));
        }
        tracks.push_back({place.plot.x, y, place.plot.w, lane_height});
        draw_lane(painter, theme, tracks.back(), place.plot, call, lane);
        place.lanes.push_back({rect.x, top, rect.w, y + lane_height - top});
        y += lane_height;
        if (i == 0) between = y + 4;
        if (i + 1 < call.lanes.size()) y += arrows_height;
    }
    const float lanes_end = y;
    y += rows_gap;
    for (const TopicRow& topic : call.topics) {
        const Rect track = draw_row_name(painter, theme, rect, place.plot, y, topic_height, topic.name, topic.detail);
        draw_topic(painter, track, place.plot, call, topic);
        place.topics.push_back({rect.x, y, rect.w, track.bottom() - y});
        y = track.bottom();
    }
    if (!call.mood.empty()) {
        const Rect track = draw_row_name(painter, theme, rect, place.plot, y, mood_height, call.mood_name, {});
        draw_mood(painter, theme, track, place.plot, call);
        place.mood = {rect.x, y, rect.w, track.bottom() - y};
    }
    // Beside their names the lanes are one picture; under them each is its own.
    const Rect lanes_rect{place.plot.x, place.plot.y, place.plot.w, lanes_end - place.plot.y};
    const std::vector<Rect> across = names_beside ? std::vector<Rect>{lanes_rect} : tracks;
    for (const SpeechSpan& silence : call.silences) {
        const float from = x_of(call, place.plot, silence.from_ms), to = x_of(call, place.plot, silence.to_ms);
        for (const Rect& track : across)
            painter.hatch({from, track.y, std::max(1.f, to - from), track.h}, theme.immature, 4, 1);
    }
    for (const LaneArrow& arrow : call.arrows)
        draw_arrow(painter, theme, {x_of(call, place.plot, arrow.at_ms), between}, arrow.down);
    if (!call.flags.empty()) draw_flags(painter, theme, place.plot, call, rect.y);
    if (names_beside && call.window.to_ms > call.window.from_ms) {
        const float from = x_of(call, place.plot, call.window.from_ms), to = x_of(call, place.plot, call.window.to_ms);
        painter.stroke_rect({from, lanes_rect.y - 3, std::max(3.f, to - from), lanes_rect.h + 6}, {theme.accent, 2}, 3);
    }
    return place;
}

}  // namespace charts
