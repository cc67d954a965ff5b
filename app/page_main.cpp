// The page's module: the shell, the screens and the browser, and the functions that the page's scripts call.
//
// Texts come in through one buffer: septet_text(size) gives its place, the script writes UTF-8 into it and calls the
// function that takes it with its size. Several texts are divided by zero bytes.
#include <emscripten.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/blank_painter.h"
#include "platform/page_host.h"
#include "platform/window.h"
#include "screens/screens.h"
#include "ui/shell.h"

namespace {

// How often the document follows while something moves; it always follows when the movement ends.
constexpr double semantics_every_ms = 250;
// On paper: a laptop's layout, some 280 dots an inch on A4.
constexpr float paper_width = 1040, paper_scale = 2;

struct Page {
    platform::PageHost host;
    ui::Shell shell{host, screens::all()};
    platform::Window window;
    platform::CanvasSize size;
    bool memory = false;  // the document shows what was drawn in memory
    platform::BlankPainter blank;
    ui::Surface surface;
    std::string text;
    std::vector<ui::SemanticNode> semantics;  // as the document has it
    double semantics_ms = 0;
    int cursor = -1;
};

// The one instance, made by septet_start.
Page* page = nullptr;

std::string& text_buffer() {
    static std::string buffer;
    return buffer;
}

std::string_view text_of(std::size_t size) { return std::string_view(text_buffer()).substr(0, size); }

// The next text before a zero byte or the end; `texts` moves behind it.
std::string_view take_text(std::string_view& texts) {
    const std::size_t end = std::min(texts.find('\0'), texts.size());
    const std::string_view taken = texts.substr(0, end);
    texts.remove_prefix(std::min(end + 1, texts.size()));
    return taken;
}

void show_semantics(const ui::NextFrame& next) {
    const double now = page->surface.now_ms;
    if (next.again && now - page->semantics_ms < semantics_every_ms) return;
    page->semantics_ms = now;
    const ui::SemanticTree& tree = page->shell.semantics();
    if (tree.nodes == page->semantics) return;
    page->host.show_semantics(tree.json(page->semantics));
    page->semantics = tree.nodes;
}

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE char* septet_text(std::size_t size) {
    text_buffer().resize(size);
    return text_buffer().data();
}

// The texts: language, fragment, the page's address.
EMSCRIPTEN_KEEPALIVE void septet_start(std::size_t size, int dark, int first_visit) {
    page = new Page;
    std::string_view texts = text_of(size);
    ui::StartOptions options;
    options.language = take_text(texts);
    options.fragment = take_text(texts);
    options.address = take_text(texts);
    options.dark = dark != 0;
    options.first_visit = first_visit != 0;
    page->shell.start(options);
}

// 0: the browser has no WebGL 2; frames go on being drawn in memory.
EMSCRIPTEN_KEEPALIVE int septet_graphics_start() { return page->window.start_graphics(); }
EMSCRIPTEN_KEEPALIVE int septet_graphics_ready() { return page->window.graphics_ready(); }
EMSCRIPTEN_KEEPALIVE void septet_graphics_lost() { page->window.graphics_lost(); }

// The canvas and what of it no notch or rounded corner hides, in CSS pixels; how many device pixels it has, none: nothing is drawn.
EMSCRIPTEN_KEEPALIVE void septet_surface(float width, float height, int pixels_wide, int pixels_high, float safe_left,
                                         float safe_top, float safe_right, float safe_bottom, int reduced_motion) {
    page->surface.width = width;
    page->surface.height = height;
    page->surface.safe = {safe_left, safe_top, width - safe_left - safe_right, height - safe_top - safe_bottom};
    page->surface.reduced_motion = reduced_motion != 0;
    page->size = {width, height, pixels_wide, pixels_high};
}

// When to draw again: 0 at once, negative when something happens, else in so many milliseconds.
EMSCRIPTEN_KEEPALIVE double septet_frame(double now_ms) {
    page->surface.now_ms = now_ms;
    const auto build = [](charts::Painter& painter, const ui::Input& input) {
        return page->shell.frame(painter, input, page->surface);
    };
    const platform::CanvasSize& size = page->size;
    const bool drawn = size.pixels_wide > 0 && size.pixels_high > 0;
    const ui::NextFrame next = drawn ? page->window.frame(size, build) : build(page->blank, {});
    const std::uint32_t* pixels = drawn ? page->window.pixels() : nullptr;
    if (pixels || page->memory) page->host.show_pixels(pixels, size.pixels_wide, size.pixels_high);
    page->memory = pixels != nullptr;
    show_semantics(next);
    const int cursor = static_cast<int>(next.cursor);
    if (cursor != page->cursor) page->host.show_cursor(page->cursor = cursor);
    return next.again ? 0 : next.wait_ms;
}

// The text: characters that the first screen will be written in.
EMSCRIPTEN_KEEPALIVE void septet_warm(std::size_t size) { page->window.warm(text_of(size)); }

// Puts the screen on paper, band by band; nothing before the later part is here.
EMSCRIPTEN_KEEPALIVE void septet_print() {
    if (!page->host.is_complete() || page->size.pixels_wide == 0) return;
    const auto size = [](float height) {
        return platform::CanvasSize{paper_width, height, static_cast<int>(paper_width * paper_scale),
                                    static_cast<int>(height * paper_scale)};
    };
    platform::BlankPainter blank(&page->window.begin_aside(size(1)));
    const std::vector<float> edges = page->shell.paper_edges(blank, paper_width);
    page->window.end_aside();
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
        const float top = std::ceil(edges[i]);
        const platform::CanvasSize band = size(std::ceil(edges[i + 1]) - top);
        page->shell.draw_paper(page->window.begin_aside(band),
                               {.width = paper_width, .height = band.height, .safe = {}, .reduced_motion = true}, top);
        page->host.show_paper(page->window.end_aside(), band.pixels_wide, band.pixels_high);
    }
}

EMSCRIPTEN_KEEPALIVE void septet_wheel(float x, float y) { page->window.scroll(x, y); }
// Whether the mouse may move there without a frame.
EMSCRIPTEN_KEEPALIVE int septet_same_there(float x, float y) { return page->shell.same_there({x, y}); }
EMSCRIPTEN_KEEPALIVE void septet_touch_cancelled() { page->window.cancel_touch(); }

// The texts: the element's id, the value.
EMSCRIPTEN_KEEPALIVE void septet_act(int kind, std::size_t size) {
    std::string_view texts = text_of(size);
    ui::Action action;
    action.kind = static_cast<ui::ActionKind>(kind);
    action.id = take_text(texts);
    action.value = take_text(texts);
    page->shell.act(action);
}
EMSCRIPTEN_KEEPALIVE void septet_answer(std::uint32_t number, std::size_t size) {
    page->shell.answer(number, text_of(size));
}
EMSCRIPTEN_KEEPALIVE void septet_load_event(std::size_t size) { page->shell.load_event(text_of(size)); }
EMSCRIPTEN_KEEPALIVE void septet_fragment(std::size_t size) { page->shell.fragment_changed(text_of(size)); }
EMSCRIPTEN_KEEPALIVE void septet_theme(int dark) { page->shell.theme_changed(dark != 0); }

}  // extern "C"
