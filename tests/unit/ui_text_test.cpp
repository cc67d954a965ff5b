#include "ui/text.h"

#include <doctest/doctest.h>

#include "charts/theme.h"
#include "ui/error_text.h"

using ui::Language;
using ui::Text;

TEST_CASE("every word is there in both languages") {
    for (std::size_t i = 0; i < ui::text_count; ++i) {
        CAPTURE(i);
        CHECK_FALSE(ui::words(static_cast<Text>(i), Language::en).empty());
        CHECK_FALSE(ui::words(static_cast<Text>(i), Language::zh).empty());
    }
}

TEST_CASE("placeholders are filled once, with text that is not looked at again") {
    CHECK(ui::fill(Text::rows_total, Language::en, {"342"}) == "Rows: 342");
    CHECK(ui::fill(Text::filter_many, Language::en, {"{1}", "{0}"}) == "{1} and {0} more");
    CHECK(ui::fill(Text::rows_total, Language::en, {}) == "Rows: {0}");
}

TEST_CASE("the words of roles and parts stand in the order of their enums") {
    CHECK(ui::role_words("sales_manager", Language::zh) == "销售经理");
    CHECK(ui::role_words("account_manager", Language::zh) == "客户经理");
    CHECK(ui::role_short("lead_nurturer", Language::zh) == "培育");
    CHECK(ui::role_words("chief_of_everything", Language::en) == "chief_of_everything");
    CHECK(ui::part_words(engine::Exit::advanced, Language::en) == "advanced");
    CHECK(ui::part_words(engine::Exit::open, Language::zh) == "未定");
}

TEST_CASE("an error says where and what, in both languages") {
    const base::Error error{base::ErrorCode::bad_time, "deals.json", 4812, "deals[].history[].at", 0, "2026-13-01"};
    CHECK(ui::error_sentence(error, Language::en) ==
          "deals.json, record 4,812, field deals[].history[].at: a date or time could not be read: 2026-13-01");
    CHECK(ui::error_sentence(error, Language::zh) ==
          "deals.json，第 4,812 条，字段 deals[].history[].at：日期或时间看不懂：2026-13-01");
    const base::Error hostile{base::ErrorCode::unknown_word, "{0}{1}", 0, "", 0, "{0}"};
    CHECK(ui::error_sentence(hostile, Language::en) == "{0}{1}: a word is not in the field's list: {0}");
}

TEST_CASE("every error code has a sentence, with and without a detail") {
    for (int i = 0; i <= static_cast<int>(base::ErrorCode::engine_stopped); ++i) {
        const auto code = static_cast<base::ErrorCode>(i);
        CAPTURE(base::error_name(code));
        for (const Language language : {Language::zh, Language::en}) {
            for (const char* detail : {"", "x"}) {
                const std::string words = ui::error_words({code, "", 0, "", 0, detail}, language);
                CHECK_FALSE(words.empty());
                CHECK(words.find('{') == std::string::npos);
            }
            CHECK(ui::defect_words(base::error_name(code), language).find('{') == std::string::npos);
        }
    }
    CHECK(ui::defect_words("something_new", Language::en) == "something_new");
}
