// What parse_time takes, iso_time writes back as a text that parses to the same instant.
#include <cstdlib>
#include <string_view>

#include "base/time.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto parsed = base::parse_time(text);
    if (!parsed) return 0;
    if (parsed->date_only && (!parsed->local || text.size() != 10)) std::abort();
    const std::string written = base::iso_time(parsed->seconds, {});
    const bool four_digit_year = written.size() == 25 && written[0] != '-';
    if (!four_digit_year) return 0;
    const auto again = base::parse_time(written);
    if (!again || again->local || again->seconds != parsed->seconds) std::abort();
    return 0;
}
