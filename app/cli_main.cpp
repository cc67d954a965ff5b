// The same engine as a native program, so that anyone can check and script what the screens show:
//
//     septet ask '{"figure": "ledger", "by": ["role"]}' pipeline.json calls.json.gz
//
// prints the answer as JSON. Exit status 0: answered; 1: the question or a file is at fault (the reason is on standard
// output, as JSON); 2: called wrongly.
#include <zlib.h>

#include <cstdio>
#include <cstring>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/installed_zone.h"
#include "engine/engine.h"

namespace {

constexpr std::size_t piece_bytes = 1u << 20;

const char usage[] =
    "septet ask QUESTION FILE...\n"
    "  QUESTION  JSON, for instance {\"figure\": \"ledger\"}; docs/questions.md lists the figures\n"
    "  FILE      exports in the Septet format, or of Gong, vCon or Amazon Transcribe, plain or gzip; all are merged\n";

// Feeds a file, unzipped where it is gzip (zlib passes other bytes through); says what kept it from being read.
std::optional<base::ErrorCode> feed_file(engine::Engine& engine, const char* path) {
    const gzFile file = gzopen(path, "rb");
    if (!file) return base::ErrorCode::file_unreadable;
    std::vector<char> piece(piece_bytes);
    int got = 0;
    while ((got = gzread(file, piece.data(), static_cast<unsigned>(piece.size()))) > 0)
        if (!engine.feed(std::string_view(piece.data(), static_cast<std::size_t>(got)))) break;
    const bool zipped = gzdirect(file) == 0;
    const bool stopped = got > 0;  // the engine has its own reason
    const bool whole = gzclose(file) == Z_OK && got == 0;
    if (stopped || whole) return std::nullopt;
    return zipped ? base::ErrorCode::gzip_damaged : base::ErrorCode::file_unreadable;
}

int fail(const base::Error& error) {
    std::printf("%s\n", engine::write(error).c_str());
    return 1;
}

int ask(const char* question, char** files, int count) {
    engine::Engine engine(base::installed_zone, std::numeric_limits<std::size_t>::max());
    engine.begin_load({});
    for (int i = 0; i < count; ++i) {
        const char* slash = std::strrchr(files[i], '/');
        engine.begin_file(slash ? slash + 1 : files[i]);
        if (const auto code = feed_file(engine, files[i])) return fail({*code, files[i], 0, "", 0, ""});
    }
    const engine::LoadEvent loaded = engine.end_load();
    if (loaded.state == engine::LoadEvent::State::failed) return fail(loaded.errors.front());
    const std::string answer = engine.ask(question);
    std::printf("%s\n", answer.c_str());
    return answer.starts_with("{\"error\"") ? 1 : 0;
}

}  // namespace

int main(int count, char** words) {
    if (count >= 4 && std::strcmp(words[1], "ask") == 0) return ask(words[2], words + 3, count - 3);
    std::fputs(usage, stderr);
    return 2;
}
