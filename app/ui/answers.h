// The answers that the screens show, cached by their question.
//
// A screen asks for what it wants to draw in every frame, under the name of the place where it is drawn (a slot).
// The first time a question goes to the engine; afterwards the answer is there. While a new answer is on its way
// the slot still holds the one before, marked late; a place without a name holds nothing back. A new revision of the data forgets everything.
//
// What a first picture will want in any case may be asked ahead, by the question alone: its answer is kept as it came until
// somebody draws it, so that code which is still on its way is not waited for.
//
//     Held<engine::LedgerAnswer> tiles = answers.ask<engine::LedgerAnswer>("roles.tiles", question);
//     if (tiles.answer) draw(*tiles.answer, tiles.state == AnswerState::late);
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "engine/codec.h"
#include "engine/figures/ledger.h"
#include "engine/question.h"
#include "ui/host.h"

namespace ui {

enum class AnswerState : std::uint8_t { loading, ready, late, failed };

template <class Answer>
struct Held {
    const Answer* answer = nullptr;
    AnswerState state = AnswerState::loading;
    const base::Error* error = nullptr;  // with `failed`
    std::uint32_t serial = 0;            // differs between any two answers: a key for what is derived from one
    double waited_ms = 0;                // since the question was asked, while its answer is not there
};

// An answer out of its JSON, or the error that came instead.
using ReadAnswer = base::Result<std::shared_ptr<const void>> (*)(std::string_view json);

template <class Answer>
[[gnu::noinline]] base::Result<std::shared_ptr<const void>> read_answer(std::string_view json) {
    auto read = engine::read<Answer>(json);
    if (!read) return read.error();
    return std::shared_ptr<const void>(std::make_shared<const Answer>(std::move(*read)));
}

class Answers {
public:
    explicit Answers(Host& host) : host_(host) {}

    // Once a frame, before anything is asked.
    void begin_frame(double now_ms);
    template <class Answer>
    Held<Answer> ask(std::string_view slot, const engine::Question& question) {
        const Found found = find(slot, question, read_answer<Answer>);
        Held<Answer> held;
        held.state = found.state;
        held.waited_ms = found.waited_ms;
        if (found.failed) held.error = &found.failed->error;
        if (found.shown) held.answer = static_cast<const Answer*>(found.shown->answer.get());
        if (held.answer) held.serial = found.shown->number;
        return held;
    }
    void ahead(const engine::Question& question) { entry(question, nullptr); }
    // False where nobody waits to draw it: not any more, or not yet.
    bool receive(std::uint32_t number, std::string_view json);
    void forget();
    // More data have joined: everything is asked anew, and until the answers are there the old ones are shown as late.
    void renew() { entries_.clear(); }
    // For something that is drawn.
    bool waiting() const;

private:
    struct Entry {
        engine::Question question;
        std::uint32_t number = 0;
        double asked_ms = 0;
        std::uint64_t used = 0;  // frame in which it was last wanted
        bool done = false;
        bool failed = false;
        ReadAnswer read = nullptr;  // of the type that was asked for; null: only asked ahead
        std::string early;          // what came before anybody could read it
        std::shared_ptr<const void> answer;
        base::Error error;
    };
    struct Slot {
        std::string name;
        std::shared_ptr<Entry> shown;
    };
    struct Found {
        AnswerState state = AnswerState::loading;
        const Entry* shown = nullptr;
        const Entry* failed = nullptr;
        double waited_ms = 0;
    };
    Found find(std::string_view slot, const engine::Question& question, ReadAnswer read);
    std::shared_ptr<Entry> entry(const engine::Question& question, ReadAnswer read);
    Slot& slot(std::string_view name);
    static void take(Entry& entry, std::string_view json);

    Host& host_;
    std::vector<std::shared_ptr<Entry>> entries_;
    std::vector<Slot> slots_;
    std::uint32_t next_number_ = 1;
    std::uint64_t frame_ = 0;
    double now_ms_ = 0;
};

}  // namespace ui
