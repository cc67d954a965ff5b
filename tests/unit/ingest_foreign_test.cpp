// Exports of other systems: recognised by structure, joined to people and deals, in any order, cut anywhere; what is not understood is told.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <iterator>
#include <string>

#include "engine/figures/calls.h"
#include "engine/figures/defects.h"
#include "engine/figures/summary.h"
#include "loading.h"
#include "model/extras_builder.h"

namespace {

using engine::LoadEvent;
using tests::File;

// Two people who are found by address and by number, a customer who is found by both.
const char* const team =
    R"({"septet":1,"timezone":"UTC","stages":[{"id":"talk","role":"closer"},{"id":"won","outcome":"won"}],
"people":[{"id":"eva","name":"Eva","email":"Eva@Shop.example","roles":["closer"]},{"id":"max","name":"Max","phone":["+49 (0)30 5550-12"],"roles":["closer"]}],
"accounts":[{"id":"acme","name":"Acme","contacts":["info@acme.example"]}],
"deals":[{"id":"006000000000AbC","account":"acme","created_at":"2026-01-01","contacts":"ana@acme.example","history":[{"stage":"talk","at":"2026-01-01","owner":"eva"}]},
         {"id":"d2","created_at":"2026-02-01","contacts":["0044 20 5550 77","both@x.example"],"history":[{"stage":"talk","at":"2026-02-01","owner":"max"}]},
         {"id":"d3","created_at":"2026-04-01","contacts":["both@x.example"],"history":[{"stage":"talk","at":"2026-04-01","owner":"max"}]}]})";

const char* const gong_calls = R"({"requestId":"r","records":{"totalRecords":1,"cursor":"more"},"calls":[{"metaData":{
 "id":"77823422740259378950","url":"https://gong.example/call?id=7","started":"2026-03-01T10:00:00.041977-05:00","duration":100,"primaryUserId":"u1",
 "direction":"Outbound","media":"Video","language":"eng","purpose":"Demo"},
 "context":[{"system":"Salesforce","objects":[{"objectType":"Opportunity","objectId":"006000000000AbCQQQ"},{"objectType":"Account","objectId":"acme"}]}],
 "parties":[{"id":"p1","emailAddress":"EVA@shop.example","name":"Eva C.","userId":"u1","speakerId":"s1","affiliation":"Internal"},
            {"id":"p2","emailAddress":"ana@acme.example","name":"Ana","speakerId":"s2","affiliation":"External"},
            {"id":"p3","name":null,"affiliation":"Unknown"}],
 "content":{"topics":[{"name":"Price","duration":30}],"trackers":[{"name":"Rivals","count":2,"occurrences":[{"startTime":32.5,"speakerId":"s2"}]}]},
 "interaction":{"speakers":[{"id":"p1","userId":"u1","talkTime":60},{"id":"p2","talkTime":20}],
  "interactionStats":[{"name":"Talk Ratio","value":0.7},{"name":"Longest Monologue","value":41},{"name":"Interactivity","value":6.2}],
  "questions":{"companyCount":3,"nonCompanyCount":1}}}]})";

const char* const gong_transcript =
    R"({"requestId":"t","callTranscripts":[{"callId":"77823422740259378950","transcript":[
 {"speakerId":"s1","topic":"Price","sentences":[{"start":0,"end":20000,"text":"Hello. How are you?"},{"start":20100,"end":40000,"text":"We have a price."}]},
 {"speakerId":"s2","sentences":[{"start":41000,"end":61000,"text":"Fine."}]},
 {"speakerId":"s1","sentences":[{"start":62500,"end":82500,"text":"Good."}]}]}]})";

// Numbers as ids, beyond what a double holds.
const char* const gong_scores =
    R"({"requestId":"s","answeredScorecards":[{"answeredScorecardId":1,"scorecardName":"Discovery","callId":77823422740259378950,
 "reviewerUserId":9,"answers":[{"questionId":11,"isOverall":true,"score":4},{"questionId":12,"isOverall":false,"score":3,"notApplicable":false},
 {"questionId":13,"isOverall":false,"score":null,"notApplicable":true}]}]})";
const char* const gong_questions =
    R"({"requestId":"q","scorecards":[{"scorecardId":5,"questions":[{"questionId":12,"questionText":"Asked for the budget","maxRange":5}]}]})";

const char* const vcon =
    R"({"vcon":"0.4.0","uuid":"v-1","parties":[{"tel":"tel:+4930555012","name":"Max M.","role":"agent"},{"tel":"+44 20 555077","name":"Bo","role":"customer"}],
 "dialog":[{"type":"recording","start":"2026-03-02T08:00:00Z","duration":30.4,"parties":[0,1],"mediatype":"audio/x-wav","url":"https://x.example/v-1.wav"}],
 "analysis":[{"type":"transcript","dialog":0,"vendor":"v","encoding":"json","body":[
   {"parties":0,"start":"2026-03-02T08:00:01.500Z","duration":2.5,"text":"Hello."},{"parties":1,"start":"2026-03-02T08:00:05Z","duration":1,"text":"Yes."}]},
  {"type":"summary","dialog":0,"body":"They talked."}]})";

const char* const transcribe =
    R"({"JobStatus":"COMPLETED","JobName":"job-1.wav","LanguageCode":"en-US","Channel":"VOICE","Participants":[{"ParticipantRole":"AGENT"},{"ParticipantRole":"CUSTOMER"}],
 "Transcript":[{"ParticipantRole":"AGENT","BeginOffsetMillis":0,"EndOffsetMillis":10000,"Content":"a b c d e f g h i j","Sentiment":"POSITIVE","LoudnessScores":[1,2],
   "Items":[{"Content":"a","BeginOffsetMillis":0}]},
  {"ParticipantRole":"CUSTOMER","BeginOffsetMillis":14000,"EndOffsetMillis":24000,"Content":"k l","Sentiment":"NEGATIVE"}],
 "Categories":{"MatchedCategories":["greeting"],"MatchedDetails":{"greeting":{"PointsOfInterest":[{"BeginOffsetMillis":0,"EndOffsetMillis":900}]}}},
 "ConversationCharacteristics":{"TotalConversationDurationMillis":24000,"NonTalkTime":{"Instances":[],"TotalTimeMillis":4000},
  "TalkTime":{"DetailsByParticipant":{"AGENT":{"TotalTimeMillis":10000},"CUSTOMER":{"TotalTimeMillis":10000}},"TotalTimeMillis":20000},
  "TalkSpeed":{"DetailsByParticipant":{"AGENT":{"AverageWordsPerMinute":60}}},
  "Interruptions":{"TotalCount":0,"TotalTimeMillis":0,"InterruptionsByInterrupter":{"AGENT":[{},{}]}},"Sentiment":{"OverallSentiment":{"AGENT":2.5}}}})";

struct Loads {
    engine::Engine engine{tests::find_zone, tests::no_budget};
    LoadEvent event;
    explicit Loads(const std::vector<std::string>& texts, std::size_t piece = 1u << 20) {
        std::vector<File> files;
        for (const std::string& text : texts) files.push_back({std::to_string(files.size()) + ".json", text});
        event = tests::load(engine, files, false, piece);
    }
    engine::CallAnswer call(const std::string& id) const {
        engine::Question question;
        question.call = id;
        const auto answer = engine::call(engine.loaded(), question);
        REQUIRE(answer);
        return *answer;
    }
    engine::CallsAnswer calls() const { return *engine::calls(engine.loaded(), {}); }
    std::uint64_t defects(std::string_view id) const {
        std::uint64_t count = 0;
        const auto answer = *engine::defects(engine.loaded(), {});
        for (const auto& row : answer.rows)
            if (row.id == id) count += row.count;
        return count;
    }
};

const engine::VendorValue* value_of(const engine::CallAnswer& call, std::string_view name, std::string_view side = "") {
    for (const auto& one : call.vendor_values)
        if (one.name == name && one.side == side) return &one;
    return nullptr;
}

const std::string gong_id = "77823422740259378950";

}  // namespace

TEST_CASE("Gong: a call, its transcript and its scorecards come together in any order") {
    std::vector<std::string> files{team, gong_calls, gong_transcript, gong_scores, gong_questions};
    std::sort(files.begin(), files.end());
    std::string first;
    do {
        const Loads loads(files);
        REQUIRE(loads.event.state == LoadEvent::State::done);
        const auto call = loads.call(gong_id);
        if (first.empty()) first = engine::write(call);
        REQUIRE(engine::write(call) == first);
    } while (std::next_permutation(files.begin(), files.end()));

    const Loads loads(files);
    const auto call = loads.call(gong_id);
    CHECK(call.at == "2026-03-01T15:00:00+00:00");
    CHECK(call.person == "eva");            // by e-mail, whatever its case
    CHECK(call.deal == "006000000000AbC");  // by the first 15 characters of its id
    CHECK(call.account == "acme");
    CHECK(call.direction == "out");
    CHECK(call.channel == "video");
    CHECK(call.language == "en");
    CHECK(call.purpose == "Demo");
    CHECK(call.doubt.empty());
    REQUIRE(call.said.size() == 4);
    CHECK(call.said[1].start_ms == 20'100u);
    CHECK(call.speakers[call.said[0].speaker].person == "eva");
    CHECK(call.speakers[call.said[2].speaker].side == "customer");
    CHECK(call.rep_speech_ms == 60'000);  // two sentences a tenth of a second apart are one turn
    CHECK(call.customer_speech_ms == 20'000);
    REQUIRE(value_of(call, "Talk Ratio"));
    CHECK(value_of(call, "Talk Ratio")->measure == "talk_ratio");
    CHECK(value_of(call, "talkTime", "rep")->value == 60);
    CHECK(value_of(call, "talkTime", "rep")->speaker == "Eva C.");
    CHECK(value_of(call, "questions", "customer")->value == 1);
    REQUIRE(call.vendor_topics.size() == 2);
    CHECK(call.vendor_topics[0].length_ms == 30'000u);
    CHECK(call.vendor_topics[1].spans[0].start_ms == 32'500);
    REQUIRE(call.scorecards.size() == 1);
    CHECK(call.scorecards[0].score == 4.0);
    CHECK(call.scorecards[0].rater == "human");
    REQUIRE(call.scorecards[0].items.size() == 2);
    CHECK(call.scorecards[0].items[0].label == "Asked for the budget");
    CHECK(*call.scorecards[0].quality == doctest::Approx(60));
    CHECK(loads.defects("more_pages") == 1);
    CHECK(loads.defects("call_without_person") == 0);
}

TEST_CASE("other systems' figures stand beside ours under their own names") {
    const Loads loads({team, gong_calls, gong_transcript});
    const auto answer = loads.calls();
    CHECK(answer.all.calls == 1);
    const auto found = std::find_if(answer.vendor_figures.begin(), answer.vendor_figures.end(),
                                    [](const auto& one) { return one.name == "Talk Ratio"; });
    REQUIRE(found != answer.vendor_figures.end());
    CHECK(found->vendor == "Gong");
    CHECK(found->n == 1);
    CHECK(found->both == 1);
    CHECK(*found->their_mean == doctest::Approx(0.7));
    CHECK(*found->our_mean == doctest::Approx(60.0 / 80));
    CHECK(engine::write(answer) == engine::write(*engine::read<engine::CallsAnswer>(engine::write(answer))));
}

TEST_CASE("Gong: a later load joins what waits, and people who come later") {
    engine::Engine engine(tests::find_zone, tests::no_budget);
    REQUIRE(tests::load_text(engine, gong_transcript).state == LoadEvent::State::done);
    const auto waiting = *engine::defects(engine.loaded(), {});
    REQUIRE(!waiting.rows.empty());
    CHECK(waiting.rows[0].id == "unknown_call");
    REQUIRE(tests::load(engine, {{"b", gong_calls}}, true).state == LoadEvent::State::done);
    engine::Question question;
    question.call = gong_id;
    CHECK(engine::call(engine.loaded(), question)->said.size() == 4);
    CHECK(engine::call(engine.loaded(), question)->person ==
          "u1");  // no people are declared: Gong's own are the people
    REQUIRE(tests::load(engine, {{"c", team}}, true).state == LoadEvent::State::done);
    const auto call = engine::call(engine.loaded(), question);
    CHECK(call->deal == "006000000000AbC");
    CHECK(call->speakers[0].side == "rep");
    const auto joined = *engine::defects(engine.loaded(), {});
    for (const auto& row : joined.rows) CHECK(row.id != "unknown_call");
}

TEST_CASE("what a later file says in a call holds, whichever system it is of") {
    const std::string ours =
        R"({"septet":1,"calls":[{"id":")" + gong_id +
        R"(","at":"2026-03-01T15:00:00Z","turns":[{"speaker":"x","start_s":0,"end_s":1,"text":"Ours"}]}]})";
    CHECK(Loads({gong_calls, gong_transcript, ours}).call(gong_id).said[0].text == "Ours");
    CHECK(Loads({gong_calls, ours, gong_transcript}).call(gong_id).said.size() == 4);
}

TEST_CASE("Gong: users lead from an id to an address; statistics of people are told as theirs") {
    const char* const users = R"({"requestId":"u","users":[{"id":"u1","emailAddress":"eva@shop.example"}]})";
    const char* const flat =
        R"({"requestId":"c","calls":[{"id":"1","started":"2026-03-01T10:00:00Z","duration":60,"primaryUserId":"u1","direction":"Inbound"}]})";
    const char* const stats =
        R"({"requestId":"i","peopleInteractionStats":[{"userId":"u1","userEmailAddress":"eva@shop.example",
        "personInteractionStats":[{"name":"Patience","value":0.8}]}],"fromDateTime":"2026-05-01T00:00:00Z","toDateTime":"2026-06-01T00:00:00Z"})";
    const Loads loads({team, flat, users, stats});
    CHECK(loads.call("1").person == "eva");
    CHECK(loads.call("1").direction == "in");
    const auto answer = loads.calls();
    REQUIRE(answer.vendor_people.size() == 1);
    CHECK(answer.vendor_people[0].value == doctest::Approx(0.8));
    CHECK(answer.vendor_people[0].from == "2026-05-01T00:00:00Z");
}

TEST_CASE("whoever cannot be joined is counted, and the call counts without him") {
    std::string strangers = gong_calls;
    strangers.replace(strangers.find("EVA@shop"), 8, "who@shop");
    strangers.replace(strangers.find("AbCQQQ"), 6, "XyZQQQ");
    strangers.replace(strangers.find("ana@acme"), 8, "eno@acme");
    const Loads loads({team, strangers});
    const auto call = loads.call(gong_id);
    CHECK(call.person.empty());
    CHECK(call.deal.empty());
    CHECK(loads.defects("call_without_person") == 1);
    CHECK(loads.defects("unknown_deal") == 1);
    CHECK(loads.calls().all.calls == 1);
}

TEST_CASE("vCon: parties by number, turns by the clock, what is not read is told") {
    const Loads loads({team, vcon});
    REQUIRE(loads.event.state == LoadEvent::State::done);
    const auto call = loads.call("v-1");
    CHECK(call.person == "max");
    CHECK(call.deal == "d2");
    CHECK(call.direction == "out");
    CHECK(call.channel == "phone");
    CHECK(call.duration_ms == 30'000);
    REQUIRE(call.said.size() == 2);
    CHECK(call.said[0].start_ms == 1'500u);
    CHECK(call.said[0].end_ms == 4'000u);
    CHECK(call.speakers[call.said[1].speaker].side == "customer");
    CHECK(loads.defects("unread_part") == 1);  // the summary
}

TEST_CASE("vCon: of two deals with one address the one that was open then") {
    std::string both = vcon;
    both.replace(both.find("\"tel\":\"+44 20 555077\""), 21, "\"mailto\":\"both@x.example\"");
    CHECK(Loads({team, both}).call("v-1").deal == "d2");  // d3 was not there yet
}

TEST_CASE("vCon: Deepgram's channels, lines without times, chats, bodies as text, signed ones") {
    const std::string head =
        R"({"uuid":"v","parties":[{"name":"A","meta":{"role":"agent"}},{"name":"B"}],"dialog":[{"type":"recording","start":"2026-03-02T08:00:00Z","duration":9,"parties":[1,0]}],"analysis":[)";
    const auto said = [&](const std::string& analysis) { return Loads({head + analysis + "]}"}).call("v"); };
    const auto channels = said(R"({"type":"transcript","dialog":0,"vendor":"deepgram","body":{"results":{"channels":[
        {"alternatives":[{"paragraphs":{"paragraphs":[{"sentences":[{"text":"Hi","start":0.5,"end":1}]}]}}]},
        {"alternatives":[{"paragraphs":{"paragraphs":[{"sentences":[{"text":"Hello","start":2,"end":3.25}]}]}}]}]}}})");
    REQUIRE(channels.said.size() == 2);
    CHECK(channels.speakers[channels.said[0].speaker].name ==
          "B");  // the first channel is the first party of the dialog
    CHECK(channels.said[1].end_ms == 3'250u);
    CHECK(channels.speakers[channels.said[1].speaker].side == "rep");
    const auto lines = said(
        R"({"type":"transcript","dialog":0,"body":"[{\"speaker\":\"Agent\",\"message\":\"Hi\"},{\"speaker\":\"Customer\",\"message\":\"Hello\"}]"})");
    REQUIRE(lines.said.size() == 2);
    CHECK(lines.doubt == "untimed");
    CHECK(lines.speakers[lines.said[1].speaker].side == "customer");
    const auto segments = said(
        R"({"type":"wtf_transcription","dialog":0,"body":{"segments":[{"start":0,"end":2,"text":"Hi","speaker":"A"},{"start":3,"end":4,"text":"Yes","speaker":"B"}]}})");
    CHECK(segments.doubt.empty());
    const Loads chat({R"({"uuid":"c","parties":[{"name":"A"},{"name":"B"}],"dialog":[
        {"type":"text","start":"2026-03-02T08:00:00Z","parties":[0,1],"body":"Hi","encoding":"none"},
        {"type":"text","start":"2026-03-02T08:01:00Z","parties":[1,0],"body":"Hello","encoding":"none"}],"analysis":[]})"});
    CHECK(chat.call("c").channel == "chat");
    CHECK(chat.call("c").said[1].start_ms == 60'000u);
    CHECK(chat.defects("turn_times") == 0);
    // {"uuid":"s","parties":[{"name":"A"}],"dialog":[{"type":"recording","start":"2026-03-02T08:00:00Z","parties":[0]}]}
    const Loads jws(
        {R"({"payload":"eyJ1dWlkIjoicyIsInBhcnRpZXMiOlt7Im5hbWUiOiJBIn1dLCJkaWFsb2ciOlt7InR5cGUiOiJyZWNvcmRpbmciLCJzdGFydCI6IjIwMjYtMDMtMDJUMDg6MDA6MDBaIiwicGFydGllcyI6WzBdfV19","signatures":[{}]})"});
    CHECK(jws.call("s").said.empty());
    CHECK(jws.defects("signature_unchecked") == 1);
}

TEST_CASE("Amazon Transcribe: the call comes from another file by its id or its recording, else it has no time") {
    const Loads alone({transcribe});
    REQUIRE(alone.event.state == LoadEvent::State::done);
    const auto call = alone.call("job-1.wav");
    CHECK(call.at.empty());
    CHECK(call.duration_ms == 24'000);
    CHECK(call.language == "en");
    CHECK(call.said[0].sentiment == 1.0);
    CHECK(call.doubt.empty());
    CHECK(value_of(call, "Interruptions", "rep")->value == 2);
    CHECK(value_of(call, "TalkSpeed", "rep")->measure == "words_per_min");
    CHECK(value_of(call, "OverallSentiment", "rep")->speaker == "AGENT");
    CHECK(call.vendor_topics[0].name == "greeting");
    CHECK(alone.defects("call_without_time") == 1);
    CHECK(alone.defects("call_without_person") == 1);
    for (const char* beside :
         {R"({"id":"job-1","at":"2026-03-01T08:00:00Z","person":"eva","deal":"d2"})",
          R"({"id":"x","at":"2026-03-01T08:00:00Z","person":"eva","recording_url":"s3://b/job-1.mp3?sign=1"})"}) {
        const Loads both({transcribe, std::string(R"({"septet":1,"people":[{"id":"eva"}],"calls":[)") + beside + "]}"});
        const auto joined = both.call(std::string(beside).find("job-1\"") != std::string::npos ? "job-1" : "x");
        CHECK(joined.person == "eva");
        CHECK(joined.said.size() == 2);
        CHECK(value_of(joined, "NonTalkTime"));
        CHECK(both.calls().all.calls == 1);
        CHECK(both.defects("call_without_time") == 0);
    }
}

TEST_CASE("Amazon Transcribe: their figures against ours where the definitions agree") {
    const Loads loads({transcribe});
    const auto call = loads.call("job-1.wav");
    CHECK(value_of(call, "TalkTime", "rep")->value == call.rep_speech_ms);
    CHECK(value_of(call, "TalkTime", "customer")->value == call.customer_speech_ms);
    const auto ours = [&](std::string_view id) {
        for (const auto& one : call.values)
            if (one.id == id) return *one.value;
        return -1.0;
    };
    CHECK(value_of(call, "NonTalkTime")->value / call.duration_ms == doctest::Approx(ours("silence_share")));
    CHECK(value_of(call, "TalkSpeed", "rep")->value == doctest::Approx(ours("words_per_min")));
}

TEST_CASE("Amazon Transcribe: the published figures of its example call, and ours") {
    std::ifstream file(std::string(SEPTET_SOURCE_FOLDER) + "/../shared/data/aws_call_analytics/example-call.json",
                       std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    if (text.empty()) {
        MESSAGE("skipped: no ../shared/data");
        return;
    }
    const auto call = Loads({text}).call("example-call.wav");
    const auto theirs = [&](std::string_view name, std::string_view side = "") {
        return value_of(call, name, side)->value;
    };
    const auto ours = [&](std::string_view id) {
        for (const auto& one : call.values)
            if (one.id == id) return *one.value;
        return -1.0;
    };
    CHECK(call.said.size() == 37);
    CHECK(call.duration_ms == doctest::Approx(theirs("TotalConversationDuration")).epsilon(0.001));
    CHECK(call.customer_speech_ms == doctest::Approx(theirs("TalkTime", "customer")).epsilon(0.01));
    CHECK(call.rep_speech_ms == doctest::Approx(theirs("TalkTime", "rep")).epsilon(0.1));
    CHECK(std::abs(ours("talk_ratio") - theirs("TalkTime", "rep") / theirs("TalkTime")) < 0.021);
    CHECK(ours("silence_share") == theirs("NonTalkTime"));
    CHECK(ours("words_per_min") == doctest::Approx(theirs("TalkSpeed", "rep")).epsilon(0.15));
    // They leave out what overlaps for less than two seconds, or after which the customer goes on at once.
    CHECK(std::round(ours("interruptions_per_10_min") * call.duration_ms / 600'000) == 6);
    CHECK(theirs("Interruptions", "rep") == 2);
    CHECK(ours("customer_interruptions_per_10_min") == 0);
}

TEST_CASE("Contact Lens: participants by id, the contact's id is the call's") {
    const Loads loads({R"({"Channel":"VOICE","CustomerMetadata":{"ContactId":"c-1"},"LanguageCode":"de-DE",
      "Participants":[{"ParticipantId":"P1","ParticipantRole":"AGENT"},{"ParticipantId":"P2","ParticipantRole":"CUSTOMER"}],
      "Transcript":[{"ParticipantId":"P1","Content":"Guten Tag","BeginOffsetMillis":0,"EndOffsetMillis":1000},
                    {"ParticipantId":"P2","Content":"Hallo","BeginOffsetMillis":1500,"EndOffsetMillis":2500}],
      "ConversationCharacteristics":{"TalkTime":{"DetailsByParticipant":{"P1":{"TotalTimeMillis":1000}}}}})"});
    const auto call = loads.call("c-1");
    CHECK(call.doubt.empty());
    CHECK(call.language == "de");
    CHECK(value_of(call, "TalkTime", "rep")->value == 1000);
}

TEST_CASE("any cut of a foreign file gives the same") {
    const std::string all = std::string(gong_calls) + gong_transcript + vcon + transcribe + gong_scores;
    const Loads whole({team, all, std::string("[") + vcon + "," + vcon + "]"});
    REQUIRE(whole.event.state == LoadEvent::State::done);
    for (const std::size_t piece : {1u, 2u, 7u, 64u, 1000u}) {
        const Loads cut({team, all, std::string("[") + vcon + "," + vcon + "]"}, piece);
        CHECK(engine::write(cut.call(gong_id)) == engine::write(whole.call(gong_id)));
        CHECK(engine::write(cut.call("v-1")) == engine::write(whole.call("v-1")));
        CHECK(engine::write(cut.event) == engine::write(whole.event));
    }
}

TEST_CASE("foreign files that cannot be used say why") {
    const auto code = [](const std::string& text, std::size_t piece = 1u << 20) {
        const Loads loads({text}, piece);
        REQUIRE(loads.event.state == LoadEvent::State::failed);
        return loads.event.errors[0].code;
    };
    using base::ErrorCode;
    CHECK(code(R"({"ciphertext":"x","recipients":[]})") == ErrorCode::encrypted);
    CHECK(code(R"({"payload":{"some":"webhook"}})") == ErrorCode::not_septet);
    CHECK(code(R"({"requestId":"r","usersAggregateActivityStats":[]})") == ErrorCode::not_septet);
    CHECK(code(R"({"parties":3})") == ErrorCode::not_septet);
    CHECK(code(R"({"JobName":"x","results":{}})") == ErrorCode::not_septet);
    CHECK(code(R"([{"a":1}])") == ErrorCode::not_septet);
    CHECK(code(std::string(gong_calls).substr(0, 600)) == ErrorCode::json_truncated);
    for (const std::size_t piece : {1u, 5u, 100u})
        CHECK(code(R"({"ciphertext":"x"} {"broken)", piece) == ErrorCode::json_truncated);
    const Loads empty({R"({"requestId":"r","calls":[]})"});
    CHECK(empty.event.state == LoadEvent::State::done);
}

TEST_CASE("foreign records with wrong fields are named with file, record and field") {
    const Loads loads(
        {R"({"requestId":"r","calls":[{"metaData":{"id":"1","started":"yesterday"}},{"metaData":{"started":"2026-01-01T00:00:00Z"}},
        {"metaData":{"id":"3","started":"2026-01-01T00:00:00Z","duration":"long"}}]})"});
    const auto defects = *engine::defects(loads.engine.loaded(), {});
    std::size_t told = 0;
    for (const auto& row : defects.rows) {
        if (row.path == "gong: metaData.started") told += row.examples[0].record == 1;
        if (row.path == "gong: metaData.id") told += row.examples[0].record == 2;
        if (row.path == "gong: metaData.duration")
            told += row.examples[0].record == 3 && row.examples[0].detail == "long" && row.examples[0].file == "0.json";
    }
    CHECK(told == 3);
}

TEST_CASE("our own format says metrics, topics and scorecards too, before or behind the call's id") {
    const Loads loads(
        {R"({"septet":1,"calls":[{"metrics":[{"name":"Energy","value":0.5,"vendor":"X","unit":"share","side":"rep"},{"name":"bad","value":"y"}],"id":"1","at":"2026-01-01T00:00:00Z",
        "topics":[{"name":"Price","count":2,"duration_s":12.5,"spans":[[1,2],[5,9.5]]},{"count":1}],
        "scorecards":[{"name":"QA","rater":"ai","rated_by":"bot","score":80,"max":100,"items":[{"label":"greeting","score":1,"max":2,"weight":3},{"label":"law","score":0,"max":1,"critical":true}]}]},
        {"id":"2","at":"2026-01-01T00:00:00Z","metrics":{"Mood":3}}]})"});
    const auto call = loads.call("1");
    REQUIRE(call.vendor_values.size() == 1);
    CHECK(call.vendor_values[0].vendor == "X");
    CHECK(call.vendor_topics[0].spans[1].end_ms == 9'500);
    CHECK(call.scorecards[0].quality == 0.0);  // the critical item failed
    CHECK(call.scorecards[0].items[0].weight == 3);
    CHECK(loads.call("2").vendor_values[0].name == "Mood");
    CHECK(loads.defects("bad_number") == 1);
    CHECK(loads.defects("missing_field") == 1);
}

TEST_CASE("vCon: what redacts or amends another tells of the same call") {
    const auto with = [](const char* more) {
        return std::string(R"({"uuid":"new",)") + more +
               R"("parties":[{"name":"A"}],"dialog":[{"type":"recording","start":"2026-03-02T08:00:00Z","parties":[0]}],"analysis":[]})";
    };
    std::string first = with("");
    first.replace(first.find("new"), 3, "old");
    CHECK(
        Loads({first, with(R"("amended":{"uuid":"old"},)"), with(R"("redacted":{"uuid":"old"},)")}).calls().all.calls ==
        1);
    CHECK(Loads({first, with(R"("redacted":{},)")}).calls().all.calls == 2);
}

TEST_CASE("addresses are compared without case, spaces and signs") {
    CHECK(model::contact_key("mailto:Ann@Example.COM ") == "ann@example.com");
    CHECK(model::contact_key("+49 (0)30 12-34.5") == "493012345");
    CHECK(model::contact_key("0049 30 12345") == "493012345");
    CHECK(model::contact_key("Ann").empty());
    CHECK(model::contact_key("123").empty());
    CHECK(model::contact_key("").empty());
}
