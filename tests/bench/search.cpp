// How fast a text is found in transcripts, keystroke by keystroke: node tests/bench/generate_calls.mjs 100000 /tmp/calls.json first.
//
//     cmake --build --preset native --target bench_search && build/native/tests/bench_search /tmp/calls.json
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

#include "base/installed_zone.h"
#include "engine/engine.h"

int main(int count, char** arguments) {
    if (count != 2) return 2;
    std::FILE* const file = std::fopen(arguments[1], "rb");
    if (!file) return 2;
    engine::Engine engine(base::installed_zone, SIZE_MAX);
    engine.begin_load({});
    engine.begin_file(arguments[1]);
    std::vector<char> piece(1u << 20);
    for (std::size_t read; (read = std::fread(piece.data(), 1, piece.size(), file)) > 0;)
        engine.feed({piece.data(), read});
    std::fclose(file);
    engine.end_load();

    const auto ask = [&](std::string_view text) {
        const std::clock_t begin = std::clock();
        const std::string answer = engine.ask(R"({"figure":"search","limit":50,"text":")" + std::string(text) + "\"}");
        const double taken = 1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
        const std::size_t at = answer.find("\"calls\":");
        std::printf("%8.1f ms  %-24s %s\n", taken, std::string(text).c_str(),
                    answer.substr(at, answer.find("\"hits\"") - at).c_str());
    };
    for (const std::string_view text : {"zzz", "zzz", "price", "qqq", "the", "qqq", "预算", "qqq", "e", "qqq",
                                        "领导商量", "qqq", "价", "contract by", "no such text"})
        ask(text);
    std::puts("typed on:");
    for (const std::string_view whole : {"cheaper", "下周三再约"})
        for (std::size_t end = 1; end <= whole.size(); ++end)
            if (end == whole.size() || (static_cast<unsigned char>(whole[end]) & 0xC0) != 0x80)
                ask(whole.substr(0, end));
}
