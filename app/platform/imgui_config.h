// How Dear ImGui is compiled: no demo, no debug tools, no fonts, no files, no shell.
// Glyphs come from the browser, so ImGui's own font and its rasteriser stay out.
#pragma once

#include <cstdio>

#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_DEFAULT_FONT
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
#define IMGUI_DISABLE_FILE_FUNCTIONS

// No settings are read from a file. Their reader alone would bring scanf, which the page would wait for.
#define sscanf(...) 0

// WebGL draws without a base vertex, so one draw list may need more than 65 535 vertices.
#define ImDrawIdx unsigned int
// Chinese beyond the basic plane, and emoji.
#define IMGUI_USE_WCHAR32
// Takes the place of ImGui's own font rasteriser; cmake/imgui/left_out.cpp answers for it.
#define IMGUI_ENABLE_FREETYPE
