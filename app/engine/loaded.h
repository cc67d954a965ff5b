// What a figure is asked of: the loaded data and how to find time zones and pinyin.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/initials.h"
#include "ingest/septet_reader.h"
#include "metrics/calls.h"
#include "metrics/ledger_index.h"
#include "model/data_set.h"

namespace engine {

struct Transcripts;  // engine/transcripts.h

struct Loaded {
    const model::DataSet& data;
    metrics::LedgerIndex& ledgers;               // of `data`
    metrics::CallTable& calls;                   // of `data`
    std::shared_ptr<Transcripts>& transcripts;   // of `data`; none yet where nobody asked
    std::vector<std::string>& account_initials;  // of `data`, by account; empty where nobody asked yet
    std::uint32_t revision = 0;                  // 0: nothing loaded
    bool demo = false;
    ingest::FindZone find_zone = nullptr;
    base::FindInitials find_initials = nullptr;  // none: nobody here sorts by pinyin
};

}  // namespace engine
