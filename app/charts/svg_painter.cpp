#include "charts/svg_painter.h"

#include <array>
#include <cmath>

#include "base/utf8.h"
#include "charts/text_metrics.h"

namespace charts {

namespace {

constexpr std::string_view font_family =
    "Inter,'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',system-ui,sans-serif";

// At most two decimals, no exponent, never "-0".
void append_number(std::string& out, float value) {
    constexpr float largest = 1e7f;
    if (!(std::fabs(value) <= largest)) value = std::isnan(value) ? 0 : std::copysign(largest, value);
    const long long hundredths = std::llround(static_cast<double>(value) * 100);
    if (hundredths < 0) out += '-';
    const unsigned long long amount = static_cast<unsigned long long>(std::llabs(hundredths));
    out += std::to_string(amount / 100);
    if (amount % 100 == 0) return;
    out += '.';
    out += static_cast<char>('0' + amount % 100 / 10);
    if (amount % 10 != 0) out += static_cast<char>('0' + amount % 10);
}

// Characters that XML 1.0 refuses are left out, malformed bytes become U+FFFD.
void append_escaped(std::string& out, std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const char32_t code_point = base::utf8_next(text, at);
        if (code_point == '&') {
            out += "&amp;";
        } else if (code_point == '<') {
            out += "&lt;";
        } else if (code_point == '>') {
            out += "&gt;";
        } else if (code_point == '"') {
            out += "&quot;";
        } else if (code_point < 0x20) {
            out += ' ';
        } else if (code_point != 0xFFFE && code_point != 0xFFFF) {
            base::utf8_append(out, code_point);
        }
    }
}

std::string_view weight_number(Weight weight) {
    switch (weight) {
        case Weight::regular: return "400";
        case Weight::medium: return "500";
        case Weight::semibold: return "600";
    }
    return "400";
}

// What of a convex polygon lies where sign * (x + y - limit) <= 0 (Sutherland and Hodgman, one edge).
std::vector<Point> cut_by_diagonal(const std::vector<Point>& corners, float limit, float sign) {
    std::vector<Point> kept;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const Point a = corners[i];
        const Point b = corners[(i + 1) % corners.size()];
        const float at_a = sign * (a.x + a.y - limit);
        const float at_b = sign * (b.x + b.y - limit);
        if (at_a <= 0) kept.push_back(a);
        if ((at_a < 0 && at_b > 0) || (at_a > 0 && at_b < 0)) {
            const float share = at_a / (at_a - at_b);
            kept.push_back({a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)});
        }
    }
    return kept;
}

}  // namespace

SvgPainter::SvgPainter(float width, float height, std::string_view title) {
    out_ = "<svg xmlns=\"http://www.w3.org/2000/svg\"";
    attribute("width", width);
    attribute("height", height);
    out_ += " viewBox=\"0 0 ";
    append_number(out_, width);
    out_ += ' ';
    append_number(out_, height);
    out_ += "\" role=\"img\" font-family=\"";
    out_ += font_family;
    out_ += "\" style=\"font-feature-settings:'tnum','calt' 0;white-space:pre\" xml:space=\"preserve\">\n";
    if (!title.empty()) {
        out_ += "<title>";
        append_escaped(out_, title);
        out_ += "</title>\n";
    }
}

void SvgPainter::attribute(std::string_view name, float value) {
    out_ += ' ';
    out_ += name;
    out_ += "=\"";
    append_number(out_, value);
    out_ += '"';
}

void SvgPainter::color(std::string_view property, Color value) {
    constexpr std::string_view digits = "0123456789abcdef";
    out_ += ' ';
    out_ += property;
    out_ += "=\"#";
    for (const std::uint8_t channel : {value.r, value.g, value.b}) {
        out_ += digits[channel >> 4];
        out_ += digits[channel & 15];
    }
    out_ += '"';
    if (value.a != 255) attribute(std::string(property) + "-opacity", static_cast<float>(value.a) / 255);
}

void SvgPainter::stroke(Stroke value) {
    out_ += " fill=\"none\"";
    color("stroke", value.color);
    attribute("stroke-width", value.width);
    if (value.dash <= 0) return;
    out_ += " stroke-dasharray=\"";
    append_number(out_, value.dash);
    out_ += ' ';
    append_number(out_, value.gap);
    out_ += '"';
}

void SvgPainter::points(std::span<const Point> corners) {
    out_ += " points=\"";
    for (std::size_t i = 0; i < corners.size(); ++i) {
        if (i > 0) out_ += ' ';
        append_number(out_, corners[i].x);
        out_ += ',';
        append_number(out_, corners[i].y);
    }
    out_ += '"';
}

void SvgPainter::fill_rect(Rect rect, Color fill, float radius) {
    out_ += "<rect";
    attribute("x", rect.x);
    attribute("y", rect.y);
    attribute("width", rect.w);
    attribute("height", rect.h);
    if (radius > 0) attribute("rx", radius);
    color("fill", fill);
    out_ += "/>\n";
}

void SvgPainter::stroke_rect(Rect rect, Stroke value, float radius) {
    out_ += "<rect";
    attribute("x", rect.x);
    attribute("y", rect.y);
    attribute("width", rect.w);
    attribute("height", rect.h);
    if (radius > 0) attribute("rx", radius);
    stroke(value);
    out_ += "/>\n";
}

void SvgPainter::line(Point from, Point to, Stroke value) {
    out_ += "<line";
    attribute("x1", from.x);
    attribute("y1", from.y);
    attribute("x2", to.x);
    attribute("y2", to.y);
    stroke(value);
    out_ += "/>\n";
}

void SvgPainter::polyline(std::span<const Point> corners, Stroke value) {
    out_ += "<polyline";
    points(corners);
    stroke(value);
    out_ += " stroke-linecap=\"round\" stroke-linejoin=\"round\"/>\n";
}

void SvgPainter::polygon(std::span<const Point> corners, Color fill) {
    out_ += "<polygon";
    points(corners);
    color("fill", fill);
    out_ += "/>\n";
}

void SvgPainter::fill_circle(Point centre, float radius, Color fill) {
    out_ += "<circle";
    attribute("cx", centre.x);
    attribute("cy", centre.y);
    attribute("r", radius);
    color("fill", fill);
    out_ += "/>\n";
}

void SvgPainter::stroke_circle(Point centre, float radius, Stroke value) {
    out_ += "<circle";
    attribute("cx", centre.x);
    attribute("cy", centre.y);
    attribute("r", radius);
    stroke(value);
    out_ += "/>\n";
}

// Stripes are written as the polygons they are inside the rectangle: no pattern and no clip that another program could lose.
void SvgPainter::hatch(Rect rect, Color fill, float pitch, float width) {
    if (rect.w <= 0 || rect.h <= 0 || pitch <= 0) return;
    const std::vector<Point> corners{
        {rect.x, rect.y}, {rect.right(), rect.y}, {rect.right(), rect.bottom()}, {rect.x, rect.bottom()}};
    const float half = width * 0.70710678f;  // half the stripe measured along x
    const auto first = static_cast<int>(std::ceil((rect.x + rect.y - half) / pitch));
    const auto last = static_cast<int>(std::floor((rect.right() + rect.bottom() + half) / pitch));
    out_ += "<path d=\"";
    for (int i = first; i <= last; ++i) {
        const float middle = static_cast<float>(i) * pitch;
        const std::vector<Point> stripe =
            cut_by_diagonal(cut_by_diagonal(corners, middle + half, 1), middle - half, -1);
        if (stripe.size() < 3) continue;
        for (std::size_t k = 0; k < stripe.size(); ++k) {
            out_ += k == 0 ? 'M' : 'L';
            append_number(out_, stripe[k].x);
            out_ += ' ';
            append_number(out_, stripe[k].y);
        }
        out_ += 'z';
    }
    out_ += '"';
    color("fill", fill);
    out_ += "/>\n";
}

void SvgPainter::text(Point baseline, std::string_view text, const TextStyle& style) {
    out_ += "<text";
    attribute("x", baseline.x);
    attribute("y", baseline.y);
    attribute("font-size", style.size);
    out_ += " font-weight=\"";
    out_ += weight_number(style.weight);
    out_ += '"';
    color("fill", style.color);
    out_ += '>';
    append_escaped(out_, text);
    out_ += "</text>\n";
}

float SvgPainter::text_width(std::string_view text, float size, Weight weight) {
    return measured_width(text, size, weight);
}

void SvgPainter::push_clip(Rect rect) {
    const std::string id = "clip" + std::to_string(++clips_);
    out_ += "<clipPath id=\"" + id + "\"><rect";
    attribute("x", rect.x);
    attribute("y", rect.y);
    attribute("width", rect.w);
    attribute("height", rect.h);
    out_ += "/></clipPath>\n<g clip-path=\"url(#" + id + ")\">\n";
    ++open_groups_;
}

void SvgPainter::pop_clip() {
    out_ += "</g>\n";
    --open_groups_;
}

void SvgPainter::push_alpha(float alpha) {
    out_ += "<g";
    attribute("opacity", alpha);
    out_ += ">\n";
    ++open_groups_;
}

void SvgPainter::pop_alpha() {
    out_ += "</g>\n";
    --open_groups_;
}

std::string SvgPainter::finish() {
    for (; open_groups_ > 0; --open_groups_) out_ += "</g>\n";
    out_ += "</svg>\n";
    return std::move(out_);
}

}  // namespace charts
