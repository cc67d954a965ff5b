// What was left out of the data, what was kept but looks odd, and which figures each touches.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/answer.h"
#include "engine/loaded.h"

namespace engine {

struct Defect {
    std::string id;        // "unknown_person", "negative_duration" …: a base::error_name
    std::string path;      // the field, "deals[].history[].at"
    bool skipped = false;  // the record or field was left out; otherwise it was kept, and the figures named are touched
    std::uint64_t count = 0;
    std::vector<std::string> figures;   // Figure names, or "time"
    std::vector<base::Error> examples;  // at most limits::reports_kept
};

struct DefectsAnswer {
    Head head;
    std::vector<Defect> rows;  // the gravest first
};

base::Result<DefectsAnswer> defects(const Loaded& loaded, const Question& question);

}  // namespace engine
