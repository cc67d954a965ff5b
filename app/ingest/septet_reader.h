// Reads our own export format (JSON object or NDJSON, see docs/format.md) piece by piece into a model::Builder. What is not ours it
// hands to a ForeignReader, which knows the exports of some other systems.
//
// Which of the two forms a file has is seen from its first keys. A field that is not usable is reported and left out, a
// record without its required fields is reported and skipped; only bytes that are not our format end the reading.
//
//     SeptetReader reader(builder, find_zone);
//     for (piece : pieces) if (auto s = reader.feed(piece); !s) return s.error();
//     return reader.finish();
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "model/builder.h"

namespace ingest {

// How a zone's name becomes a zone: the browser and the native program know different ways.
using FindZone = base::Result<base::Zone> (*)(std::string_view name);

class SeptetReader {
public:
    SeptetReader(model::Builder& builder, FindZone find_zone);
    ~SeptetReader();
    SeptetReader(const SeptetReader&) = delete;
    SeptetReader& operator=(const SeptetReader&) = delete;

    base::Status feed(std::string_view bytes);
    base::Status finish();
    // Whether what reads on comes later (ingest/later_readers.h): it must be there before the next call.
    bool waits() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace ingest
