// A page without a browser: the shell and its screens over the real engine, with a host that records what is asked of it.
//
//     tests::Page page("zh", 1440, 900);
//     page.load(tests::team());
//     page.click("tiles.closer");
//     CHECK(page.fragment() == "screen=roles&role=closer");
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "charts/svg_painter.h"
#include "engine/codec.h"
#include "engine/engine.h"
#include "loading.h"
#include "screens/screens.h"
#include "ui/shell.h"

namespace tests {

// A team of four roles with six stages and 900 deals; some people are few, one is a bot, some owners are not known, and one
// source has a name that tries to be markup.
inline std::string team() {
    std::uint32_t state = 7;
    const auto random = [&](std::uint32_t below) {
        state = state * 1664525u + 1013904223u;
        return (state >> 8) % below;
    };
    const auto two = [](std::uint32_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    const char* stages[] = {"lead", "verified", "contacted", "qualified", "signed", "active"};
    std::string text =
        R"({"septet":1,"name":"Team","exported_at":"2026-06-30T18:00:00","timezone":"Asia/Shanghai","currency":"CNY",
      "stages":[{"id":"lead","name":{"zh":"线索","en":"Lead"},"role":"marketer"},
                {"id":"verified","name":{"zh":"已核实","en":"Verified"},"role":"lead_nurturer"},
                {"id":"contacted","name":{"zh":"已联系","en":"Contacted"},"role":"lead_nurturer"},
                {"id":"qualified","name":{"zh":"合格","en":"Qualified"},"role":"closer"},
                {"id":"signed","name":{"zh":"签约","en":"Signed"},"role":"closer","outcome":"won"},
                {"id":"active","name":{"zh":"活跃","en":"Active"},"role":"customer_support"}],
      "people":[{"id":"boss","name":"Boss","roles":["sales_manager"]},{"id":"bot","name":"Dialler","kind":"bot","team":"east"})";
    for (int i = 0; i < 12; ++i)
        text += R"(,{"id":"p)" + std::to_string(i) + R"(","name":"Person )" +
                std::string(1, static_cast<char>('A' + i)) + R"(","team":")" + (i % 2 ? "east" : "west") + R"("})";
    text +=
        R"(],"reach":[{"date":"2026-03-01","source":"ads","impressions":90000,"clicks":1200,"leads":300,"cost":5000}],"deals":[)";
    for (std::uint32_t deal = 0; deal < 900; ++deal) {
        if (deal > 0) text += ',';
        std::uint32_t day = random(150);
        const std::uint32_t goes = random(100);
        const std::size_t last = goes < 30 ? 0 : goes < 55 ? 1 : goes < 75 ? 2 : goes < 88 ? 3 : goes < 95 ? 4 : 5;
        const char* sources[] = {"ads", "web", "<b>&\\\"x</b>", "fair"};
        text += R"({"id":"d)" + std::to_string(deal) + R"(","account":"a)" + std::to_string(deal % 400) +
                R"(","value":)" + std::to_string(1000 + random(90000)) + R"(,"segment":")" +
                (deal % 3 ? "small" : "large") + "\"";
        if (deal % 11) text += std::string(R"(,"source":")") + sources[random(4)] + "\"";
        text += R"(,"history":[)";
        std::string until;
        for (std::size_t stage = 0; stage <= last; ++stage) {
            const std::uint32_t month = 1 + day / 28;
            const std::string at = "2026-" + two(month) + "-" + two(1 + day % 28);
            if (stage > 0) text += ',';
            text += std::string(R"({"stage":")") + stages[stage] + R"(","at":")" + at + "\"";
            const std::uint32_t who = random(15);
            if (who < 12) text += R"(,"owner":"p)" + std::to_string(who < 11 ? who : random(12)) + "\"";
            if (who == 13) text += R"(,"owner":"bot")";
            text += "}";
            day = std::min(day + random(9), 160u);
            until = "2026-" + two(1 + day / 28) + "-" + two(1 + day % 28);
        }
        text += "]";
        if (random(10) < 8 && last < 5) text += R"(,"status":"lost","closed_at":")" + until + "\"";
        text += "}";
    }
    return text + "]}";
}

// Of the few characters that the tests need, the letter that their pinyin begins with.
inline std::string pinyin_letters(std::string_view characters) {
    constexpr std::pair<std::string_view, char> known[] = {{"陈", 'c'}, {"雨", 'y'}, {"桐", 't'}, {"曾", 'c'},
                                                           {"凡", 'f'}, {"宇", 'y'}, {"尉", 'w'}, {"迟", 'c'},
                                                           {"恭", 'g'}, {"人", 'r'}, {"员", 'y'}};
    std::string letters;
    for (std::size_t at = 0; at < characters.size();) {
        const std::size_t begin = at;
        base::utf8_next(characters, at);
        const auto found = std::find_if(std::begin(known), std::end(known), [&](const auto& one) {
            return one.first == characters.substr(begin, at - begin);
        });
        letters += found == std::end(known) ? '?' : found->second;
    }
    return letters;
}

class Page final : public ui::Host {
public:
    Page(std::string_view language, float width, float height, std::string_view fragment = "screen=roles",
         bool dark = false, bool first_visit = false)
        : engine(find_zone, no_budget, pinyin_letters), shell(*this, screens::all()) {
        surface = {
            .width = width, .height = height, .safe = {0, 0, width, height}, .now_ms = 0, .reduced_motion = true};
        if (width < 600) input.kind = ui::Pointer::touch;
        shell.start({.language = language,
                     .dark = dark,
                     .fragment = fragment,
                     .address = "https://example.org/",
                     .first_visit = first_visit});
    }

    void load(const std::string& text) {
        const engine::LoadEvent event = load_text(engine, text);
        loaded = loaded || event.state == engine::LoadEvent::State::done;
        shell.load_event(engine::write(event));
        settle();
    }

    bool complete() override { return later_here; }
    bool is_complete() override { return later_here; }

    // One frame; the answers to what was asked arrive after it unless they are held back.
    ui::NextFrame frame() {
        surface.now_ms += 200;
        charts::SvgPainter painter(surface.width, surface.height);
        const ui::NextFrame next = shell.frame(painter, input, surface);
        input.pressed = input.released = false;
        input.wheel = {};
        picture = painter.finish();
        if (!held_back) deliver();
        return next;
    }
    // Frames until nothing more is asked for at once.
    void settle() {
        for (int i = 0; i < 12; ++i) {
            const std::size_t before = questions.size();
            const bool awaited = !waiting.empty() && loaded && !held_back;
            const ui::NextFrame next = frame();
            if (!next.again && !awaited && questions.size() == before && next.wait_ms < 0) return;
        }
    }
    // Until what is out of sight is not drawn any more either.
    void rest() {
        settle();
        frame();
        frame();
    }
    void deliver() {
        if (!loaded) return;  // what is asked before waits for the first data
        for (auto& [number, question] : std::exchange(waiting, {})) shell.answer(number, engine.ask(question));
    }

    void act(ui::ActionKind kind, std::string_view id, std::string_view value = {}) {
        shell.act({kind, std::string(id), std::string(value)});
        settle();
    }
    void click(std::string_view id) { act(ui::ActionKind::click, id); }
    void move(charts::Point point) {
        input.pointer = point;
        settle();
    }
    void press(charts::Point point) {
        input.pointer = point;
        frame();
        input.down = input.pressed = true;
        frame();
        input.down = false;
        input.released = true;
        settle();
    }
    // The pointer in the middle of what the node covers.
    void press_on(std::string_view id) { press(middle(id)); }
    charts::Point middle(std::string_view id) const {
        const ui::SemanticNode* found = node(id);
        if (!found) return {-1, -1};
        return {found->bounds.x + found->bounds.w / 2, found->bounds.y + found->bounds.h / 2};
    }

    const ui::SemanticNode* node(std::string_view id) const {
        for (const ui::SemanticNode& candidate : shell.semantics().nodes)
            if (candidate.id == id) return &candidate;
        return nullptr;
    }
    std::string name(std::string_view id) const {
        const ui::SemanticNode* found = node(id);
        return found ? found->name : std::string("(no such node)");
    }
    const std::string& fragment() const { return fragments.empty() ? nothing : fragments.back(); }

    void ask(std::uint32_t number, std::string_view question) override {
        questions.emplace_back(question);
        waiting.emplace_back(number, std::string(question));
    }
    void choose_files() override { ++files_wanted; }
    void load_address(std::string_view address) override { addresses.emplace_back(address); }
    void load_demo(std::string_view language) override { demos.emplace_back(language); }
    void cancel_load() override { ++cancelled; }
    void set_fragment(std::string_view text, ui::History how) override {
        fragments.emplace_back(text);
        pushed += how == ui::History::push;
    }
    void open_address(std::string_view address) override { opened.emplace_back(address); }
    void walk_history(int by) override { walked.push_back(by); }
    std::string initials(std::string_view characters) override { return pinyin_letters(characters); }
    // By the letters that the pinyin begins with, then as they are written.
    std::vector<std::uint32_t> places(std::span<const std::string> texts) override {
        std::vector<std::pair<std::string, std::uint32_t>> sorted;
        for (const std::string& text : texts)
            sorted.emplace_back(pinyin_letters(text) + text, static_cast<std::uint32_t>(sorted.size()));
        std::sort(sorted.begin(), sorted.end());
        std::vector<std::uint32_t> placed(texts.size());
        for (std::uint32_t place = 0; place < sorted.size(); ++place) placed[sorted[place].second] = place;
        return placed;
    }
    void copy_text(std::string_view text) override { copied.emplace_back(text); }
    void save_file(std::string_view, std::string_view, std::string_view) override {}
    void set_page(std::string_view title, std::string_view, bool) override { titles.emplace_back(title); }
    void remember(std::string_view key, std::string_view value) override {
        remembered.emplace_back(std::string(key) + "=" + std::string(value));
    }
    void request_frame() override { ++frames_wanted; }
    void focus(std::string_view id) override { focused.emplace_back(id); }

    engine::Engine engine;
    ui::Shell shell;
    ui::Input input;
    ui::Surface surface;
    std::string picture;
    bool held_back = false;
    bool loaded = false;
    bool later_here = true;  // the later part of the module
    std::vector<std::string> questions, addresses, demos, fragments, copied, opened, titles, remembered, focused;
    std::vector<std::pair<std::uint32_t, std::string>> waiting;
    std::vector<int> walked;
    int files_wanted = 0, cancelled = 0, frames_wanted = 0, pushed = 0;

private:
    std::string nothing;
};

}  // namespace tests
