#include "base/result.h"

#include <doctest/doctest.h>

#include <cstring>
#include <set>
#include <string>

#include "base/limits.h"
#include "base/utf8.h"

using base::ErrorCode;

TEST_CASE("a result holds its value or its error") {
    base::Result<std::string> good = std::string("held");
    REQUIRE(good);
    CHECK(*good == "held");
    CHECK(good->size() == 4);

    const base::Result<std::string> bad = base::Error{.code = ErrorCode::bad_time, .path = "deals[].created_at"};
    REQUIRE(!bad);
    CHECK(bad.error().code == ErrorCode::bad_time);
    CHECK(bad.error().path == "deals[].created_at");
    CHECK(bad.error().record == 0);
    CHECK(base::Status(base::Nothing{}));
}

TEST_CASE("every error has a name of its own") {
    std::set<std::string> names;
    const int last = static_cast<int>(ErrorCode::engine_stopped);
    for (int code = 0; code <= last; ++code) names.insert(base::error_name(static_cast<ErrorCode>(code)));
    CHECK(names.size() == static_cast<std::size_t>(last) + 1);
    CHECK(names.count("unknown") == 0);
    CHECK(std::strcmp(base::error_name(ErrorCode::json_truncated), "json_truncated") == 0);
}

TEST_CASE("a detail from the data is short and valid") {
    CHECK(base::error_detail("") == "");
    CHECK(base::error_detail("won\n<b>") == "won\n<b>");
    CHECK(base::error_detail(std::string(500, 'x')).size() == base::limits::error_detail);
    std::string chinese;
    for (int i = 0; i < 100; ++i) chinese += "价";
    CHECK(base::error_detail(chinese).size() == base::limits::error_detail / 3 * 3);
    // Each malformed byte takes three.
    const std::string replaced = base::error_detail(std::string(500, '\xFF'));
    CHECK(replaced.size() == base::limits::error_detail / 3 * 3);
    CHECK(base::utf8_valid(replaced));
    CHECK(base::error_detail("a\xC3") == "a\xEF\xBF\xBD");
}
