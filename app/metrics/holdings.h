// Who had a deal, one after the other: a holding is one person's time with a deal in one stage, from the entry or from a takeover in
// the stay's middle (model::Takeover) to the exit or the next takeover.
#pragma once

#include <cstddef>
#include <vector>

#include "model/data_set.h"

namespace metrics {

struct Holding {
    model::StageIndex stage = 0;
    model::Role role = model::Role::none;
    model::PersonIndex owner = model::no_person;
    model::Stamp entered = 0;
    model::Stamp assigned = 0;             // 0: not known
    model::Stamp touched = 0;              // 0: not known
    model::Stamp until = 0;                // 0 while open
    model::Exit exit = model::Exit::open;  // of the stay
    bool untimed = false;                  // `until` is not the time of the exit
    bool taken_over = false;               // the stay goes on with another
};

// Of deals in ascending order: the sparse tables are read along.
class Holdings {
public:
    explicit Holdings(const model::DataSet& data) : data_(data) {}
    // In order; valid until the next deal is asked for.
    const std::vector<Holding>& of(model::DealIndex deal);

private:
    const model::DataSet& data_;
    std::size_t assigned_ = 0, taken_ = 0;
    std::vector<Holding> held_;
};

}  // namespace metrics
