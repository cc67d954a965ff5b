// Dear ImGui's default font loader, which is never asked: the page sets its own on the atlas before the first frame.
// Declaring the FreeType one (see imgui_config.h) and answering for it here keeps ImGui's own rasteriser out.
#include "imgui.h"
#include "misc/freetype/imgui_freetype.h"

const ImFontLoader* ImGuiFreeType::GetFontLoader() { return nullptr; }
