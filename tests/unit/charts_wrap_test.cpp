#include <doctest/doctest.h>

#include <vector>

#include "charts/wrap.h"

using namespace charts;

TEST_CASE("charts: what has no room goes on in the next line, and nothing is wider than a line") {
    const std::vector<float> widths{60, 60, 250, 10};
    const Wrapped wrapped = wrap_items(widths, 200, 20, 10);
    CHECK(wrapped.items == std::vector<Rect>{{0, 0, 60, 20}, {70, 0, 60, 20}, {0, 20, 200, 20}, {0, 40, 10, 20}});
    CHECK(wrapped.height == 60);
    CHECK(wrap_items(std::vector<float>{}, 200, 20, 10).height == 20);
}
