#include <algorithm>
#include <array>
#include <utility>

#include "base/limits.h"
#include "ingest/septet_reader_state.h"

namespace ingest {

using base::ErrorCode;
using septet::Field;
using septet::info;
using septet::Kind;
using septet::Shape;

namespace {

bool is_field(std::span<const Field> fields, std::string_view name) {
    return std::ranges::any_of(fields, [&](const Field& field) { return field.name == name; });
}

}  // namespace

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

}  // namespace ingest
