// The time line of a call: a lane a side with who speaks when, silences across all lanes, interruptions between them; above them what
// was found by rules, under them what is spoken of and in which mood; and a frame round the part that is read below.
//
//     const CallLanesPlace place = draw_call_lanes(painter, theme, {x, y, w, call_lanes_height(call)}, call, words);
//     const std::uint32_t ms = ms_at(call, place.plot, pointer.x);
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "charts/format.h"
#include "charts/painter.h"
#include "charts/theme.h"

namespace charts {

struct SpeechSpan {
    std::uint32_t from_ms = 0, to_ms = 0;
};

struct SpeechLane {
    std::string name;
    std::string detail;  // under it: "10:23 · 61.8 %"
    Color color;
    std::vector<SpeechSpan> speech;
};

struct LaneArrow {
    std::uint32_t at_ms = 0;
    bool down = false;  // into the lane below: the upper side's; else the lower side's, hollow
};

// Found in what was said, on a line of its own above the lanes.
struct LaneFlag {
    std::uint32_t at_ms = 0;
    std::string label;  // a digit or two
    bool bad = false;
};

// A turn as a part of another row, in its side's colour.
struct TurnSpan {
    SpeechSpan time;
    Color color;
};

struct TopicRow {
    std::string name;
    std::string detail;           // beside it: how often
    std::vector<TurnSpan> turns;  // in which it is spoken of
};

struct MoodSpan {
    TurnSpan turn;
    float value = 0;  // -1 … 1: from the row's middle down or up
};

struct CallLanes {
    std::uint32_t duration_ms = 0;
    std::vector<SpeechLane> lanes;
    std::vector<SpeechSpan> silences;
    std::vector<LaneArrow> arrows;
    std::vector<LaneFlag> flags;
    std::vector<TopicRow> topics;
    std::string mood_name;
    std::vector<MoodSpan> mood;  // none: no row
    SpeechSpan window;           // what is read, drawn where names stand beside; of no length: none
};

struct CallLanesPlace {
    Rect plot;                 // from 0 to the call's end, over all lanes and rows
    std::vector<Rect> lanes;   // the whole width, name included
    std::vector<Rect> topics;  // likewise
    Rect mood;                 // likewise; empty where there is none
};

// Below this width the names stand above their lanes.
inline constexpr float call_lanes_names_beside = 640;

float call_lanes_height(const CallLanes& call, float width);
CallLanesPlace draw_call_lanes(Painter& painter, const Theme& theme, Rect rect, const CallLanes& call);

// Where in the call an x of the plot is; within the call.
std::uint32_t ms_at(const CallLanes& call, Rect plot, float x);

}  // namespace charts
