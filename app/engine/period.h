// The dates of a question as the times that a figure counts in.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "engine/question.h"
#include "metrics/chain.h"

namespace engine {

struct Dates {
    std::int64_t from = 0, to = 0;  // days since 1970 by the local calendar, [from, to)
};

// `months` counts as metrics::month_of does.
std::int64_t first_of_month(std::int64_t month);
// A question's days; `usual` where it names none. An error names `path`.
base::Result<Dates> dates_of(const Days& days, const char* path, Dates usual);
// The whole months that end before the month of `end`.
Dates months_before(model::Stamp end, std::int64_t months, const base::Zone& zone);
// As many whole months before a period of whole months, else as many days.
Dates just_before(Dates period);
metrics::Period stamps_of(Dates dates, const base::Zone& zone);
Days days_text(Dates dates, const base::Zone& zone);

// Whether the data tell of a time from its beginning: all but a thousandth of the entries, which may be strays, say when the data
// begin. A first week without entries is a holiday, not a gap.
bool begins_by(const model::DataSet& data, model::Stamp from);

}  // namespace engine
