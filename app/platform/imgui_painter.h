// The screen's Painter: Dear ImGui's draw list, in device pixels.
//
// Edges that run along the pixels are put on them, so hairlines and bars are crisp at every zoom. Curves, slanted lines
// and round corners are anti-aliased. Everything uses the one texture of the atlas, so a frame is a few draw calls.
// Translucent strokes have plain ends and joins: round ones would be laid on twice.
#pragma once

#include <vector>

#include "charts/painter.h"
#include "imgui.h"
#include "platform/canvas_font.h"

namespace platform {

class ImGuiPainter final : public charts::Painter {
public:
    explicit ImGuiPainter(CanvasFonts& fonts) : fonts_(fonts) {}

    // `scale`: device pixels per CSS pixel. The list is only used until the next begin.
    void begin(ImDrawList& list, float scale);

    void fill_rect(charts::Rect rect, charts::Color color, float radius) override;
    void stroke_rect(charts::Rect rect, charts::Stroke stroke, float radius) override;
    void line(charts::Point from, charts::Point to, charts::Stroke stroke) override;
    void polyline(std::span<const charts::Point> points, charts::Stroke stroke) override;
    void polygon(std::span<const charts::Point> points, charts::Color color) override;
    void fill_circle(charts::Point centre, float radius, charts::Color color) override;
    void stroke_circle(charts::Point centre, float radius, charts::Stroke stroke) override;
    void hatch(charts::Rect rect, charts::Color color, float pitch, float width) override;
    void text(charts::Point baseline, std::string_view text, const charts::TextStyle& style) override;
    float text_width(std::string_view text, float size, charts::Weight weight) override;
    float measure() const override { return scale_; }
    void push_clip(charts::Rect rect) override;
    void pop_clip() override;
    void push_alpha(float alpha) override;
    void pop_alpha() override;

private:
    struct Box {
        float left, top, right, bottom;
    };
    struct Line {  // a stroke in device pixels
        ImU32 color;
        float width;
        float dash;
        float gap;
        bool opaque;
    };

    ImU32 color(charts::Color color, float times = 1) const;
    ImVec2 place(charts::Point point) const { return {point.x * scale_, point.y * scale_}; }
    Box snapped(charts::Rect rect) const;
    Line stroked(charts::Stroke stroke) const;
    float whole_width(float width) const;
    bool straight(ImVec2 from, ImVec2 to, const Line& line);
    void path(const std::vector<ImVec2>& points, const Line& line, bool closed);
    void dashed(const std::vector<ImVec2>& points, const Line& line, bool closed);
    void solid(const ImVec2* points, int count, const Line& line, bool closed);

    CanvasFonts& fonts_;
    ImDrawList* list_ = nullptr;
    float scale_ = 1;
    float alpha_ = 1;
    std::vector<float> alphas_;
    std::vector<ImVec2> points_;
    std::vector<ImVec2> dash_;
};

}  // namespace platform
