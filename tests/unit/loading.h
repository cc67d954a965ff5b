// Helps the tests to load texts into an engine as the page and the command line do.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/installed_zone.h"
#include "engine/engine.h"

namespace tests {

// Zones without the machine's files, so that the tests say the same everywhere.
inline base::Result<base::Zone> find_zone(std::string_view name) {
    if (name == "UTC") return base::Zone();
    if (name == "Asia/Shanghai") return base::Zone("Asia/Shanghai", 8 * 3600, {});
    return base::Error{base::ErrorCode::unknown_zone, "", 0, "", 0, std::string(name)};
}

inline constexpr std::size_t no_budget = static_cast<std::size_t>(-1);

struct File {
    std::string name;
    std::string text;
};

// Loads all files in one load, in pieces of `piece` bytes.
inline engine::LoadEvent load(engine::Engine& engine, const std::vector<File>& files, bool keep = false,
                              std::size_t piece = 1u << 20) {
    engine.begin_load({.keep = keep, .demo = false});
    for (const File& file : files) {
        engine.begin_file(file.name);
        // One buffer for all pieces, as the page has it: what was in it is gone with the next piece.
        std::string buffer;
        for (std::size_t at = 0; at < file.text.size(); at += piece) {
            buffer.assign(file.text, at, piece);
            const bool read = static_cast<bool>(engine.feed(buffer));
            buffer.assign(buffer.size(), '#');
            if (!read) break;
        }
    }
    return engine.end_load();
}

inline engine::LoadEvent load_text(engine::Engine& engine, std::string text, std::size_t piece = 1u << 20) {
    return load(engine, {{"test.json", std::move(text)}}, false, piece);
}

}  // namespace tests
