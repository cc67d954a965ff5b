// The page's canvas as an SDL window, the pointer on it, and Dear ImGui, whose lists are drawn by WebGL 2 or in memory.
//
// Here: the window, the context and its loss, the mouse and the first finger through SDL's events and ImGui's queue, the
// wheel as the browser counts it, one frame.
// Not here: keys, text and the clipboard, which belong to the document (web/semantic.mjs); when a frame is drawn, which
// the page decides (web/frames.mjs).
//
// ImGui has no windows of its own here: everything is drawn on its background list. Its coordinates are device pixels,
// the pointer's are CSS pixels.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "platform/imgui_painter.h"
#include "platform/software_renderer.h"
#include "platform/webgl_renderer.h"
#include "ui/input.h"
#include "ui/shell.h"

struct SDL_Window;

namespace platform {

// How large the canvas is, in CSS pixels and in device pixels.
struct CanvasSize {
    float width = 0;
    float height = 0;
    int pixels_wide = 0;
    int pixels_high = 0;
};

class Window {
public:
    using Build = std::function<ui::NextFrame(charts::Painter&, const ui::Input&)>;

    Window();
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    void scroll(float x, float y);
    // The finger that is down belongs to the browser from now on (it zooms): nothing was pressed.
    void cancel_touch();

    // Has the browser start its graphics, while frames are drawn in memory. False: it has none.
    bool start_graphics();
    // They are started, and drawing would not wait for them: the next frame is drawn by them.
    bool graphics_ready() const { return renderer_ && renderer_->ready(); }
    void graphics_lost() { renderer_.reset(); }

    // Has the characters measured in the styles that every screen uses, while there is nothing to show yet: a face's first
    // measure at a size is slow.
    void warm(std::string_view characters);
    // Builds and draws one frame; builds again at once while events wait that belong to separate frames.
    ui::NextFrame frame(const CanvasSize& size, const Build& build);
    // Something beside the frames, drawn in memory. The pixels: SoftwareRenderer::draw, until the next frame.
    charts::Painter& begin_aside(const CanvasSize& size);
    const std::uint32_t* end_aside();
    // Of the last frame where it was drawn in memory: SoftwareRenderer::draw; else null.
    const std::uint32_t* pixels() const { return pixels_; }

private:
    void read_events();
    void begin_frame();
    ui::Input input();
    float scale() const;  // device pixels per CSS pixel

    SDL_Window* window_ = nullptr;
    CanvasSize size_;
    charts::Point wheel_;
    bool touch_cancelled_ = false;
    std::uintptr_t context_ = 0;  // of WebGL; 0: not wanted yet, or there is none
    std::optional<WebGlRenderer> renderer_;
    SoftwareRenderer memory_;
    const std::uint32_t* pixels_ = nullptr;
    std::unique_ptr<CanvasFonts> fonts_;
    std::unique_ptr<ImGuiPainter> painter_;
};

}  // namespace platform
