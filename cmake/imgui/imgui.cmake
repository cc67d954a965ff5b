# Dear ImGui's core and the two back ends that the page uses; left_out.cpp says what of it is not there.

set(imgui_source "${SEPTET_CACHE}/sources/imgui")
if(NOT EXISTS "${imgui_source}/imgui.cpp")
  septet_fetch(imgui_release https://github.com/ocornut/imgui/archive/refs/tags/v1.92.2b.tar.gz
    SHA256=0 imgui_source)
endif()

add_library(imgui STATIC
  "${imgui_source}/imgui.cpp"
  "${imgui_source}/imgui_draw.cpp"
  "${imgui_source}/backends/imgui_impl_sdl2.cpp"
  "${imgui_source}/backends/imgui_impl_opengl3.cpp"
  "${CMAKE_CURRENT_LIST_DIR}/left_out.cpp")
target_include_directories(imgui SYSTEM PUBLIC "${imgui_source}" "${imgui_source}/backends")
target_compile_definitions(imgui PUBLIC
  IMGUI_USER_CONFIG="${PROJECT_SOURCE_DIR}/app/platform/imgui_config.h" IMGUI_IMPL_OPENGL_ES3)
target_link_libraries(imgui PUBLIC sdl2)
