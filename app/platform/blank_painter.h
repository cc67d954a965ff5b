// A Painter that draws nothing: for a page in the system's own colours, where the shell lays out as ever and fills the semantic tree,
// which the page then shows as a plain document; and for finding out how tall something becomes.
#pragma once

#include "charts/painter.h"
#include "charts/text_metrics.h"

namespace platform {

class BlankPainter final : public charts::Painter {
public:
    // Texts are as wide as `measured` has them; without one as in charts/text_metrics.h.
    explicit BlankPainter(charts::Painter* measured = nullptr) : measured_(measured) {}

    void fill_rect(charts::Rect, charts::Color, float) override {}
    void stroke_rect(charts::Rect, charts::Stroke, float) override {}
    void line(charts::Point, charts::Point, charts::Stroke) override {}
    void polyline(std::span<const charts::Point>, charts::Stroke) override {}
    void polygon(std::span<const charts::Point>, charts::Color) override {}
    void fill_circle(charts::Point, float, charts::Color) override {}
    void stroke_circle(charts::Point, float, charts::Stroke) override {}
    void hatch(charts::Rect, charts::Color, float, float) override {}
    void text(charts::Point, std::string_view, const charts::TextStyle&) override {}
    float text_width(std::string_view text, float size, charts::Weight weight) override {
        return measured_ ? measured_->text_width(text, size, weight) : charts::measured_width(text, size, weight);
    }
    float measure() const override { return measured_ ? measured_->measure() : 0; }
    void push_clip(charts::Rect) override {}
    void pop_clip() override {}
    void push_alpha(float) override {}
    void pop_alpha() override {}

private:
    charts::Painter* measured_;
};

}  // namespace platform
