// The machinery of the codec: a value's `fields` name its parts once, and an archive walks them, writing JSON or reading it.
// Internal to engine/: each figure's file instantiates `write` and `read` of its answer with it.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/limits.h"
#include "base/utf8.h"
#include "engine/answer.h"
#include "engine/codec.h"
#include "engine/question.h"

namespace engine {

using Json = nlohmann::ordered_json;
using base::Error;
using base::ErrorCode;

inline constexpr std::array<std::string_view, 32> figure_names{
    "summary",   "ledger",   "people",  "rows",    "defects",    "reach",     "conversion",   "cohorts",
    "time",      "handoffs", "queue",   "chain",   "constraint", "structure", "organisation", "recurrent",
    "retention", "forecast", "what_if", "calls",   "call",       "call_list", "call_days",    "behaviour",
    "coaching",  "topics",   "search",  "quality", "scorecards", "rule_book", "account_list", "account"};
inline constexpr std::array<std::string_view, 7> by_names{"stage",  "role",    "person", "team",
                                                          "source", "segment", "month"};
inline constexpr std::array<std::string_view, 4> accounts_kept_names{"all", "silent", "waiting", "customers"};
inline constexpr std::array<std::string_view, 6> accounts_order_names{"contact", "name", "deals",
                                                                      "open",    "won",  "calls"};
inline constexpr std::array<std::string_view, 4> load_state_names{"reading", "done", "failed", "restarted"};

template <class Enum>
constexpr std::span<const std::string_view> names_of() {
    if constexpr (std::is_same_v<Enum, Figure>)
        return figure_names;
    else if constexpr (std::is_same_v<Enum, By>)
        return by_names;
    else if constexpr (std::is_same_v<Enum, Jumps>)
        return model::jumps_names;
    else if constexpr (std::is_same_v<Enum, Exit>)
        return model::exit_names;
    else if constexpr (std::is_same_v<Enum, AccountsKept>)
        return accounts_kept_names;
    else if constexpr (std::is_same_v<Enum, AccountsOrder>)
        return accounts_order_names;
    else if constexpr (std::is_same_v<Enum, LoadEvent::State>)
        return load_state_names;
    else
        return answer_words(Enum{});  // of an answer's own enum, found beside it
}

// The names of every value's fields, once for both directions: an archive is called with each name and field.

template <class Archive>
void fields(Archive& a, Days& v) {
    a("from", v.from);
    a("to", v.to);
}

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

template <class Archive>
void fields(Archive& a, Error& v) {
    a("code", v.code);
    a("file", v.file);
    a("record", v.record);
    a("path", v.path);
    a("offset", v.offset);
    a("detail", v.detail);
}

[[gnu::noinline]] inline base::Result<Json> parse(std::string_view text) {
    Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) return Error{ErrorCode::question_syntax, "", 0, "", 0, ""};
    return json;
}
[[gnu::noinline]] inline std::string dumped(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// What every field does stands in functions that are not inlined: a question and twenty answers have hundreds of fields, and the page
// waits for their bytes.
//
// Value → JSON. Sparse leaves out what has its default, but for the figure: questions are written so.
class Writer {
public:
    explicit Writer(bool sparse) : sparse_(sparse) {}
    const std::vector<By>* by = nullptr;  // what a ledger row's keys are
    template <class T>
    void operator()(const char* key, T& value, T usual = {}) {
        Json written = json(value);
        if (sparse_ && !std::is_same_v<T, Figure> && written == json(usual)) return;
        put(key, std::move(written));
    }
    void named_keys(Keys& keys) {
        for (std::size_t i = 0; i < keys.size() && by && i < by->size(); ++i)
            out_[name_of((*by)[i])] = keys[i].empty() ? Json() : Json(keys[i]);
    }
    Json take() { return std::move(out_); }

private:
    Json out_ = Json::object();
    bool sparse_;

    [[gnu::noinline]] void put(const char* key, Json value) { out_[key] = std::move(value); }
    // Powers of ten up to 10^22 are exact, so the quotient is the double nearest to the decimal. Smaller numbers stay as they are.
    static double rounded(double value) {
        constexpr double twelve_digits = 1e11;
        constexpr int most = 22;
        double scale = 1;
        for (int power = 0; power < most && std::abs(value) * scale < twelve_digits; ++power) scale *= 10;
        return std::abs(value) >= twelve_digits ? std::round(value) : std::round(value * scale) / scale;
    }

    [[gnu::noinline]] Json json(std::string& value) { return value; }
    Json json(bool& value) { return value; }
    // Of an answer to twelve digits: beyond them stand the order in which numbers were added and the machine's mathematics.
    [[gnu::noinline]] Json json(double& value) {
        if (!std::isfinite(value)) return Json();
        if (sparse_) return value;
        return rounded(value);
    }
    Json json(ErrorCode& value) { return base::error_name(value); }
    template <class T>
    Json json(std::optional<T>& value) {
        return value ? json(*value) : Json();
    }
    template <class T>
    [[gnu::noinline]] Json json(std::vector<T>& values) {
        Json list = Json::array();
        for (T& value : values) list.push_back(json(value));
        return list;
    }
    // What is no JSON, or nested too deep, goes as a text, which a question's reader refuses.
    [[gnu::noinline]] Json json(Verbatim& value) {
        if (value.json.empty()) return Json();
        if (nesting(value.json) > base::limits::json_depth) return Json(value.json);
        base::Result<Json> parsed = parse(value.json);
        return parsed ? std::move(*parsed) : Json(value.json);
    }
    [[gnu::noinline]] Json json(Days& days) {
        if (days == Days{}) return Json();
        return Json::array({days.from, days.to});
    }
    template <class T>
    Json json(T& value) {
        if constexpr (std::is_integral_v<T>) {
            return value;
        } else if constexpr (std::is_enum_v<T>) {
            return std::string(names_of<T>()[static_cast<std::size_t>(value)]);
        } else {
            Writer inner(sparse_ || std::is_same_v<T, Question>);
            inner.by = by;
            fields(inner, value);
            return inner.take();
        }
    }
};

// JSON → value. A strict reader refuses keys that no field has and values that do not fit, and says which.
class Reader {
public:
    Reader(const Json& in, bool strict, std::string path) : in_(in), strict_(strict), path_(std::move(path)) {}
    const std::vector<By>* by = nullptr;
    void named_keys(Keys& keys) {
        keys.clear();
        for (std::size_t i = 0; by && i < by->size(); ++i)
            if (in_.contains(name_of((*by)[i]))) (*this)(name_of((*by)[i]), keys.emplace_back());
    }
    template <class T>
    void operator()(const char* key, T& value, T = {}) {
        const Json* const found = field(key);
        if (found && !read(*found, value, key)) bad(key, *found);
    }
    template <class T>
    void whole(T& value) {
        if (!in_.is_object()) return bad("", in_);
        fields(*this, value);
        if (strict_ && !error) unknown_key();
    }
    std::optional<Error> error;

private:
    const Json& in_;
    bool strict_;
    std::string path_;
    std::vector<std::string_view> seen_;  // keys that a field has read

    // nullptr where there is none, or null.
    [[gnu::noinline]] const Json* field(const char* key) {
        if (!in_.is_object()) return nullptr;
        const auto found = in_.find(key);
        if (found == in_.end()) return nullptr;
        if (strict_) seen_.emplace_back(key);
        return found->is_null() ? nullptr : &*found;
    }
    [[gnu::noinline]] std::string path_to(std::string_view key) const {
        if (path_.empty()) return std::string(key);
        return key.empty() ? path_ : path_ + "." + std::string(key);
    }
    static std::string cut(const std::string& text) {
        return std::string(base::utf8_cut(text, base::limits::error_detail));
    }
    [[gnu::noinline]] void bad(std::string_view key, const Json& found) {
        if (error) return;
        // Only what is flat is quoted: writing what is deep would recurse.
        const std::string text = found.is_structured() ? std::string(found.type_name()) : dumped(found);
        error = Error{ErrorCode::question_bad_value, "", 0, path_to(key), 0, cut(text)};
    }
    void unknown_key() {
        for (const auto& [key, unused] : in_.items()) {
            if (std::find(seen_.begin(), seen_.end(), key) != seen_.end()) continue;
            error = Error{ErrorCode::question_unknown_key, "", 0, cut(path_to(key)), 0, ""};
            return;
        }
    }
    [[gnu::noinline]] bool read(const Json& in, std::string& value, const char*) {
        if (!in.is_string()) return false;
        value = in.get_ref<const std::string&>();
        return true;
    }
    bool read(const Json& in, bool& value, const char*) {
        if (!in.is_boolean()) return false;
        value = in.get<bool>();
        return true;
    }
    [[gnu::noinline]] bool read(const Json& in, double& value, const char*) {
        if (!in.is_number()) return false;
        value = in.get<double>();
        return true;
    }
    bool read(const Json& in, ErrorCode& value, const char*) {
        if (!in.is_string()) return false;
        const auto code = base::error_from_name(in.get_ref<const std::string&>());
        if (code) value = *code;
        return code.has_value();
    }
    bool read(const Json& in, Verbatim& value, const char*) {
        if (in.is_structured()) value.json = dumped(in);
        return in.is_structured();
    }
    [[gnu::noinline]] bool read(const Json& in, Days& value, const char*) {
        if (!in.is_array() || in.size() != 2) return false;
        return read(in[0], value.from, "") && read(in[1], value.to, "");
    }
    template <class T>
    bool read(const Json& in, std::optional<T>& value, const char* key) {
        value.reset();
        if (in.is_null()) return true;  // in a list; of a field it is as if it were not there
        return read(in, value.emplace(), key);
    }
    template <class T>
    [[gnu::noinline]] bool read(const Json& in, std::vector<T>& values, const char* key) {
        if (!in.is_array()) return false;
        values.clear();
        for (const Json& item : in)
            if (!read(item, values.emplace_back(), key)) return false;
        return true;
    }
    template <class T>
    [[gnu::noinline]] bool read(const Json& in, T& value, const char* key) {
        if constexpr (std::is_integral_v<T>) {
            if (!in.is_number_integer()) return false;
            const bool fits = in.is_number_unsigned()
                                  ? in.get<std::uint64_t>() <= static_cast<std::uint64_t>(std::numeric_limits<T>::max())
                                  : std::is_signed_v<T> && in.get<std::int64_t>() >=
                                                               static_cast<std::int64_t>(std::numeric_limits<T>::min());
            if (fits) value = in.get<T>();
            return fits;
        } else if constexpr (std::is_enum_v<T>) {
            if (!in.is_string()) return false;
            const auto found = model::find_word<T>(names_of<T>(), in.get_ref<const std::string&>());
            if (found) value = *found;
            return found.has_value();
        } else {
            Reader inner(in, strict_, path_to(key));
            inner.by = by;
            inner.whole(value);
            if (inner.error && !error) error = std::move(inner.error);
            return !error;
        }
    }
};

template <class T>
std::string write_value(const T& value, bool sparse) {
    Writer writer(sparse);
    T copy = value;  // archives take fields by reference, for both directions
    fields(writer, copy);
    return dumped(writer.take());
}

template <class T>
base::Result<T> read_value(std::string_view text) {
    const auto json = parse(text);
    if (!json) return json.error();
    if (json->is_object() && json->contains("error")) {
        Error error;
        Reader((*json)["error"], false, "").whole(error);
        return error;
    }
    T value;
    Reader reader(*json, false, "");
    reader.whole(value);
    if (reader.error) return *reader.error;
    return value;
}

}  // namespace engine

// In the one file that makes an answer: both directions of its JSON.
#define SEPTET_ANSWER_CODEC(Answer)                    \
    template <>                                        \
    std::string write(const Answer& answer) {          \
        return write_value(answer, false);             \
    }                                                  \
    template <>                                        \
    base::Result<Answer> read(std::string_view json) { \
        return read_value<Answer>(json);               \
    }
