// What reading found wrong or odd, gathered by kind: every case is counted, the first few are kept as examples.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace model {

struct Finding {
    base::ErrorCode code{};
    std::string path;  // the field, as in base::Error
    std::uint64_t count = 0;
    std::vector<base::Error> examples;  // at most base::limits::reports_kept
};

class Report {
public:
    // Counted under `path`; the error's own path may be more exact ("deals[d17].history[].stage"). Of errors without a record's
    // number the first by path and detail are the examples, whatever the order they come in.
    void add(base::Error error, std::string_view path, std::uint64_t count = 1);
    // Findings in order of code, then path: the same data give the same list.
    const std::vector<Finding>& findings() const { return findings_; }
    // Drops what is found anew each time the data are put together.
    void drop(base::ErrorCode code);

private:
    std::vector<Finding> findings_;
    Finding& find(base::ErrorCode code, std::string_view path);
};

// True where the record or field was left out; false where it was kept and only looks odd.
bool is_skipped(base::ErrorCode code);

}  // namespace model
