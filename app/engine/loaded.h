// What a figure is asked of: the loaded data and how to find a time zone.
#pragma once

#include <cstdint>
#include <memory>

#include "ingest/septet_reader.h"
#include "metrics/calls.h"
#include "metrics/ledger_index.h"
#include "model/data_set.h"

namespace engine {

struct Transcripts;  // engine/transcripts.h

struct Loaded {
    const model::DataSet& data;
    metrics::LedgerIndex& ledgers;              // of `data`
    metrics::CallTable& calls;                  // of `data`
    std::shared_ptr<Transcripts>& transcripts;  // of `data`; none yet where nobody asked
    std::uint32_t revision = 0;                 // 0: nothing loaded
    bool demo = false;
    ingest::FindZone find_zone = nullptr;
};

}  // namespace engine
