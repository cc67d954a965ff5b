// Draws Dear ImGui's lists into memory, without a graphics device.
//
// The browser takes its time to start a graphics process and to compile a program there; until then, while a context is lost, and where
// there is no WebGL, the same lists are drawn here, and the page puts the pixels on a 2D canvas.
//
// Pixels whose centre lies inside are drawn, as graphics devices do, so that triangles which share an edge neither overlap nor leave a gap.
// Here: what ImGuiPainter and CanvasFonts put into a list: triangles with colours that run, rectangles, glyphs.
// Not here: user callbacks, coloured textures.
#pragma once

#include <cstdint>
#include <vector>

#include "imgui.h"

namespace platform {

class SoftwareRenderer {
public:
    // Rows from the top, without gaps between them; red, green, blue and alpha (always opaque) a byte each. Until the next call.
    const std::vector<std::uint32_t>& draw(const ImDrawData& data);
    // Says that this renderer is the one which keeps the textures; whoever is not draws them as well.
    static void take_textures(const ImDrawData& data);

private:
    std::vector<std::uint32_t> pixels_;
};

}  // namespace platform
