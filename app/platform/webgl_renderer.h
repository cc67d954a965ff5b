// Draws Dear ImGui's lists with WebGL 2.
//
// ImGui's own OpenGL back end shares a context with others: each frame it asks WebGL for some twenty pieces of state to
// restore them later, and each question waits for the graphics process (measured: 25–90 ms a frame without a graphics
// card). This context has no other user, so its state is set once and never asked for.
//
// Here: textures that grow while a frame is built (one byte a pixel: alpha), 32-bit indices, a context that is lost.
// Not here: user callbacks, coloured textures, several viewports.
#pragma once

#include <cstdint>

#include "imgui.h"

namespace platform {

class WebGlRenderer {
public:
    // Has the program compiled while other frames are drawn without it. The context is current, and new to everything.
    // tells_compiled: the browser says when a program is compiled (KHR_parallel_shader_compile is switched on).
    explicit WebGlRenderer(bool tells_compiled);

    // Drawing would not wait for the compiler. Where the browser does not tell, it is said to be.
    bool ready() const;
    void draw(const ImDrawData& data);

private:
    void make(const ImDrawData& data);
    void update(ImTextureData& texture);

    bool tells_compiled_ = false;
    bool made_ = false;
    std::uint32_t program_ = 0;
    std::uint32_t vertices_ = 0;
    std::uint32_t indices_ = 0;
    std::int32_t size_uniform_ = -1;
};

}  // namespace platform
