// Accounts: the engine's numbers in words, on a desk and on a phone, and what it says where the data cannot.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/random.h"
#include "engine/figures/recurrent.h"
#include "engine/figures/retention.h"
#include "screens_page.h"

using namespace tests;

namespace {

std::string day_text(std::uint32_t day) {  // from 2025-01-01 on
    const base::Date date = base::date_from_days(20'089 + static_cast<std::int64_t>(day));
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
    return text;
}

constexpr const char* head =
    R"({"septet":1,"timezone":"UTC","currency":"CNY","exported_at":"2026-07-15","stages":[{"id":"c","role":"closer"},{"id":"w","role":"customer_support","outcome":"won"},{"id":"a","role":"account_manager"}],
    "people":[{"id":"p0","name":"An"},{"id":"p1","name":"Bo"},{"id":"q0","name":"Cy"},{"id":"q1","name":"Di"}],"deals":[)";

// 90 customers who pay by the month; `kinds` beside the payments.
std::string company(const std::vector<std::string>& kinds) {
    base::Random random(3);
    std::string deals, activities;
    const auto add = [&](const std::string& kind, int customer, std::uint32_t day) {
        activities += std::string(activities.empty() ? "" : ",") + R"({"type":")" + kind + R"(","account":"k)" +
                      std::to_string(customer) + R"(","at":")" + day_text(day) + R"(","value":)" +
                      std::to_string(50 + random.below(100)) + R"(,"recurring":true})";
    };
    for (int k = 0; k < 90; ++k) {
        const std::uint32_t won = random.below(300);
        deals += std::string(k ? "," : "") + R"({"id":"d)" + std::to_string(k) + R"(","account":"k)" +
                 std::to_string(k) + R"(","value":1000,"history":[{"stage":"w","at":")" + day_text(won) +
                 R"(","owner":"p)" + std::to_string(random.below(2)) + R"("},{"stage":"a","at":")" + day_text(won + 9) +
                 R"(","owner":"q)" + std::to_string(random.below(2)) + R"("}]})";
        for (std::uint32_t day = won + 3; day < 560; day += 30) {
            add("payment", k, day);
            if (kinds.empty() || random.below(6) > 0) continue;
            const std::string& kind = kinds[random.below(static_cast<std::uint32_t>(kinds.size()))];
            add(kind, k, day + 1);
            if (kind == "churn") break;
        }
    }
    return head + deals + R"(],"activities":[)" + activities + "]}";
}

const std::vector<std::string> everything{"expansion", "contraction", "churn", "ticket", "referral", "ticket"};

}  // namespace

TEST_CASE("Accounts says what the engine says, on a desk and on a phone") {
    for (const float width : {1440.f, 390.f}) {
        CAPTURE(width);
        Page page("en", width, 5000, "screen=accounts");
        page.load(company(everything));
        const auto recurrent = engine::recurrent(page.engine.loaded(), {});
        REQUIRE(recurrent);
        REQUIRE(recurrent->head.refused.empty());
        REQUIRE(recurrent->groups.front().counts_only.empty());
        CHECK(page.name("recurrent.title").find("In the first " + std::to_string(recurrent->horizon_days) + " days") ==
              0);
        CHECK(recurrent->rows.size() == 5);
        for (const auto& row : recurrent->rows) {
            const std::string panel = page.name("recurrent.kinds." + row.kind);
            CHECK(panel.find(charts::format_count(row.events) + " counted") != std::string::npos);
            CHECK(panel.find(charts::format_fixed(*row.mean.estimate, *row.mean.estimate < 1 ? 2 : 1)) !=
                  std::string::npos);
        }
        engine::Question question;
        question.by = {engine::By::role, engine::By::person};
        const auto retention = engine::retention(page.engine.loaded(), question);
        REQUIRE(retention);
        const engine::RetentionRow& total = retention->total;
        REQUIRE(total.gross.low);
        CHECK(page.name("retention.title")
                  .find(charts::format_of(total.kept.hits, total.kept.of, charts::Language::en) + " customers kept") ==
              0);
        CHECK(page.name("retention.rates.gross").find(charts::format_percent(total.gross.estimate)) !=
              std::string::npos);
        CHECK(page.name("retention.rates.net").find(charts::format_percent(total.net.estimate)) != std::string::npos);
        for (const char* step : {"start", "contraction", "churn", "expansion", "end"})
            CHECK(page.name(std::string("retention.steps.") + step).find("¥") != std::string::npos);
        CHECK(page.name("collection.refused").find("These data cannot say: there are neither invoices nor due dates") ==
              0);
        CHECK(page.name("collection.title").find(charts::format_count(retention->payments) + " payments") !=
              std::string::npos);
        for (std::size_t i = 0; i < retention->rows.size(); ++i)
            CHECK(page.name("keepers.row." + std::to_string(i)) != "(no such node)");
        CHECK(page.name("keepers.row." + std::to_string(retention->rows.size())) == "(no such node)");
        for (const ui::SemanticNode& node : page.shell.semantics().nodes)
            if (node.id.starts_with("re") || node.id.starts_with("keepers") || node.id.starts_with("collection"))
                CHECK(node.bounds.right() <= width);
    }
}

TEST_CASE("Accounts: with invoices, what came in on time, of all and of who looks after them") {
    std::string text = company(everything);
    for (int k = 0; k < 40; ++k)
        text.insert(text.size() - 2, R"(,{"type":"invoice","account":"k)" + std::to_string(k) +
                                         R"(","at":"2026-02-01","due":"2026-02-15","value":300})");
    for (const float width : {1440.f, 390.f}) {
        CAPTURE(width);
        Page page("en", width, 5000, "screen=accounts");
        page.load(text);
        engine::Question question;
        question.by = {engine::By::role, engine::By::person};
        const auto retention = engine::retention(page.engine.loaded(), question);
        REQUIRE(retention);
        const engine::RetentionRow& total = retention->total;
        REQUIRE(total.invoices == 40);
        REQUIRE(total.collection.low);
        const std::string rate = charts::format_percent(total.collection.estimate);
        CHECK(page.name("collection.title").find("by 30 days after the due date: " + rate) != std::string::npos);
        CHECK(page.name("collection.bars.in_time").find(rate) != std::string::npos);
        CHECK(page.name("collection.bars.missing").find("¥") != std::string::npos);
        CHECK(page.name("collection.refused") == "(no such node)");
        std::string listed;
        for (std::size_t i = 0; i < retention->rows.size(); ++i)
            listed += page.name("keepers.row." + std::to_string(i)) + "\n";
        for (const auto& row : retention->rows)
            CHECK(listed.find("collected " + charts::format_percent(row.collection.estimate)) != std::string::npos);
        for (const ui::SemanticNode& node : page.shell.semantics().nodes)
            if (node.id.starts_with("keepers") || node.id.starts_with("collection"))
                CHECK(node.bounds.right() <= width);
    }
}

TEST_CASE("Accounts: the period chosen is the period told") {
    Page page("en", 1440, 5000, "screen=accounts&entered=2026-01-01..2026-04-01");
    page.load(company(everything));
    CHECK(page.name("retention.foot").find("1 Jan – 31 Mar 2026") == 0);
    Page early("en", 1440, 5000, "screen=accounts&entered=2024-01-01..2024-04-01");
    early.load(company(everything));
    CHECK(early.name("retention.refused").find("the data do not cover the whole of the period") != std::string::npos);
    CHECK(early.name("collection") == "(no such node)");
}

TEST_CASE("Accounts says in a sentence what is missing") {
    Page bare("zh", 390, 3000, "screen=accounts");
    bare.load(std::string(head) + R"({"id":"d","account":"k","history":[{"stage":"w","at":"2026-01-01"}]}]})");
    CHECK(bare.name("recurrent.refused").find("没有任何客户的付款、工单等活动记录") != std::string::npos);
    CHECK(bare.name("retention.refused").find("没有任何客户的付款、工单等活动记录") != std::string::npos);
    CHECK(bare.name("collection") == "(no such node)");
    CHECK(bare.name("keepers") == "(no such node)");

    Page loyal("en", 390, 5000, "screen=accounts");
    loyal.load(company({"ticket"}));
    CHECK(loyal.name("retention.title").find("whether they stayed is not on record") != std::string::npos);
    CHECK(loyal.name("retention.refused").find("no loss of a customer is on record") != std::string::npos);
    CHECK(loyal.name("retention.rates.kept") == "(no such node)");
    CHECK(loyal.name("keepers.title").find("referrals") == std::string::npos);  // none on record: not 0

    Page level("en", 390, 5000, "screen=accounts");
    level.load(company({"churn", "ticket"}));
    CHECK(level.name("retention.refused").find("neither an expansion nor a contraction") != std::string::npos);
    CHECK(level.name("retention.rates.kept") != "(no such node)");
    CHECK(level.name("retention.rates.gross") == "(no such node)");
}
