// Accounts: the list, one account's line, its hand-offs and events, on a desk and on a phone, in both languages.
#include <doctest/doctest.h>

#include <string>

#include "engine/figures/account.h"
#include "screens_page.h"

using namespace tests;

namespace {

const char* const company = R"({"septet":1,"exported_at":"2026-06-01T00:00:00Z","timezone":"UTC","currency":"EUR",
"stages":[{"id":"talk","name":"Talk","role":"lead_nurturer"},{"id":"offer","name":"Offer","role":"closer"},{"id":"won","name":"Won","role":"customer_support","outcome":"won"},{"id":"live","name":"Live","role":"customer_support"}],
"people":[{"id":"ann","name":"Ann","roles":["lead_nurturer"]},{"id":"cid","name":"Cid","roles":["closer"]},{"id":"sue","name":"Sue","roles":["customer_support"]}],
"accounts":[{"id":"acme","name":"Acme GmbH","segment":"small"},{"id":"bolt","name":"Bolt"}],
"deals":[{"id":"d1","account":"acme","value":5000,"history":[
            {"stage":"talk","at":"2026-01-02T00:00:00Z","owner":"ann"},
            {"stage":"offer","at":"2026-02-01T00:00:00Z","owner":"cid","first_touch_at":"2026-02-03T00:00:00Z"},
            {"stage":"won","at":"2026-03-01T00:00:00Z","owner":"sue"}]},
         {"id":"d3","account":"bolt","history":[{"stage":"talk","at":"2026-03-01T00:00:00Z","owner":"ann"}]}],
"calls":[
 {"id":"k1","at":"2026-01-05T00:00:00Z","duration_s":60,"person":"ann","deal":"d1","turns":[{"text":"the price is too high, what about a contract"}]},
 {"id":"k3","at":"2026-02-05T00:00:00Z","person":"cid","deal":"d1"}],
"activities":[
 {"type":"invoice","id":"i1","at":"2026-03-05T00:00:00Z","due":"2026-03-20T00:00:00Z","account":"acme","value":5000},
 {"type":"payment","at":"2026-03-19T00:00:00Z","account":"acme","value":5000,"invoice":"i1"},
 {"type":"ticket","at":"2026-04-01T00:00:00Z","account":"acme"}]})";

}  // namespace

TEST_CASE("Accounts: one of the list opens with its line, and back goes back") {
    for (const char* language : {"en", "zh"})
        for (const float width : {1440.f, 390.f}) {
            CAPTURE(language);
            CAPTURE(width);
            Page page(language, width, 4000, "screen=accounts");
            page.load(company);
            CHECK(page.name("accounts.row.acme").find("Acme GmbH") == 0);
            CHECK(page.name("accounts.row.bolt").find("Bolt") == 0);
            page.click("accounts.row.acme");
            CHECK(page.fragment() == "screen=accounts&account=acme");
            CHECK(page.pushed > 0);
            CHECK(page.node("recurrent") == nullptr);
            const auto has = [&](const char* id, const char* text) {
                CAPTURE(id);
                CAPTURE(page.name(id));
                CHECK(page.name(id).find(text) != std::string::npos);
            };
            has("account.line.lead_nurturer", "Ann");
            has("account.line.closer", "Cid");
            has("account.line.stay.0", "Talk");
            has("account.line.handoff.0", "Ann → Cid");
            has("account.line.gap.5", "Sue");  // since the call: a ticket is no contact
            has("account.title", std::string(language) == "en" ? "no contact since 5 Feb 2026" : "2026-02-05 起");
            has("account.title", "Sue");
            has("account.line.call.k3", "Cid");
            has("known.row.1", "Ann → Cid");
            has("known.row.0", "Cid → Sue");
            CHECK(page.node("known.row.1.topic.0"));
            CHECK(page.node("known.row.1.spoke"));
            // Three stays, two hand-offs, two calls, three activities, a time without contact.
            CHECK(page.node("happened.row.10"));
            CHECK_FALSE(page.node("happened.row.11"));
            for (const ui::SemanticNode& node : page.shell.semantics().nodes) {
                CAPTURE(node.id);
                CHECK(node.bounds.right() <= width);
            }
            page.click("account.back");
            CHECK(page.fragment() == "screen=accounts");
            CHECK(page.node("accounts.row.acme"));
        }
}

TEST_CASE("Accounts: a call of the line, a topic and the first talk open the conversation") {
    for (const char* id : {"account.line.call.k1", "known.row.1.topic.0", "known.row.1.spoke", "happened.row.10"}) {
        CAPTURE(id);
        Page page("en", 1440, 4000, "screen=accounts&account=acme");
        page.load(company);
        page.click(id);
        if (std::string(id) == "happened.row.10") {  // the first stay, which opens nothing
            CHECK(page.fragment().find("call=") == std::string::npos);
            page.click("happened.row.9");
        }
        CHECK(page.fragment().find("screen=conversations") == 0);
        CHECK(page.fragment().find(std::string("call=") + (std::string(id) == "known.row.1.spoke" ? "k3" : "k1")) !=
              std::string::npos);
    }
}

TEST_CASE("Accounts: the list is searched, and says what the engine says") {
    Page page("en", 1440, 4000, "screen=accounts&accounts=bol");
    page.load(company);
    CHECK(page.node("accounts.row.bolt"));
    CHECK_FALSE(page.node("accounts.row.acme"));
    page.act(ui::ActionKind::input, "accounts.search", "nobody");
    CHECK(page.name("accounts.title").find("No account") == 0);
    CHECK(page.fragment() == "screen=accounts&accounts=nobody");
}

TEST_CASE("Accounts: the list is narrowed and ordered, in the link and back") {
    for (const float width : {1440.f, 390.f}) {
        CAPTURE(width);
        Page page("en", width, 4000, "screen=accounts");
        page.load(company);
        CHECK(page.name("accounts.title").find("1 with an open deal left without contact") != std::string::npos);
        page.click("accounts.kept.silent");
        CHECK(page.fragment() == "screen=accounts&among=silent");
        CHECK(page.node("accounts.row.bolt"));
        CHECK_FALSE(page.node("accounts.row.acme"));
        CHECK(page.name("accounts.title").find("1 with an open deal, left") == 0);
        page.click("accounts.kept.silent");
        CHECK(page.fragment() == "screen=accounts");
        CHECK(page.node("accounts.row.acme"));
        page.click("accounts.head.name");
        CHECK(page.fragment() == "screen=accounts&order=name");
        page.click("accounts.head.name");
        CHECK(page.fragment() == "screen=accounts&order=-name");
    }
}

TEST_CASE("Accounts: a call leads to its account, and a day of the calendar to its calls") {
    Page page("en", 1440, 6000, "screen=conversations&role=lead_nurturer&call=k1");
    page.load(company);
    page.click("call.account");
    CHECK(page.fragment() == "screen=accounts&role=lead_nurturer&account=acme");
    Page days("en", 1440, 6000, "screen=conversations&role=lead_nurturer");
    days.load(company);
    days.click("days.calendar.2026-01-05");
    CHECK(days.fragment() == "screen=conversations&role=lead_nurturer&calls=all&days=2026-01-05..2026-01-06");
    CHECK(days.node("calls.row.k1"));
    CHECK(days.name("days.chosen").find("1 calls") != std::string::npos);
    days.click("days.after");
    CHECK(days.fragment().find("days=2026-01-06..2026-01-07") != std::string::npos);
    CHECK_FALSE(days.node("calls.row.k1"));
    days.click("days.all");
    CHECK(days.fragment() == "screen=conversations&role=lead_nurturer&calls=all");
}

TEST_CASE("Accounts: what the data cannot say") {
    Page page("en", 1440, 3000, "screen=accounts");
    page.load(
        R"({"septet":1,"deals":[{"id":"d","history":[{"stage":"a","at":"2026-01-01"}]}],"stages":[{"id":"a","role":"closer"}]})");
    CHECK(page.name("accounts.refused").find("the data name no accounts") != std::string::npos);
    Page other("en", 1440, 3000, "screen=accounts&account=nobody");
    other.load(company);
    bool said = false;
    for (const ui::SemanticNode& node : other.shell.semantics().nodes)
        said = said || node.name.find("nobody") != std::string::npos;
    CHECK(said);
    other.click("account.back");
    CHECK(other.fragment() == "screen=accounts");
}
