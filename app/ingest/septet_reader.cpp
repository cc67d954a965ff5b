#include "ingest/septet_reader.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "base/money.h"
#include "base/utf8.h"
#include "ingest/json_tokenizer.h"
#include "ingest/septet_fields.h"

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

// The fields of the record being read, as text. Strings keep their capacity from record to record.
class Fields {
public:
    void clear() { present_ = 0; }
    void put(std::size_t slot, std::string_view text) {
        text_[slot].assign(text);
        present_ |= 1u << slot;
    }
    bool has(std::size_t slot) const { return (present_ >> slot & 1u) != 0; }
    model::Text text(std::size_t slot) const { return has(slot) ? model::Text(text_[slot]) : std::nullopt; }

private:
    std::array<std::string, septet::slots> text_;
    std::uint32_t present_ = 0;
};

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
    entry,
    turns,
    turn
};

}  // namespace

struct SeptetReader::State {
    model::Builder& builder;
    FindZone find_zone;
    JsonTokenizer<State> tokens;

    std::vector<Place> places{Place::outside};
    std::size_t skipping = 0;    // depth inside something that is not read
    Kind kind = Kind::meta;      // of the record, or of the list's records
    std::size_t slot = no_slot;  // of the last key
    std::string_view list_key;   // at the top: the list that the last key opens, or ""
    bool type_key = false;       // at the top: the last key was "type"
    bool whole = false;          // the file is one object with lists
    bool lines_seen = false;     // the file has records, one a line
    std::size_t undecided_depth = 0;
    bool version_seen = false;
    std::array<std::uint64_t, septet::kinds> numbers{};
    Fields fields, entry_fields, meta;
    std::uint8_t roles = 0;
    bool has_history = false;
    std::vector<model::HistoryRecord> history;
    std::uint32_t turns = 0;
    Recording recording;
    base::Error failure;

    State(model::Builder& target, FindZone zones)
        : builder(target), find_zone(zones), tokens(*this, JsonTokenizer<State>::Documents::lines) {}

    Place place() const { return places.back(); }
    std::uint64_t number() const { return numbers[static_cast<std::size_t>(kind)]; }
    Fields& current() { return place() == Place::entry ? entry_fields : place() == Place::top ? meta : fields; }
    std::span<const Field> field_list() const {
        if (place() == Place::entry) return septet::history_fields;
        if (place() == Place::top) return septet::meta_fields;
        return info(kind).fields;
    }

    // The tokenizer's calls.
    bool key(std::string_view text) { return take(Token::key, text); }
    bool string(std::string_view text) { return take(Token::string, text); }
    bool number(std::string_view text) { return take(Token::number, text); }
    bool boolean(bool value) { return take(value ? Token::yes : Token::no, {}); }
    bool null() { return take(Token::null, {}); }
    bool begin_object() { return take(Token::begin_object, {}); }
    bool end_object() { return take(Token::end_object, {}); }
    bool begin_array() { return take(Token::begin_array, {}); }
    bool end_array() { return take(Token::end_array, {}); }
    bool end_document();

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
    void end_record();

    model::When time(const Fields& from, std::size_t at, std::string_view path);
    template <class Enum>
    std::optional<Enum> word(const Fields& from, std::size_t at, std::span<const std::string_view> names,
                             std::string_view path);
    bool require(const Fields& from, std::size_t at, std::string_view path);
    std::uint64_t count(std::size_t at, std::string_view path);
    void emit_meta();
    void emit_stage();
    void emit_person();
    void emit_account();
    void emit_deal();
    void emit_entry();
    void emit_activity();
    void emit_reach();
    void emit_target();
    void emit_call();
};

bool SeptetReader::State::fail(ErrorCode code, std::string_view detail) {
    failure =
        base::Error{code, "", 0, "", tokens.offset(), std::string(base::utf8_cut(detail, base::limits::error_detail))};
    return false;
}

void SeptetReader::State::report(ErrorCode code, std::string_view field, std::string_view detail) {
    const std::string path =
        std::string(place() == Place::entry ? info(Kind::history).prefix : info(kind).prefix) + std::string(field);
    builder.report(code, number(), path, detail);
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
    kind = Kind::meta;
    meta.clear();
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
        fields.put(septet::Activity::activity, word);
        return replay();
    }
    if (first) return fail(ErrorCode::not_septet, word);
    builder.report(ErrorCode::unknown_word, 0, "type", word);
    places.pop_back();
    skipping = 1;
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
    if (place() == Place::turn) return true;
    const std::span<const Field> list = field_list();
    for (std::size_t i = 0; i < list.size(); ++i)
        if (list[i].name == text) {
            slot = i;
            break;
        }
    return true;
}

void SeptetReader::State::begin_record(Kind record_kind) {
    kind = record_kind;
    ++numbers[static_cast<std::size_t>(kind)];
    fields.clear();
    roles = 0;
    has_history = false;
    history.clear();
    turns = 0;
    slot = no_slot;
    places.push_back(Place::record);
}

bool SeptetReader::State::take_begin(Token token) {
    const bool object = token == Token::begin_object;
    if (place() == Place::top && !object && !list_key.empty()) {
        for (std::size_t i = 0; i < septet::kinds; ++i)
            if (list_key == info(static_cast<Kind>(i)).list) kind = static_cast<Kind>(i);
        places.push_back(Place::list);
        return true;
    }
    if (place() == Place::list && object) {
        begin_record(kind);
        return true;
    }
    if (place() == Place::record && slot != no_slot) {
        const auto open = [this](Place inner) {
            places.push_back(inner);
            slot = no_slot;
            return true;
        };
        if (kind == Kind::stage && slot == septet::Stage::name && object) return open(Place::stage_name);
        if (kind == Kind::person && slot == septet::Person::roles && !object) {
            fields.put(slot, {});
            return open(Place::roles);
        }
        if (kind == Kind::deal && slot == septet::Deal::history && !object) {
            has_history = true;
            history.clear();
            return open(Place::history);
        }
        if (kind == Kind::call && slot == septet::Call::turns && !object) return open(Place::turns);
    }
    if (place() == Place::history && object) {
        places.push_back(Place::entry);
        entry_fields.clear();
        slot = no_slot;
        return true;
    }
    if (place() == Place::turns && object) {
        places.push_back(Place::turn);
        ++turns;
        return true;
    }
    wrong_type(token);
    skipping = 1;
    return true;
}

bool SeptetReader::State::take_end() {
    const Place ended = place();
    if (ended == Place::entry) emit_entry();
    if (ended == Place::record) end_record();
    if (ended == Place::top) emit_meta();
    if (ended == Place::list) kind = Kind::meta;
    places.pop_back();
    slot = no_slot;
    return true;
}

bool SeptetReader::State::take_scalar(Token token, std::string_view text) {
    if (token == Token::null) return true;
    const Place at = place();
    if (at == Place::stage_name) {
        if (slot != no_slot && token == Token::string)
            fields.put(slot, text);
        else if (slot != no_slot)
            wrong_type(token);
        return true;
    }
    if (at == Place::roles) {
        const auto role =
            token == Token::string ? model::find_word<model::Role>(model::role_names, text) : std::nullopt;
        if (role && *role != model::Role::none)
            roles |= static_cast<std::uint8_t>(1u << static_cast<unsigned>(*role));
        else
            report(ErrorCode::unknown_word, "roles", text);
        return true;
    }
    if (at == Place::turn) return true;
    if (at != Place::record && at != Place::entry && at != Place::top) {
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
    const Shape shape = field_list()[slot].shape;
    const bool flag = token == Token::yes || token == Token::no;
    const bool fits = shape == Shape::flag     ? flag
                      : shape == Shape::number ? token == Token::number
                      : shape == Shape::text   ? token == Token::string || token == Token::number
                      : shape == Shape::list   ? false
                                               : token == Token::string;
    if (!fits)
        wrong_type(token);
    else if (flag)
        current().put(slot, token == Token::yes ? "true" : "false");
    else
        current().put(slot, text);
    if (at == Place::top && slot == septet::Meta::septet) {
        if (!fits || text != "1") return fail(ErrorCode::septet_version, text);
        version_seen = true;
    }
    // The zone and the currency place and scale what follows, so they are told as soon as they are known.
    if (at == Place::top && fits && (slot == septet::Meta::timezone || slot == septet::Meta::currency)) emit_meta();
    return true;
}

void SeptetReader::State::wrong_type(Token token) {
    const Place at = place();
    if (at == Place::turn || (at == Place::top && list_key.empty() && slot == no_slot)) return;
    if ((at == Place::record || at == Place::entry) && slot == no_slot) return;  // a field that is not ours
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
    else if (at == Place::turns)
        field = "turns[]";
    else if (at == Place::roles)
        field = "roles[]";
    else if (slot != no_slot)
        field = field_list()[slot].name;
    report(ErrorCode::wrong_type, field, found[static_cast<std::size_t>(token)]);
}

model::When SeptetReader::State::time(const Fields& from, std::size_t at, std::string_view path) {
    const model::Text text = from.text(at);
    if (!text) return std::nullopt;
    const auto parsed = base::parse_time(*text);
    if (!parsed) report(ErrorCode::bad_time, path, *text);
    return parsed;
}

template <class Enum>
std::optional<Enum> SeptetReader::State::word(const Fields& from, std::size_t at,
                                              std::span<const std::string_view> names, std::string_view path) {
    const model::Text text = from.text(at);
    if (!text || text->empty()) return std::nullopt;
    const auto found = model::find_word<Enum>(names, *text);
    if (!found) report(ErrorCode::unknown_word, path, *text);
    return found;
}

bool SeptetReader::State::require(const Fields& from, std::size_t at, std::string_view path) {
    const model::Text text = from.text(at);
    if (text && !text->empty()) return true;
    report(ErrorCode::missing_field, path);
    return false;
}

std::uint64_t SeptetReader::State::count(std::size_t at, std::string_view path) {
    const model::Text text = fields.text(at);
    if (!text) return 0;
    const auto whole_number = base::parse_money(*text, 0);
    if (whole_number && *whole_number >= 0) return static_cast<std::uint64_t>(*whole_number);
    report(ErrorCode::bad_number, path, *text);
    return 0;
}

void SeptetReader::State::end_record() {
    switch (kind) {
        case Kind::stage: return emit_stage();
        case Kind::person: return emit_person();
        case Kind::account: return emit_account();
        case Kind::deal: return emit_deal();
        case Kind::activity: return emit_activity();
        case Kind::reach: return emit_reach();
        case Kind::target: return emit_target();
        case Kind::call: return emit_call();
        case Kind::meta:
        case Kind::history: return;
    }
}

void SeptetReader::State::emit_meta() {
    kind = Kind::meta;
    model::MetaRecord record{
        meta.text(septet::Meta::name), time(meta, septet::Meta::exported_at, "exported_at"), {}, {}};
    if (const model::Text currency = meta.text(septet::Meta::currency)) {
        const bool code =
            currency->size() == 3 && currency->find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == currency->npos;
        if (code)
            record.currency = currency;
        else
            report(ErrorCode::bad_currency, "currency", *currency);
    }
    if (const model::Text name = meta.text(septet::Meta::timezone)) {
        auto zone = find_zone(*name);
        if (zone)
            record.zone = *std::move(zone);
        else
            report(ErrorCode::unknown_zone, "timezone", *name);
    }
    builder.add(record);
    meta.clear();
}

void SeptetReader::State::emit_stage() {
    using septet::Stage;
    if (!require(fields, Stage::id, "id")) return;
    model::StageRecord record{*fields.text(Stage::id), fields.text(Stage::zh), fields.text(Stage::en),
                              word<model::Role>(fields, Stage::role, model::role_names, "role"),
                              word<model::Outcome>(fields, Stage::outcome, model::outcome_names, "outcome")};
    if (const model::Text name = fields.text(Stage::name)) record.name_zh = record.name_en = name;
    builder.add(record, number());
}

void SeptetReader::State::emit_person() {
    using septet::Person;
    static constexpr std::array<std::string_view, 2> people_kinds{"human", "bot"};
    if (!require(fields, Person::id, "id")) return;
    model::PersonRecord record{.id = *fields.text(Person::id),
                               .name = fields.text(Person::name),
                               .manager = fields.text(Person::manager),
                               .team = fields.text(Person::team),
                               .roles = std::nullopt,
                               .from = time(fields, Person::from, "from"),
                               .to = time(fields, Person::to, "to"),
                               .bot = word<bool>(fields, Person::kind, people_kinds, "kind")};
    if (fields.has(Person::roles)) record.roles = roles;
    builder.add(record, number());
}

void SeptetReader::State::emit_account() {
    using septet::Account;
    if (!require(fields, Account::id, "id")) return;
    builder.add(
        model::AccountRecord{*fields.text(Account::id), fields.text(Account::name), fields.text(Account::segment),
                             fields.text(Account::industry), fields.text(Account::region)},
        number());
}

void SeptetReader::State::emit_entry() {
    using septet::History;
    if (history.size() > base::limits::history) return;  // the builder reports the deal
    const bool has_stage = require(entry_fields, History::stage, "stage");
    if (!require(entry_fields, History::at, "at") || !has_stage) return;
    const model::When entered = time(entry_fields, History::at, "at");
    if (!entered) return;
    model::HistoryRecord record;
    record.entered = *entered;
    record.touched = time(entry_fields, History::first_touch_at, "first_touch_at");
    record.role = word<model::Role>(entry_fields, History::role, model::role_names, "role");
    record.stage = builder.stage(*entry_fields.text(History::stage), number());
    if (const model::Text owner = entry_fields.text(History::owner); owner && !owner->empty())
        record.owner = builder.person(*owner, number(), "deals[].history[].owner");
    history.push_back(record);
}

void SeptetReader::State::emit_deal() {
    using septet::Deal;
    if (!require(fields, Deal::id, "id")) return;
    model::DealRecord record;
    record.id = *fields.text(Deal::id);
    record.account = fields.text(Deal::account);
    record.name = fields.text(Deal::name);
    record.source = fields.text(Deal::source);
    record.campaign = fields.text(Deal::campaign);
    record.segment = fields.text(Deal::segment);
    record.currency = fields.text(Deal::currency);
    record.lost_reason = fields.text(Deal::lost_reason);
    record.value = fields.text(Deal::value);
    record.created_at = time(fields, Deal::created_at, "created_at");
    record.closed_at = time(fields, Deal::closed_at, "closed_at");
    record.status = word<model::Status>(fields, Deal::status, model::status_names, "status");
    record.has_history = has_history;
    record.history = history;
    builder.add(record, number());
}

void SeptetReader::State::emit_activity() {
    using septet::Activity;
    const std::size_t kind_slot = fields.has(Activity::activity) ? Activity::activity : Activity::type;
    const bool has_kind = require(fields, kind_slot, "type");
    if (!require(fields, Activity::at, "at") || !has_kind) return;
    const auto activity = word<model::ActivityKind>(fields, kind_slot, model::activity_names, "type");
    const model::When at = time(fields, Activity::at, "at");
    if (!activity || !at) return;
    builder.add(model::ActivityRecord{*activity, *at, fields.text(Activity::account), fields.text(Activity::deal),
                                      fields.text(Activity::person), fields.text(Activity::value),
                                      fields.text(Activity::recurring) == model::Text("true")},
                number());
}

void SeptetReader::State::emit_reach() {
    using septet::Reach;
    if (!require(fields, Reach::date, "date")) return;
    const model::When date = time(fields, Reach::date, "date");
    if (!date) return;
    builder.add(model::ReachRecord{*date, fields.text(Reach::source), fields.text(Reach::campaign),
                                   fields.text(Reach::cost), count(Reach::impressions, "impressions"),
                                   count(Reach::clicks, "clicks"), count(Reach::leads, "leads")},
                number());
}

void SeptetReader::State::emit_target() {
    using septet::Target;
    const bool complete = require(fields, Target::from, "from") && require(fields, Target::to, "to") &&
                          require(fields, Target::value, "value");
    if (!complete) return;
    const model::When from = time(fields, Target::from, "from");
    const model::When to = time(fields, Target::to, "to");
    if (!from || !to) return;
    builder.add(model::TargetRecord{*from, *to, fields.text(Target::team), fields.text(Target::person),
                                    *fields.text(Target::value)},
                number());
}

void SeptetReader::State::emit_call() {
    using septet::Call;
    if (!require(fields, Call::id, "id") || !require(fields, Call::at, "at")) return;
    const model::When at = time(fields, Call::at, "at");
    if (!at) return;
    model::CallRecord record{
        *fields.text(Call::id),     *at,  std::nullopt, fields.text(Call::person), fields.text(Call::deal),
        fields.text(Call::account), turns};
    if (const model::Text text = fields.text(Call::duration_s)) {
        // Read as milliseconds, so that a fraction is rounded and what is not a length of time is found.
        const auto milliseconds = base::parse_money(*text, 3);
        if (milliseconds && *milliseconds >= 0 && *milliseconds <= base::limits::call_s * 1000)
            record.duration_s = static_cast<std::uint32_t>((*milliseconds + 500) / 1000);
        else
            report(ErrorCode::bad_number, "duration_s", *text);
    }
    builder.add(record, number());
}

SeptetReader::SeptetReader(model::Builder& builder, FindZone find_zone)
    : state_(std::make_unique<State>(builder, find_zone)) {}

SeptetReader::~SeptetReader() = default;

base::Status SeptetReader::feed(std::string_view bytes) {
    const auto fed = state_->tokens.feed(bytes);
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
