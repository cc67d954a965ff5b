// The periods that questions name: whole days of the question's zone, from their texts to instants and back.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "base/time.h"
#include "engine/question.h"
#include "metrics/period.h"
#include "model/data_set.h"

namespace engine {

// Days since 1970, [from, to).
struct Dates {
    std::int64_t from = 0, to = 0;
};

// The first day of a month counted as metrics::month_of does.
std::int64_t first_of_month(std::int64_t month);
// `days` as numbers, `usual` where it is left out. An impossible date, or an end not behind its beginning, is an error at `path`.
base::Result<Dates> dates_of(const Days& days, const char* path, Dates usual);
// So many whole months, the last of them the one before the cut-off's.
Dates months_before(model::Stamp cut_off, const base::Zone& zone, int months);
// As many whole months before a period of whole months, else as many days.
Dates just_before(Dates period);

Days days_text(Dates dates, const base::Zone& zone);
metrics::Period instants_of(Dates dates, const base::Zone& zone);

// Whether the data tell of a time from its beginning: all but a thousandth of the entries, which may be strays, say when the data
// begin. A first week without entries is a holiday, not a gap.
bool begins_by(const model::DataSet& data, model::Stamp from);

}  // namespace engine
