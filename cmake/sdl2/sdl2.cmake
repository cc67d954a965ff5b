# The few parts of SDL2 that the page uses: the window and the pointer.
# SDL's own configuration takes minutes under Emscripten, and its library brings everything else.

set(sdl2_source "${SEPTET_CACHE}/sources/SDL2")
if(NOT EXISTS "${sdl2_source}/src/SDL.c")
  septet_fetch(sdl2_release https://github.com/libsdl-org/SDL/releases/download/release-2.32.4/SDL2-2.32.4.tar.gz
    SHA256=f15b478253e1ff6dac62257ded225ff4e7d0c5230204ac3450f1144ee806f934 sdl2_source)
endif()

file(GLOB sdl2_files
  "${sdl2_source}/src/*.c"
  "${sdl2_source}/src/atomic/*.c"
  "${sdl2_source}/src/cpuinfo/*.c"
  "${sdl2_source}/src/events/*.c"
  "${sdl2_source}/src/misc/*.c"
  "${sdl2_source}/src/misc/emscripten/*.c"
  "${sdl2_source}/src/stdlib/*.c"
  "${sdl2_source}/src/thread/*.c"
  "${sdl2_source}/src/thread/generic/*.c"
  "${sdl2_source}/src/timer/*.c"
  "${sdl2_source}/src/timer/unix/*.c"
  "${sdl2_source}/src/video/SDL_clipboard.c"
  "${sdl2_source}/src/video/SDL_rect.c"
  "${sdl2_source}/src/video/SDL_video.c"
  "${sdl2_source}/src/video/emscripten/SDL_emscriptenevents.c"
  "${sdl2_source}/src/video/emscripten/SDL_emscriptenmouse.c"
  "${sdl2_source}/src/video/emscripten/SDL_emscriptenvideo.c")
list(REMOVE_ITEM sdl2_files
  "${sdl2_source}/src/SDL_assert.c"
  "${sdl2_source}/src/SDL_dataqueue.c"
  "${sdl2_source}/src/events/SDL_gesture.c")
add_library(sdl2 STATIC ${sdl2_files}
  "${CMAKE_CURRENT_LIST_DIR}/left_out.c")
target_include_directories(sdl2 SYSTEM PUBLIC "${sdl2_source}/include" PRIVATE "${sdl2_source}/src")
target_compile_definitions(sdl2
  PRIVATE
    SDL_AUDIO_DISABLED SDL_JOYSTICK_DISABLED SDL_SENSOR_DISABLED SDL_RENDER_DISABLED SDL_POWER_DISABLED
    SDL_FILESYSTEM_DISABLED SDL_LOADSO_DISABLED SDL_LOCALE_DISABLED SDL_ASSERT_LEVEL=0)
target_compile_options(sdl2 PRIVATE -w "SHELL:-include ${CMAKE_CURRENT_LIST_DIR}/less.h")
