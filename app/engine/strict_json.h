// Reading JSON that people write by hand, strictly: what is unknown, missing or of another type is an error that names its place, as
// in "topics[price].phrases". The first error stays; what is read after it does not count. Internal to engine/.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/result.h"

namespace engine {

class StrictReading {
public:
    using Json = nlohmann::ordered_json;

    // The value, or null with an error where the text is too long or no JSON.
    Json parse(std::string_view text, std::size_t longest);
    void fail(base::ErrorCode code, std::string path, std::string_view detail = {}, std::uint64_t record = 0);
    const std::optional<base::Error>& error() const { return error_; }

    // What the value at `path` must be; else an error.
    bool is_object(const Json& value, const std::string& path, std::initializer_list<std::string_view> known);
    bool is_list(const Json& value, const std::string& path, std::size_t most);

    // The member, or nullptr where there is none or null; an error where it must be there.
    const Json* member(const Json& object, const std::string& path, const char* key, bool required);
    std::string text(const Json& object, const std::string& path, const char* key, std::size_t longest, bool required);
    std::vector<std::string> texts(const Json& object, const std::string& path, const char* key, std::size_t most,
                                   bool required);
    // Not below `least`, not above `most`.
    std::optional<double> number(const Json& object, const std::string& path, const char* key, double least,
                                 double most);
    bool boolean(const Json& object, const std::string& path, const char* key);
    // A text, or one for each language: {"zh": …, "en": …}.
    struct Name {
        std::string zh, en;
    };
    Name name(const Json& object, const std::string& path, std::string_view otherwise);

private:
    std::optional<base::Error> error_;
};

std::string path_to(const std::string& path, std::string_view key);

}  // namespace engine
