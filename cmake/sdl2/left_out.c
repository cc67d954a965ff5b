// What Dear ImGui's back end and SDL's video call of the parts of SDL that are left out:
// there is no game controller, no renderer, no surface in memory, no gesture and no file.
#include "SDL_internal.h"

#include "SDL.h"
#include "events/SDL_gesture_c.h"
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

SDL_Surface* SDL_CreateRGBSurface(Uint32 flags, int width, int height, int depth, Uint32 red, Uint32 green, Uint32 blue,
                                  Uint32 alpha) {
    (void)flags;
    (void)width;
    (void)height;
    (void)depth;
    (void)red;
    (void)green;
    (void)blue;
    (void)alpha;
    return NULL;
}
SDL_Surface* SDL_CreateRGBSurfaceFrom(void* pixels, int width, int height, int depth, int pitch, Uint32 red,
                                      Uint32 green, Uint32 blue, Uint32 alpha) {
    (void)pixels;
    (void)pitch;
    return SDL_CreateRGBSurface(0, width, height, depth, red, green, blue, alpha);
}
SDL_Surface* SDL_ConvertSurfaceFormat(SDL_Surface* surface, Uint32 format, Uint32 flags) {
    (void)surface;
    (void)format;
    (void)flags;
    return NULL;
}
void SDL_FreeSurface(SDL_Surface* surface) { (void)surface; }
SDL_bool SDL_PixelFormatEnumToMasks(Uint32 format, int* depth, Uint32* red, Uint32* green, Uint32* blue,
                                    Uint32* alpha) {
    (void)format;
    *depth = 0;
    *red = *green = *blue = *alpha = 0;
    return SDL_FALSE;
}
void SDL_CalculateGammaRamp(float gamma, Uint16* ramp) {
    (void)gamma;
    (void)ramp;
}

size_t SDL_RWread(SDL_RWops* file, void* to, size_t size, size_t count) {
    (void)file;
    (void)to;
    (void)size;
    (void)count;
    return 0;
}
size_t SDL_RWwrite(SDL_RWops* file, const void* from, size_t size, size_t count) {
    (void)file;
    (void)from;
    (void)size;
    (void)count;
    return 0;
}

int SDL_GestureAddTouch(SDL_TouchID touch) {
    (void)touch;
    return 0;
}
int SDL_GestureDelTouch(SDL_TouchID touch) {
    (void)touch;
    return 0;
}
void SDL_GestureProcessEvent(SDL_Event* event) { (void)event; }
void SDL_GestureQuit(void) {}

void SDL_AssertionsQuit(void) {}

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
