#include "engine/codec.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <type_traits>

#include <nlohmann/json.hpp>

#include "base/limits.h"
#include "base/utf8.h"

namespace engine {

using Json = nlohmann::ordered_json;
using base::Error;
using base::ErrorCode;

namespace {

constexpr std::array<std::string_view, 6> figure_names{"summary", "ledger", "people", "rows", "defects", "reach"};
constexpr std::array<std::string_view, 7> by_names{"stage", "role", "person", "team", "source", "segment", "month"};
constexpr std::array<std::string_view, 4> load_state_names{"reading", "done", "failed", "restarted"};

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
    else
        return load_state_names;
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
    a("person", v.person);
    a("role", v.role);
    a("stage", v.stage);
    a("exit", v.exit);
    a("deal", v.deal);
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
}

template <class Archive>
void fields(Archive& a, Head& v) {
    a("question", v.question);
    a("revision", v.revision);
    a("cut_off", v.cut_off);
    a("definition", v.definition);
    a("defects", v.defects);
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
void fields(Archive& a, Flow& v) {
    a("role", v.role);
    a("count", v.count);
    a("back", v.back);
}

template <class Archive>
void fields(Archive& a, LedgerRow& v) {
    a.named_keys(v.keys);
    fields(a, v.ledger);
    a("received", v.received);
    a("passed_on", v.passed_on);
}

template <class Archive>
void fields(Archive& a, LedgerAnswer& v) {
    fields(a, v.head);
    a.by = &v.head.question.by;
    a("rows", v.rows);
    a("total", v.total);
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
void fields(Archive& a, PeopleRow& v) {
    a("role", v.role);
    a("person", v.person);
    a("bot", v.bot);
    fields(a, v.ledger);
    a("advanced_rate", v.advanced);
}

template <class Archive>
void fields(Archive& a, PeopleAnswer& v) {
    fields(a, v.head);
    a("rows", v.rows);
    a("roles", v.roles);
}

template <class Archive>
void fields(Archive& a, Row& v) {
    a("deal", v.deal);
    a("name", v.name);
    a("account", v.account);
    a("stage", v.stage);
    a("role", v.role);
    a("person", v.person);
    a("source", v.source);
    a("segment", v.segment);
    a("entered", v.entered);
    a("until", v.until);
    a("exit", v.exit);
    a("passed", v.passed);
    a("lost_reason", v.lost_reason);
    a("value_minor", v.value);
    a("currency", v.currency);
}

template <class Archive>
void fields(Archive& a, RowsAnswer& v) {
    fields(a, v.head);
    a("total", v.total);
    a("rows", v.rows);
}

template <class Archive>
void fields(Archive& a, LocalName& v) {
    a("zh", v.zh);
    a("en", v.en);
}

template <class Archive>
void fields(Archive& a, StageInfo& v) {
    a("id", v.id);
    a("name", v.name);
    a("role", v.role);
    a("outcome", v.outcome);
}

template <class Archive>
void fields(Archive& a, PersonInfo& v) {
    a("id", v.id);
    a("name", v.name);
    a("roles", v.roles);
    a("manager", v.manager);
    a("team", v.team);
    a("bot", v.bot);
    a("declared", v.declared);
}

template <class Archive>
void fields(Archive& a, Counts& v) {
    a("deals", v.deals);
    a("won", v.won);
    a("lost", v.lost);
    a("left", v.left);
    a("open", v.open);
    a("spells", v.spells);
    a("people", v.people);
    a("accounts", v.accounts);
    a("calls", v.calls);
    a("turns", v.turns);
    a("activities", v.activities);
    a("reach", v.reach);
    a("targets", v.targets);
}

template <class Archive>
void fields(Archive& a, FileInfo& v) {
    a("name", v.name);
    a("bytes", v.bytes);
    a("records", v.records);
}

template <class Archive>
void fields(Archive& a, SummaryAnswer& v) {
    fields(a, v.head);
    a("name", v.name);
    a("demo", v.demo);
    a("zone", v.zone);
    a("currency", v.currency);
    a("minor_digits", v.minor_digits);
    a("first_entry", v.first_entry);
    a("last_entry", v.last_entry);
    a("counts", v.counts);
    a("heap_bytes", v.heap_bytes);
    a("stages", v.stages);
    a("people", v.people);
    a("roles", v.roles);
    a("teams", v.teams);
    a("sources", v.sources);
    a("segments", v.segments);
    a("files", v.files);
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
void fields(Archive& a, Defect& v) {
    a("id", v.id);
    a("path", v.path);
    a("skipped", v.skipped);
    a("count", v.count);
    a("figures", v.figures);
    a("examples", v.examples);
}

template <class Archive>
void fields(Archive& a, DefectsAnswer& v) {
    fields(a, v.head);
    a("rows", v.rows);
}

template <class Archive>
void fields(Archive& a, ReachRow& v) {
    a.named_keys(v.keys);
    a("impressions", v.impressions);
    a("clicks", v.clicks);
    a("leads", v.leads);
    a("cost_minor", v.cost);
}

template <class Archive>
void fields(Archive& a, ReachAnswer& v) {
    fields(a, v.head);
    a.by = &v.head.question.by;
    a("rows", v.rows);
    a("total", v.total);
}

template <class Archive>
void fields(Archive& a, LoadEvent& v) {
    a("state", v.state);
    a("file", v.file);
    a("bytes", v.bytes);
    a("total", v.total);
    a("records", v.records);
    a("revision", v.revision);
    a("skipped", v.skipped);
    a("errors", v.errors);
}

// Value → JSON. Sparse leaves out what has its default, but for the figure: questions are written so.
class Writer {
public:
    explicit Writer(bool sparse) : sparse_(sparse) {}
    const std::vector<By>* by = nullptr;  // what a ledger row's keys are
    template <class T>
    void operator()(const char* key, T& value, T usual = {}) {
        if (sparse_ && !std::is_same_v<T, Figure> && json(value) == json(usual)) return;
        out_[key] = json(value);
    }
    void named_keys(Keys& keys) {
        for (std::size_t i = 0; i < keys.size() && by && i < by->size(); ++i)
            out_[name_of((*by)[i])] = keys[i].empty() ? Json() : Json(keys[i]);
    }
    Json take() { return std::move(out_); }

private:
    Json out_ = Json::object();
    bool sparse_;

    Json json(std::string& value) { return value; }
    Json json(bool& value) { return value; }
    Json json(double& value) { return std::isfinite(value) ? Json(value) : Json(); }
    Json json(ErrorCode& value) { return base::error_name(value); }
    template <class T>
    Json json(std::optional<T>& value) {
        return value ? json(*value) : Json();
    }
    template <class T>
    Json json(std::vector<T>& values) {
        Json list = Json::array();
        for (T& value : values) list.push_back(json(value));
        return list;
    }
    Json json(Days& days) {
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
        if (!in_.is_object()) return;
        const auto found = in_.find(key);
        if (found == in_.end()) return;
        if (strict_) seen_.emplace_back(key);
        if (!found->is_null() && !read(*found, value, key)) bad(key, *found);
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

    std::string path_to(const std::string& key) const {
        return path_.empty() ? key : key.empty() ? path_ : path_ + "." + key;
    }
    static std::string cut(const std::string& text) {
        return std::string(base::utf8_cut(text, base::limits::error_detail));
    }
    void bad(const std::string& key, const Json& found) {
        if (error) return;
        // Only what is flat is quoted: writing what is deep would recurse.
        const std::string text = found.is_structured() ? std::string(found.type_name())
                                                       : found.dump(-1, ' ', false, Json::error_handler_t::replace);
        error = Error{ErrorCode::question_bad_value, "", 0, path_to(key), 0, cut(text)};
    }
    void unknown_key() {
        for (const auto& [key, unused] : in_.items()) {
            if (std::find(seen_.begin(), seen_.end(), key) != seen_.end()) continue;
            error = Error{ErrorCode::question_unknown_key, "", 0, cut(path_to(key)), 0, ""};
            return;
        }
    }
    bool read(const Json& in, std::string& value, const char*) {
        if (!in.is_string()) return false;
        value = in.get_ref<const std::string&>();
        return true;
    }
    bool read(const Json& in, bool& value, const char*) {
        if (!in.is_boolean()) return false;
        value = in.get<bool>();
        return true;
    }
    bool read(const Json& in, double& value, const char*) {
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
    bool read(const Json& in, Days& value, const char*) {
        if (!in.is_array() || in.size() != 2) return false;
        return read(in[0], value.from, "") && read(in[1], value.to, "");
    }
    template <class T>
    bool read(const Json& in, std::optional<T>& value, const char* key) {
        return read(in, value.emplace(), key);
    }
    template <class T>
    bool read(const Json& in, std::vector<T>& values, const char* key) {
        if (!in.is_array()) return false;
        values.clear();
        for (const Json& item : in)
            if (!read(item, values.emplace_back(), key)) return false;
        return true;
    }
    template <class T>
    bool read(const Json& in, T& value, const char* key) {
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
    return writer.take().dump(-1, ' ', false, Json::error_handler_t::replace);
}

base::Result<Json> parse(std::string_view text) {
    Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) return Error{ErrorCode::question_syntax, "", 0, "", 0, ""};
    return json;
}

// How deep brackets are nested, whatever stands in strings: an upper bound.
std::size_t nesting(std::string_view text) {
    std::size_t depth = 0, deepest = 0;
    for (const char c : text) {
        if (c == '[' || c == '{') deepest = std::max(deepest, ++depth);
        if ((c == ']' || c == '}') && depth > 0) --depth;
    }
    return deepest;
}

template <class T>
base::Result<T> read_answer(std::string_view text) {
    const auto json = parse(text);
    if (!json) return json.error();
    if (json->is_object() && json->contains("error")) {
        Error error;
        Reader((*json)["error"], false, "").whole(error);
        return error;
    }
    T value;
    Reader(*json, false, "").whole(value);
    return value;
}

}  // namespace

const char* name_of(Figure figure) { return figure_names[static_cast<std::size_t>(figure)].data(); }
const char* name_of(By by) { return by_names[static_cast<std::size_t>(by)].data(); }
const char* name_of(Jumps jumps) { return model::jumps_names[static_cast<std::size_t>(jumps)].data(); }
const char* name_of(Exit exit) { return model::exit_names[static_cast<std::size_t>(exit)].data(); }

base::Result<Question> read_question(std::string_view text) {
    // A question is short and flat: what is not has no business here.
    if (text.size() > base::limits::question_bytes || nesting(text) > base::limits::json_depth)
        return Error{ErrorCode::question_syntax, "", 0, "", 0, ""};
    const auto json = parse(text);
    if (!json) return json.error();
    Question question;
    Reader reader(*json, true, "");
    reader.whole(question);
    if (reader.error) return *reader.error;
    return question;
}

std::string write(const Question& question) { return write_value(question, true); }
std::string write(const SummaryAnswer& answer) { return write_value(answer, false); }
std::string write(const LedgerAnswer& answer) { return write_value(answer, false); }
std::string write(const PeopleAnswer& answer) { return write_value(answer, false); }
std::string write(const RowsAnswer& answer) { return write_value(answer, false); }
std::string write(const DefectsAnswer& answer) { return write_value(answer, false); }
std::string write(const ReachAnswer& answer) { return write_value(answer, false); }
std::string write(const LoadEvent& event) { return write_value(event, false); }
std::string write(const Error& error) { return "{\"error\":" + write_value(error, false) + "}"; }

base::Result<SummaryAnswer> read_summary(std::string_view json) { return read_answer<SummaryAnswer>(json); }
base::Result<LedgerAnswer> read_ledger(std::string_view json) { return read_answer<LedgerAnswer>(json); }
base::Result<PeopleAnswer> read_people(std::string_view json) { return read_answer<PeopleAnswer>(json); }
base::Result<RowsAnswer> read_rows(std::string_view json) { return read_answer<RowsAnswer>(json); }
base::Result<DefectsAnswer> read_defects(std::string_view json) { return read_answer<DefectsAnswer>(json); }
base::Result<ReachAnswer> read_reach(std::string_view json) { return read_answer<ReachAnswer>(json); }
base::Result<LoadEvent> read_load_event(std::string_view json) { return read_answer<LoadEvent>(json); }

}  // namespace engine
