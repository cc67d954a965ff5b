// How wide text is in Inter and Noto Sans CJK, without a font: tabulated advance widths.
#pragma once

#include <string_view>

#include "charts/painter.h"

namespace charts {

// CSS pixels. Digits are tabular; Chinese, Japanese, Korean and full-width forms are 1 em.
float measured_width(std::string_view text, float size, Weight weight);

}  // namespace charts
