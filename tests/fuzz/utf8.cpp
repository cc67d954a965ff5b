// The functions of base/utf8.h agree with each other on any bytes.
#include <cstdlib>

#include "base/limits.h"
#include "base/result.h"
#include "base/utf8.h"

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const bool valid = base::utf8_valid(text);

    std::string again;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t before = at;
        base::utf8_append(again, base::utf8_next(text, at));
        require(at > before && at <= text.size());
    }
    require(base::utf8_valid(again));
    require(valid == (again == text));

    for (std::size_t bytes = 0; bytes <= text.size() && bytes < 20; ++bytes) {
        const std::string_view cut = base::utf8_cut(text, bytes);
        require(cut.size() <= bytes && cut.size() + 3 >= bytes && text.starts_with(cut));
        require(!valid || base::utf8_valid(cut));
    }

    const std::string folded = base::utf8_fold(text);
    require(base::utf8_valid(folded) && base::utf8_fold(folded) == folded);
    const std::string detail = base::error_detail(text);
    require(base::utf8_valid(detail) && detail.size() <= base::limits::error_detail);
    return 0;
}
