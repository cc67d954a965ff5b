// Every figure, byte for byte the same whatever the order of the records and of the files.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "base/random.h"
#include "engine/codec.h"
#include "loading.h"

namespace {

constexpr base::Time first_day = 1'735'689'600;  // 2025-01-01

std::string time_text(double day) {
    return base::iso_time(first_day + static_cast<base::Time>(day * 86'400), base::Zone());
}

std::string quoted(const std::string& key, const std::string& value) { return "\"" + key + "\":\"" + value + "\""; }

struct Records {
    std::vector<std::string> people, accounts, deals, activities, targets, calls;
};

Records company(std::uint64_t seed) {
    base::Random random(seed);
    Records out;
    for (std::uint32_t p = 0; p < 12; ++p)
        out.people.push_back("{" + quoted("id", "p" + std::to_string(p)) + "," +
                             quoted("team", p % 3 ? "east" : "west") +
                             (p ? "," + quoted("manager", "p" + std::to_string(random.below(p))) : "") + "}");
    for (int a = 0; a < 200; ++a)
        out.accounts.push_back("{" + quoted("id", "a" + std::to_string(a)) + "," +
                               quoted("segment", a % 4 ? "small" : "large") + "}");
    for (int d = 0; d < 1500; ++d) {
        double at = random.unit() * 400;
        std::string history, closed;
        int stage = 0;
        const std::string account = "a" + std::to_string(random.below(200));
        while (at <= 420) {
            history += std::string(history.empty() ? "" : ",") + "{" + quoted("stage", std::string(1, "abcw"[stage])) +
                       "," + quoted("at", time_text(at)) + "," +
                       quoted("owner", "p" + std::to_string(random.below(12)));
            if (random.below(2)) history += "," + quoted("first_touch_at", time_text(at + random.unit()));
            history += "}";
            if (stage == 3) {
                for (double paid = at; paid < 420; paid += 30) {
                    const std::string invoice = "i" + std::to_string(out.activities.size());
                    out.activities.push_back("{" + quoted("type", random.below(9) ? "payment" : "expansion") + "," +
                                             quoted("at", time_text(paid)) + "," + quoted("account", account) +
                                             ",\"value\":" + std::to_string(100 + random.below(50)) +
                                             (random.below(2) ? "," + quoted("invoice", invoice) : "") +
                                             ",\"recurring\":true}");
                    out.activities.push_back("{" + quoted("type", "invoice") + "," + quoted("id", invoice) + "," +
                                             quoted("at", time_text(paid - 9 * random.unit())) + "," +
                                             quoted("account", account) +
                                             ",\"value\":" + std::to_string(100 + random.below(50)) + "}");
                }
                break;
            }
            at += -std::log(1 - random.unit()) * (3 + 2 * stage);
            const double turn = random.unit();
            if (turn < 0.65) {
                ++stage;
            } else if (turn < 0.72 && stage > 0) {
                --stage;
            } else {
                closed = time_text(std::min(at, 420.));
                break;
            }
        }
        if (history.empty()) continue;
        out.deals.push_back("{" + quoted("id", "d" + std::to_string(d)) + "," + quoted("account", account) + "," +
                            quoted("source", "s" + std::to_string(random.below(3))) +
                            ",\"value\":" + std::to_string(100 + random.below(9000)) + ".5" +
                            (closed.empty() ? "" : "," + quoted("status", "lost") + "," + quoted("closed_at", closed)) +
                            ",\"history\":[" + history + "]}");
    }
    for (int c = 0; c < 1500; ++c) {
        std::vector<std::string> turns;
        double at = 0;
        for (int turn = 0; turn < 10; ++turn) {
            const double start = std::max(0.0, at + random.unit() * 2 - 0.5);
            at = start + random.unit() * 9;
            turns.push_back("{" + quoted("speaker", turn % 2 ? "c" : "r") + ",\"start_s\":" + std::to_string(start) +
                            ",\"end_s\":" + std::to_string(at) + "," +
                            quoted("text", turn % 3 ? "yes?" : "我们看看吗") + "}");
        }
        std::string said;
        while (!turns.empty()) {
            const auto next =
                turns.begin() + static_cast<std::ptrdiff_t>(random.below(static_cast<std::uint32_t>(turns.size())));
            said += (said.empty() ? "" : ",") + *next;
            turns.erase(next);
        }
        out.calls.push_back(
            "{" + quoted("id", "c" + std::to_string(c)) + "," + quoted("at", time_text(random.unit() * 400)) + "," +
            quoted("person", "p" + std::to_string(random.below(12))) + "," +
            quoted("deal", "d" + std::to_string(random.below(1500))) +
            R"(,"speakers":[{"id":"r","side":"rep"},{"id":"c","side":"customer"}],"turns":[)" + said + "]}");
    }
    for (int month = 1; month <= 3; ++month)
        out.targets.push_back("{" + quoted("from", "2026-0" + std::to_string(month) + "-01") + "," +
                              quoted("to", "2026-0" + std::to_string(month + 1) + "-01") + ",\"value\":90000}");
    return out;
}

std::string joined(const std::vector<std::string>& records) {
    std::string out;
    for (const std::string& record : records) out += (out.empty() ? "" : ",") + record;
    return out;
}

const std::string head = "{\"septet\":1," + quoted("timezone", "UTC") + "," + quoted("currency", "CNY") + "," +
                         quoted("exported_at", "2026-02-25T00:00:00Z") +
                         R"(,"stages":[{"id":"a","role":"lead_generator"},{"id":"b","role":"lead_nurturer"},)"
                         R"({"id":"c","role":"closer"},{"id":"w","role":"account_manager","outcome":"won"}])";

std::string file_of(const Records& records) {
    return head + ",\"people\":[" + joined(records.people) + "],\"accounts\":[" + joined(records.accounts) +
           "],\"deals\":[" + joined(records.deals) + "],\"activities\":[" + joined(records.activities) +
           "],\"targets\":[" + joined(records.targets) + "],\"calls\":[" + joined(records.calls) + "]}";
}

}  // namespace

TEST_CASE("every figure is the same byte for byte, whatever the order of records and files") {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        Records records = company(seed);
        engine::Engine one(tests::find_zone, tests::no_budget), other(tests::find_zone, tests::no_budget);
        tests::load(one, {{"a.json", file_of(records)}});
        std::mt19937_64 order(seed);
        Records first, second;
        for (auto list : {&Records::people, &Records::accounts, &Records::deals, &Records::activities,
                          &Records::targets, &Records::calls}) {
            std::shuffle((records.*list).begin(), (records.*list).end(), order);
            const auto half = (records.*list).begin() + static_cast<std::ptrdiff_t>((records.*list).size() / 2);
            (first.*list).assign((records.*list).begin(), half);
            (second.*list).assign(half, (records.*list).end());
        }
        tests::load(other, {{"b.json", file_of(second)}, {"c.json", file_of(first)}});
        for (const char* question :
             {R"({"figure":"ledger","by":["role","person"]})",
              R"({"figure":"people"})",
              R"({"figure":"conversion","by":["source"]})",
              R"({"figure":"cohorts"})",
              R"({"figure":"time"})",
              R"({"figure":"handoffs","by":["role"]})",
              R"({"figure":"handoffs","by":["person"]})",
              R"({"figure":"queue"})",
              R"({"figure":"chain"})",
              R"({"figure":"constraint"})",
              R"({"figure":"structure","by":["team"]})",
              R"({"figure":"organisation"})",
              R"({"figure":"recurrent"})",
              R"({"figure":"retention"})",
              R"({"figure":"forecast"})",
              R"({"figure":"calls","by":["person","stage"]})",
              R"({"figure":"call","call":"c7"})",
              R"({"figure":"account_list","filter":{"source":["s1"]},"limit":1000})",
              R"({"figure":"account_list","accounts":"waiting","order":"name","turned":true})",
              R"({"figure":"call_days"})",
              R"({"figure":"account","account":"a7"})",
              R"({"figure":"behaviour"})",
              R"({"figure":"coaching","filter":{"person":["p1","p4","p7"]},"period":["2025-08-01","2026-01-01"]})",
              R"({"figure":"what_if","scenario":[{"role":"closer","conversion":1.3,"wait":0.8,"people":2}]})"}) {
            CAPTURE(question);
            const std::string answer = one.ask(question);
            CHECK(answer.find("\"refused\":\"\"") != std::string::npos);
            CHECK(answer == other.ask(question));
        }
    }
}
