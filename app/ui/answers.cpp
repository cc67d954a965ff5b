#include "ui/answers.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/codec.h"

namespace ui {
namespace {

// Enough for going back and forth between a few filters; each answer is small.
constexpr std::size_t entries_kept = 96;

}  // namespace

void Answers::begin_frame(double now_ms) {
    ++frame_;
    now_ms_ = now_ms;
    while (entries_.size() > entries_kept) {
        const auto oldest = std::min_element(entries_.begin(), entries_.end(),
                                             [](const auto& a, const auto& b) { return a->used < b->used; });
        entries_.erase(oldest);
    }
}

Answers::Slot& Answers::slot(std::string_view name) {
    for (Slot& known : slots_)
        if (known.name == name) return known;
    return slots_.emplace_back(Slot{std::string(name), nullptr});
}

std::shared_ptr<Answers::Entry> Answers::entry(const engine::Question& question, ReadAnswer read) {
    for (const std::shared_ptr<Entry>& known : entries_)
        if (known->question == question) {
            if (read && !known->read) {
                known->read = read;
                if (!known->early.empty()) take(*known, std::exchange(known->early, {}));
            }
            return known;
        }
    auto fresh = std::make_shared<Entry>();
    fresh->question = question;
    fresh->read = read;
    fresh->number = next_number_++;
    fresh->asked_ms = now_ms_;
    fresh->used = frame_;
    entries_.push_back(fresh);
    host_.ask(fresh->number, engine::write(question));
    return fresh;
}

Answers::Found Answers::find(std::string_view name, const engine::Question& question, ReadAnswer read) {
    const std::shared_ptr<Entry> wanted = entry(question, read);
    wanted->used = frame_;
    Slot* place = name.empty() ? nullptr : &slot(name);
    const bool good = wanted->done && !wanted->failed;
    if (place && good) place->shown = wanted;
    Found found;
    found.shown = place ? place->shown.get() : good ? wanted.get() : nullptr;
    if (wanted->failed) {
        found.state = AnswerState::failed;
        found.failed = wanted.get();
        found.shown = nullptr;
    } else if (wanted->done) {
        found.state = AnswerState::ready;
    } else {
        found.state = found.shown ? AnswerState::late : AnswerState::loading;
        found.waited_ms = now_ms_ - wanted->asked_ms;
    }
    return found;
}

void Answers::take(Entry& entry, std::string_view json) {
    auto read = entry.read(json);
    entry.done = true;
    entry.failed = !read;
    if (read)
        entry.answer = *std::move(read);
    else
        entry.error = read.error();
}

bool Answers::receive(std::uint32_t number, std::string_view json) {
    for (const std::shared_ptr<Entry>& known : entries_) {
        if (known->number != number || known->done) continue;
        if (known->read)
            take(*known, json);
        else
            known->early = json;
        return known->read != nullptr;
    }
    return false;
}

void Answers::forget() {
    entries_.clear();
    slots_.clear();
}

bool Answers::waiting() const {
    return std::any_of(entries_.begin(), entries_.end(), [](const auto& known) { return known->read && !known->done; });
}

}  // namespace ui
