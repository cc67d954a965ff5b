// The figures "account_list" and "account" through the engine, by hand.
#include <doctest/doctest.h>

#include <string>

#include "engine/codec.h"
#include "engine/figures/account.h"
#include "engine/figures/handoffs.h"
#include "loading.h"

namespace {

// Acme: the nurturer ann speaks of the price and the contract, hands over to the closer cid (taken over by dan in the middle), and it
// is won and goes to support. Bolt is open and has not been called for long; Corp has no deal at all.
const char* const team = R"({"septet":1,"exported_at":"2026-06-01T00:00:00Z","timezone":"UTC","currency":"EUR",
"stages":[{"id":"talk","role":"lead_nurturer"},{"id":"offer","role":"closer"},{"id":"won","role":"customer_support","outcome":"won"},{"id":"live","role":"customer_support"}],
"people":[{"id":"ann","roles":["lead_nurturer"]},{"id":"cid","roles":["closer"]},{"id":"dan","roles":["closer"]},{"id":"sue","roles":["customer_support"]}],
"accounts":[{"id":"acme","name":"Acme GmbH","segment":"small"},{"id":"bolt","name":"Bolt"},{"id":"corp"}],
"deals":[{"id":"d1","account":"acme","source":"ads","value":5000,"history":[
            {"stage":"talk","at":"2026-01-02T00:00:00Z","owner":"ann"},
            {"stage":"offer","at":"2026-02-01T00:00:00Z","owner":"cid","first_touch_at":"2026-02-03T00:00:00Z"},
            {"stage":"offer","at":"2026-02-20T00:00:00Z","owner":"dan"},
            {"stage":"won","at":"2026-03-01T00:00:00Z","owner":"sue"}]},
         {"id":"d2","name":"second","account":"acme","value":100,"status":"lost","closed_at":"2026-01-20","history":[{"stage":"talk","at":"2026-01-10T00:00:00Z","owner":"ann"}]},
         {"id":"d3","account":"bolt","history":[{"stage":"talk","at":"2026-03-01T00:00:00Z","owner":"ann"}]}],
"calls":[
 {"id":"k1","at":"2026-01-05T00:00:00Z","duration_s":60,"person":"ann","deal":"d1","purpose":"first talk","turns":[{"text":"price price contract"}]},
 {"id":"k2","at":"2026-01-25T00:00:00Z","person":"ann","account":"acme","turns":[{"text":"well"},{"text":"contract contract"}]},
 {"id":"k3","at":"2026-02-05T00:00:00Z","person":"cid","deal":"d1"},
 {"id":"k4","at":"2026-07-01T00:00:00Z","person":"cid","deal":"d1"},
 {"id":"k5","at":"2026-03-02T00:00:00Z","person":"ann","deal":"d3"}],
"activities":[
 {"type":"email","at":"2026-02-21T00:00:00Z","person":"dan","deal":"d1"},
 {"type":"invoice","id":"i1","at":"2026-03-05T00:00:00Z","due":"2026-03-20T00:00:00Z","account":"acme","value":5000},
 {"type":"payment","at":"2026-03-19T00:00:00Z","account":"acme","value":5000,"invoice":"i1"},
 {"type":"ticket","at":"2026-04-01T00:00:00Z","account":"acme","person":"sue"},
 {"type":"meeting","at":"2026-05-15T00:00:00Z","account":"acme","person":"sue"}]})";

struct Company {
    engine::Engine engine{tests::find_zone, tests::no_budget};
    explicit Company(const char* text = team) {
        REQUIRE(tests::load_text(engine, text).state == engine::LoadEvent::State::done);
    }
    engine::AccountAnswer account(std::string id) const {
        engine::Question question;
        question.account = std::move(id);
        question.dictionary.json =
            R"({"topics":[{"id":"contract","phrases":["contract"]},{"id":"price","phrases":["price"]},{"id":"legal","phrases":["lawyer"]}]})";
        const auto answer = engine::account(engine.loaded(), question);
        REQUIRE(answer);
        return *answer;
    }
    // Of one kind, activities together as "event".
    static std::vector<engine::AccountEntry> of(const engine::AccountAnswer& answer, std::string_view kind) {
        std::vector<engine::AccountEntry> found;
        for (const engine::AccountEntry& entry : answer.entries) {
            const bool own =
                entry.kind == "stay" || entry.kind == "handoff" || entry.kind == "call" || entry.kind == "gap";
            if (own ? entry.kind == kind : kind == "event") found.push_back(entry);
        }
        return found;
    }
    engine::AccountListAnswer list(engine::Question question = {}) const {
        const auto answer = engine::account_list(engine.loaded(), question);
        REQUIRE(answer);
        return *answer;
    }
};

}  // namespace

TEST_CASE("accounts, the one last in contact first, with their deals and what was won") {
    const Company company;
    engine::Question question;
    question.order = engine::AccountsOrder::contact;
    const auto answer = company.list(question);
    REQUIRE(answer.total == 3);
    REQUIRE(answer.rows.size() == 3);
    CHECK(answer.rows[0].id == "acme");
    CHECK(answer.rows[0].name == "Acme GmbH");
    CHECK(answer.rows[0].segment == "small");
    CHECK(answer.rows[0].deals == 2);
    CHECK(answer.rows[0].open == 0);
    CHECK(answer.rows[0].won == 1);
    CHECK(answer.rows[0].won_value == 500'000);
    CHECK(answer.rows[0].calls == 3);  // not the planned one
    CHECK(answer.rows[0].last_contact == "2026-05-15T00:00:00+00:00");
    CHECK(answer.rows[1].id == "bolt");
    CHECK(answer.rows[1].open == 1);
    CHECK(answer.rows[2].name == "corp");
    CHECK(answer.rows[2].last_contact.empty());
    CHECK(answer.silent == 1);  // bolt, for 91 days
    CHECK(answer.head.question.horizon_days == 30);

    question.horizon_days = 92;
    CHECK(company.list(question).silent == 0);
    question = {};
    question.order = engine::AccountsOrder::contact;
    question.offset = 1;
    question.limit = 1;
    const auto page = company.list(question);
    CHECK(page.total == 3);
    REQUIRE(page.rows.size() == 1);
    CHECK(page.rows[0].id == "bolt");
}

TEST_CASE("accounts: which are listed, and in what order, is the question's") {
    const Company company;
    const auto ids = [&](engine::AccountsKept kept, engine::AccountsOrder order, bool turned = false) {
        engine::Question question;
        question.accounts = kept;
        question.order = order;
        question.turned = turned;
        const auto answer = company.list(question);
        // How many each would keep is told whichever is kept.
        CHECK(answer.all == 3);
        CHECK(answer.silent == 1);
        CHECK(answer.customers == 1);
        CHECK(answer.rows.size() == answer.total);
        std::string listed;
        for (const engine::AccountLine& line : answer.rows) listed += line.id + " ";
        return listed;
    };
    using Kept = engine::AccountsKept;
    using Order = engine::AccountsOrder;
    CHECK(ids(Kept::all, Order::attention) == "bolt acme corp ");  // bolt is the silent one
    CHECK(ids(Kept::all, Order::attention, true) == "corp acme bolt ");
    CHECK(ids(Kept::all, Order::contact) == "acme bolt corp ");
    CHECK(ids(Kept::all, Order::contact, true) == "corp bolt acme ");
    CHECK(ids(Kept::all, Order::name, true) == "corp bolt acme ");
    CHECK(ids(Kept::all, Order::name) == "acme bolt corp ");
    CHECK(ids(Kept::all, Order::open) == "bolt acme corp ");  // of equals by id
    CHECK(ids(Kept::all, Order::open, true) == "acme corp bolt ");
    CHECK(ids(Kept::all, Order::won) == "acme bolt corp ");
    CHECK(ids(Kept::all, Order::calls) == "acme bolt corp ");
    CHECK(ids(Kept::silent, Order::contact) == "bolt ");
    CHECK(ids(Kept::customers, Order::contact) == "acme ");
}

TEST_CASE("accounts: one whose deal is younger than the time without contact is not left alone for so long") {
    const Company company(R"({"septet":1,"exported_at":"2026-06-01T00:00:00Z","timezone":"UTC",
"stages":[{"id":"talk","role":"lead_nurturer"}],"accounts":[{"id":"new"},{"id":"old"},{"id":"again"}],
"deals":[{"id":"d1","account":"new","history":[{"stage":"talk","at":"2026-05-20T00:00:00Z"}]},
         {"id":"d2","account":"old","history":[{"stage":"talk","at":"2026-04-20T00:00:00Z"}]},
         {"id":"d3","account":"again","history":[{"stage":"talk","at":"2026-05-20T00:00:00Z"}]}],
"activities":[{"type":"email","at":"2025-06-01T00:00:00Z","account":"again"}]})");
    const auto answer = company.list();
    CHECK(answer.silent == 1);
    for (const engine::AccountLine& line : answer.rows) CHECK(line.silent == (line.id == "old"));
}

TEST_CASE("accounts: the last weeks of each, contact by contact and role by role") {
    const Company company;
    engine::Question question;
    question.order = engine::AccountsOrder::contact;
    const auto answer = company.list(question);
    CHECK(answer.since == "2025-12-01");  // 26 weeks before 2026-06-01
    const engine::AccountLine& acme = answer.rows[0];
    REQUIRE(acme.contacts.size() == engine::account_weeks);
    std::uint32_t contacts = 0;
    for (const std::uint32_t week : acme.contacts) contacts += week;
    CHECK(contacts == 6);           // k1, k2, k3, cid's first touch, the email and the meeting
    CHECK(acme.contacts[23] == 1);  // the meeting, 17 days before the cut-off
    REQUIRE(!acme.held.empty());
    CHECK(acme.held.front().role == "lead_nurturer");
    CHECK(acme.held.front().from == doctest::Approx(32 / 7.0));
    CHECK(acme.held.back().role == "customer_support");
    CHECK(acme.held.back().to == doctest::Approx(26));
    CHECK(acme.role == "customer_support");
    CHECK(acme.person == "sue");
    CHECK_FALSE(acme.silent);
    CHECK(answer.rows[1].silent);
    CHECK(answer.rows[1].role == "lead_nurturer");
    CHECK(answer.rows[2].held.empty());
    CHECK(answer.rows[2].role.empty());
}

TEST_CASE("accounts by a text in name or id, and by the filter of their deals' entries") {
    const Company company;
    engine::Question question;
    question.text = "ACME g";
    CHECK(company.list(question).total == 1);
    question.text = "corp";  // the id
    CHECK(company.list(question).total == 1);
    question.text = "nobody";
    CHECK(company.list(question).total == 0);
    question = {};
    question.filter.role = {"closer"};
    const auto closers = company.list(question);
    REQUIRE(closers.total == 1);
    CHECK(closers.rows[0].deals == 1);  // d2 was never in an offer
    question = {};
    question.filter.source = {"ads"};
    CHECK(company.list(question).rows.at(0).deals == 1);
}

TEST_CASE("accounts are found by the initials of their Chinese names, of the data that are loaded") {
    const auto letters = [](std::string_view characters) {
        std::string out;
        for (std::size_t at = 0; at < characters.size(); at += 3) {
            const std::string_view one = characters.substr(at, 3);
            out += one == "陈" ? 'c' : one == "雨" ? 'y' : one == "桐" ? 't' : '?';
        }
        return out;
    };
    engine::Engine engine(tests::find_zone, tests::no_budget, letters);
    const auto found = [&](const char* text) {
        engine::Question question;
        question.text = text;
        const auto answer = engine::account_list(engine.loaded(), question);
        REQUIRE(answer);
        std::string ids;
        for (const engine::AccountLine& line : answer->rows) ids += line.id + " ";
        return ids;
    };
    const auto load = [&](const std::string& accounts) {
        REQUIRE(tests::load_text(
                    engine, R"({"septet":1,"timezone":"UTC","exported_at":"2026-06-01","accounts":[)" + accounts + "]}")
                    .state == engine::LoadEvent::State::done);
    };
    load(R"({"id":"a1","name":"陈雨桐 42 Co"},{"id":"a2","name":"雨桐"},{"id":"cyt","name":"Acme"},{"id":"a4"})");
    CHECK(found("CYT") == "a1 cyt ");
    CHECK(found("yt") == "a1 a2 cyt ");
    CHECK(found("yt42c") == "a1 ");
    CHECK(found("雨") == "a1 a2 ");
    CHECK(found("tt") == "");
    load(R"({"id":"b1","name":"桐桐"},{"id":"b2","name":"雨"})");
    CHECK(found("tt") == "b1 ");
    CHECK(found("cyt") == "");
}

TEST_CASE("an account's stays, with the one who took over in the middle") {
    const Company company;
    const auto answer = company.account("acme");
    CHECK(answer.name == "Acme GmbH");
    CHECK(answer.deals == 2);
    CHECK(answer.from == "2026-01-02T00:00:00+00:00");
    CHECK(answer.to == "2026-06-01T00:00:00+00:00");
    const auto stays = Company::of(answer, "stay");
    REQUIRE(stays.size() == 5);
    CHECK(stays[0].stage == "talk");
    CHECK(stays[0].exit == "advanced");
    CHECK(stays[0].to == "2026-02-01T00:00:00+00:00");
    CHECK(stays[1].deal == "d2");
    CHECK(stays[1].name == "second");
    CHECK(stays[1].exit == "lost");
    CHECK(stays[2].person == "cid");
    CHECK(stays[2].exit.empty());
    CHECK(stays[2].to == "2026-02-20T00:00:00+00:00");
    CHECK(stays[3].person == "dan");
    CHECK(stays[3].role == "closer");
    CHECK(stays[3].exit == "advanced");
    CHECK(stays[4].exit == "open");
    CHECK(stays[4].to.empty());
    CHECK(answer.later == 1);
    // Five stays, three hand-offs, three calls, five activities, one gap: all told, in order.
    CHECK(answer.entries_total == 17);
    REQUIRE(answer.entries.size() == 17);
    for (std::size_t i = 1; i < answer.entries.size(); ++i) CHECK(answer.entries[i - 1].at <= answer.entries[i].at);
}

TEST_CASE("what the next owner had to know, and when he first spoke to the customer") {
    const Company company;
    const auto answer = company.account("acme");
    REQUIRE(answer.handoffs.size() == 3);
    const engine::AccountHandoff& closer = answer.handoffs[0];
    CHECK(closer.from_person == "ann");
    CHECK(closer.to_person == "cid");
    CHECK(closer.to_role == "closer");
    CHECK(closer.end == "picked_up");
    CHECK(closer.ended == "2026-02-03T00:00:00+00:00");
    CHECK(closer.age_s == 2 * 86'400);
    CHECK(closer.spoke_call == "k3");
    CHECK(closer.spoke_kind == "call");
    CHECK(closer.contact_kind == "touch");
    CHECK(closer.contact_at == "2026-02-03T00:00:00+00:00");
    CHECK(closer.calls_before == 2);
    CHECK(closer.worded_before == 2);
    CHECK(closer.topics_before == 2);
    REQUIRE(closer.known.size() == 2);
    CHECK(closer.known[0].topic == "contract");
    CHECK(closer.known[0].mentions == 3);
    CHECK(closer.known[0].calls == 2);
    CHECK(closer.known[0].call == "k2");
    CHECK(closer.known[0].turn == 1);
    CHECK(closer.known[1].topic == "price");
    CHECK(closer.known[1].call == "k1");

    const engine::AccountHandoff& taken = answer.handoffs[1];
    CHECK(taken.to_person == "dan");
    CHECK(taken.contact_kind == "email");
    CHECK(taken.spoke_at.empty());  // he wrote
    CHECK(taken.calls_before == 3);
    CHECK(taken.worded_before == 2);

    const engine::AccountHandoff& support = answer.handoffs[2];
    CHECK(support.spoke_kind == "meeting");
    CHECK(support.spoke_call.empty());
    CHECK(support.spoke_at == "2026-05-15T00:00:00+00:00");

    REQUIRE(answer.topics.size() == 2);
    CHECK(answer.topics[0].id == "contract");
    CHECK(answer.topics[0].calls == 2);
}

TEST_CASE("an account has as many hand-offs as the hand-offs' figure counts for its deals") {
    const Company company;
    engine::Question question;
    question.filter.deal = {"d1", "d2"};
    const auto counted = engine::handoffs(company.engine.loaded(), question);
    REQUIRE(counted);
    const auto answer = company.account("acme");
    CHECK(counted->total.count == answer.handoffs_total);
    CHECK(counted->total.picked_up == 2);
    CHECK(counted->total.waiting == 1);  // support's meeting names the account, not the deal
    CHECK(answer.handoffs[1].ended == "2026-02-21T00:00:00+00:00");  // by his email
    CHECK(answer.handoffs[2].end == "waiting");
}

TEST_CASE("an account's calls, activities and times without contact") {
    const Company company;
    const auto answer = company.account("acme");
    const auto calls = Company::of(answer, "call"), events = Company::of(answer, "event"),
               gaps = Company::of(answer, "gap");
    REQUIRE(calls.size() == 3);
    CHECK(answer.calls == 3);
    CHECK(calls[0].call == "k1");
    CHECK(calls[0].role == "lead_nurturer");
    CHECK(calls[0].stage == "talk");
    CHECK(calls[0].duration_ms == 60'000);
    CHECK(calls[0].worded);
    REQUIRE(calls[0].said.size() == 2);
    CHECK(calls[0].said[0].topic == "price");
    CHECK(calls[0].said[0].mentions == 2);
    CHECK_FALSE(calls[2].worded);
    REQUIRE(events.size() == 5);
    CHECK(events[0].kind == "email");
    CHECK(events[0].role == "closer");
    CHECK(events[1].kind == "invoice");
    CHECK(events[1].due == "2026-03-20T00:00:00+00:00");
    CHECK(events[1].invoice == "i1");
    CHECK(events[1].value == 500'000);
    CHECK(events[2].invoice == "i1");
    CHECK(events[3].role == "customer_support");
    // 21 February to 15 May; with support since 1 March.
    REQUIRE(gaps.size() == 1);
    CHECK(gaps[0].at == "2026-02-21T00:00:00+00:00");
    CHECK(gaps[0].to == "2026-05-15T00:00:00+00:00");
    CHECK(gaps[0].person == "sue");
    CHECK(gaps[0].stage == "won");
    CHECK(gaps[0].exit.empty());
    const auto bolt = Company::of(company.account("bolt"), "gap");
    REQUIRE(bolt.size() == 1);
    CHECK(bolt[0].exit == "open");
    CHECK(bolt[0].at == "2026-03-02T00:00:00+00:00");
    CHECK(bolt[0].person == "ann");
    const auto corp = company.account("corp");
    CHECK(corp.from.empty());
    CHECK(corp.entries.empty());
}

TEST_CASE("an account without a long gap tells its longest") {
    const Company company;
    engine::Question question;
    question.account = "acme";
    question.horizon_days = 100;
    const auto answer = engine::account(company.engine.loaded(), question);
    REQUIRE(answer);
    const auto gaps = Company::of(*answer, "gap");
    REQUIRE(gaps.size() == 1);
    CHECK(gaps[0].at == "2026-02-21T00:00:00+00:00");
    question.horizon_days = 15;
    CHECK(Company::of(*engine::account(company.engine.loaded(), question), "gap").size() == 4);
}

TEST_CASE("a customer who left need not be called") {
    std::string text = team;
    text.insert(text.rfind("]}"), R"(,{"type":"churn","at":"2026-05-20T00:00:00Z","account":"acme"})");
    Company company(text.c_str());
    const auto gone = company.account("acme");
    CHECK(gone.to == "2026-05-20T00:00:00+00:00");
    const auto gaps = Company::of(gone, "gap");
    REQUIRE(gaps.size() == 1);
    CHECK(gaps[0].exit.empty());
}

TEST_CASE("accounts: what the data cannot say, and what is no account") {
    const Company company;
    engine::Question question;
    question.account = "nobody";
    const auto answer = engine::account(company.engine.loaded(), question);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().path == "account");
    CHECK(answer.error().detail == "nobody");
    question.horizon_days = 4'000;
    CHECK(engine::account_list(company.engine.loaded(), question).error().path == "horizon_days");
    question = {};
    question.limit = 1'001;
    CHECK(engine::account_list(company.engine.loaded(), question).error().path == "limit");
    const Company none(
        R"({"septet":1,"deals":[{"id":"d","history":[{"stage":"a","at":"2026-01-01"}]}],"stages":[{"id":"a"}]})");
    CHECK(none.list().head.refused == "no_accounts");
    CHECK(none.account("d").head.refused == "no_accounts");
}

TEST_CASE("an account with more than is told says how many there are, and tells the latest") {
    std::string deals, calls;
    for (int i = 0; i < 1'200; ++i) {
        const std::string number = std::to_string(i), minute = std::to_string(10 + i % 50);
        const std::string at = "2026-01-" + std::to_string(10 + i / 60) + "T00:" + minute + ":" +
                               (i % 60 < 10 ? "0" : "") + std::to_string(i % 60) + "Z";
        deals += std::string(i ? "," : "") + R"({"id":"d)" + number +
                 R"(","account":"a","history":[{"stage":"t","at":")" + at +
                 R"(","owner":"p"},{"stage":"u","at":"2026-02-01T00:00:00Z","owner":"q"}]})";
        calls += std::string(i ? "," : "") + R"({"id":"c)" + number + R"(","account":"a","at":")" + at + R"("})";
    }
    const std::string text =
        R"({"septet":1,"exported_at":"2026-03-01","stages":[{"id":"t","role":"lead_nurturer"},{"id":"u","role":"closer"}],"deals":[)" +
        deals + R"(],"calls":[)" + calls + "]}";
    const Company company(text.c_str());
    const auto answer = company.account("a");
    CHECK(answer.deals == 1'200);
    CHECK(answer.entries_total == 2'400 + 1'200 + 1'200 + 1);
    REQUIRE(answer.entries.size() == 1'000);
    CHECK(answer.entries.front().kind == "stay");  // all of 1 February
    CHECK(answer.entries.front().stage == "u");
    CHECK(answer.handoffs_total == 1'200);
    REQUIRE(answer.handoffs.size() == 1'000);
    CHECK(answer.handoffs.back().calls_before == 1'200);
    CHECK(answer.calls == 1'200);
    CHECK(answer.from.substr(0, 10) == "2026-01-10");
}
