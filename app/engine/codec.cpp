#include "engine/codec.h"

#include <algorithm>

#include "engine/archive.h"

namespace engine {

template <class Archive>
void fields(Archive& a, LoadEvent& v) {
    a("state", v.state);
    a("file", v.file);
    a("bytes", v.bytes);
    a("total", v.total);
    a("records", v.records);
    a("revision", v.revision);
    a("joined", v.joined);
    a("skipped", v.skipped);
    a("errors", v.errors);
}

std::size_t nesting(std::string_view json) {
    std::size_t depth = 0, deepest = 0;
    bool in_text = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (c == '"') in_text = !in_text;
        if (in_text) {
            i += c == '\\';
            continue;
        }
        if (c == '[' || c == '{') deepest = std::max(deepest, ++depth);
        if ((c == ']' || c == '}') && depth > 0) --depth;
    }
    return deepest;
}

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
std::string write(const LoadEvent& event) { return write_value(event, false); }
std::string write(const Error& error) { return "{\"error\":" + write_value(error, false) + "}"; }

base::Result<LoadEvent> read_load_event(std::string_view json) { return read_value<LoadEvent>(json); }

}  // namespace engine
