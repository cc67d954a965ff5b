// The working calendar of a question.
#pragma once

#include <optional>

#include "base/result.h"
#include "engine/loaded.h"
#include "engine/question.h"
#include "metrics/calendar.h"

namespace engine {

// Nothing where the question has none. Its default weekdays are filled in. An hour, weekday or date that does not exist is an
// error that names it.
base::Result<std::optional<metrics::Calendar>> calendar_of(const Loaded& loaded, Calendar& calendar,
                                                           const base::Zone& zone);

}  // namespace engine
