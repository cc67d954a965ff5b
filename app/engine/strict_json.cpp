#include "engine/strict_json.h"

#include <algorithm>

#include "base/limits.h"
#include "base/utf8.h"

namespace engine {

using base::ErrorCode;

std::string path_to(const std::string& path, std::string_view key) {
    return path.empty() ? std::string(key) : path + "." + std::string(key);
}

StrictReading::Json StrictReading::parse(std::string_view text, std::size_t longest) {
    if (text.size() > longest) {
        fail(ErrorCode::too_many_records, "");
        return {};
    }
    Json json = Json::parse(text, nullptr, false);
    if (!json.is_discarded()) return json;
    fail(base::utf8_valid(text) ? ErrorCode::json_syntax : ErrorCode::json_utf8, "");
    return {};
}

void StrictReading::fail(ErrorCode code, std::string path, std::string_view detail, std::uint64_t record) {
    if (!error_) error_ = base::Error{code, "", record, base::error_detail(path), 0, base::error_detail(detail)};
}

bool StrictReading::is_object(const Json& value, const std::string& path,
                              std::initializer_list<std::string_view> known) {
    if (!value.is_object()) {
        fail(ErrorCode::wrong_type, path, value.type_name());
        return false;
    }
    for (const auto& [key, unused] : value.items())
        if (std::find(known.begin(), known.end(), key) == known.end()) fail(ErrorCode::unknown_field, path, key);
    return !error_;
}

bool StrictReading::is_list(const Json& value, const std::string& path, std::size_t most) {
    if (!value.is_array())
        fail(ErrorCode::wrong_type, path, value.type_name());
    else if (value.size() > most)
        fail(ErrorCode::too_many_records, path);
    return !error_;
}

const StrictReading::Json* StrictReading::member(const Json& object, const std::string& path, const char* key,
                                                 bool required) {
    const auto found = object.find(key);
    if (found != object.end() && !found->is_null()) return &*found;
    if (required) fail(ErrorCode::missing_field, path_to(path, key));
    return nullptr;
}

std::string StrictReading::text(const Json& object, const std::string& path, const char* key, std::size_t longest,
                                bool required) {
    const Json* const found = member(object, path, key, required);
    if (!found) return {};
    if (!found->is_string()) {
        fail(ErrorCode::wrong_type, path_to(path, key), found->type_name());
        return {};
    }
    const auto& text = found->get_ref<const std::string&>();
    if (text.size() > longest) fail(ErrorCode::text_too_long, path_to(path, key));
    if (required && text.empty()) fail(ErrorCode::missing_field, path_to(path, key));
    return error_ ? std::string() : text;
}

std::vector<std::string> StrictReading::texts(const Json& object, const std::string& path, const char* key,
                                              std::size_t most, bool required) {
    std::vector<std::string> out;
    const Json* const found = member(object, path, key, required);
    if (!found || !is_list(*found, path_to(path, key), most)) return out;
    for (const Json& one : *found) {
        if (!one.is_string()) {
            fail(ErrorCode::wrong_type, path_to(path, key), one.type_name(), out.size() + 1);
            return out;
        }
        out.push_back(one.get_ref<const std::string&>());
    }
    return out;
}

std::optional<double> StrictReading::number(const Json& object, const std::string& path, const char* key, double least,
                                            double most) {
    const Json* const found = member(object, path, key, false);
    if (!found) return std::nullopt;
    if (!found->is_number()) {
        fail(ErrorCode::wrong_type, path_to(path, key), found->type_name());
        return std::nullopt;
    }
    const auto value = found->get<double>();
    if (value >= least && value <= most) return value;
    fail(ErrorCode::bad_number, path_to(path, key), found->dump());
    return std::nullopt;
}

bool StrictReading::boolean(const Json& object, const std::string& path, const char* key) {
    const Json* const found = member(object, path, key, false);
    if (found && !found->is_boolean()) fail(ErrorCode::wrong_type, path_to(path, key), found->type_name());
    return found && found->is_boolean() && found->get<bool>();
}

StrictReading::Name StrictReading::name(const Json& object, const std::string& path, std::string_view otherwise) {
    Name out;
    const Json* const found = member(object, path, "name", false);
    if (found && found->is_object()) {
        const std::string here = path_to(path, "name");
        if (!is_object(*found, here, {"zh", "en"})) return out;
        out = {text(*found, here, "zh", base::limits::label_bytes, false),
               text(*found, here, "en", base::limits::label_bytes, false)};
    } else {
        out.zh = out.en = text(object, path, "name", base::limits::label_bytes, false);
    }
    if (out.zh.empty()) out.zh = out.en.empty() ? std::string(otherwise) : out.en;
    if (out.en.empty()) out.en = out.zh;
    return out;
}

}  // namespace engine
