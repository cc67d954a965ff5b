// SDL's OpenGL for this page: a WebGL 2 context made straight on the canvas, as SDL 3 does it.
// SDL 2 goes through Emscripten's EGL, which costs size and cannot say how the canvas is composed.
#include "SDL_internal.h"

#include <emscripten/html5_webgl.h>

#include "video/emscripten/SDL_emscriptenopengles.h"
#include "video/emscripten/SDL_emscriptenvideo.h"

int Emscripten_GLES_LoadLibrary(_THIS, const char* path) {
    (void)_this;
    (void)path;
    return 0;
}

void SDL_EGL_UnloadLibrary(_THIS) { (void)_this; }

// Dear ImGui's back end calls WebGL by name.
void* SDL_EGL_GetProcAddress(_THIS, const char* name) {
    (void)_this;
    (void)name;
    return NULL;
}

EGLSurface* SDL_EGL_CreateSurface(_THIS, NativeWindowType window) {
    (void)window;
    return (EGLSurface*)_this;  // the canvas is the surface: anything but none will do
}

void SDL_EGL_DestroySurface(_THIS, EGLSurface surface) {
    (void)_this;
    (void)surface;
}

SDL_GLContext Emscripten_GLES_CreateContext(_THIS, SDL_Window* window) {
    EmscriptenWebGLContextAttributes attributes;
    emscripten_webgl_init_context_attributes(&attributes);
    attributes.majorVersion = 2;
    attributes.alpha = _this->gl_config.alpha_size > 0;
    attributes.depth = _this->gl_config.depth_size > 0;
    attributes.stencil = _this->gl_config.stencil_size > 0;
    attributes.antialias = _this->gl_config.multisamplebuffers > 0;
    const SDL_WindowData* data = window->driverdata;
    const EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context = emscripten_webgl_create_context(data->canvas_id, &attributes);
    if (context <= 0) {
        SDL_SetError("This browser gives no WebGL 2 context");
        return NULL;
    }
    emscripten_webgl_make_context_current(context);
    return (SDL_GLContext)context;
}

int Emscripten_GLES_MakeCurrent(_THIS, SDL_Window* window, SDL_GLContext context) {
    (void)_this;
    (void)window;
    emscripten_webgl_make_context_current((EMSCRIPTEN_WEBGL_CONTEXT_HANDLE)context);
    return 0;
}

void SDL_EGL_DeleteContext(_THIS, SDL_GLContext context) {
    (void)_this;
    emscripten_webgl_destroy_context((EMSCRIPTEN_WEBGL_CONTEXT_HANDLE)context);
}

// The page owns the animation frame, and the browser presents when it returns.
int Emscripten_GLES_SwapWindow(_THIS, SDL_Window* window) {
    (void)_this;
    (void)window;
    return 0;
}

int SDL_EGL_SetSwapInterval(_THIS, int interval) {
    (void)_this;
    (void)interval;
    return 0;
}

int SDL_EGL_GetSwapInterval(_THIS) {
    (void)_this;
    return 1;
}
