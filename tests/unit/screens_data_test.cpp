#include <doctest/doctest.h>

#include "screens_page.h"

using tests::Page;

TEST_CASE("the Data screen says what was loaded, what was not, and where") {
    Page page("en", 1440, 2400, "screen=data");
    page.load(R"({"septet":1,"name":"North","timezone":"Asia/Shanghai","stages":[{"id":"a","role":"closer"}],
      "deals":[{"id":"1","value":"many","history":[{"stage":"a","at":"2026-01-01"}]},{"id":"2","history":[{"stage":"a","at":"soon"}]}]})");
    CHECK(page.name("data.fact.0") == "Name: North");
    CHECK(page.name("data.fact.2") == "Time zone: Asia/Shanghai");
    CHECK(page.name("data.count.0") == "Deals 2");
    CHECK(page.node("data.defect.bad_time"));
    CHECK(page.name("data.defect.bad_time.0").find("record 2") != std::string::npos);
    CHECK(page.name("data.defect.bad_time.0").find("soon") != std::string::npos);
    CHECK(page.name("nav.data").find("Data ") == 0);
    CHECK(page.name("data.stage.a") == "a · Closer");
    page.click("data.own.open");
    CHECK(page.files_wanted == 1);
}

TEST_CASE("clean data are called clean") {
    Page page("zh", 390, 844, "screen=data");
    page.load(
        R"({"septet":1,"exported_at":"2026-03-01","stages":[{"id":"a","role":"closer"}],"deals":[{"id":"1","account":"x","history":[{"stage":"a","at":"2026-01-01"}]}]})");
    CHECK(page.name("data.defects.title") == "全部读入，没有发现异常");
}

TEST_CASE("examples beyond the first are shown when they are asked for") {
    std::string text = R"({"septet":1,"stages":[{"id":"a","role":"closer"}],"deals":[)";
    for (int i = 0; i < 9; ++i)
        text += std::string(i ? "," : "") + R"({"id":")" + std::to_string(i) +
                R"(","history":[{"stage":"a","at":"soon"}]})";
    Page page("en", 1440, 2400, "screen=data");
    page.load(text + "]}");
    CHECK(page.node("data.defect.bad_time.1"));
    CHECK_FALSE(page.node("data.defect.bad_time.2"));
    page.click("data.defect.bad_time.more");
    CHECK(page.node("data.defect.bad_time.8"));
    CHECK_FALSE(page.node("data.defect.bad_time.more"));
}
