#include "engine/customers.h"

#include <algorithm>

#include "engine/codec.h"

namespace engine {

std::optional<base::Error> wrong_by(const std::vector<By>& by, bool month) {
    const auto asks = [&](By one) { return std::find(by.begin(), by.end(), one) != by.end(); };
    for (const By one : by) {
        const bool lonely = (one == By::person || one == By::team) && !asks(By::role);
        if (one == By::stage || lonely || (one == By::month && !month))
            return base::Error{base::ErrorCode::question_bad_value, "", 0, "by", 0, name_of(one)};
    }
    return std::nullopt;
}

std::string refusal_of(const metrics::Customers& customers, const Filter& filter) {
    if (customers.activities.empty()) return "no_activities";
    const bool other_roles = std::any_of(filter.role.begin(), filter.role.end(), [](const std::string& name) {
        return std::none_of(metrics::owner_roles.begin(), metrics::owner_roles.end(),
                            [&](model::Role role) { return model::word_of(model::role_names, role) == name; });
    });
    return other_roles || !filter.stage.empty() || !filter.exit.empty() ? "not_of_customers" : "";
}

}  // namespace engine
