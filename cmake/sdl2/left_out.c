// What Dear ImGui's back end and SDL's video call of the parts of SDL that are left out:
// there is no game controller, no renderer and no software frame buffer.
#include "SDL_internal.h"

#include "SDL.h"
#include "video/SDL_sysvideo.h"

#include "video/emscripten/SDL_emscriptenframebuffer.h"

// SDL keeps these two to itself.
SDL_Renderer* SDL_GetRenderer(SDL_Window* window);
void SDL_DestroyRendererWithoutFreeing(SDL_Renderer* renderer);

EM_JS(int, septet_screen_width, (void), { return screen.width; })
EM_JS(int, septet_screen_height, (void), { return screen.height; })
void septet_screen_size(int* width, int* height) {
    *width = septet_screen_width();
    *height = septet_screen_height();
}

SDL_Renderer* SDL_GetRenderer(SDL_Window* window) {
    (void)window;
    return NULL;
}
void SDL_DestroyRendererWithoutFreeing(SDL_Renderer* renderer) { (void)renderer; }
int SDL_GetRendererOutputSize(SDL_Renderer* renderer, int* width, int* height) {
    (void)renderer;
    *width = *height = 0;
    return -1;
}

int Emscripten_CreateWindowFramebuffer(_THIS, SDL_Window* window, Uint32* format, void** pixels, int* pitch) {
    (void)_this;
    (void)window;
    (void)format;
    (void)pixels;
    (void)pitch;
    return SDL_Unsupported();
}
int Emscripten_UpdateWindowFramebuffer(_THIS, SDL_Window* window, const SDL_Rect* rectangles, int count) {
    (void)_this;
    (void)window;
    (void)rectangles;
    (void)count;
    return SDL_Unsupported();
}
void Emscripten_DestroyWindowFramebuffer(_THIS, SDL_Window* window) {
    (void)_this;
    (void)window;
}

int SDL_NumJoysticks(void) { return 0; }
SDL_bool SDL_IsGameController(int index) {
    (void)index;
    return SDL_FALSE;
}
SDL_GameController* SDL_GameControllerOpen(int index) {
    (void)index;
    return NULL;
}
void SDL_GameControllerClose(SDL_GameController* controller) { (void)controller; }
Sint16 SDL_GameControllerGetAxis(SDL_GameController* controller, SDL_GameControllerAxis axis) {
    (void)controller;
    (void)axis;
    return 0;
}
Uint8 SDL_GameControllerGetButton(SDL_GameController* controller, SDL_GameControllerButton button) {
    (void)controller;
    (void)button;
    return 0;
}
