// The engine: owns the loaded data, loads more, answers questions. The same in the browser's worker and in the command line.
//
// A load is one or several files fed piece by piece; it is whole or not at all: until `end_load` succeeds, and for ever if it
// does not, questions are answered from the data before. Equal questions on equal data give equal answers, byte for byte.
//
//     Engine engine(find_zone, budget);
//     engine.begin_load({.keep = false});
//     engine.begin_file("pipeline.json");
//     engine.feed(piece);                    // …
//     LoadEvent event = engine.end_load();
//     std::string answer = engine.ask(R"({"figure": "ledger"})");
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/answer.h"
#include "engine/codec.h"
#include "engine/loaded.h"
#include "engine/question.h"
#include "ingest/septet_reader.h"
#include "model/builder.h"
#include "model/data_set.h"

namespace engine {

// Whether the question's figure is in the part of the engine's module that comes after the first funnel.
bool comes_later(std::string_view question_json);

struct LoadOptions {
    bool keep = false;  // merge with what is loaded
    bool demo = false;  // the built-in demo
};

class Engine {
public:
    // Loading stops with out_of_memory before it needs more than `budget` bytes.
    Engine(ingest::FindZone find_zone, std::size_t budget, base::FindInitials find_initials = nullptr);

    void begin_load(LoadOptions options);
    void begin_file(std::string_view name);
    // The next bytes of the file; false once the file cannot be used (the rest of it need not be fed).
    bool feed(std::string_view bytes);
    // Whether the file goes on with what the module's later part reads: it must be there before the next call.
    bool waits_for_later() const { return reader_ && !file_failed_ && reader_->waits(); }
    std::uint64_t records() const;
    LoadEvent end_load();
    void cancel_load();

    // What the functions of engine/figures/ answer from; valid until the next load ends.
    Loaded loaded() const {
        return {data_, ledgers_, calls_, transcripts_, account_initials_, revision_, demo_, find_zone_, find_initials_};
    }
    const model::DataSet& data() const { return data_; }
    std::uint32_t revision() const { return revision_; }

    // The answer, or {"error": …}, as JSON.
    std::string ask(std::string_view question_json);

private:
    ingest::FindZone find_zone_;
    base::FindInitials find_initials_;
    std::size_t budget_;
    model::DataSet data_;
    mutable metrics::LedgerIndex ledgers_;  // found out from data_ on first need
    mutable metrics::CallTable calls_;      // so are these
    // And these. Shared, because such a pointer knows how to throw away what only the later part of the module has made.
    mutable std::shared_ptr<Transcripts> transcripts_;
    mutable std::vector<std::string> account_initials_;
    bool demo_ = false;
    std::uint32_t revision_ = 0;  // 0: nothing loaded

    LoadOptions options_;
    std::unique_ptr<model::Builder> builder_;
    std::unique_ptr<ingest::SeptetReader> reader_;
    std::string file_;
    std::uint64_t file_bytes_ = 0;
    bool file_failed_ = false;
    std::vector<base::Error> errors_;

    void end_file();
    void fail_file(base::Error error);
};

}  // namespace engine
