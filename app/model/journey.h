// From the stage entries of one deal to its spells: the rules of the stage ledger, in one place.
//
// An entry into the stage that the deal is in begins no stay; of another owner, or role, it is a takeover. One that names
// neither, or repeats who has it, says nothing new and is noted.
//
// Entries are ordered by time, ties by the order of stages. Each is a stay until the next entry: `advanced` where that is a
// later stage, `back` where it is an earlier one, `lost` where it is a stage with outcome `lost`. The last stay ends as the
// deal's status says; a won deal that stands in the last stage of the funnel has walked it whole: `advanced`, at once.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/data_set.h"

namespace model {

struct Entry {
    StageIndex stage = 0;
    Stamp entered = 0;
    Stamp touched = 0;
    Stamp assigned = 0;
    PersonIndex owner = no_person;
    Role own_role = Role::none;  // where the entry named one
};

struct Stay {
    Entry entry;
    Stamp until = 0;
    Exit exit = Exit::open;
    bool untimed = false;
};

struct Ending {
    Status status = Status::open;
    Stamp closed = 0;
};

struct JourneyNotes {
    bool repeated_stage = false;
    bool negative_duration = false;
    bool no_closing_time = false;
};

struct TakenOver {
    std::size_t stay = 0;  // its place in `stays`
    Entry entry;
};

// Fills `stays` and `takeovers` (cleared first) from `entries`, which is sorted in place.
JourneyNotes settle(std::span<const Stage> stages, std::span<const Person> people, std::vector<Entry>& entries,
                    Ending ending, std::vector<Stay>& stays, std::vector<TakenOver>& takeovers);

}  // namespace model
