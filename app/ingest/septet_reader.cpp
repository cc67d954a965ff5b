#include "ingest/septet_reader.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "base/same_text.h"
#include "base/utf8.h"
#include "ingest/json_tokenizer.h"
#include "ingest/later_readers.h"
#include "ingest/septet_fields.h"
#include "ingest/septet_records.h"

namespace ingest {

namespace {

using base::ErrorCode;
using septet::Field;
using septet::info;
using septet::Kind;
using septet::Shape;

constexpr std::size_t no_slot = septet::slots;

bool fits_shape(Token token, Shape shape) {
    switch (shape) {
        case Shape::text: return token == Token::string || token == Token::number;
        case Shape::number: return token == Token::number;
        case Shape::time:
        case Shape::words: return token == Token::string;
        case Shape::flag: return token == Token::yes || token == Token::no;
        case Shape::list:
        case Shape::group:
        case Shape::later: break;
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

bool is_field(std::span<const Field> fields, std::string_view name) {
    return std::ranges::any_of(fields, [&](const Field& field) { return field.name == name; });
}

// Of what the objects in a list inside a record are.
std::optional<Kind> part_of(Place list) {
    if (list == Place::history) return Kind::history;
    if (list == Place::speakers) return Kind::speaker;
    if (list == Place::turns) return Kind::turn;
    return std::nullopt;
}

}  // namespace

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
    Kind part = Kind::history;   // of the record's part that is being read
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
    std::span<const Field> field_list() const {
        if (place() == Place::part) return info(part).fields;
        if (place() == Place::top) return septet::meta_fields;
        return info(records.kind).fields;
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
    bool fail(ErrorCode code, std::string_view detail = {});
    void report(ErrorCode code, std::string_view field, std::string_view detail = {});
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
    void begin_record(Kind record_kind);
};

// Once tokens have been kept, where something is found to fail depends on the pieces: then it is said at the end of the file, behind
// what is wrong with its bytes.
bool SeptetReader::State::fail(ErrorCode code, std::string_view detail) {
    const bool at_end = foreign != nullptr;
    failure = base::Error{code, "", 0, "", at_end ? 0 : tokens.offset(), base::error_detail(detail)};
    if (at_end) places.push_back(Place::useless);
    return at_end;
}

void SeptetReader::State::report(ErrorCode code, std::string_view field, std::string_view detail) {
    records.report(place() == Place::part ? part : records.kind, code, field, detail);
}

bool SeptetReader::State::end_document() {
    if (place() == Place::waiting) return take(Token::end_document, {});
    if (place() == Place::useless) return true;
    if (place() == Place::foreign) {
        places.pop_back();
        const auto useless = foreign->end_document();
        return !useless || fail(*useless);
    }
    if (place() == Place::undecided) return fail(ErrorCode::not_septet);
    if (whole && !version_seen) return fail(ErrorCode::not_septet);
    return true;
}

bool SeptetReader::State::take(Token token, std::string_view text) {
    if (skipping != 0) {
        if (token == Token::begin_object || token == Token::begin_array) ++skipping;
        if (token == Token::end_object || token == Token::end_array) --skipping;
        return true;
    }
    if (place() == Place::waiting) return kept.keep(token, text) || fail(ErrorCode::out_of_memory);
    if (place() == Place::foreign) {
        foreign->take(token, text);
        return true;
    }
    if (place() == Place::extra) return take_extra(token, text);
    if (place() == Place::useless) return true;
    if (place() == Place::outside) return begin_undecided(token);
    if (place() == Place::undecided) return take_undecided(token, text);
    switch (token) {
        case Token::key: return take_key(text);
        case Token::begin_object:
        case Token::begin_array: return take_begin(token);
        case Token::end_object:
        case Token::end_array: return take_end();
        default: return take_scalar(token, text);
    }
}

bool SeptetReader::State::begin_undecided(Token token) {
    array = token == Token::begin_array;  // never of ours
    if (whole) return fail(ErrorCode::json_syntax);
    if (token != Token::begin_object && (!array || lines_seen)) return fail(ErrorCode::not_septet);
    places.push_back(Place::undecided);
    undecided_depth = 1;
    calls_seen = false;
    recording.clear();
    return true;
}

// What is needed now comes later: tokens are kept to the end of the piece.
bool SeptetReader::State::wait(Token token, std::string_view text) {
    places.push_back(Place::waiting);
    return take(token, text);
}

bool SeptetReader::State::resume() {
    if (place() != Place::waiting) return true;
    foreign = foreign_reader(builder);
    parts = parts_reader(builder);
    places.pop_back();
    return kept.replay([this](Token token, std::string_view text) { return again(token, text); });
}

// A kept token, on the way that it would have taken.
bool SeptetReader::State::again(Token token, std::string_view text) {
    if (token == Token::end_document) return end_document();
    if (in_fields() && token == Token::key) return take_name(text);
    if (in_fields() && (token == Token::string || token == Token::number)) return take_field(token, text);
    return take(token, text);
}

bool SeptetReader::State::take_extra(Token token, std::string_view text) {
    if (!parts) return wait(token, text);
    if (place() != Place::extra) {
        parts->begin(records.kind, field_list()[slot].name, records.number());
        places.push_back(Place::extra);
        extra_depth = 0;
    }
    if (token == Token::begin_object || token == Token::begin_array) ++extra_depth;
    if (token == Token::end_object || token == Token::end_array) --extra_depth;
    parts->take(token, text);
    if (extra_depth == 0) places.pop_back();
    return true;
}

// Before the first telling key: everything is kept, to be read again once it is known what it is.
bool SeptetReader::State::take_undecided(Token token, std::string_view text) {
    if (token == Token::begin_object || token == Token::begin_array) ++undecided_depth;
    if (token == Token::end_object || token == Token::end_array) --undecided_depth;
    if (undecided_depth == 0) return fail(ErrorCode::not_septet);
    const bool outermost = undecided_depth == 1;
    if (std::exchange(type_key, false) && outermost && token == Token::string) return decide_by_type(text);
    if (outermost && token == Token::key) {
        if (text == "type") return type_key = true;
        bool telling = text == "septet";
        for (const septet::KindInfo& known : septet::kind_infos) telling |= !known.list.empty() && text == known.list;
        // Others have lists of calls too: theirs are told by what is in them.
        const bool calls = text == info(Kind::call).list;
        calls_seen |= calls;
        if (telling && !calls) return open_whole(text);
        if (!telling && !foreign && !is_field(septet::meta_fields, text)) return wait(token, text);
    }
    if (calls_seen && undecided_depth == 3 && token == Token::key) {
        if (is_field(septet::call_fields, text)) return open_whole(text);
        if (!foreign) return wait(token, text);
    }
    const std::size_t depth = undecided_depth - (array ? 1 : 0);  // in the document itself
    if (array && !foreign && token == Token::key) return wait(token, text);
    if (foreign && token == Token::key && foreign->recognises(depth, text)) {
        places.back() = Place::foreign;
        foreign->take(array ? Token::begin_array : Token::begin_object, {});
        return replay() && take(token, text);
    }
    return recording.keep(token, text) || fail(ErrorCode::not_septet);
}

bool SeptetReader::State::open_whole(std::string_view key) {
    whole = !lines_seen;
    return open_top() && take(Token::key, key);
}

bool SeptetReader::State::replay() {
    return recording.replay([this](Token token, std::string_view text) { return take(token, text); });
}

bool SeptetReader::State::open_top() {
    places.back() = Place::top;
    records.kind = Kind::meta;
    records.meta.clear();
    return replay();
}

// A line of NDJSON names its kind.
bool SeptetReader::State::decide_by_type(std::string_view word) {
    const bool first = !std::exchange(lines_seen, true);
    if (word == info(Kind::meta).word) return open_top();
    for (std::size_t i = 0; i < septet::kinds; ++i) {
        const auto found = static_cast<Kind>(i);
        if (word.empty() || word != info(found).word) continue;
        places.pop_back();
        begin_record(found);
        return replay();
    }
    if (model::find_word<model::ActivityKind>(model::activity_names, word)) {
        places.pop_back();
        begin_record(Kind::activity);
        records.fields.put(septet::Activity::activity, word);
        return replay();
    }
    if (first) return fail(ErrorCode::not_septet, word);
    builder.report(ErrorCode::unknown_word, 0, "type", word);
    places.pop_back();
    skipping = 1;
    return true;
}

inline bool SeptetReader::State::take_name(std::string_view text) {
    const std::span<const Field> list = field_list();
    slot = no_slot;
    std::size_t at = behind;
    for (std::size_t i = 0; i < list.size(); ++i, ++at) {
        if (at >= list.size()) at = 0;
        if (!base::same_text(list[at].name, text)) continue;
        slot = at;
        behind = at + 1;
        break;
    }
    return true;
}

bool SeptetReader::State::take_key(std::string_view text) {
    slot = no_slot;
    if (place() == Place::top) {
        list_key = {};
        type_key = text == "type";
        for (const septet::KindInfo& kind_info : septet::kind_infos)
            if (!kind_info.list.empty() && text == kind_info.list) list_key = kind_info.list;
    }
    if (place() == Place::stage_name) {
        if (text == "zh") slot = septet::Stage::zh;
        if (text == "en") slot = septet::Stage::en;
        return true;
    }
    if (place() == Place::calendar) {
        const auto found = std::ranges::find(septet::calendar_lists, text);
        if (found != septet::calendar_lists.end())
            slot = static_cast<std::size_t>(found - septet::calendar_lists.begin());
        return true;
    }
    return take_name(text);
}

void SeptetReader::State::begin_record(Kind record_kind) {
    records.begin(record_kind);
    slot = no_slot;
    behind = 0;
    places.push_back(Place::record);
}

bool SeptetReader::State::take_begin(Token token) {
    const bool object = token == Token::begin_object;
    if (place() == Place::top && !object && !list_key.empty()) {
        for (std::size_t i = 0; i < septet::kinds; ++i)
            if (list_key == info(static_cast<Kind>(i)).list) records.kind = static_cast<Kind>(i);
        places.push_back(Place::list);
        return true;
    }
    if (place() == Place::top && object && slot == septet::Meta::calendar) {
        records.begin_calendar();
        places.push_back(Place::calendar);
        slot = no_slot;
        return true;
    }
    if (place() == Place::calendar && !object && slot != no_slot) {
        places.push_back(Place::calendar_list);
        return true;
    }
    if (place() == Place::list && object) {
        begin_record(records.kind);
        return true;
    }
    if (place() == Place::record && slot != no_slot) {
        if (field_list()[slot].shape == Shape::later) return take_extra(token, {});
        const auto open = [this](Place inner) {
            places.push_back(inner);
            slot = no_slot;
            return true;
        };
        if (records.kind == Kind::stage && slot == septet::Stage::name && object) return open(Place::stage_name);
        if (records.kind == Kind::person && slot == septet::Person::roles && !object) {
            records.fields.put(slot, {});
            return open(Place::roles);
        }
        if (records.kind == Kind::deal && slot == septet::Deal::history && !object) {
            records.has_history = true;
            records.history.clear();
            return open(Place::history);
        }
        if (records.kind == Kind::call && slot == septet::Call::speakers && !object) return open(Place::speakers);
        if (records.kind == Kind::call && slot == septet::Call::turns && !object) {
            records.has_turns = true;
            return open(Place::turns);
        }
    }
    if (const auto inner = part_of(place()); inner && object) {
        part = *inner;
        places.push_back(Place::part);
        records.entry.clear();
        slot = no_slot;
        behind = 0;
        return true;
    }
    wrong_type(token);
    skipping = 1;
    return true;
}

bool SeptetReader::State::take_end() {
    const Place ended = place();
    if (ended == Place::part) {
        if (part == Kind::history) records.end_entry();
        if (part == Kind::speaker) records.end_speaker();
        if (part == Kind::turn) records.end_turn();
    }
    if (ended == Place::record) {
        records.end();
        if (parts)
            parts->end_record(records.fields.text(0).value_or(""));  // the id is the first field of those that have one
    }
    if (ended == Place::top) records.end_meta();
    if (ended == Place::calendar) records.end_calendar();
    if (ended == Place::list) records.kind = Kind::meta;
    places.pop_back();
    slot = no_slot;
    return true;
}

// A value of the field that the last key named.
inline bool SeptetReader::State::take_field(Token token, std::string_view text) {
    if (slot == no_slot) return true;
    const Shape shape = field_list()[slot].shape;
    if (shape == Shape::later) return take_extra(token, text);
    if (!fits_shape(token, shape))
        wrong_type(token);
    else if (token == Token::yes || token == Token::no)
        current().put(slot, token == Token::yes ? "true" : "false");
    else if (tokens.in_piece(text))
        current().lend(slot, text);
    else
        current().put(slot, text);
    return true;
}

bool SeptetReader::State::take_scalar(Token token, std::string_view text) {
    if (token == Token::null) return true;
    const Place at = place();
    if (at == Place::stage_name) {
        if (slot != no_slot && token == Token::string)
            records.fields.put(slot, text);
        else if (slot != no_slot)
            wrong_type(token);
        return true;
    }
    if (at == Place::roles) {
        if (token == Token::string)
            records.add_role(text);
        else
            wrong_type(token);
        return true;
    }
    if (at == Place::calendar_list && (token == Token::string || token == Token::number)) {
        records.add_to_calendar(slot, text);
        return true;
    }
    if (at != Place::record && at != Place::part && at != Place::top) {
        wrong_type(token);
        return true;
    }
    if (slot == no_slot) {
        if (at == Place::top && !list_key.empty()) wrong_type(token);
        // {"septet": 1, "type": "meta"}: a meta line whose type came second.
        if (at == Place::top && type_key && text == info(Kind::meta).word) {
            whole = false;
            lines_seen = true;
        }
        return true;
    }
    take_field(token, text);
    if (at != Place::top) return true;
    const bool fits = fits_shape(token, field_list()[slot].shape);
    if (slot == septet::Meta::septet) {
        if (!fits || text != "1") return fail(ErrorCode::septet_version, text);
        version_seen = true;
    }
    // The zone and the currency place and scale what follows, so they are told as soon as they are known.
    if (fits && (slot == septet::Meta::timezone || slot == septet::Meta::currency)) records.end_meta();
    return true;
}

void SeptetReader::State::wrong_type(Token token) {
    const Place at = place();
    if (at == Place::top && list_key.empty() && slot == no_slot) return;
    // a field that is not ours
    if ((at == Place::record || at == Place::part || at == Place::calendar) && slot == no_slot) return;
    static constexpr std::array<std::string_view, 10> found{"key",  "string", "number", "true",  "false",
                                                            "null", "object", "object", "array", "array"};
    std::string field;
    if (at == Place::top && slot == no_slot) {
        builder.report(ErrorCode::wrong_type, 0, list_key, found[static_cast<std::size_t>(token)]);
        return;
    }
    if (at == Place::stage_name)
        field = slot == septet::Stage::zh ? "name.zh" : "name.en";
    else if (at == Place::history)
        field = "history[]";
    else if (at == Place::speakers)
        field = "speakers[]";
    else if (at == Place::turns)
        field = "turns[]";
    else if (at == Place::roles)
        field = "roles[]";
    else if (at == Place::calendar || at == Place::calendar_list)
        field = septet::calendar_path(slot);
    else if (slot != no_slot)
        field = field_list()[slot].name;
    report(ErrorCode::wrong_type, field, found[static_cast<std::size_t>(token)]);
}

SeptetReader::SeptetReader(model::Builder& builder, FindZone find_zone)
    : state_(std::make_unique<State>(builder, find_zone)) {}

SeptetReader::~SeptetReader() = default;

base::Status SeptetReader::feed(std::string_view bytes) {
    if (!state_->resume()) return state_->failure;
    const auto fed = state_->tokens.feed(bytes);
    for (Fields* fields : {&state_->records.meta, &state_->records.fields, &state_->records.entry}) fields->keep();
    if (!fed) return fed.error();
    if (*fed == Fed::stopped) return state_->failure;
    return base::Nothing{};
}

bool SeptetReader::waits() const { return state_->place() == Place::waiting; }

base::Status SeptetReader::finish() {
    const auto fed = state_->tokens.finish();
    if (!fed) return fed.error();
    if (*fed == Fed::stopped || !state_->resume() || state_->place() == Place::useless) return state_->failure;
    return base::Nothing{};
}

}  // namespace ingest
