// What is loaded: names, counts, cut-off, and the words that filters may use.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/answer.h"
#include "engine/loaded.h"

namespace engine {

struct LocalName {
    std::string zh;
    std::string en;
};

struct StageInfo {
    std::string id;
    LocalName name;
    std::string role;     // "" where the data names none
    std::string outcome;  // "won", "lost" or ""
};

struct PersonInfo {
    std::string id;
    std::string name;
    std::vector<std::string> roles;  // declared, or seen in the spells
    std::string manager;
    std::string team;
    bool bot = false;
    bool declared = true;  // false: only referred to
};

struct Counts {
    std::uint64_t deals = 0, won = 0, lost = 0, left = 0, open = 0;  // by their status at the cut-off
    std::uint64_t ever_won = 0;                                      // also those that were lost or left afterwards
    std::uint64_t spells = 0, people = 0, accounts = 0, calls = 0, turns = 0, activities = 0, reach = 0, targets = 0;
};

struct FileInfo {
    std::string name;
    std::uint64_t bytes = 0;  // unzipped
    std::uint64_t records = 0;
};

struct SummaryAnswer {
    Head head;
    std::string name;
    bool demo = false;
    std::string zone;
    std::string currency;
    int minor_digits = 2;
    Calendar calendar;        // the data's own; without hours where they have none
    std::string first_entry;  // ISO dates of the first and last entry into a stage
    std::string last_entry;
    Counts counts;
    std::uint64_t heap_bytes = 0;  // of the columns
    std::vector<StageInfo> stages;
    std::vector<PersonInfo> people;                     // by name
    std::vector<std::string> roles;                     // those that own a stage, in funnel order
    std::vector<std::string> teams, sources, segments;  // by text
    std::vector<FileInfo> files;
};

base::Result<SummaryAnswer> summary(const Loaded& loaded, const Question& question);

}  // namespace engine
