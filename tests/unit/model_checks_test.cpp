// Each defect of the data as a whole: a file that has it, and one that does not.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/random.h"
#include "engine/figures/cohorts.h"
#include "engine/figures/conversion.h"
#include "engine/figures/defects.h"
#include "engine/figures/people.h"
#include "engine/figures/time.h"
#include "loading.h"

namespace {

constexpr const char* head =
    R"({"septet":1,"timezone":"UTC","stages":[{"id":"a","role":"lead_nurturer"},{"id":"b","role":"closer","outcome":"won"}],)";

const engine::Defect* find(const engine::DefectsAnswer& answer, std::string_view id) {
    const auto at = std::find_if(answer.rows.begin(), answer.rows.end(), [&](const auto& row) { return row.id == id; });
    return at == answer.rows.end() ? nullptr : &*at;
}

engine::DefectsAnswer defects_of(const std::string& text) {
    engine::Engine engine(tests::find_zone, tests::no_budget);
    const auto event = tests::load_text(engine, text);
    REQUIRE(event.state == engine::LoadEvent::State::done);
    auto answer = engine::defects(engine.loaded(), {});
    REQUIRE(answer);
    return *answer;
}

std::string day_text(int day) {
    const base::Date date = base::date_from_days(19'700 + day);
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
    return text;
}

struct Deal {
    int begun, closed;  // days; closed < 0: open
    bool won;
};

std::string deal_text(int number, const Deal& deal, std::string_view owner) {
    const std::string owned = owner.empty() ? std::string() : R"(,"owner":")" + std::string(owner) + "\"";
    std::string text = R"({"id":"d)" + std::to_string(number) + R"(","history":[{"stage":"a","at":")" +
                       day_text(deal.begun) + "\"" + owned + "}";
    if (deal.closed >= 0 && deal.won) text += R"(,{"stage":"b","at":")" + day_text(deal.closed) + "\"" + owned + "}";
    text += "]";
    if (deal.closed >= 0)
        text += std::string(R"(,"status":")") + (deal.won ? "won" : "lost") + R"(","closed_at":")" +
                day_text(deal.closed) + "\"";
    return text + "}";
}

std::vector<Deal> company(base::Random& random, int deals) {
    std::vector<Deal> list;
    const int days = 400, slow = 5 + static_cast<int>(random.below(80));
    for (int i = 0; i < deals; ++i) {
        const int begun = static_cast<int>(random.below(static_cast<std::uint32_t>(days)));
        int closed = begun;
        while (random.below(static_cast<std::uint32_t>(slow)) != 0) ++closed;
        list.push_back({begun, closed < days ? closed : -1, random.below(3) == 0});
    }
    return list;
}

std::string company_text(const std::vector<Deal>& deals) {
    std::string text = std::string(head) + R"("exported_at":")" + day_text(400) + R"(","deals":[)";
    for (std::size_t i = 0; i < deals.size(); ++i)
        text += (i ? "," : "") + deal_text(static_cast<int>(i), deals[i], "p");
    return text + "]}";
}

}  // namespace

TEST_CASE("an export of what closed since a day is called truncated, a whole one is not") {
    base::Random random(41);
    int alarms = 0, caught = 0;
    for (int i = 0; i < 150; ++i) {
        const std::vector<Deal> whole = company(random, 60 + static_cast<int>(random.below(400)));
        alarms += find(defects_of(company_text(whole)), "truncated_history") != nullptr;
        std::vector<Deal> cut;
        for (const Deal& deal : whole)
            if (deal.closed < 0 || deal.closed >= 200) cut.push_back(deal);
        const auto answer = defects_of(company_text(cut));
        const engine::Defect* found = find(answer, "truncated_history");
        caught += found != nullptr;
        if (!found) continue;
        CHECK(!found->skipped);
        CHECK(std::find(found->figures.begin(), found->figures.end(), "conversion") != found->figures.end());
        CHECK(found->examples.front().detail >= day_text(200));
    }
    MESSAGE("of 150 companies " << alarms << " whole exports are called truncated, and " << caught << " cut ones");
    CHECK(alarms <= 1);
    CHECK(caught >= 80);  // a small or fast company leaves too few old deals to be sure
}

TEST_CASE("owners known for won deals only: nobody's rate is told") {
    std::string text =
        std::string(head) + R"("exported_at":")" + day_text(400) + R"(","people":[{"id":"p"}],"deals":[)";
    for (int i = 0; i < 100; ++i) text += (i ? "," : "") + deal_text(i, {i, i + 20, i % 3 == 0}, i % 3 == 0 ? "p" : "");
    engine::Engine engine(tests::find_zone, tests::no_budget);
    tests::load_text(engine, text + "]}");
    const auto answer = engine::defects(engine.loaded(), {});
    const engine::Defect* found = find(*answer, "owners_only_on_won");
    REQUIRE(found);
    CHECK(found->count == 66);
    const auto people = engine::people(engine.loaded(), {});
    REQUIRE(people);
    CHECK(people->head.refused == "owners_only_on_won");
    CHECK(people->rows.empty());
    CHECK(people->comparisons.empty());
    engine::Question by_person;
    by_person.by = {engine::By::person};
    CHECK(engine::cohorts(engine.loaded(), by_person)->rows.empty());
    CHECK(engine::time_in_stage(engine.loaded(), by_person)->rows.empty());
    CHECK(engine::conversion(engine.loaded(), by_person)->rows.empty());
    CHECK(!engine::conversion(engine.loaded(), {})->rows.empty());
}

TEST_CASE("Olist refuses figures of people; the uncut applications are whole, the cut ones warn of owners") {
    const auto read = [](const char* path) {
        std::ifstream file(std::string(SEPTET_SOURCE_FOLDER) + "/../shared/data/" + path, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(file), {});
    };
    const std::string olist = read("olist/pipeline.json");
    if (olist.empty()) {
        MESSAGE("skipped: no ../shared/data");
        return;
    }
    engine::Engine engine(tests::find_zone, tests::no_budget);
    tests::load_text(engine, olist);
    CHECK(engine::people(engine.loaded(), {})->head.refused == "owners_only_on_won");
    CHECK(find(defects_of(read("bpic2012/pipeline.json")), "truncated_history") == nullptr);
    CHECK(find(defects_of(read("bpic2012/pipeline.json")), "owner_not_yet_known") == nullptr);
    const auto cut = defects_of(read("bpic2012/pipeline-as-of-2011-12-01.json"));
    REQUIRE(find(cut, "owner_not_yet_known"));
    CHECK(find(cut, "owner_not_yet_known")->count == 292);
}

TEST_CASE("many entries in one second, but not at midnight, are an import") {
    const auto text = [](const char* at) {
        std::string out = std::string(head) + R"("exported_at":")" + day_text(400) + R"(","deals":[)";
        for (int i = 0; i < 300; ++i)
            out += std::string(i ? "," : "") + R"({"id":"d)" + std::to_string(i) +
                   R"(","history":[{"stage":"a","at":")" + (i % 2 ? at : day_text(i).c_str()) +
                   R"("},{"stage":"b","at":")" + day_text(390) + "\"}]}";
        return out + "]}";
    };
    const auto found = defects_of(text("2024-02-01T10:30:07Z"));
    REQUIRE(find(found, "mass_import"));
    CHECK(find(found, "mass_import")->count == 150);
    CHECK(find(defects_of(text("2024-02-01")), "mass_import") == nullptr);
}

TEST_CASE("names that look alike, bots among people, managers in a circle, one stage a deal") {
    const std::string people =
        R"("people":[{"id":"1","name":"Ann  Lee"},{"id":"2","name":"ann lee"},{"id":"3","name":"Ｊｏｎ　Smith"},
        {"id":"4","name":"Jon Smith"},{"id":"5","name":"Katherine"},{"id":"6","name":"Katharine"},{"id":"7","name":"East 1"},{"id":"8","name":"East 2"},
        {"id":"9","name":"Mr Abbott"},{"id":"17","name":"Botha"},{"id":"19","name":"王芳"},{"id":"20","name":"王芬"},{"id":"21","name":"上官婉儿"},{"id":"22","name":"上官婉如"},{"id":"18","name":"Ann Lee-Abbot"},{"id":"10","name":"crm-bot"},{"id":"11","name":"系统管理员"},{"id":"12","name":"Bot","kind":"bot"},
        {"id":"13","name":"Xu","manager":"14"},{"id":"14","name":"Yu","manager":"15"},{"id":"15","name":"Zu","manager":"13"},{"id":"16","name":"Vu","manager":"13"}])";
    const auto found = defects_of(std::string(head) + people + "}");
    REQUIRE(find(found, "similar_names"));
    CHECK(find(found, "similar_names")->count == 3);
    REQUIRE(find(found, "suspected_bot"));
    CHECK(find(found, "suspected_bot")->count == 2);
    REQUIRE(find(found, "manager_cycle"));
    CHECK(find(found, "manager_cycle")->count == 1);
    CHECK(find(found, "manager_cycle")->examples.front().detail == "13");
    CHECK(find(found, "no_stage_history") == nullptr);

    std::string flat = std::string(head) + R"("deals":[)";
    for (int i = 0; i < 40; ++i) flat += (i ? "," : "") + deal_text(i, {i, i + 1, false}, "p");
    CHECK(find(defects_of(flat + "]}"), "no_stage_history"));
}

TEST_CASE("a hundred thousand names cost no more than some hundred") {
    std::string text = std::string(head) + R"("people":[)";
    for (int i = 0; i < 60'000; ++i)
        text += std::string(i ? "," : "") + R"({"id":")" + std::to_string(i) + R"(","name":"Person number )" +
                std::to_string(i) + "\"}";
    CHECK(find(defects_of(text + "]}"), "similar_names") == nullptr);
}
