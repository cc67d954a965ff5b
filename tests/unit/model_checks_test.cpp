// Each defect of the data as a whole: a file that has it, and one that does not.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/random.h"
#include "engine/codec.h"
#include "engine/figures/cohorts.h"
#include "engine/figures/conversion.h"
#include "engine/figures/defects.h"
#include "engine/figures/ledger.h"
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
    // The finding is told with every figure that it touches, and misleads where people are told apart.
    const std::vector<std::string> told{"owners_only_on_won"};
    CHECK(engine::conversion(engine.loaded(), {})->head.defects == told);
    CHECK(engine::cohorts(engine.loaded(), {})->head.defects == told);
    CHECK(engine::time_in_stage(engine.loaded(), {})->head.defects == told);
    CHECK(engine::time_in_stage(engine.loaded(), {})->head.misleading.empty());
    CHECK(engine::ledger(engine.loaded(), {})->head.defects.empty());
    CHECK(engine::ledger(engine.loaded(), by_person)->head.misleading == told);
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

namespace {

std::string people_text(const std::vector<std::string>& names) {
    std::string text = std::string(head) + R"("people":[)";
    for (std::size_t i = 0; i < names.size(); ++i)
        text += (i ? "," : "") + (R"({"id":")" + std::to_string(i) + R"(","name":")" + names[i] + "\"}");
    return text + "]}";
}

std::uint64_t count_of(const engine::DefectsAnswer& answer, std::string_view id) {
    const engine::Defect* found = find(answer, id);
    return found ? found->count : 0;
}

// One letter put in, left out or changed.
bool apart(const std::string& a, const std::string& b) {
    if (a.size() > b.size()) return apart(b, a);
    if (a.size() == b.size()) {
        int different = 0;
        for (std::size_t i = 0; i < a.size(); ++i) different += a[i] != b[i];
        return different == 1;
    }
    for (std::size_t i = 0; i < b.size(); ++i)
        if (b.substr(0, i) + b.substr(i + 1) == a) return true;
    return false;
}

// Deals that walk a → b, entered as told: each entry's second since the first day.
std::string entries_text(const std::vector<std::uint32_t>& seconds) {
    std::string text = std::string(head) + R"("exported_at":"2024-12-01","deals":[)";
    for (std::size_t i = 0; i < seconds.size(); ++i)
        text += (i ? "," : "") + (R"({"id":"d)" + std::to_string(i) + R"(","history":[{"stage":"a","at":")") +
                base::iso_time(base::Time{1'704'067'200} + seconds[i], base::Zone()) + "\"}]}";
    return text + "]}";
}

}  // namespace

TEST_CASE("of many names every one that is a letter from another is found, without comparing each with each") {
    std::vector<std::string> names;
    for (int i = 0; i < 60'000; ++i) {
        std::string name = "P ";
        for (int rest = i; rest > 0; rest /= 10) name += std::string(3, static_cast<char>('a' + rest % 10));
        names.push_back(name);
    }
    names.push_back("Wilhelmina Oberon");
    CHECK(find(defects_of(people_text(names)), "similar_names") == nullptr);
    names.insert(names.begin() + 30'000, "Wilhelmina Oberom");
    const auto found = defects_of(people_text(names));
    CHECK(count_of(found, "similar_names") == 1);
    CHECK(find(found, "similar_names")->examples.front().detail == "Wilhelmina Oberom / Wilhelmina Oberon");
    CHECK(find(found, "names_not_compared") == nullptr);
    CHECK(count_of(defects_of(people_text(std::vector<std::string>(60'000, "Ann Lee"))), "similar_names") == 59'999);
    // So many letters that some are not looked at: it is said how many.
    for (std::string& name : names) name += std::string(60, 'x');
    CHECK(count_of(defects_of(people_text(names)), "names_not_compared") > 100);
}

TEST_CASE("names a letter apart: as many as comparing each with each finds") {
    base::Random random(15);
    for (int i = 0; i < 40; ++i) {
        std::vector<std::string> names;
        for (std::uint32_t n = 0, of = 2 + random.below(60); n < of; ++n) {
            std::string name;
            for (std::uint32_t length = 5 + random.below(4); length > 0; --length) name += "ab"[random.below(2)];
            names.push_back(name);
        }
        std::sort(names.begin(), names.end());
        const std::size_t all = names.size();
        names.erase(std::unique(names.begin(), names.end()), names.end());
        std::size_t expected = 0;
        for (std::size_t b = 0; b < names.size(); ++b)
            expected += std::any_of(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(b), [&](const auto& a) {
                return a.size() >= 6 && names[b].size() >= 6 && apart(a, names[b]);
            });
        CHECK(count_of(defects_of(people_text(names)), "similar_names") == expected);
        // Twice the same is alike too.
        names.insert(names.end(), all - names.size(), names.front());
        CHECK(count_of(defects_of(people_text(names)), "similar_names") ==
              expected + static_cast<std::size_t>(std::count(names.begin() + 1, names.end(), names.front())));
    }
}

TEST_CASE("punctuation and remarks in brackets: of sources alone, and not of numbers or kinds") {
    const auto count = [](const std::vector<std::string>& sources) {
        std::string text = std::string(head) + R"("deals":[)";
        for (std::size_t i = 0; i < sources.size(); ++i)
            text += (i ? "," : "") + (R"({"id":")" + std::to_string(i) + R"(","source":")" + sources[i] +
                                      R"(","history":[{"stage":"a","at":"2024-01-01"}]})");
        return count_of(defects_of(text + "]}"), "similar_names");
    };
    CHECK(count({"搜索广告", "搜索广告。"}) == 1);
    CHECK(count({"搜索广告", "搜索、广告", "「搜索广告」"}) == 2);
    CHECK(count({"Trade-show", "Trade show", "trade show."}) == 2);
    CHECK(count({"C++", "C#"}) == 0);
    CHECK(count({"版本 1.1", "版本 11"}) == 0);
    CHECK(count({"转介绍", "转介绍（老客户）"}) == 1);
    CHECK(count({"转介绍", "转介绍（老客户）", "转介绍（同行）"}) == 0);
    CHECK(count({"。", "，"}) == 0);
    CHECK(count_of(defects_of(people_text({"张伟", "张伟（北京）"})), "similar_names") == 0);
}

TEST_CASE("an import is far fuller than any other second or minute, at any size of the data") {
    base::Random random(3);
    std::vector<std::uint32_t> ordinary;
    for (int i = 0; i < 4'000; ++i) ordinary.push_back(86'400 * random.below(300) + 9 * 3600 + random.below(9 * 3600));
    CHECK(find(defects_of(entries_text(ordinary)), "mass_import") == nullptr);
    const auto with = [&](std::uint32_t at, std::uint32_t count, std::uint32_t spread) {
        std::vector<std::uint32_t> all = ordinary;
        for (std::uint32_t i = 0; i < count; ++i) all.push_back(at + i % spread);
        return all;
    };
    const std::uint32_t noon = 100 * 86'400 + 12 * 3600;
    const auto one = defects_of(entries_text(with(noon + 7, 40, 1)));
    CHECK(count_of(one, "mass_import") >= 40);
    CHECK(count_of(one, "mass_import") <= 42);
    CHECK(find(one, "mass_import")->examples.front().detail == "2024-04-10T12:00:07+00:00");
    CHECK(count_of(defects_of(entries_text(with(noon, 180, 60))), "mass_import") >= 180);
    CHECK(find(defects_of(entries_text(with(noon, 19, 1))), "mass_import") == nullptr);
    CHECK(find(defects_of(entries_text(with(noon, 90, 60))), "mass_import") == nullptr);
    CHECK(find(defects_of(entries_text(with(100 * 86'400, 400, 1))), "mass_import") == nullptr);  // a date
    // Two of them, of unlike sizes.
    std::vector<std::uint32_t> two = with(noon, 400, 1);
    two.insert(two.end(), 30, noon + 86'400);
    CHECK(count_of(defects_of(entries_text(two)), "mass_import") >= 430);
    // Times told to the hour: many entries in one second are ordinary then.
    std::vector<std::uint32_t> hours;
    for (int i = 0; i < 6'000; ++i) hours.push_back(86'400 * random.below(60) + 3600 * (9 + random.below(6)));
    CHECK(find(defects_of(entries_text(hours)), "mass_import") == nullptr);
    // Few of all entries mislead nobody; many do.
    engine::Engine engine(tests::find_zone, tests::no_budget);
    tests::load_text(engine, entries_text(with(noon, 40, 1)));
    CHECK(std::ranges::count(engine::conversion(engine.loaded(), {})->head.defects, "mass_import") == 1);
    CHECK(std::ranges::count(engine::conversion(engine.loaded(), {})->head.misleading, "mass_import") == 0);
    tests::load_text(engine, entries_text(with(noon, 400, 1)));
    CHECK(std::ranges::count(engine::conversion(engine.loaded(), {})->head.misleading, "mass_import") == 1);
}

TEST_CASE("stray early closings do not hide that an export is truncated") {
    base::Random random(42);
    int caught = 0, alarms = 0;
    for (int i = 0; i < 60; ++i) {
        const std::vector<Deal> whole = company(random, 500);
        std::vector<Deal> cut;
        for (const Deal& deal : whole)
            if (deal.closed < 0 || deal.closed >= 200) cut.push_back(deal);
        cut.push_back({3, 4, false});
        cut.push_back({9, 20, true});
        caught += find(defects_of(company_text(cut)), "truncated_history") != nullptr;
        alarms += find(defects_of(company_text(whole)), "truncated_history") != nullptr;
    }
    MESSAGE("with two strays " << caught << " of 60 are called truncated; of the whole ones " << alarms);
    CHECK(caught >= 40);
    CHECK(alarms <= 1);
}

TEST_CASE("the applications of 2012, exported since a later closing, are called truncated") {
    std::ifstream file(std::string(SEPTET_SOURCE_FOLDER) + "/../shared/data/bpic2012/pipeline.json", std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    if (text.empty()) {
        MESSAGE("skipped: no ../shared/data");
        return;
    }
    nlohmann::json data = nlohmann::json::parse(text);
    nlohmann::json kept = nlohmann::json::array();
    for (const nlohmann::json& deal : data["deals"])
        if (!deal.contains("closed_at") || deal["closed_at"].get<std::string>() >= "2011-12-15T12")
            kept.push_back(deal);
    REQUIRE(kept.size() < data["deals"].size());
    data["deals"] = kept;
    engine::Engine engine(tests::find_zone, tests::no_budget);
    tests::load_text(engine, data.dump());
    const auto found = engine::defects(engine.loaded(), {});
    REQUIRE(find(*found, "truncated_history"));
    const std::string day = find(*found, "truncated_history")->examples.front().detail;
    CHECK(day == "2011-12-15");
    // What was entered from that day on is whole.
    const auto conversion = engine::conversion(engine.loaded(), {});
    CHECK(std::ranges::count(conversion->head.defects, "truncated_history") == 1);
    CHECK(std::ranges::count(conversion->head.misleading, "truncated_history") == 1);
    engine::Question later;
    later.filter.entered.from = day;
    CHECK(std::ranges::count(engine::conversion(engine.loaded(), later)->head.misleading, "truncated_history") == 0);
}

TEST_CASE("far busier than everybody else of the role: perhaps not a person") {
    const auto text = [](int busiest, int others) {
        std::string out =
            std::string(head) + R"("people":[{"id":"x","name":"Max"},{"id":"y","name":"Otto"}],"deals":[)";
        for (int i = 0, id = 0; i < 8; ++i)
            for (int n = 0; n < (i == 0 ? busiest : others); ++n, ++id)
                out += (id ? "," : "") + deal_text(id, {n % 300, -1, false}, i == 0 ? "x" : "p" + std::to_string(i));
        return out + "]}";
    };
    const auto found = defects_of(text(400, 60));
    CHECK(count_of(found, "suspected_bot") == 1);
    CHECK(find(found, "suspected_bot")->examples.front().detail == "Max");
    CHECK(find(defects_of(text(250, 60)), "suspected_bot") == nullptr);
    CHECK(find(defects_of(text(150, 10)), "suspected_bot") == nullptr);
}

TEST_CASE("times of several zones in one file; a clock put forward is one zone") {
    const auto text = [](const char* first, const char* second) {
        std::string out = std::string(head) + R"("deals":[)";
        for (int i = 0; i < 10; ++i)
            out += (i ? "," : "") +
                   (R"({"id":")" + std::to_string(i) + R"(","history":[{"stage":"a","at":"2024-01-01T10:00:00)") +
                   (i < 7 ? first : second) + "\"}]}";
        return out + "]}";
    };
    const auto found = defects_of(text("+08:00", "Z"));
    CHECK(count_of(found, "mixed_zones") == 3);
    CHECK(find(found, "mixed_zones")->examples.front().detail == "+08:00 / +00:00");
    CHECK(find(defects_of(text("+01:00", "+02:00")), "mixed_zones") == nullptr);
    CHECK(find(defects_of(text("Z", "")), "mixed_zones") == nullptr);  // the other is placed by the data's zone
    CHECK(count_of(defects_of(text("Z", "-05:30")), "mixed_zones") == 3);
}

TEST_CASE("what comes after the cut-off, who called and does not exist, whose stay it is") {
    const auto found = defects_of(
        std::string(head) +
        R"("exported_at":"2024-02-01","people":[{"id":"p"}],"deals":[{"id":"1","history":[{"stage":"a","at":"2024-01-01","owner":"p"},{"stage":"b","at":"2024-01-02","owner":"p"}]},{"id":"2","history":[{"stage":"a","at":"2024-01-01"},{"stage":"a","at":"2024-03-01","owner":"q"}]}],
        "calls":[{"id":"c","at":"2024-02-02","person":"p","deal":"1"},{"id":"e","at":"2024-01-02","person":"q","deal":"1"}],"activities":[{"type":"touch","at":"2024-02-03","deal":"1"}]})");
    const auto at = [&](std::string_view id, std::string_view path) {
        const auto row = std::ranges::find_if(
            found.rows, [&](const engine::Defect& defect) { return defect.id == id && defect.path == path; });
        return row == found.rows.end() ? 0 : row->count;
    };
    CHECK(at("after_cut_off", "calls[].at") == 1);
    CHECK(at("after_cut_off", "activities[].at") == 1);
    CHECK(at("after_cut_off", "deals[].history[].at") == 1);  // taken over
    CHECK(at("unknown_person", "calls[].person") == 1);
    CHECK(at("unknown_person", "deals[].history[].owner") == 1);
    CHECK(at("owner_missing", "deals[].history[].owner") == 1);
    CHECK(find(found, "repeated_stage") == nullptr);
}

TEST_CASE("the same findings whatever the order of the records") {
    base::Random random(77);
    std::vector<std::string> deals, people, calls;
    for (int i = 0; i < 300; ++i) {
        const int begun = static_cast<int>(random.below(300));
        const std::string owner = i % 5 == 0 ? std::string() : "p" + std::to_string(random.below(12));
        std::string deal = deal_text(i, {begun, begun + 10 - static_cast<int>(random.below(20)), i % 3 == 0}, owner);
        deal.insert(1, R"("source":"Source )" + std::string(static_cast<std::size_t>(1 + i % 4), 'x') + R"(",)");
        deals.push_back(deal);
        calls.push_back(R"({"id":"c)" + std::to_string(i) + R"(","at":")" + day_text(begun + 200) + R"(","person":"q)" +
                        std::to_string(i % 9) + R"(","deal":"e)" + std::to_string(i) + "\"}");
    }
    for (int i = 0; i < 12; ++i)
        people.push_back(R"({"id":"p)" + std::to_string(i) + R"(","name":"Katharin)" +
                         std::string(1, static_cast<char>('a' + i % 7)) + R"(","manager":"p)" +
                         std::to_string((i + 1) % 12) + "\"}");
    const auto text = [&] {
        const auto joined = [](const std::vector<std::string>& records) {
            std::string out;
            for (const std::string& record : records) out += (out.empty() ? "" : ",") + record;
            return out;
        };
        return std::string(head) + R"("exported_at":")" + day_text(400) + R"(","people":[)" + joined(people) +
               R"(],"deals":[)" + joined(deals) + R"(],"calls":[)" + joined(calls) + "]}";
    };
    const std::string first = engine::write(defects_of(text()));
    CHECK(first.find("similar_names") != std::string::npos);
    CHECK(first.find("unknown_person") != std::string::npos);
    CHECK(first.find("negative_duration") != std::string::npos);
    for (int i = 0; i < 6; ++i) {
        for (auto* records : {&deals, &people, &calls})
            for (std::size_t n = records->size(); n > 1; --n)
                std::swap((*records)[n - 1], (*records)[random.below(static_cast<std::uint32_t>(n))]);
        CHECK(engine::write(defects_of(text())) == first);
    }
}
