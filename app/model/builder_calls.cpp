// Calls and what is said in them.
#include <algorithm>
#include <utility>

#include "base/heap_sort.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "model/builder_state.h"

namespace model {

using base::ErrorCode;

void Builder::State::add_call_row() {
    Calls& calls = data.calls;
    calls.at.push_back(0);
    calls.duration_s.push_back(0);
    calls.person.push_back(no_person);
    calls.deal.push_back(no_deal);
    calls.account.push_back(no_account);
    for (auto* column : {&calls.language, &calls.purpose, &calls.recording}) column->push_back(0);
    calls.role.push_back(Role::none);
    calls.direction.push_back(Direction::unknown);
    calls.channel.push_back(Channel::unknown);
    for (auto* column : {&calls.turns_begin, &calls.turns, &calls.speakers_begin}) column->push_back(0);
    calls.speakers.push_back(0);
}

// Columns grow by doubling, and the turns' are the largest where there are transcripts: they keep what they need.
void Builder::State::fit_calls() {
    Turns& turns = data.turns;
    for (auto* column : {&turns.start_ms, &turns.end_ms}) column->shrink_to_fit();
    turns.speaker.shrink_to_fit();
    turns.sentiment.shrink_to_fit();
    turns.text.shrink_to_fit();
    data.speakers.shrink_to_fit();
    Calls& calls = data.calls;
    calls.person.shrink_to_fit();
    for (auto* column : {&calls.at, &calls.duration_s, &calls.deal, &calls.account, &calls.language, &calls.purpose,
                         &calls.recording, &calls.turns_begin, &calls.turns, &calls.speakers_begin})
        column->shrink_to_fit();
}

// A call's turns in the order of their beginnings. One without a time stays behind the one it stood behind.
TurnIndex Builder::State::add_turns(std::span<const TurnRecord> given, std::uint64_t number) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> order;  // when, place in `given`
    order.reserve(given.size());
    std::uint32_t last = 0;
    for (const TurnRecord& turn : given) {
        if (turn.start_ms != no_time_ms) last = turn.start_ms;
        order.emplace_back(last, static_cast<std::uint32_t>(order.size()));
    }
    if (!std::is_sorted(order.begin(), order.end())) base::heap_sort(order.begin(), order.end());
    Turns& turns = data.turns;
    const auto begin = static_cast<TurnIndex>(turns.start_ms.size());
    for (const auto& [when, place] : order) {
        const TurnRecord& turn = given[place];
        const std::string_view text = base::utf8_cut(turn.text, base::TextList::longest);
        if (text.size() < turn.text.size()) report(ErrorCode::text_too_long, number, "calls[].turns[].text", {});
        if (turns.start_ms.size() == no_time_ms || !turns.text.add(text)) {
            report(ErrorCode::too_many_records, number, "calls[].turns[]", {});
            break;
        }
        turns.start_ms.push_back(turn.start_ms);
        turns.end_ms.push_back(turn.end_ms);
        turns.speaker.push_back(static_cast<std::uint8_t>(turn.speaker));
        turns.sentiment.push_back(turn.sentiment);
    }
    return begin;
}

void Builder::add(const CallRecord& record, std::uint64_t number) {
    State& s = *state_;
    ++s.file_records;
    Calls& calls = s.data.calls;
    if (!s.usable_id(record.id, number, "calls[].id")) return;
    const std::uint32_t row = calls.ids.find(record.id).value_or(calls.ids.size());
    const auto at = s.stamp(record.at, number, "calls[].at", TimeColumn::call, row);
    if (!at) return;
    if (calls.ids.add(record.id) == base::StringPool::full) {
        s.report(ErrorCode::too_many_records, number, "calls[].id", record.id);
        return;
    }
    s.mark(s.call_file, row, number, "calls[].id", record.id);
    if (row == calls.at.size()) s.add_call_row();
    calls.at[row] = *at;
    if (record.duration_s) calls.duration_s[row] = *record.duration_s;
    if (record.person) calls.person[row] = person(*record.person, number, "calls[].person");
    if (record.deal) calls.deal[row] = s.deal(*record.deal, number, "calls[].deal").value_or(no_deal);
    if (record.account) calls.account[row] = s.account(*record.account);
    s.set(calls.language[row], record.language);
    s.set(calls.purpose[row], record.purpose);
    s.set(calls.recording[row], record.recording);
    if (record.role) calls.role[row] = *record.role;
    if (record.direction) calls.direction[row] = *record.direction;
    if (record.channel) calls.channel[row] = *record.channel;
    // Turns count their speakers by place, so a file that gives turns gives both.
    if (!record.has_turns) return;
    calls.speakers_begin[row] = static_cast<std::uint32_t>(s.data.speakers.size());
    calls.speakers[row] = static_cast<std::uint8_t>(record.speakers.size());
    for (const SpeakerRecord& given : record.speakers) {
        Speaker speaker{s.label(given.name.empty() ? given.id : given.name), no_person,
                        given.side.value_or(Side::unknown)};
        if (!given.person.empty()) speaker.person = person(given.person, number, "calls[].speakers[].person");
        // Somebody of the company's own people: on its side, unless the data say otherwise.
        if (!given.side && speaker.person != no_person) speaker.side = Side::rep;
        s.data.speakers.push_back(speaker);
    }
    calls.turns_begin[row] = s.add_turns(record.turns, number);
    calls.turns[row] = static_cast<std::uint32_t>(s.data.turns.start_ms.size()) - calls.turns_begin[row];
}

}  // namespace model
