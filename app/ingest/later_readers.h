// What a file holds beside the usual records, and what reads it: parts of the engine's module that come later. SeptetReader
// keeps the tokens of a piece until they are there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "ingest/septet_fields.h"
#include "ingest/token.h"
#include "model/builder.h"

namespace ingest {

// Documents of other systems: exports of Gong, vCons, calls analysed by Amazon Transcribe or Contact Lens; one, several one behind
// another, or an array of them. They are recognised by their keys.
class ForeignReader {
public:
    virtual ~ForeignReader() = default;
    // Of the keys of a document that is not ours so far, with their depth (1: the outermost): whether with this one it is known.
    virtual bool recognises(std::size_t depth, std::string_view key) = 0;
    // The tokens of a document that is known, from the first on.
    virtual void take(Token token, std::string_view text) = 0;
    // What makes the whole document useless, if anything does.
    virtual std::optional<base::ErrorCode> end_document() = 0;
};
std::unique_ptr<ForeignReader> foreign_reader(model::Builder& builder);

// Fields of our own records that few of them have (Shape::later).
class PartsReader {
public:
    virtual ~PartsReader() = default;
    virtual void begin(septet::Kind kind, std::string_view field, std::uint64_t number) = 0;
    // The tokens of the field's value, from the first to the last.
    virtual void take(Token token, std::string_view text) = 0;
    // The record whose fields they were has been read; `id` is its own.
    virtual void end_record(std::string_view id) = 0;
};
std::unique_ptr<PartsReader> parts_reader(model::Builder& builder);

}  // namespace ingest
