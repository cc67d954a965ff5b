#include "platform/window.h"

#include <SDL.h>
#include <emscripten/html5_webgl.h>

#include "charts/theme.h"
#include "imgui.h"
#include "imgui_impl_sdl2.h"
#include "imgui_internal.h"

namespace platform {
namespace {

// A press and its release that came between two frames are two frames to ImGui; more than these wait for the next.
constexpr int builds_at_once = 4;

}  // namespace

Window::Window() {
    // Keys belong to the document: SDL would swallow the browser's shortcuts. No element has this name.
    SDL_SetHint(SDL_HINT_EMSCRIPTEN_KEYBOARD_ELEMENT, "#none");
    SDL_SetHint(SDL_HINT_EMSCRIPTEN_ASYNCIFY, "0");
    SDL_Init(SDL_INIT_VIDEO);
    // A finger moves the mouse. Without finger events SDL leaves the touch to the browser, which can then zoom.
    for (const auto type : {SDL_FINGERDOWN, SDL_FINGERUP, SDL_FINGERMOTION})
        SDL_EventState(static_cast<Uint32>(type), SDL_IGNORE);
    window_ = SDL_CreateWindow("", 0, 0, 300, 150, SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI);

    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    io.Fonts->TexDesiredFormat = ImTextureFormat_Alpha8;
    // Every device that has WebGL 2 can do this; before it is full, sizes that are no longer drawn give way.
    io.Fonts->TexMaxWidth = io.Fonts->TexMaxHeight = 4096;
    ImGui::GetStyle().FontSizeBase = 13;
    ImGui_ImplSDL2_InitForOther(window_);
    fonts_ = std::make_unique<CanvasFonts>(*io.Fonts);
    painter_ = std::make_unique<ImGuiPainter>(*fonts_);
}

Window::~Window() {
    ImGui_ImplSDL2_Shutdown();
    ImGui::DestroyContext();
    SDL_DestroyWindow(window_);
}

void Window::scroll(float x, float y) {
    wheel_.x += x;
    wheel_.y += y;
}

void Window::cancel_touch() { touch_cancelled_ = true; }

bool Window::start_graphics() {
    if (context_ == 0) {
        EmscriptenWebGLContextAttributes wanted;
        emscripten_webgl_init_context_attributes(&wanted);
        wanted.alpha = wanted.antialias = wanted.depth = wanted.stencil = false;
        wanted.powerPreference = EM_WEBGL_POWER_PREFERENCE_LOW_POWER;
        wanted.majorVersion = 2;
        wanted.enableExtensionsByDefault = false;
        context_ = emscripten_webgl_create_context("#canvas", &wanted);
        if (context_ == 0) return false;
    }
    emscripten_webgl_make_context_current(context_);
    renderer_.emplace(emscripten_webgl_enable_extension(context_, "KHR_parallel_shader_compile"));
    return true;
}

void Window::read_events() {
    SDL_Event event;
    while (SDL_PollEvent(&event)) {
        // Once the mouse has left the canvas SDL names no window, and ImGui would miss the end of a drag.
        if (event.type == SDL_MOUSEMOTION) event.motion.windowID = SDL_GetWindowID(window_);
        if (event.type == SDL_MOUSEBUTTONUP) event.button.windowID = SDL_GetWindowID(window_);
        ImGui_ImplSDL2_ProcessEvent(&event);
    }
}

ui::Input Window::input() {
    const ImGuiIO& io = ImGui::GetIO();
    ui::Input input;
    if (ImGui::IsMousePosValid()) input.pointer = {io.MousePos.x, io.MousePos.y};
    input.kind = io.MouseSource == ImGuiMouseSource_TouchScreen ? ui::Pointer::touch : ui::Pointer::mouse;
    input.down = io.MouseDown[ImGuiMouseButton_Left];
    input.pressed = ImGui::IsMouseClicked(ImGuiMouseButton_Left);
    input.released = ImGui::IsMouseReleased(ImGuiMouseButton_Left);
    const bool touch = input.kind == ui::Pointer::touch;
    if (touch_cancelled_) {
        // Let go far away from where it went down.
        input.pointer = {-1, -1};
        touch_cancelled_ = input.down;
        input.released = input.down || input.released;
        input.down = input.pressed = false;
    } else if (touch && !input.down && !input.released) {
        input.pointer = {-1, -1};  // a finger that is not there points at nothing
    }
    input.wheel = wheel_;
    wheel_ = {};
    return input;
}

void Window::warm(std::string_view characters) {
    using charts::Weight;
    for (const charts::TextStyle& style :
         {charts::type::hero({}), charts::type::title({}), charts::type::lead({}), charts::type::body({}),
          charts::type::body({}, Weight::medium), charts::type::label({}), charts::type::label({}, Weight::medium),
          charts::type::label({}, Weight::semibold), charts::type::small({}), charts::type::small({}, Weight::medium)})
        fonts_->width(characters, style.size * scale(), style.weight);
}

float Window::scale() const { return size_.width > 0 ? static_cast<float>(size_.pixels_wide) / size_.width : 1; }

void Window::begin_frame() {
    ImGuiIO& io = ImGui::GetIO();
    ImGui_ImplSDL2_NewFrame();
    io.DisplaySize = {static_cast<float>(size_.pixels_wide), static_cast<float>(size_.pixels_high)};
    io.DisplayFramebufferScale = {1, 1};
    ImGui::NewFrame();
    painter_->begin(*ImGui::GetBackgroundDrawList(), scale());
}

ui::NextFrame Window::frame(const CanvasSize& size, const Build& build) {
    size_ = size;
    ui::NextFrame next;
    for (int builds = 0; builds < builds_at_once; ++builds) {
        read_events();
        begin_frame();
        next = build(*painter_, input());
        if (ImGui::GetCurrentContext()->InputEventsQueue.empty()) break;
        ImGui::EndFrame();
    }
    ImGui::Render();
    if (!ImGui::GetCurrentContext()->InputEventsQueue.empty()) next.again = true;
    pixels_ = nullptr;
    if (graphics_ready()) {
        renderer_->draw(*ImGui::GetDrawData());
        memory_ = {};  // four bytes a pixel
    } else {
        SoftwareRenderer::take_textures(*ImGui::GetDrawData());
        pixels_ = memory_.draw(*ImGui::GetDrawData()).data();
    }
    return next;
}

charts::Painter& Window::begin_aside(const CanvasSize& size) {
    size_ = size;
    begin_frame();
    return *painter_;
}

const std::uint32_t* Window::end_aside() {
    ImGui::Render();
    return memory_.draw(*ImGui::GetDrawData()).data();
}

}  // namespace platform
