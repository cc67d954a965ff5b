// What the pointer did since the last frame and what the surface is like. Filled by platform/, read by ui/.
// Keys and text do not come this way: they reach the page through the semantic layer's DOM elements (ui/semantic.h).
#pragma once

#include <cstdint>

#include "charts/painter.h"

namespace ui {

enum class Pointer : std::uint8_t { mouse, touch };

struct Input {
    charts::Point pointer{-1, -1};  // CSS pixels; negative: outside
    Pointer kind = Pointer::mouse;
    bool down = false;     // primary button or finger
    bool pressed = false;  // went down since the last frame
    bool released = false;
    charts::Point wheel;  // CSS pixels to scroll by, positive: content moves up / left
};

struct Surface {
    float width = 0;  // CSS pixels
    float height = 0;
    charts::Rect safe;  // inside notches and rounded corners; whole surface where there are none
    double now_ms = 0;  // monotonic
    bool reduced_motion = false;
};

}  // namespace ui
