// From a question's filter, in the data's own texts, to a metrics::Selection, in numbers.
#pragma once

#include "base/result.h"
#include "base/time.h"
#include "engine/question.h"
#include "metrics/selection.h"
#include "model/data_set.h"

namespace engine {

// A text that the data do not know selects nothing, which is what it says; a role or a date that cannot be is an error.
base::Result<metrics::Selection> select(const model::DataSet& data, const Filter& filter, const base::Zone& zone);

}  // namespace engine
