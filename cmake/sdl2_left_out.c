// What Dear ImGui's back end and SDL's video call of the parts of SDL that are left out: there is no game controller.
#include "SDL.h"

void* septet_no_gl_function(const char* name) {
  (void)name;
  return NULL;
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
