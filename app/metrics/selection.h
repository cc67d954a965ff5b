// Which entries a figure counts: the filter of a question, by numbers instead of texts.
//
// Empty parts do not restrict. Parts about a deal (source, segment, deal) are tested once a deal, the others once an entry.
#pragma once

#include <cstdint>
#include <vector>

#include "model/data_set.h"

namespace metrics {

// A set of small numbers that holds everything until something is put in.
class Choice {
public:
    void restrict_to_none() { restricted_ = true; }
    void add(std::size_t number) {
        restricted_ = true;
        if (words_.size() <= number / 64) words_.resize(number / 64 + 1);
        words_[number / 64] |= std::uint64_t{1} << (number % 64);
    }
    bool restricted() const { return restricted_; }
    bool has(std::size_t number) const {
        if (!restricted_) return true;
        return number / 64 < words_.size() && (words_[number / 64] >> (number % 64) & 1) != 0;
    }

private:
    std::vector<std::uint64_t> words_;
    bool restricted_ = false;
};

struct Selection {
    model::Stamp from = 0;         // entered at or after
    model::Stamp to = 0xffffffff;  // entered before
    Choice source, segment;        // Labels; 0: not known
    Choice deal;
    Choice person;  // PersonIndex of the owner, also for teams; no_person: not known
    Choice team;
    Choice under;  // PersonIndex of the owner: everybody who reports to the managers chosen, themselves included
    Choice role;
    Choice stage;
    Choice exit;

    bool has_deal(const model::DataSet& data, model::DealIndex number) const {
        return deal.has(number) && source.has(data.deals.source[number]) &&
               (!segment.restricted() || segment.has(data.segment_of(number)));
    }
};

}  // namespace metrics
