#include "engine/archive.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {

// Powers of ten up to 10^22 are exact, so the quotient is the double nearest to the decimal. Smaller numbers stay as they are.
double rounded(double value) {
    constexpr double twelve_digits = 1e11;
    constexpr int most = 22;
    double scale = 1;
    for (int power = 0; power < most && std::abs(value) * scale < twelve_digits; ++power) scale *= 10;
    return std::abs(value) >= twelve_digits ? std::round(value) : std::round(value * scale) / scale;
}

}  // namespace

template <class Archive>
void fields(Archive& a, Filter& v) {
    a("entered", v.entered);
    a("source", v.source);
    a("segment", v.segment);
    a("team", v.team);
    a("manager", v.manager);
    a("person", v.person);
    a("role", v.role);
    a("stage", v.stage);
    a("exit", v.exit);
    a("deal", v.deal);
}

template <class Archive>
void fields(Archive& a, Calendar& v) {
    a("hours", v.hours);
    a("weekdays", v.weekdays);
    a("holidays", v.holidays);
    a("extra_days", v.extra_days);
}

template <class Archive>
void fields(Archive& a, Move& v) {
    a("role", v.role);
    a("conversion", v.conversion, 1.0);
    a("wait", v.wait, 1.0);
    a("people", v.people);
}

template <class Archive>
void fields(Archive& a, Handed& v) {
    a("from", v.from);
    a("to", v.to);
}

template <class Archive>
void fields(Archive& a, CallRules& v) {
    const CallRules usual;
    a("merge_ms", v.merge_ms, usual.merge_ms);
    a("backchannel_ms", v.backchannel_ms, usual.backchannel_ms);
    a("backchannel_words", v.backchannel_words, usual.backchannel_words);
    a("backchannel_characters", v.backchannel_characters, usual.backchannel_characters);
    a("interruption_ms", v.interruption_ms, usual.interruption_ms);
    a("silence_ms", v.silence_ms, usual.silence_ms);
}

template <class Archive>
void fields(Archive& a, Question& v) {
    a("figure", v.figure);
    a("by", v.by);
    a("filter", v.filter);
    a("jumps", v.jumps);
    a("zone", v.zone);
    a("offset", v.offset);
    a("limit", v.limit, base::limits::rows_usual);
    a("against", v.against);
    a("period", v.period);
    a("before", v.before);
    a("horizon_days", v.horizon_days);
    a("from_stage", v.from_stage);
    a("to_stage", v.to_stage);
    a("calendar", v.calendar);
    a("target_s", v.target_s, std::uint32_t{86'400});
    a("handed", v.handed);
    a("by_value", v.by_value);
    a("seed", v.seed, std::uint64_t{1});
    a("scenario", v.scenario);
    a("call_rules", v.call_rules);
    a("spoken", v.spoken);
    a("broken", v.broken);
    a("call", v.call);
    a("account", v.account);
    a("accounts", v.accounts);
    a("order", v.order);
    a("turned", v.turned);
    a("text", v.text);
    a("dictionary", v.dictionary);
    a("rules", v.rules);
    a("topic_changes", v.topic_changes);
    a("rule_changes", v.rule_changes);
}

template <class Archive>
void fields(Archive& a, Error& v) {
    a("code", v.code);
    a("file", v.file);
    a("record", v.record);
    a("path", v.path);
    a("offset", v.offset);
    a("detail", v.detail);
}

template <class Archive>
void fields(Archive& a, Head& v) {
    a("question", v.question);
    a("revision", v.revision);
    a("cut_off", v.cut_off);
    a("definition", v.definition);
    a("defects", v.defects);
    a("misleading", v.misleading);
    a("refused", v.refused);
}

template <class Archive>
void fields(Archive& a, Ledger& v) {
    a("entries", v.entries);
    a("advanced", v.advanced);
    a("lost", v.lost);
    a("back", v.back);
    a("left", v.left);
    a("open", v.open);
    a("passed", v.passed);
    a("mid_entry", v.mid_entry);
    a("value_minor", v.value);
    a("valued", v.valued);
}

template <class Archive>
void fields(Archive& a, Rate& v) {
    a("hits", v.hits);
    a("of", v.of);
    a("estimate", v.estimate);
    a("low", v.low);
    a("high", v.high);
}

template <class Archive>
void fields(Archive& a, Estimate& v) {
    a("estimate", v.estimate);
    a("se", v.se);
    a("low", v.low);
    a("high", v.high);
}

template void fields(Writer&, Question&);
template void fields(Reader&, Question&);
template void fields(Writer&, Calendar&);
template void fields(Reader&, Calendar&);
template void fields(Writer&, Head&);
template void fields(Reader&, Head&);
template void fields(Writer&, Ledger&);
template void fields(Reader&, Ledger&);
template void fields(Writer&, Rate&);
template void fields(Reader&, Rate&);
template void fields(Writer&, Estimate&);
template void fields(Reader&, Estimate&);
template void fields(Writer&, Error&);
template void fields(Reader&, Error&);

base::Result<Json> parse(std::string_view text) {
    Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) return Error{ErrorCode::question_syntax, "", 0, "", 0, ""};
    return json;
}

base::Result<Json> parse_answer(std::string_view text) {
    base::Result<Json> json = parse(text);
    if (!json || !json->is_object() || !json->contains("error")) return json;
    Error error;
    Reader((*json)["error"], false, "").whole(error);
    return error;
}

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Writer::Writer(bool sparse) : out_(Json::object()), sparse_(sparse) {}

Json Writer::take() { return std::move(out_); }

void Writer::put(const char* key, Json value) { out_[key] = std::move(value); }

void Writer::put_unless(const Json& usual, const char* key, Json value) {
    if (value != usual) put(key, std::move(value));
}

Json Writer::empty_list() { return Json::array(); }
void Writer::append(Json& list, Json value) { list.push_back(std::move(value)); }
Json Writer::word(std::string_view word) { return std::string(word); }

void Writer::named_keys(Keys& keys) {
    for (std::size_t i = 0; i < keys.size() && by && i < by->size(); ++i)
        out_[name_of((*by)[i])] = keys[i].empty() ? Json() : Json(keys[i]);
}

Json Writer::json(std::string& value) { return value; }
Json Writer::json(bool& value) { return value; }
Json Writer::json(double& value) {
    if (!std::isfinite(value)) return Json();
    if (sparse_) return value;
    return rounded(value);
}
Json Writer::json(ErrorCode& value) { return base::error_name(value); }
Json Writer::json(Days& days) {
    if (days == Days{}) return Json();
    return Json::array({days.from, days.to});
}
Json Writer::json(Verbatim& value) {
    if (value.json.empty()) return Json();
    if (nesting(value.json) > base::limits::json_depth) return Json(value.json);
    base::Result<Json> parsed = parse(value.json);
    return parsed ? std::move(*parsed) : Json(value.json);
}

void Reader::named_keys(Keys& keys) {
    keys.clear();
    for (std::size_t i = 0; by && i < by->size(); ++i)
        if (in_.contains(name_of((*by)[i]))) (*this)(name_of((*by)[i]), keys.emplace_back());
}

const Json* Reader::field(const char* key) {
    if (!in_.is_object()) return nullptr;
    const auto found = in_.find(key);
    if (found == in_.end()) return nullptr;
    if (strict_) seen_.emplace_back(key);
    return found->is_null() ? nullptr : &*found;
}

std::string Reader::path_to(std::string_view key) const {
    if (path_.empty()) return std::string(key);
    return key.empty() ? path_ : path_ + "." + std::string(key);
}

void Reader::bad(std::string_view key, const Json& found) {
    if (error) return;
    // Only what is flat is quoted: writing what is deep would recurse.
    const std::string text = found.is_structured() ? std::string(found.type_name()) : dumped(found);
    error = Error{ErrorCode::question_bad_value, "", 0, path_to(key), 0, base::error_detail(text)};
}

void Reader::unknown_key() {
    for (const auto& [key, unused] : in_.items()) {
        if (std::find(seen_.begin(), seen_.end(), key) != seen_.end()) continue;
        error = Error{ErrorCode::question_unknown_key, "", 0, base::error_detail(path_to(key)), 0, ""};
        return;
    }
}

bool Reader::read(const Json& in, std::string& value, const char*) {
    if (!in.is_string()) return false;
    value = in.get_ref<const std::string&>();
    return true;
}
bool Reader::read(const Json& in, bool& value, const char*) {
    if (!in.is_boolean()) return false;
    value = in.get<bool>();
    return true;
}
bool Reader::read(const Json& in, double& value, const char*) {
    if (!in.is_number()) return false;
    value = in.get<double>();
    return true;
}
bool Reader::read(const Json& in, ErrorCode& value, const char*) {
    if (!in.is_string()) return false;
    const auto code = base::error_from_name(in.get_ref<const std::string&>());
    if (code) value = *code;
    return code.has_value();
}
bool Reader::read(const Json& in, Days& value, const char*) {
    if (!in.is_array() || in.size() != 2) return false;
    return read(in[0], value.from, "") && read(in[1], value.to, "");
}
bool Reader::read(const Json& in, Verbatim& value, const char*) {
    if (in.is_structured()) value.json = dumped(in);
    return in.is_structured();
}

}  // namespace engine
