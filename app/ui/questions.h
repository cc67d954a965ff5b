// The questions that several places ask, so that the same picture always asks the same one.
#pragma once

#include <string_view>

#include "engine/question.h"
#include "ui/view_state.h"

namespace ui {

inline constexpr std::uint32_t rows_page = 200;

// With the reader's filters and nothing else.
engine::Question base_question(const View& view, engine::Figure figure);

// The data's defects, whatever the filters.
engine::Question defects_question();

// The rows behind a mark of this role, from the offset on: exactly as many in total as the mark says.
engine::Question rows_question(const View& view, std::string_view role, const Mark& mark, std::uint32_t offset);

}  // namespace ui
