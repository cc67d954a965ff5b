// A Painter that writes SVG: the vector export, and how charts are tested without a browser.
//
//     SvgPainter svg(752, 330, "Funnel of the lead nurturers");
//     draw_funnel(svg, light_theme(), {0, 0, 752, 330}, funnel, {});
//     save(svg.finish());
//
// The text is plain SVG 1.1 with UTF-8: rectangles, lines, polygons, circles, text, clips and groups; no script, no style
// sheet, no reference out of the file. Coordinates have at most two decimals, so equal drawings are equal bytes. Text is
// measured with the advance widths of Inter (Chinese: 1 em), whatever fonts the machine has.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "charts/painter.h"

namespace charts {

class SvgPainter final : public Painter {
public:
    SvgPainter(float width, float height, std::string_view title = {});

    void fill_rect(Rect rect, Color color, float radius = 0) override;
    void stroke_rect(Rect rect, Stroke stroke, float radius = 0) override;
    void line(Point from, Point to, Stroke stroke) override;
    void polyline(std::span<const Point> points, Stroke stroke) override;
    void polygon(std::span<const Point> points, Color color) override;
    void fill_circle(Point centre, float radius, Color color) override;
    void stroke_circle(Point centre, float radius, Stroke stroke) override;
    void hatch(Rect rect, Color color, float pitch, float width) override;
    void text(Point baseline, std::string_view text, const TextStyle& style) override;
    float text_width(std::string_view text, float size, Weight weight) override;
    void push_clip(Rect rect) override;
    void pop_clip() override;
    void push_alpha(float alpha) override;
    void pop_alpha() override;

    // Closes what is still open and gives the file's text. Nothing may be drawn afterwards.
    std::string finish();

private:
    void attribute(std::string_view name, float value);
    void color(std::string_view property, Color value);
    void stroke(Stroke value);
    void points(std::span<const Point> corners);

    std::string out_;
    int clips_ = 0;
    int open_groups_ = 0;
};

}  // namespace charts
