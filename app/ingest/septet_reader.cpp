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
    end_array
};

bool fits_shape(Token token, Shape shape) {
    switch (shape) {
        case Shape::text: return token == Token::string || token == Token::number;
        case Shape::number: return token == Token::number;
        case Shape::time:
        case Shape::words: return token == Token::string;
        case Shape::flag: return token == Token::yes || token == Token::no;
        case Shape::list:
        case Shape::group: break;
    }
    return false;
}

// Tokens kept until it is known what they belong to: a record whose "type" is not its first key.
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
    part  // an object of one of these three
};

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
    bool take_undecided(Token token, std::string_view text);
    bool decide_by_type(std::string_view word);
    bool open_top();
    bool replay();
    bool take_key(std::string_view text);
    bool take_begin(Token token);
    bool take_end();
    bool take_scalar(Token token, std::string_view text);
    void wrong_type(Token token);
    void begin_record(Kind record_kind);
};

bool SeptetReader::State::fail(ErrorCode code, std::string_view detail) {
    failure =
        base::Error{code, "", 0, "", tokens.offset(), std::string(base::utf8_cut(detail, base::limits::error_detail))};
    return false;
}

void SeptetReader::State::report(ErrorCode code, std::string_view field, std::string_view detail) {
    records.report(place() == Place::part ? part : records.kind, code, field, detail);
}

bool SeptetReader::State::end_document() {
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
    if (place() == Place::outside) {
        if (token != Token::begin_object || whole) return fail(whole ? ErrorCode::json_syntax : ErrorCode::not_septet);
        places.push_back(Place::undecided);
        undecided_depth = 1;
        recording.clear();
        return true;
    }
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
        if (telling) {
            whole = !lines_seen;
            return open_top() && take(token, text);
        }
    }
    return recording.keep(token, text) || fail(ErrorCode::not_septet);
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
    if (ended == Place::record) records.end();
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
    if (!fits_shape(token, field_list()[slot].shape))
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
    const auto fed = state_->tokens.feed(bytes);
    for (Fields* fields : {&state_->records.meta, &state_->records.fields, &state_->records.entry}) fields->keep();
    if (!fed) return fed.error();
    if (*fed == Fed::stopped) return state_->failure;
    return base::Nothing{};
}

base::Status SeptetReader::finish() {
    const auto fed = state_->tokens.finish();
    if (!fed) return fed.error();
    if (*fed == Fed::stopped) return state_->failure;
    return base::Nothing{};
}

}  // namespace ingest
