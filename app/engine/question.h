// A question: which figure, of what, broken down how. A small value that names everything that shapes its answer,
// so an answer can be cached by its question, a link is the inputs of the current questions, and an export carries them.
//
//     {"figure": "ledger", "by": ["role", "stage"], "filter": {"source": ["ads"], "entered": ["2026-01-01", "2026-07-01"]}}
//
// What is absent has its default; an unknown key or word is an error that names it. Ids are the data's own texts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/limits.h"
#include "model/vocabulary.h"

namespace engine {

enum class Figure : std::uint8_t {
    summary,  // what is loaded: names, counts, cut-off, stages, people, words for the filters
    ledger,   // entries and where they went, by any of By
    people,   // the ledger per person and role, with the rate advanced / entries and its Wilson interval
    rows,     // the entries behind a mark, one a row
    defects,  // what was skipped and what is odd in the data, with examples
    reach,    // aggregates before a lead has a name: impressions, clicks, leads, cost, by source
};

// `stage` counts stays in one stage. `role` without `stage` counts visits: a run of stays of one deal in stages of one
// role is one entry, and moving about inside the role is neither an entry nor an exit.
enum class By : std::uint8_t { stage, role, person, team, source, segment, month };

using Exit = model::Exit;    // advanced, lost, back, left, open
using Jumps = model::Jumps;  // passing (default), strict

struct Days {
    std::string from;  // "2026-01-01", included; "" open
    std::string to;    // excluded; "" open
    friend bool operator==(const Days&, const Days&) = default;
};

// Empty lists do not filter. Lists are "one of"; the fields are "and". In person, team, source and segment the empty
// text "" stands for "not known".
struct Filter {
    Days entered;  // when the stay (or the visit) began
    std::vector<std::string> source;
    std::vector<std::string> segment;
    std::vector<std::string> team;    // the owner's team
    std::vector<std::string> person;  // the owner on entry
    std::vector<std::string> role;
    std::vector<std::string> stage;
    std::vector<Exit> exit;
    std::vector<std::string> deal;
    friend bool operator==(const Filter&, const Filter&) = default;
};

struct Question {
    Figure figure = Figure::summary;
    std::vector<By> by;  // default: ledger and rows {stage}, people {role, person}, reach {source}
    Filter filter;
    Jumps jumps = Jumps::passing;
    std::string zone;                                // IANA; default: the data's
    std::uint32_t offset = 0;                        // rows only: the first row wanted
    std::uint32_t limit = base::limits::rows_usual;  // rows only: at most limits::rows_answered
    friend bool operator==(const Question&, const Question&) = default;
};

}  // namespace engine
