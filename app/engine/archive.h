// The machinery of the codec: a value's `fields` name its parts once, and an archive walks them, writing JSON or reading it.
// Internal to engine/: each figure's file instantiates `write` and `read` of its answer with it.
#pragma once

#include <algorithm>
#include <array>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/limits.h"
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
inline constexpr std::array<std::string_view, 7> accounts_order_names{"attention", "contact", "name", "deals",
                                                                      "open",      "won",     "calls"};
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

// The names of every value's fields, once for both directions: an archive is called with each name and field. Here those that many
// answers have; of all others beside their figures.

template <class Archive>
void fields(Archive& a, Question& v);
template <class Archive>
void fields(Archive& a, Calendar& v);
template <class Archive>
void fields(Archive& a, Head& v);
template <class Archive>
void fields(Archive& a, Ledger& v);
template <class Archive>
void fields(Archive& a, Rate& v);
template <class Archive>
void fields(Archive& a, Estimate& v);
template <class Archive>
void fields(Archive& a, Error& v);

base::Result<Json> parse(std::string_view text);
// {"error": …} is the error that it says.
base::Result<Json> parse_answer(std::string_view text);
std::string dumped(const Json& json);

// What is the same for every field and answer is compiled once, in archive.cpp, and not inlined: a question and thirty answers have hundreds
// of fields, and the page waits for their bytes.
//
// Value → JSON. Sparse leaves out what has its default, but for the figure: questions are written so.
class Writer {
public:
    explicit Writer(bool sparse);
    const std::vector<By>* by = nullptr;  // what a ledger row's keys are
    template <class T>
    void operator()(const char* key, T& value, T usual = {}) {
        if constexpr (!std::is_same_v<T, Figure>)
            if (sparse_) return put_unless(json(usual), key, json(value));
        put(key, json(value));
    }
    void named_keys(Keys& keys);
    Json take();

private:
    Json out_;
    bool sparse_;

    void put(const char* key, Json value);
    void put_unless(const Json& usual, const char* key, Json value);
    static Json empty_list();
    static void append(Json& list, Json value);
    static Json word(std::string_view word);
    Json json(std::string& value);
    Json json(bool& value);
    // Of an answer to twelve digits: beyond them stand the order in which numbers were added and the machine's mathematics.
    Json json(double& value);
    Json json(ErrorCode& value);
    Json json(Days& days);
    // What is no JSON, or nested too deep, goes as a text, which a question's reader refuses.
    Json json(Verbatim& value);
    template <class T>
    Json json(std::optional<T>& value) {
        return value ? json(*value) : Json();
    }
    template <class T>
    [[gnu::noinline]] Json json(std::vector<T>& values) {
        Json list = empty_list();
        for (T& value : values) append(list, json(value));
        return list;
    }
    template <class T>
    Json json(T& value) {
        if constexpr (std::is_integral_v<T>) {
            return value;
        } else if constexpr (std::is_enum_v<T>) {
            return word(names_of<T>()[static_cast<std::size_t>(value)]);
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
    void named_keys(Keys& keys);
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
    const Json* field(const char* key);
    std::string path_to(std::string_view key) const;
    void bad(std::string_view key, const Json& found);
    void unknown_key();
    bool read(const Json& in, std::string& value, const char*);
    bool read(const Json& in, bool& value, const char*);
    bool read(const Json& in, double& value, const char*);
    bool read(const Json& in, ErrorCode& value, const char*);
    bool read(const Json& in, Days& value, const char*);
    bool read(const Json& in, Verbatim& value, const char*);
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
    const auto json = parse_answer(text);
    if (!json) return json.error();
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
