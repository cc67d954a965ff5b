// One call of the tokenizer as a value, where readers hand it on or keep it.
#pragma once

#include <cstdint>

namespace ingest {

enum class Token : std::uint8_t {
    key,
    string,
    number,
    yes,
    no,
    null,
    begin_object,
    end_object,
    begin_array,
    end_array,
    end_document
};

}  // namespace ingest
