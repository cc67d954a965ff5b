// What the figures of customers (recurrent, retention) ask alike: by what, of whom, and what refuses both.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/question.h"
#include "metrics/customers.h"

namespace engine {

// A customer has an account manager and a support person: person and team stand beside role. `month` is of the first win.
std::optional<base::Error> wrong_by(const std::vector<By>& by, bool month);

// "no_activities" where the data have none of any customer; "not_of_customers" with a filter of stages, exits or of roles other than
// account manager and customer support: customers are asked about, not stays. "" otherwise.
std::string refusal_of(const metrics::Customers& customers, const Filter& filter);

}  // namespace engine
