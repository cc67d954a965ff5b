// The page's canvas as an SDL window with a WebGL 2 context, the pointer on it, and Dear ImGui, which draws.
//
// Here: the window, the context and its loss, the mouse and the first finger through SDL's events and ImGui's queue, the
// wheel as the browser counts it, one frame.
// Not here: keys, text and the clipboard, which belong to the document (web/semantic.mjs); when a frame is drawn, which
// the page decides (web/frames.mjs).
//
// ImGui has no windows of its own here: everything is drawn on its background list. Its coordinates are device pixels,
// the pointer's are CSS pixels.
#pragma once

#include <functional>
#include <memory>

#include "platform/imgui_painter.h"
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

    // Null: the browser gives no WebGL 2 context.
    // tells_compiled: see WebGlRenderer.
    static std::unique_ptr<Window> open(bool tells_compiled);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    void resize(const CanvasSize& size) { size_ = size; }
    void scroll(float x, float y);
    // The finger that is down belongs to the browser from now on (it zooms): nothing was pressed.
    void cancel_touch();
    void context_lost();

    // Has the characters measured in the styles that every screen uses, while there is nothing to show yet: a face's first
    // measure at a size is slow.
    void warm(std::string_view characters);
    // Builds and draws one frame, once the graphics are ready: until then it wants to be called again; builds again at once while events wait that belong to separate frames.
    ui::NextFrame frame(const Build& build);

private:
    Window(SDL_Window* window, bool tells_compiled);
    void read_events();
    ui::Input input();
    float scale() const;  // device pixels per CSS pixel

    SDL_Window* window_;
    CanvasSize size_;
    charts::Point wheel_;
    bool touch_cancelled_ = false;
    WebGlRenderer renderer_;
    std::unique_ptr<CanvasFonts> fonts_;
    std::unique_ptr<ImGuiPainter> painter_;
};

}  // namespace platform
