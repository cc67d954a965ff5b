// The entries behind a mark, one a row.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/answer.h"
#include "engine/loaded.h"

namespace engine {

struct Row {
    std::string deal;
    std::string name;  // of the deal, else of its account, else ""
    std::string account;
    std::string stage;
    std::string role;
    std::string person;
    std::string source;
    std::string segment;
    std::string entered;  // ISO time
    std::string until;    // ISO time; "" while open
    Exit exit = Exit::open;
    bool passed = false;  // not entered, only jumped over
    std::string lost_reason;
    std::optional<base::Money> value;
    std::string currency;  // where it is not the data's
};

struct RowsAnswer {
    Head head;
    std::vector<Row> rows;  // by time of entry, then by deal id
    std::uint64_t total = 0;
};

base::Result<RowsAnswer> rows(const Loaded& loaded, const Question& question);

}  // namespace engine
