#include "charts/icons.h"

#include <array>
#include <span>

namespace charts {

namespace {

// Draws in the icon's own 16 × 16 coordinates.
class Pen {
public:
    Pen(Painter& painter, Point corner, Color color, float size)
        : painter_(painter), corner_(corner), scale_(size / icon_size), stroke_{color, 1.5f * scale_} {}

    template <std::size_t n>
    void path(const std::array<Point, n>& points) {
        std::array<Point, n> placed;
        for (std::size_t i = 0; i < n; ++i) placed[i] = place(points[i]);
        painter_.polyline(placed, stroke_);
    }
    void path(Point a, Point b) { path(std::array{a, b}); }
    void path(Point a, Point b, Point c) { path(std::array{a, b, c}); }
    void box(float x, float y, float w, float h) {
        path(std::array<Point, 5>{{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}, {x, y}}});
    }
    void circle(Point centre, float radius) { painter_.stroke_circle(place(centre), radius * scale_, stroke_); }
    void dot(Point centre, float radius) { painter_.fill_circle(place(centre), radius * scale_, stroke_.color); }

private:
    Point place(Point p) const { return {corner_.x + p.x * scale_, corner_.y + p.y * scale_}; }

    Painter& painter_;
    Point corner_;
    float scale_;
    Stroke stroke_;
};

void team(Pen& pen) {
    pen.path({3.5f, 14.5f}, {3.5f, 2});
    pen.path(std::array<Point, 5>{{{3.5f, 2.5f}, {12.5f, 2.5f}, {10.3f, 5.5f}, {12.5f, 8.5f}, {3.5f, 8.5f}}});
}

void roles(Pen& pen) {
    pen.path({2, 3}, {14, 3});
    pen.path({4, 7}, {12, 7});
    pen.path({5.5f, 11}, {10.5f, 11});
    pen.path({7, 14.5f}, {9, 14.5f});
}

void people(Pen& pen) {
    pen.circle({8, 5}, 3);
    // c.6-3 2.8-4.5 5.5-4.5 s4.9 1.5 5.5 4.5, flattened
    pen.path(std::array<Point, 11>{{{2.5f, 14.5f},
                                    {3.0f, 13.0f},
                                    {3.75f, 11.8f},
                                    {4.9f, 10.8f},
                                    {6.3f, 10.2f},
                                    {8, 10},
                                    {9.7f, 10.2f},
                                    {11.1f, 10.8f},
                                    {12.25f, 11.8f},
                                    {13.0f, 13.0f},
                                    {13.5f, 14.5f}}});
}

void handoffs(Pen& pen) {
    pen.path({2, 5}, {11, 5});
    pen.path({8.5f, 2.5f}, {11, 5}, {8.5f, 7.5f});
    pen.path({14, 11}, {5, 11});
    pen.path({7.5f, 8.5f}, {5, 11}, {7.5f, 13.5f});
}

void conversations(Pen& pen) {
    pen.path(std::array<Point, 8>{{{2, 3}, {14, 3}, {14, 11}, {8, 11}, {4.5f, 14}, {4.5f, 11}, {2, 11}, {2, 3}}});
    pen.path({5, 6.2f}, {11, 6.2f});
    pen.path({5, 8.2f}, {9, 8.2f});
}

void accounts(Pen& pen) {
    pen.path({2, 4}, {14, 4});
    pen.path({2, 8}, {14, 8});
    pen.path({2, 12}, {14, 12});
    pen.path({5, 2.5f}, {5, 5.5f});
    pen.path({10, 6.5f}, {10, 9.5f});
    pen.path({7, 10.5f}, {7, 13.5f});
}

void structure(Pen& pen) {
    pen.path({8, 2}, {8, 8});
    pen.path(std::array<Point, 4>{{{3, 10}, {3, 8}, {13, 8}, {13, 10}}});
    pen.box(1.5f, 10, 3, 3.5f);
    pen.box(6.5f, 10, 3, 3.5f);
    pen.box(11.5f, 10, 3, 3.5f);
}

void data(Pen& pen) {
    pen.box(2.5f, 3.5f, 11, 9);
    pen.path({2.5f, 6.5f}, {13.5f, 6.5f});
    pen.path({2.5f, 9.5f}, {13.5f, 9.5f});
    pen.path({6.5f, 3.5f}, {6.5f, 12.5f});
}

void share(Pen& pen) {
    pen.path({5.5f, 7}, {10.5f, 4.5f});
    pen.path({5.5f, 9}, {10.5f, 11.5f});
    for (const Point node : {Point{3.75f, 8}, Point{12.25f, 3.75f}, Point{12.25f, 12.25f}}) pen.circle(node, 2);
}

void export_file(Pen& pen) {
    pen.path({8, 2}, {8, 10});
    pen.path({5, 7}, {8, 10}, {11, 7});
    pen.path(std::array<Point, 4>{{{2.5f, 11}, {2.5f, 14}, {13.5f, 14}, {13.5f, 11}}});
}

void filter(Pen& pen) {
    pen.path(std::array<Point, 7>{
        {{2, 3.5f}, {14, 3.5f}, {9.5f, 8.5f}, {9.5f, 13.5f}, {6.5f, 12}, {6.5f, 8.5f}, {2, 3.5f}}});
}

void clock(Pen& pen) {
    pen.circle({8, 8}, 6.5f);
    pen.path({8, 4.5f}, {8, 8}, {10.5f, 10});
}

void close(Pen& pen) {
    pen.path({4, 4}, {12, 12});
    pen.path({12, 4}, {4, 12});
}

void plus(Pen& pen) {
    pen.path({8, 3}, {8, 13});
    pen.path({3, 8}, {13, 8});
}

void search(Pen& pen) {
    pen.circle({7, 7}, 4.5f);
    pen.path({10.3f, 10.3f}, {14, 14});
}

void sort_up(Pen& pen) {
    pen.path({8, 13}, {8, 3});
    pen.path({4.5f, 6.5f}, {8, 3}, {11.5f, 6.5f});
}

void sort_down(Pen& pen) {
    pen.path({8, 3}, {8, 13});
    pen.path({4.5f, 9.5f}, {8, 13}, {11.5f, 9.5f});
}

void warning(Pen& pen) {
    pen.path(std::array<Point, 4>{{{8, 2}, {14.8f, 14}, {1.2f, 14}, {8, 2}}});
    pen.path({8, 6.5f}, {8, 10.1f});
    pen.dot({8, 11.9f}, 0.8f);
}

void info(Pen& pen) {
    pen.circle({8, 8}, 6.5f);
    pen.path({8, 7.2f}, {8, 11.2f});
    pen.dot({8, 4.7f}, 0.8f);
}

void sun(Pen& pen) {
    pen.circle({8, 8}, 3);
    pen.path({8, 1.5f}, {8, 2.7f});
    pen.path({8, 13.3f}, {8, 14.5f});
    pen.path({1.5f, 8}, {2.7f, 8});
    pen.path({13.3f, 8}, {14.5f, 8});
    pen.path({3.4f, 3.4f}, {4.2f, 4.2f});
    pen.path({11.8f, 11.8f}, {12.6f, 12.6f});
    pen.path({3.4f, 12.6f}, {4.2f, 11.8f});
    pen.path({11.8f, 4.2f}, {12.6f, 3.4f});
}

// A circle of 6 round (8, 8) from the upper right tip the long way to the lower right one, and back along a bite of 5.
void moon(Pen& pen) {
    pen.path(std::array<Point, 17>{{{8.5f, 2.5f},
                                    {6.2f, 3.0f},
                                    {4.3f, 4.2f},
                                    {3.0f, 6.1f},
                                    {2.5f, 8.3f},
                                    {3.0f, 10.5f},
                                    {4.3f, 12.3f},
                                    {6.2f, 13.3f},
                                    {8.3f, 13.5f},
                                    {10.5f, 12.9f},
                                    {12.3f, 11.5f},
                                    {13.4f, 9.5f},
                                    {11.8f, 10.0f},
                                    {9.7f, 9.6f},
                                    {8.0f, 8.0f},
                                    {7.5f, 5.3f},
                                    {8.5f, 2.5f}}});
}

void open_file(Pen& pen) {
    pen.path(std::array<Point, 6>{{{9, 1.5f}, {3.5f, 1.5f}, {3.5f, 14.5f}, {12.5f, 14.5f}, {12.5f, 5}, {9, 1.5f}}});
    pen.path({9, 1.5f}, {9, 5}, {12.5f, 5});
}

void folder(Pen& pen) {
    pen.path(std::array<Point, 7>{{{1.5f, 13}, {1.5f, 3}, {6, 3}, {7.5f, 5}, {14.5f, 5}, {14.5f, 13}, {1.5f, 13}}});
}

void more(Pen& pen) {
    pen.dot({3, 8}, 1.3f);
    pen.dot({8, 8}, 1.3f);
    pen.dot({13, 8}, 1.3f);
}

void copy(Pen& pen) {
    pen.box(5.5f, 5.5f, 8, 8);
    pen.path({10.5f, 2.5f}, {2.5f, 2.5f}, {2.5f, 10.5f});
}

// These come with the later part of the page (CMakeLists.txt).
[[gnu::noinline]] void turned_arrow(Pen& pen, bool right) {
    const auto at = [&](float x, float y) { return Point{right ? 16 - x : x, y}; };
    pen.path(at(6, 2.5f), at(2.5f, 6), at(6, 9.5f));
    pen.path(std::array<Point, 7>{at(2.5f, 6), at(9.5f, 6), at(11.8f, 6.8f), at(13.2f, 8.7f), at(13.2f, 11),
                                  at(11.8f, 12.8f), at(9.5f, 13.5f)});
}

[[gnu::noinline]] void keyboard(Pen& pen) {
    pen.box(1.5f, 3.5f, 13, 9);
    for (const float x : {4.5f, 8.f, 11.5f}) pen.dot({x, 6.5f}, 0.8f);
    pen.path({5, 9.8f}, {11, 9.8f});
}

void draw(Pen& pen, Icon icon) {
    switch (icon) {
        case Icon::team: return team(pen);
        case Icon::roles: return roles(pen);
        case Icon::people: return people(pen);
        case Icon::handoffs: return handoffs(pen);
        case Icon::conversations: return conversations(pen);
        case Icon::accounts: return accounts(pen);
        case Icon::structure: return structure(pen);
        case Icon::data: return data(pen);
        case Icon::share: return share(pen);
        case Icon::export_file: return export_file(pen);
        case Icon::filter: return filter(pen);
        case Icon::clock: return clock(pen);
        case Icon::close: return close(pen);
        case Icon::plus: return plus(pen);
        case Icon::minus: return pen.path({3, 8}, {13, 8});
        case Icon::check: return pen.path({3, 8.5f}, {6.5f, 12}, {13, 4.5f});
        case Icon::search: return search(pen);
        case Icon::sort_up: return sort_up(pen);
        case Icon::sort_down: return sort_down(pen);
        case Icon::chevron_left: return pen.path({9.5f, 4.5f}, {6, 8}, {9.5f, 11.5f});
        case Icon::chevron_right: return pen.path({6.5f, 4.5f}, {10, 8}, {6.5f, 11.5f});
        case Icon::chevron_up: return pen.path({4.5f, 9.5f}, {8, 6}, {11.5f, 9.5f});
        case Icon::chevron_down: return pen.path({4.5f, 6.5f}, {8, 10}, {11.5f, 6.5f});
        case Icon::warning: return warning(pen);
        case Icon::info: return info(pen);
        case Icon::sun: return sun(pen);
        case Icon::moon: return moon(pen);
        case Icon::open_file: return open_file(pen);
        case Icon::folder: return folder(pen);
        case Icon::more: return more(pen);
        case Icon::copy: return copy(pen);
        case Icon::undo: return turned_arrow(pen, false);
        case Icon::redo: return turned_arrow(pen, true);
        case Icon::keyboard: return keyboard(pen);
    }
}

}  // namespace

void draw_icon(Painter& painter, Icon icon, Point corner, Color color, float size) {
    Pen pen(painter, corner, color, size);
    draw(pen, icon);
}

}  // namespace charts
