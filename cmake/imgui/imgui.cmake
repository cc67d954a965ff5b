# Dear ImGui's core and the two back ends that the page uses; left_out.cpp says what of it is not there.

set(imgui_source "${SEPTET_CACHE}/sources/imgui")
if(NOT EXISTS "${imgui_source}/imgui.cpp")
  septet_fetch(imgui_release https://github.com/ocornut/imgui/archive/45acd5e0e82f4c954432533ae9985ff0e1aad6d5.tar.gz  # v1.92.2b
    SHA256=97484925aec2f4d3e913d6644d46b234f8d6d8d98c6aa9c50109e0f0df772090 imgui_source)
endif()

# What is left out was read off this version; a newer one is compiled whole, which costs size only.
file(STRINGS "${imgui_source}/imgui.h" imgui_version REGEX "#define IMGUI_VERSION_NUM ")
if(NOT imgui_version MATCHES "19222$")
  set(imgui_whole "${imgui_source}/imgui_tables.cpp" "${imgui_source}/imgui_widgets.cpp")
endif()

add_library(imgui STATIC
  "${imgui_source}/imgui.cpp"
  "${imgui_source}/imgui_draw.cpp"
  ${imgui_whole}
  "${imgui_source}/backends/imgui_impl_sdl2.cpp"
  "${imgui_source}/backends/imgui_impl_opengl3.cpp"
  "${CMAKE_CURRENT_LIST_DIR}/left_out.cpp")
target_include_directories(imgui SYSTEM PUBLIC "${imgui_source}" "${imgui_source}/backends")
target_compile_definitions(imgui PUBLIC
  IMGUI_USER_CONFIG="${PROJECT_SOURCE_DIR}/app/platform/imgui_config.h" IMGUI_IMPL_OPENGL_ES3)
target_link_libraries(imgui PUBLIC sdl2)
