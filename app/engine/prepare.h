// What every figure does before it counts and after: the question with its defaults, its zone and selection as numbers;
// numbers as the data's own texts.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "engine/answer.h"
#include "engine/loaded.h"
#include "metrics/ledger.h"
#include "metrics/selection.h"
#include "metrics/survival.h"

namespace engine {

struct Prepared {
    Head head;
    base::Zone zone;
    metrics::Selection selection;
    std::vector<metrics::Dimension> dimensions;
    bool refused() const { return !head.refused.empty(); }  // then the answer is its head alone
};

base::Result<Prepared> prepare(const Loaded& loaded, const Question& question, Figure figure);

// Whether a filter keeps a part of the chain only: of people, roles, stages or exits.
bool is_of_part(const Filter& filter);

std::string text(std::string_view view);
std::string role_text(model::Role role);
std::string person_text(const model::DataSet& data, model::PersonIndex person);  // "" for no_person
std::string month_text(std::uint32_t number);                                    // metrics::month_of as "2026-01"
// A group's number of one dimension as the data's text.
std::string key_text(const model::DataSet& data, metrics::Dimension dimension, std::uint32_t number);
Keys keys_text(const model::DataSet& data, const std::vector<metrics::Dimension>& dimensions,
               const std::vector<std::uint32_t>& numbers);
// The order in which answers list groups: stages, roles and months by number, everything else by text, because numbers
// of labels and people depend on the order of the files. `keys` and `numbers` are of one group each.
bool listed_before(const std::vector<metrics::Dimension>& dimensions, const std::vector<std::uint32_t>& numbers_a,
                   const Keys& keys_a, const std::vector<std::uint32_t>& numbers_b, const Keys& keys_b);

Ledger answer_of(const metrics::Ledger& ledger);
Rate rate_of(std::uint64_t hits, std::uint64_t of);
Estimate estimate_of(const metrics::Estimated& estimated);

// The figures that a finding touches: by the list that it was found in, then by what was found.
std::vector<std::string> touched_figures(const model::Finding& finding);

}  // namespace engine
