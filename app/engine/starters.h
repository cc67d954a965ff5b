// The starter dictionaries and rules as JSON, one text a language; cmake/embed_starters.py writes them from assets/.
#pragma once

#include <array>
#include <string_view>

namespace engine {

extern const std::array<std::string_view, 2> starter_dictionaries;  // en, zh
extern const std::array<std::string_view, 2> starter_rules;         // en, zh

}  // namespace engine
