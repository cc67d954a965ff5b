#include "ingest/septet_reader.h"

#include <algorithm>

#include "base/same_text.h"
#include "ingest/septet_reader_state.h"

namespace ingest {

using base::ErrorCode;
using septet::Field;
using septet::info;
using septet::Kind;
using septet::Shape;

namespace {

// Of what the objects in a list inside a record are.
std::optional<Kind> part_of(Place list) {
    if (list == Place::history) return Kind::history;
    if (list == Place::speakers) return Kind::speaker;
    if (list == Place::turns) return Kind::turn;
    return std::nullopt;
}

}  // namespace

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

// A kept token, on the way that it would have taken.
bool SeptetReader::State::again(Token token, std::string_view text) {
    if (token == Token::end_document) return end_document();
    if (in_fields() && token == Token::key) return take_name(text);
    if (in_fields() && (token == Token::string || token == Token::number)) return take_field(token, text);
    return take(token, text);
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
