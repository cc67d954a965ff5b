#include "platform/imgui_painter.h"

#include <algorithm>
#include <cmath>

#include "imgui_internal.h"

namespace platform {

using charts::Color;
using charts::Point;
using charts::Rect;
using charts::Stroke;

namespace {

constexpr float almost_straight = 0.01f;  // device pixels
// Cosine of the turn from which a join is rounded; below it the mitre of ImGui's lines looks the same.
constexpr float sharp_turn = 0.8f;
constexpr float root_2 = 1.41421356f;

// The part of a convex polygon where x + y is at least (side 1) or at most (side -1) `limit`.
int cut(const ImVec2* in, int count, float limit, float side, ImVec2* out) {
    int left = 0;
    for (int i = 0; i < count; ++i) {
        const ImVec2 a = in[i], b = in[(i + 1) % count];
        const float depth_a = (a.x + a.y - limit) * side, depth_b = (b.x + b.y - limit) * side;
        if (depth_a >= 0) out[left++] = a;
        if ((depth_a > 0 && depth_b < 0) || (depth_a < 0 && depth_b > 0)) {
            const float t = depth_a / (depth_a - depth_b);
            out[left++] = {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
        }
    }
    return left;
}

ImVec2 direction(ImVec2 from, ImVec2 to) {
    const float x = to.x - from.x, y = to.y - from.y;
    const float length = std::sqrt(x * x + y * y);
    return length > 0 ? ImVec2(x / length, y / length) : ImVec2(0, 0);
}

}  // namespace

void ImGuiPainter::begin(ImDrawList& list, float scale) {
    list_ = &list;
    scale_ = scale;
    alpha_ = 1;
    alphas_.clear();
}

ImU32 ImGuiPainter::color(Color c, float times) const {
    const float a = static_cast<float>(c.a) * alpha_ * times;
    return IM_COL32(c.r, c.g, c.b, static_cast<ImU32>(std::clamp(std::round(a), 0.0f, 255.0f)));
}

ImGuiPainter::Box ImGuiPainter::snapped(Rect rect) const {
    return {std::round(rect.x * scale_), std::round(rect.y * scale_), std::round(rect.right() * scale_),
            std::round(rect.bottom() * scale_)};
}

// A line along the pixels is as many of them wide as comes nearest, and never none.
float ImGuiPainter::whole_width(float width) const { return std::max(1.0f, std::round(width)); }

ImGuiPainter::Line ImGuiPainter::stroked(Stroke stroke) const {
    const ImU32 shown = color(stroke.color);
    return {shown, stroke.width * scale_, stroke.dash * scale_, std::max(0.0f, stroke.gap * scale_),
            (shown >> IM_COL32_A_SHIFT & 0xFF) == 0xFF};
}

void ImGuiPainter::fill_rect(Rect rect, Color c, float radius) {
    if (rect.w <= 0 || rect.h <= 0) return;
    Box box = snapped(rect);
    // What is thinner than a pixel is paler instead.
    float covered = 1;
    if (box.right == box.left) {
        box.left = std::floor(rect.x * scale_);
        box.right = box.left + 1;
        covered *= rect.w * scale_;
    }
    if (box.bottom == box.top) {
        box.top = std::floor(rect.y * scale_);
        box.bottom = box.top + 1;
        covered *= rect.h * scale_;
    }
    radius = std::min({radius * scale_, (box.right - box.left) / 2, (box.bottom - box.top) / 2});
    list_->AddRectFilled({box.left, box.top}, {box.right, box.bottom}, color(c, covered), radius);
}

void ImGuiPainter::stroke_rect(Rect rect, Stroke stroke, float radius) {
    Line line = stroked(stroke);
    line.width = whole_width(line.width);
    const float outer = stroke.width / 2;
    const Box box = snapped({rect.x - outer, rect.y - outer, rect.w + stroke.width, rect.h + stroke.width});
    const float left = box.left + line.width / 2, top = box.top + line.width / 2;
    const float right = box.right - line.width / 2, bottom = box.bottom - line.width / 2;
    if (right <= left || bottom <= top) {
        list_->AddRectFilled({box.left, box.top}, {box.right, box.bottom}, line.color);
        return;
    }
    if (radius <= 0 && line.dash <= 0) {
        list_->AddRectFilled({box.left, box.top}, {box.right, box.top + line.width}, line.color);
        list_->AddRectFilled({box.left, box.bottom - line.width}, {box.right, box.bottom}, line.color);
        list_->AddRectFilled({box.left, box.top + line.width}, {box.left + line.width, box.bottom - line.width},
                             line.color);
        list_->AddRectFilled({box.right - line.width, box.top + line.width}, {box.right, box.bottom - line.width},
                             line.color);
        return;
    }
    list_->PathRect({left, top}, {right, bottom}, std::max(0.0f, radius * scale_));
    points_.assign(list_->_Path.begin(), list_->_Path.end());
    list_->PathClear();
    path(points_, line, true);
}

void ImGuiPainter::line(Point from, Point to, Stroke stroke) {
    const Line line = stroked(stroke);
    const ImVec2 a = place(from), b = place(to);
    if (straight(a, b, line)) return;
    points_ = {a, b};
    path(points_, line, false);
}

// A horizontal or vertical line, as rectangles on whole pixels. False: it is neither.
bool ImGuiPainter::straight(ImVec2 from, ImVec2 to, const Line& line) {
    const bool level = std::abs(from.y - to.y) < almost_straight;
    if (!level && std::abs(from.x - to.x) >= almost_straight) return false;
    const float width = whole_width(line.width);
    const float middle = level ? from.y : from.x;
    const float side = std::round(middle - width / 2);
    const float start = level ? std::min(from.x, to.x) : std::min(from.y, to.y);
    const float end = level ? std::max(from.x, to.x) : std::max(from.y, to.y);
    const float dash = line.dash > 0 ? std::max(1.0f, std::round(line.dash)) : end - start;
    const float step = line.dash > 0 ? dash + std::max(1.0f, std::round(line.gap)) : end - start + 1;
    for (float at = std::round(start); at < end; at += step) {
        const float until = std::min(std::round(end), at + std::max(dash, 1.0f));
        if (level)
            list_->AddRectFilled({at, side}, {until, side + width}, line.color);
        else
            list_->AddRectFilled({side, at}, {side + width, until}, line.color);
    }
    return true;
}

void ImGuiPainter::polyline(std::span<const Point> points, Stroke stroke) {
    const Line line = stroked(stroke);
    points_.clear();
    for (const Point point : points) {
        const ImVec2 at = place(point);
        // Points on top of each other have no direction.
        if (points_.empty() || points_.back().x != at.x || points_.back().y != at.y) points_.push_back(at);
    }
    path(points_, line, false);
}

void ImGuiPainter::path(const std::vector<ImVec2>& points, const Line& line, bool closed) {
    if (points.empty() || (line.color & IM_COL32_A_MASK) == 0) return;
    if (points.size() == 1) {
        list_->AddCircleFilled(points[0], line.width / 2, line.color);
        return;
    }
    if (line.dash > 0) {
        dashed(points, line, closed);
        return;
    }
    if (closed || line.width < 1.5f || !line.opaque) {
        solid(points.data(), static_cast<int>(points.size()), line, closed);
        return;
    }
    // Broken where it turns sharply, with a disc at each break and at both ends.
    std::size_t first = 0;
    list_->AddCircleFilled(points.front(), line.width / 2, line.color);
    for (std::size_t i = 1; i < points.size(); ++i) {
        bool ends = i + 1 == points.size();
        if (!ends) {
            const ImVec2 in = direction(points[i - 1], points[i]), out = direction(points[i], points[i + 1]);
            ends = in.x * out.x + in.y * out.y < sharp_turn;
        }
        if (!ends) continue;
        solid(&points[first], static_cast<int>(i - first + 1), line, false);
        list_->AddCircleFilled(points[i], line.width / 2, line.color);
        first = i;
    }
}

void ImGuiPainter::solid(const ImVec2* points, int count, const Line& line, bool closed) {
    // ImGui draws what is thinner than a pixel as a pixel: it is paler instead.
    const float covered = std::min(1.0f, line.width);
    const ImU32 alpha = line.color >> IM_COL32_A_SHIFT & 0xFF;
    const ImU32 shown = (line.color & ~IM_COL32_A_MASK) |
                        static_cast<ImU32>(std::round(static_cast<float>(alpha) * covered)) << IM_COL32_A_SHIFT;
    list_->AddPolyline(points, count, shown, closed ? ImDrawFlags_Closed : ImDrawFlags_None,
                       std::max(1.0f, line.width));
}

void ImGuiPainter::dashed(const std::vector<ImVec2>& points, const Line& line, bool closed) {
    float left = line.dash;
    bool drawing = true;
    const auto flush = [&] {
        if (dash_.size() > 1) solid(dash_.data(), static_cast<int>(dash_.size()), line, false);
        dash_.clear();
    };
    dash_.assign(1, points[0]);
    const std::size_t count = points.size() + (closed ? 1 : 0);
    for (std::size_t i = 1; i < count; ++i) {
        ImVec2 at = points[i - 1];
        const ImVec2 to = points[i % points.size()];
        const ImVec2 along = direction(at, to);
        float length = std::hypot(to.x - at.x, to.y - at.y);
        while (length > left) {
            at = {at.x + along.x * left, at.y + along.y * left};
            length -= left;
            if (drawing) dash_.push_back(at);
            flush();
            drawing = !drawing;
            left = std::max(0.5f, drawing ? line.dash : line.gap);
            if (drawing) dash_.assign(1, at);
        }
        left -= length;
        if (drawing) dash_.push_back(to);
    }
    flush();
}

void ImGuiPainter::polygon(std::span<const Point> points, Color c) {
    if (points.size() < 3) return;
    points_.clear();
    for (const Point point : points) points_.push_back(place(point));
    // ImGui's soft edge lies outside where the points run clockwise on the screen.
    float area = 0;
    int turns_left = 0, turns_right = 0;
    const std::size_t count = points_.size();
    for (std::size_t i = 0; i < count; ++i) {
        const ImVec2 a = points_[i], b = points_[(i + 1) % count], d = points_[(i + 2) % count];
        area += a.x * b.y - b.x * a.y;
        const float turn = (b.x - a.x) * (d.y - b.y) - (b.y - a.y) * (d.x - b.x);
        if (turn > 0) ++turns_right;
        if (turn < 0) ++turns_left;
    }
    if (area < 0) std::reverse(points_.begin(), points_.end());
    const bool convex = turns_left == 0 || turns_right == 0;
    if (convex)
        list_->AddConvexPolyFilled(points_.data(), static_cast<int>(count), color(c));
    else
        list_->AddConcavePolyFilled(points_.data(), static_cast<int>(count), color(c));
}

void ImGuiPainter::fill_circle(Point centre, float radius, Color c) {
    list_->AddCircleFilled(place(centre), radius * scale_, color(c));
}

void ImGuiPainter::stroke_circle(Point centre, float radius, Stroke stroke) {
    const Line line = stroked(stroke);
    list_->PathArcTo(place(centre), radius * scale_, 0, IM_PI * 2);
    points_.assign(list_->_Path.begin(), list_->_Path.end() - 1);  // the last is the first again
    list_->PathClear();
    path(points_, line, true);
}

void ImGuiPainter::hatch(Rect rect, Color c, float pitch, float width) {
    if (rect.w <= 0 || rect.h <= 0 || pitch <= 0) return;
    const Box box = snapped(rect);
    const ImVec2 corners[] = {
        {box.left, box.top}, {box.right, box.top}, {box.right, box.bottom}, {box.left, box.bottom}};
    const float step = pitch * scale_;  // along x
    const float half = width * scale_ / root_2;
    const ImU32 shown = color(c);
    const float first = std::floor((box.left + box.top - half) / step), last = (box.right + box.bottom + half) / step;
    for (float i = first; i <= last; ++i) {
        ImVec2 above[8], stripe[8];
        const int some = cut(corners, 4, i * step - half, 1, above);
        const int count = cut(above, some, i * step + half, -1, stripe);
        if (count >= 3) list_->AddConvexPolyFilled(stripe, count, shown);
    }
}

void ImGuiPainter::text(Point baseline, std::string_view text, const charts::TextStyle& style) {
    fonts_.draw(*list_, place(baseline), text, style.size * scale_, style.weight, scale_, color(style.color));
}

float ImGuiPainter::text_width(std::string_view text, float size, charts::Weight weight) {
    return fonts_.width(text, size * scale_, weight) / scale_;
}

void ImGuiPainter::push_clip(Rect rect) {
    const Box box = snapped(rect);
    list_->PushClipRect({box.left, box.top}, {box.right, box.bottom}, true);
}

void ImGuiPainter::pop_clip() { list_->PopClipRect(); }

void ImGuiPainter::push_alpha(float alpha) {
    alphas_.push_back(alpha_);
    alpha_ *= std::clamp(alpha, 0.0f, 1.0f);
}

void ImGuiPainter::pop_alpha() {
    alpha_ = alphas_.back();
    alphas_.pop_back();
}

}  // namespace platform
