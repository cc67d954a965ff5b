// Calls counted by hand: each line of a call is a turn, "R 0-10: hello" by the rep, C by the customer, O by somebody else.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "engine/engine.h"
#include "loading.h"
#include "metrics/calls.h"

namespace {

using metrics::CallDoubt;
using metrics::CallFigures;
using metrics::SpokenText;

struct Said {
    std::string speaker;
    double start = 0, end = 0;
    std::string text;
};

// "R 0-10: hello | C 10.5-15"; a speaker is R, C or O with anything behind; "R" without times is a turn that has none.
std::vector<Said> turns_of(const std::string& call) {
    std::vector<Said> turns;
    for (std::size_t at = 0; at < call.size();) {
        const std::size_t end = std::min(call.find(" | ", at), call.size());
        const std::string one = call.substr(at, end - at);
        at = end + 3;
        Said said;
        const std::size_t colon = one.find(": ");
        if (colon != std::string::npos) said.text = one.substr(colon + 2);
        char speaker[16] = {};
        if (std::sscanf(one.c_str(), "%15s %lf-%lf", speaker, &said.start, &said.end) < 3) said.start = said.end = -1;
        said.speaker = speaker;
        if (!said.speaker.empty() && said.speaker.back() == ':') said.speaker.pop_back();
        turns.push_back(said);
    }
    return turns;
}

std::string side_of(const std::string& speaker) {
    return speaker[0] == 'R' ? "rep" : speaker[0] == 'C' ? "customer" : speaker[0] == 'O' ? "other" : "";
}

std::string json_of(const std::vector<Said>& turns, double duration, const std::string& more = "") {
    std::vector<std::string> speakers;
    std::string text =
        R"({"septet":1,"stages":[{"id":"a"}],"people":[{"id":"p"}],"calls":[{"id":"c","at":"2026-01-05T10:00:00Z")";
    text += more;
    if (duration > 0) text += ",\"duration_s\":" + std::to_string(duration);
    text += ",\"turns\":[";
    for (const Said& said : turns) {
        if (std::find(speakers.begin(), speakers.end(), said.speaker) == speakers.end())
            speakers.push_back(said.speaker);
        text += (text.back() == '[' ? "{\"speaker\":\"" : ",{\"speaker\":\"") + said.speaker + "\"";
        if (said.start >= 0) {
            char times[80];
            std::snprintf(times, sizeof times, ",\"start_s\":%.3f,\"end_s\":%.3f", said.start, said.end);
            text += times;
        }
        if (!said.text.empty()) text += ",\"text\":\"" + said.text + "\"";
        text += "}";
    }
    text += "],\"speakers\":[";
    for (const std::string& speaker : speakers) {
        text += (text.back() == '[' ? "{\"id\":\"" : ",{\"id\":\"") + speaker + "\"";
        if (!side_of(speaker).empty()) text += ",\"side\":\"" + side_of(speaker) + "\"";
        text += "}";
    }
    return text + "]}]}";
}

CallFigures figures(const std::vector<Said>& turns, double duration = 0, const std::string& more = "") {
    engine::Engine engine(tests::find_zone, tests::no_budget);
    REQUIRE(tests::load_text(engine, json_of(turns, duration, more)).state == engine::LoadEvent::State::done);
    return metrics::figures_of(engine.loaded().data, 0, {});
}
CallFigures figures(const std::string& call, double duration = 0, const std::string& more = "") {
    return figures(turns_of(call), duration, more);
}

}  // namespace

TEST_CASE("a call counted by hand: one after the other") {
    const CallFigures call = figures("R 0-10 | C 10.5-15 | R 16-20", 20);
    CHECK(call.doubt == CallDoubt::none);
    CHECK(call.duration_ms == 20'000);
    CHECK(call.rep.speech_ms == 14'000);
    CHECK(call.customer.speech_ms == 4'500);
    CHECK(*call.talk_ratio() == doctest::Approx(14.0 / 18.5));
    CHECK(call.rep.longest_ms == 10'000);
    CHECK(call.customer.longest_ms == 4'500);
    CHECK(call.speech_ms == 18'500);
    CHECK(call.switches == 2);
    CHECK(call.patience_ms == 1'000);
    CHECK(call.answers == 1);
    CHECK(call.early_answers == 0);
    CHECK(call.overlap_ms == 0);
    CHECK(call.silence_ms == 0);
    CHECK(call.rep.interruptions + call.customer.interruptions == 0);
}

TEST_CASE("a call's time line: who speaks when, where nobody does, who breaks in") {
    engine::Engine engine(tests::find_zone, tests::no_budget);
    const std::string call = json_of(turns_of("R 0-10 | C 8-12 | C 12.1-13 | O 20-21 | R 21-22 | R 21.5-23"), 30);
    REQUIRE(tests::load_text(engine, call).state == engine::LoadEvent::State::done);
    metrics::CallEvents events;
    const CallFigures figures = metrics::figures_of(engine.loaded().data, 0, {}, nullptr, &events);
    std::string told;
    for (const auto& one : events.speech)
        told += std::string(model::word_of(model::side_names, one.side)) + " " + std::to_string(one.from_ms) + "-" +
                std::to_string(one.to_ms) + ";";
    CHECK(told == "rep 0-10000;rep 21000-23000;customer 8000-13000;other 20000-21000;");
    REQUIRE(events.silences.size() == 2);
    CHECK(events.silences[0].from_ms == 13'000);
    CHECK(events.silences[0].to_ms == 20'000);
    CHECK(events.silences[1].from_ms == 23'000);
    CHECK(events.silences[1].to_ms == 30'000);
    CHECK(figures.silence_ms == 14'000);  // their sum
    REQUIRE(events.interruptions.size() == 1);
    CHECK(events.interruptions[0].at_ms == 8'000);
    CHECK(events.interruptions[0].by == model::Side::customer);
    CHECK(figures.customer.interruptions == 1);
}

TEST_CASE("of a call whose sides are not known the time line has its speech alone") {
    engine::Engine engine(tests::find_zone, tests::no_budget);
    REQUIRE(tests::load_text(engine, json_of(turns_of("R 0-10 | R 20-30"), 60)).state ==
            engine::LoadEvent::State::done);
    metrics::CallEvents events;
    CHECK(metrics::figures_of(engine.loaded().data, 0, {}, nullptr, &events).doubt == CallDoubt::one_speaker);
    CHECK(events.speech.size() == 2);
    CHECK(events.silences.empty());
    CHECK(events.interruptions.empty());
}

TEST_CASE("turns of one speaker closer than 0.3 s are one") {
    CHECK(figures("R 0-5 | R 5.299-8 | C 9-10").rep.longest_ms == 8'000);
    CHECK(figures("R 0-5 | R 5.3-8 | C 9-10").rep.longest_ms == 5'000);
    CHECK(figures("R 0-5 | R 5.3-8 | C 9-10").rep.speech_ms == 7'700);
    CHECK(figures("R 0-5 | R 4-6 | R 2-3 | C 9-10").rep.speech_ms == 6'000);
}

TEST_CASE("a back-channel breaks no turn") {
    SUBCASE("by its length") {
        const CallFigures call = figures("R 0-10 | C 4-5 | C 12-14");
        CHECK(call.switches == 1);
        CHECK(call.rep.longest_ms == 10'000);
        CHECK(call.customer.speech_ms == 3'000);
        CHECK(call.overlap_ms == 1'000);
        CHECK(call.customer.interruptions == 0);
        CHECK(call.customer.longest_ms == 2'000);
    }
    SUBCASE("longer than a second") {
        const CallFigures call = figures("R 0-10 | C 4-5.001 | C 12-14");
        CHECK(call.switches == 1);  // C follows C
        CHECK(call.customer.interruptions == 1);
    }
    SUBCASE("by its words") {
        CHECK(figures("R 0-10: we do | C 4-6: yes right").customer.interruptions == 0);
        CHECK(figures("R 0-10: we do | C 4-6: yes right sure").customer.interruptions == 1);
    }
    SUBCASE("by its characters") {
        CHECK(figures("R 0-10: 我们 | C 4-6: 对对对").customer.interruptions == 0);
        CHECK(figures("R 0-10: 我们 | C 4-6: 对，OK").customer.interruptions == 0);
        CHECK(figures("R 0-10: 我们 | C 4-6: 对对对啊").customer.interruptions == 1);
    }
    SUBCASE("not where it ends outside") {
        const CallFigures call = figures("R 0-10 | C 9.5-10.4");
        CHECK(call.switches == 1);
        CHECK(call.customer.interruptions == 0);  // 0.5 s together
    }
    SUBCASE("beside one of the same length neither is") {
        const CallFigures call = figures("R 0-1 | C 0-1 | R 3-5");
        CHECK(call.switches == 2);
        CHECK(call.overlap_ms == 1'000);
        CHECK(call.patience_ms == 2'000);
    }
}

TEST_CASE("an interruption overlaps at least a second") {
    CHECK(figures("R 0-10 | C 9-14").customer.interruptions == 1);
    CHECK(figures("R 0-10 | C 9.001-14").customer.interruptions == 0);
    CHECK(figures("R 0-10 | C 0-14").customer.interruptions == 0);  // began together: nobody spoke yet
    const CallFigures by_rep = figures("C 0-10 | R 8-14 | C 15-16");
    CHECK(by_rep.rep.interruptions == 1);
    CHECK(by_rep.customer.interruptions == 0);
    CHECK(by_rep.early_answers == 1);
    CHECK(!by_rep.patience_ms);
}

TEST_CASE("an interruption behind an earlier, longer turn of the same side still counts") {
    // The customer talks on under both of the rep's turns.
    CHECK(figures("C 0-20 | R 3-6 | R 8-12").rep.interruptions == 2);
}

TEST_CASE("silence is from the beginning of the call to its end") {
    CHECK(figures("R 4-6 | C 6-8", 15).silence_ms == 11'000);
    CHECK(figures("R 0-6 | C 9-10", 10).silence_ms == 3'000);
    CHECK(figures("R 0-6 | C 8.999-10", 10).silence_ms == 0);
    CHECK(figures("R 0-6 | O1 6-9 | C 9-10", 10).silence_ms == 0);
}

TEST_CASE("a call lasts at least until its last turn ends") {
    CHECK(figures("R 0-6 | C 6-9", 5).duration_ms == 9'000);
    CHECK(figures("R 0-6 | C 6-9").duration_ms == 9'000);
    CHECK(figures("R 0-6 | C 6-9", 12.5).duration_ms == 13'000);  // the data's seconds are whole
}

TEST_CASE("patience is a median, and of an even number the middle of two") {
    CHECK(figures("C 0-1 | R 2-3 | C 4-5 | R 7-8").patience_ms == 1'500);
    const CallFigures call = figures("C 0-2 | R 2-3 | C 4-5 | R 7-8 | C 9-12 | R 11.5-13");
    CHECK(call.patience_ms == 1'000);  // 0 and 2; the last began early
    CHECK(call.answers == 2);
    CHECK(call.early_answers == 1);
}

TEST_CASE("two reps at once speak once, and take turns with each other") {
    const CallFigures call = figures("R1 0-5 | R2 3-8 | C 8-10");
    CHECK(call.rep.speech_ms == 8'000);
    CHECK(call.rep.longest_ms == 5'000);
    CHECK(call.switches == 2);
    CHECK(call.overlap_ms == 0);
    CHECK(*call.talk_ratio() == doctest::Approx(0.8));
}

TEST_CASE("a voice menu speaks, but is on no side") {
    const CallFigures call = figures("O 0-6 | R 7-10 | C 10-12");
    CHECK(call.speech_ms == 11'000);
    CHECK(call.switches == 2);
    CHECK(*call.talk_ratio() == doctest::Approx(0.6));
}

TEST_CASE("where the two are not told apart there are no figures") {
    const CallFigures call = figures("R 0-5: hello | R 6-9: yes? | R 10-14: bye");
    CHECK(call.doubt == CallDoubt::one_speaker);
    CHECK(!call.talk_ratio());
    CHECK(call.rep.longest_ms == 0);
    CHECK(figures("X 0-5 | Y 6-9").doubt == CallDoubt::sides_unknown);
    CHECK(figures("R 0-5 | O 6-9").doubt == CallDoubt::sides_unknown);
    CHECK(figures("", 60).doubt == CallDoubt::no_turns);
}

TEST_CASE("the only speaker whose side is not said is on the other one") {
    CHECK(*figures("R 0-6 | X 6-9").talk_ratio() == doctest::Approx(2.0 / 3));
    CHECK(*figures("X 0-6 | C 6-9").talk_ratio() == doctest::Approx(2.0 / 3));
    CHECK(figures("R 0-6 | X 6-9 | Y 9-10").doubt == CallDoubt::sides_unknown);  // either may be a colleague
}

TEST_CASE("turns without times: their words count, and one in ten may lack them") {
    std::string ten;
    for (int i = 0; i < 9; ++i)
        ten += (i % 2 == 0 ? "R " : "C ") + std::to_string(i * 2) + "-" + std::to_string(i * 2 + 1) + ": one two | ";
    const CallFigures one = figures(ten + "C: three words here");
    CHECK(one.turns == 10);
    CHECK(one.untimed == 1);
    CHECK(one.doubt == CallDoubt::none);
    CHECK(one.customer.text.words == 4 * 2 + 3);
    const CallFigures two = figures(ten + "C: a | R: b");
    CHECK(two.doubt == CallDoubt::untimed);
    CHECK(two.rep.speech_ms == 0);
    CHECK(two.rep.text.words == 5 * 2 + 1);
}

TEST_CASE("a turn that ends before it begins, or lasts longer than a call can, has no time") {
    engine::Engine engine(tests::find_zone, tests::no_budget);
    const auto event = tests::load_text(
        engine,
        R"({"septet":1,"stages":[{"id":"a"}],"calls":[{"id":"c","at":"2026-01-05","speakers":[{"id":"r","side":"rep"}],
        "turns":[{"speaker":"r","start_s":5,"end_s":4},{"speaker":"r","start_s":-1,"end_s":4},{"speaker":"x","start_s":0,"end_s":1e12},
                 {"speaker":"r","start_s":1,"end_s":3,"sentiment":2}]}]})");
    REQUIRE(event.state == engine::LoadEvent::State::done);
    const auto& report = engine.loaded().data.report;
    const auto counted = [&](base::ErrorCode code) {
        std::uint64_t count = 0;
        for (const auto& row : report.findings()) count += row.code == code ? row.count : 0;
        return count;
    };
    CHECK(counted(base::ErrorCode::turn_times) == 3);
    CHECK(counted(base::ErrorCode::bad_number) == 3);
    CHECK(counted(base::ErrorCode::unknown_speaker) == 1);
    CHECK(metrics::figures_of(engine.loaded().data, 0, {}).untimed == 3);
}

TEST_CASE("the order of turns in the file, how they are cut, names and the hour change nothing") {
    std::mt19937 random(7);
    const auto upto = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    for (int round = 0; round < 200; ++round) {
        std::vector<Said> turns;
        double at = 0;
        for (int i = 0; i < 12; ++i) {
            const char* speakers[] = {"R1", "C1", "C2", "R2"};
            const double start = std::max(0.0, at + (upto(60) - 20) / 10.0);
            const double length = 0.4 + upto(80) / 10.0;
            turns.push_back({speakers[upto(i % 3 == 0 ? 4 : 2)], start, start + length, ""});
            at = start + length;
        }
        const CallFigures plain = figures(turns, 200);
        std::vector<Said> changed;
        for (const Said& said : turns) {
            const double cut = said.start + 0.1 + (said.end - said.start - 0.2) * upto(10) / 10.0;
            changed.push_back({said.speaker + "x", said.start, cut, ""});
            changed.push_back({said.speaker + "x", cut + 0.1 <= said.end ? cut + 0.1 : cut, said.end, ""});
        }
        std::shuffle(changed.begin(), changed.end(), random);
        const CallFigures other = figures(changed, 200);
        CHECK(other.switches == plain.switches);
        CHECK(other.rep.longest_ms == plain.rep.longest_ms);
        CHECK(other.customer.longest_ms == plain.customer.longest_ms);
        CHECK(other.patience_ms == plain.patience_ms);
        CHECK(other.answers == plain.answers);
        CHECK(other.early_answers == plain.early_answers);
        CHECK(other.rep.interruptions == plain.rep.interruptions);
        CHECK(other.customer.interruptions == plain.customer.interruptions);
        CHECK(other.rep.speech_ms == plain.rep.speech_ms);
        CHECK(other.overlap_ms == plain.overlap_ms);
        CHECK(other.silence_ms == plain.silence_ms);
        // Speech lies inside the call, and what both say is in what each says.
        CHECK(plain.speech_ms + plain.overlap_ms <= plain.rep.speech_ms + plain.customer.speech_ms);
        CHECK(plain.speech_ms + plain.silence_ms <= plain.duration_ms);

        std::vector<Said> later = turns;
        for (Said& said : later) {
            said.start += 50;
            said.end += 50;
        }
        const CallFigures shifted = figures(later, 250);
        CHECK(shifted.patience_ms == plain.patience_ms);
        CHECK(shifted.switches == plain.switches);
        CHECK(shifted.rep.interruptions == plain.rep.interruptions);
        CHECK(shifted.overlap_ms == plain.overlap_ms);
    }
}

TEST_CASE("words, characters and questions counted by hand") {
    const auto read = [](std::string_view text) { return metrics::read_speech(text); };
    const SpokenText english = read("How many seats do you need? I'd say twenty-five, at $3.50 each.");
    CHECK(english.words == 6 + 3 + 3);
    CHECK(english.characters == 0);
    CHECK(english.questions == 1);
    CHECK(english.marked);

    const SpokenText chinese = read("你们今年预算是多少？大概三万吗，还是五万呢。");
    CHECK(chinese.characters == 9 + 5 + 5);
    CHECK(chinese.words == 0);
    CHECK(chinese.questions == 3);

    CHECK(read("这个呢，我们再看看。").questions == 0);
    CHECK(read("这个可以吗").questions == 1);
    CHECK(read("这个可以吗？").questions == 1);
    CHECK(read("这个可以吗 ？").questions == 1);
    CHECK(read("可以吗，真的可以吗？").questions == 2);
    CHECK(read("真的？？？").questions == 1);
    CHECK(read("???").questions == 0);
    CHECK(read("Ready? Go. Where? ").questions == 2);

    const SpokenText mixed = read("我们用 CRM 系统 3.5 版");
    CHECK(mixed.characters == 6);
    CHECK(mixed.words == 2);
    CHECK(mixed.units() == 8);
    CHECK(!mixed.marked);

    CHECK(read("Don’t stop - it’s a.m. now").words == 5);  // Don’t, stop, it’s, a.m, now
    CHECK(read("ＡＢＣ　１２３").words == 2);              // full width
    CHECK(read("Привет, мир! Ça va?").words == 4);
    CHECK(read("\xff\xfe…").words == 0);
    CHECK(read("").units() == 0);
}
