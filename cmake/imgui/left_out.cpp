// The page draws its own widgets on Dear ImGui's draw lists, so ImGui's tables, widgets and font rasteriser stay out:
// a quarter of its size. Its core names a few of their functions, for windows that the page never opens;
// here they do nothing. Whoever wants an ImGui widget compiles its file again and deletes its part here.
#include "imgui.h"
#include "imgui_internal.h"
#include "misc/freetype/imgui_freetype.h"

// The page sets a font loader of its own on the atlas before the first frame.
const ImFontLoader* ImGuiFreeType::GetFontLoader() { return nullptr; }

#if IMGUI_VERSION_NUM == 19222  // see imgui.cmake

// imgui_tables.cpp
void ImGui::EndColumns() {}
void ImGui::EndTable() {}
void ImGui::TableEndRow(ImGuiTable*) {}
void ImGui::TableGcCompactSettings() {}
void ImGui::TableGcCompactTransientBuffers(ImGuiTable*) {}
void ImGui::TableGcCompactTransientBuffers(ImGuiTableTempData*) {}
void ImGui::TableSettingsAddSettingsHandler() {}

// imgui_widgets.cpp
ImGuiInputTextState::ImGuiInputTextState() { memset(static_cast<void*>(this), 0, sizeof(*this)); }
ImGuiInputTextState::~ImGuiInputTextState() = default;
void ImGuiMenuColumns::Update(float, bool) {}
bool ImGui::Button(const char*, const ImVec2&) { return false; }
bool ImGui::ButtonBehavior(const ImRect&, ImGuiID, bool*, bool*, ImGuiButtonFlags) { return false; }
bool ImGui::CloseButton(ImGuiID, const ImVec2&) { return false; }
bool ImGui::CollapseButton(ImGuiID, const ImVec2&) { return false; }
void ImGui::EndMenuBar() {}
ImGuiMultiSelectIO* ImGui::EndMultiSelect() { return nullptr; }
void ImGui::EndTabBar() {}
bool ImGui::InputText(const char*, char*, size_t, ImGuiInputTextFlags, ImGuiInputTextCallback, void*) { return false; }
void ImGui::InputTextDeactivateHook(ImGuiID) {}
void ImGui::Scrollbar(ImGuiAxis) {}
bool ImGui::Selectable(const char*, bool, ImGuiSelectableFlags, const ImVec2&) { return false; }
void ImGui::SeparatorText(const char*) {}
bool ImGui::SliderInt(const char*, int*, int, int, const char*, ImGuiSliderFlags) { return false; }
void ImGui::TextV(const char*, va_list) {}
void ImGui::TreePop() {}

#endif
