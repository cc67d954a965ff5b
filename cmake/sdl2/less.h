// Seen before every SDL file: what the page has in the DOM, or has no use for, is not asked of the browser.
// The keyboard belongs to the page's own text agent; there is no full screen and no pointer lock.
#pragma once
#include <emscripten/emscripten.h>
#include <emscripten/html5.h>
#include <stdlib.h>

// The page makes its WebGL context itself, later than the window (app/platform/window.cpp).
#include "SDL_config.h"
#undef SDL_VIDEO_OPENGL_ES2
#undef SDL_VIDEO_OPENGL_EGL

#undef emscripten_set_keydown_callback
#undef emscripten_set_keyup_callback
#undef emscripten_set_keypress_callback
#undef emscripten_set_pointerlockchange_callback
#undef emscripten_set_fullscreenchange_callback
#undef emscripten_set_beforeunload_callback
#define emscripten_set_keydown_callback(...) ((void)0)
#define emscripten_set_keyup_callback(...) ((void)0)
#define emscripten_set_keypress_callback(...) ((void)0)
#define emscripten_set_pointerlockchange_callback(...) ((void)0)
#define emscripten_set_fullscreenchange_callback(...) ((void)0)
#define emscripten_set_beforeunload_callback(...) ((void)0)

#define emscripten_request_fullscreen_strategy(...) EMSCRIPTEN_RESULT_NOT_SUPPORTED
#define emscripten_exit_fullscreen() EMSCRIPTEN_RESULT_NOT_SUPPORTED
#define emscripten_request_pointerlock(...) EMSCRIPTEN_RESULT_NOT_SUPPORTED
#define emscripten_exit_pointerlock() EMSCRIPTEN_RESULT_NOT_SUPPORTED

#define emscripten_has_asyncify() 0
#define getenv(name) ((char*)NULL)

// These two come with all of Emscripten's older browser library; the page names itself.
void septet_screen_size(int* width, int* height);
#define emscripten_get_screen_size septet_screen_size
#define emscripten_set_window_title(title) ((void)0)
