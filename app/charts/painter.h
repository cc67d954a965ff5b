// What a chart draws on. Two implementations: ImGui's draw list on the screen (platform/imgui_painter.h) and SVG
// (charts/svg_painter.h), which is the vector export and the way charts are tested without a browser.
//
// Lengths are CSS pixels; x to the right, y down. Hairlines sit on half pixels. Text is UTF-8 on one line.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace charts {

struct Point {
    float x = 0;
    float y = 0;
};

struct Rect {
    float x = 0;
    float y = 0;
    float w = 0;
    float h = 0;
    float right() const { return x + w; }
    float bottom() const { return y + h; }
    bool contains(Point p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
    friend bool operator==(const Rect&, const Rect&) = default;
};

struct Color {
    std::uint8_t r = 0;
    std::uint8_t g = 0;
    std::uint8_t b = 0;
    std::uint8_t a = 255;
    friend bool operator==(const Color&, const Color&) = default;
};

enum class Weight : std::uint8_t { regular, medium, semibold };

struct TextStyle {
    float size = 13;
    Weight weight = Weight::regular;
    Color color;
};

struct Stroke {
    Color color;
    float width = 1;
    float dash = 0;  // length of a dash; 0: solid
    float gap = 0;
};

class Painter {
public:
    virtual ~Painter() = default;
    virtual void fill_rect(Rect rect, Color color, float radius = 0) = 0;
    virtual void stroke_rect(Rect rect, Stroke stroke, float radius = 0) = 0;  // centred on the edge, as in SVG
    virtual void line(Point from, Point to, Stroke stroke) = 0;
    virtual void polyline(std::span<const Point> points, Stroke stroke) = 0;  // round caps and joins
    virtual void polygon(std::span<const Point> points, Color color) = 0;     // simple, any winding
    virtual void fill_circle(Point centre, float radius, Color color) = 0;
    virtual void stroke_circle(Point centre, float radius, Stroke stroke) = 0;
    // 45° lines rising to the right inside rect, phase fixed to x + y = 0 so that neighbours line up.
    virtual void hatch(Rect rect, Color color, float pitch, float width) = 0;
    // Left end of the baseline. Digits are tabular.
    virtual void text(Point baseline, std::string_view text, const TextStyle& style) = 0;
    virtual float text_width(std::string_view text, float size, Weight weight) = 0;
    // Painters of one measure answer text_width alike: 0 those of charts/text_metrics.h, else device pixels per unit in the browser's fonts.
    virtual float measure() const { return 0; }
    virtual void push_clip(Rect rect) = 0;  // intersected with the clip in force
    virtual void pop_clip() = 0;
    // Everything drawn until pop is multiplied by alpha.
    virtual void push_alpha(float alpha) = 0;
    virtual void pop_alpha() = 0;
};

}  // namespace charts
