// The reader's state. Internal to ingest/: septet_reader.cpp takes the fields of records, by the million; septet_reader_rare.cpp finds out
// what a file is, waits for what comes later and says what is wrong, compiled small.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "ingest/json_tokenizer.h"
#include "ingest/later_readers.h"
#include "ingest/septet_fields.h"
#include "ingest/septet_reader.h"
#include "ingest/septet_records.h"
#include "ingest/token.h"

namespace ingest {

inline constexpr std::size_t no_slot = septet::slots;

inline bool fits_shape(Token token, septet::Shape shape) {
    switch (shape) {
        case septet::Shape::text: return token == Token::string || token == Token::number;
        case septet::Shape::number: return token == Token::number;
        case septet::Shape::time:
        case septet::Shape::words: return token == Token::string;
        case septet::Shape::flag: return token == Token::yes || token == Token::no;
        case septet::Shape::list:
        case septet::Shape::group:
        case septet::Shape::later: break;
    }
    return false;
}

// Tokens kept until it is known what they belong to, or until what reads them is there.
class Recording {
public:
    bool keep(Token token, std::string_view text) {
        bytes_.append(text);
        steps_.push_back({token, static_cast<std::uint32_t>(text.size())});
        return bytes_.size() + steps_.size() * sizeof(Step) <= base::limits::json_record;
    }
    template <class Take>
    bool replay(Take take) {
        const std::string bytes = std::exchange(bytes_, {});
        const std::vector<Step> steps = std::exchange(steps_, {});
        std::size_t at = 0;
        for (const Step step : steps) {
            if (!take(step.token, std::string_view(bytes).substr(at, step.size))) return false;
            at += step.size;
        }
        return true;
    }
    void clear() {
        bytes_.clear();
        steps_.clear();
    }

private:
    struct Step {
        Token token;
        std::uint32_t size;
    };
    std::string bytes_;
    std::vector<Step> steps_;
};

// Where in the document the reader is. Anything else is skipped by counting its depth.
enum class Place : std::uint8_t {
    outside,
    undecided,
    top,
    list,
    record,
    stage_name,
    roles,
    history,
    speakers,
    turns,
    calendar,
    calendar_list,
    part,     // an object of one of these three
    waiting,  // for what comes later
    extra,    // a field that it reads
    foreign,  // a document that it reads
    useless   // the rest of a file that has failed
};

struct SeptetReader::State {
    model::Builder& builder;
    SeptetRecords records;
    JsonTokenizer<State> tokens;

    std::vector<Place> places{Place::outside};
    std::size_t skipping = 0;    // depth inside something that is not read
    std::size_t slot = no_slot;  // of the last key
    std::size_t behind = 0;      // the last slot found: records of one export have their fields in the same order
    std::string_view list_key;   // at the top: the list that the last key opens, or ""
    bool type_key = false;       // at the top: the last key was "type"
    bool whole = false;          // the file is one object with lists
    bool lines_seen = false;     // the file has records, one a line
    septet::Kind part = septet::Kind::history;  // of the record's part that is being read
    std::size_t undecided_depth = 0;
    bool version_seen = false;
    Recording recording;
    Recording kept;  // while waiting
    std::unique_ptr<ForeignReader> foreign;
    std::unique_ptr<PartsReader> parts;
    std::size_t extra_depth = 0;
    bool array = false;       // the undecided document is one
    bool calls_seen = false;  // the undecided document has a list of calls, ours or another system's
    base::Error failure;

    State(model::Builder& target, FindZone zones)
        : builder(target), records(target, zones), tokens(*this, JsonTokenizer<State>::Documents::lines) {}

    Place place() const { return places.back(); }
    Fields& current() {
        return place() == Place::part ? records.entry : place() == Place::top ? records.meta : records.fields;
    }
    std::span<const septet::Field> field_list() const {
        if (place() == Place::part) return septet::info(part).fields;
        if (place() == Place::top) return septet::meta_fields;
        return septet::info(records.kind).fields;
    }

    // The tokenizer's calls. Nearly all are fields of records, which are taken without a detour.
    bool key(std::string_view text) { return in_fields() ? take_name(text) : take(Token::key, text); }
    bool string(std::string_view text) {
        return in_fields() ? take_field(Token::string, text) : take(Token::string, text);
    }
    bool number(std::string_view text) {
        return in_fields() ? take_field(Token::number, text) : take(Token::number, text);
    }
    bool boolean(bool value) { return take(value ? Token::yes : Token::no, {}); }
    bool null() { return take(Token::null, {}); }
    bool begin_object() { return take(Token::begin_object, {}); }
    bool end_object() { return take(Token::end_object, {}); }
    bool begin_array() { return take(Token::begin_array, {}); }
    bool end_array() { return take(Token::end_array, {}); }
    bool end_document();

    bool in_fields() const { return skipping == 0 && (place() == Place::record || place() == Place::part); }
    bool take_name(std::string_view text);
    bool take_field(Token token, std::string_view text);
    bool fail(base::ErrorCode code, std::string_view detail = {});
    void report(base::ErrorCode code, std::string_view field, std::string_view detail = {});
    bool take(Token token, std::string_view text);
    bool wait(Token token, std::string_view text);
    bool resume();
    bool again(Token token, std::string_view text);
    bool begin_undecided(Token token);
    bool take_extra(Token token, std::string_view text);
    bool take_undecided(Token token, std::string_view text);
    bool decide_by_type(std::string_view word);
    bool open_top();
    bool open_whole(std::string_view key);
    bool replay();
    bool take_key(std::string_view text);
    bool take_begin(Token token);
    bool take_end();
    bool take_scalar(Token token, std::string_view text);
    void wrong_type(Token token);
    void begin_record(septet::Kind record_kind);
};

}  // namespace ingest
