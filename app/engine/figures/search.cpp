#include "engine/figures/search.h"

#include <algorithm>

#include "base/heap_sort.h"
#include "base/limits.h"
#include "engine/archive.h"
#include "engine/prepare.h"
#include "engine/transcripts.h"
#include "metrics/call_groups.h"

namespace engine {

namespace {

bool is_inside_character(std::string_view text, std::size_t at) {
    return at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

void tell_excerpt(std::string_view said, const metrics::SoughtText& sought, SearchHit& hit) {
    const auto first = sought.find(said);
    if (!first) return;
    std::size_t begin = first->begin - std::min(first->begin, base::limits::excerpt_before);
    while (is_inside_character(said, begin)) --begin;
    std::size_t end = std::min(said.size(), std::max(begin + base::limits::excerpt, first->end));
    while (is_inside_character(said, end)) --end;
    const std::string_view excerpt = said.substr(begin, end - begin);
    hit.cut_before = begin > 0;
    hit.cut_after = end < said.size();
    for (auto match = sought.find(excerpt); match; match = sought.find(excerpt, match->end))
        hit.marks.push_back({static_cast<std::uint32_t>(match->begin), static_cast<std::uint32_t>(match->end)});
    hit.excerpt = text(excerpt);
}

SearchHit hit_of(const model::DataSet& data, model::CallIndex call, model::TurnIndex turn,
                 const metrics::SoughtText& sought, const base::Zone& zone) {
    SearchHit hit;
    const model::Calls& calls = data.calls;
    hit.call = text(calls.ids[call]);
    hit.at = base::iso_time(calls.at[call], zone);
    if (calls.deal[call] != model::no_deal) hit.deal = text(data.deals.ids[calls.deal[call]]);
    if (calls.account[call] != model::no_account) hit.account = text(data.accounts.ids[calls.account[call]]);
    hit.person = person_text(data, metrics::place_of(data, call).person);
    hit.turn = turn - calls.turns_begin[call];
    if (data.turns.start_ms[turn] != model::no_time_ms) hit.start_ms = data.turns.start_ms[turn];
    const auto sides = metrics::sides_of(data, call);
    if (const std::uint32_t speaker = data.turns.speaker[turn]; speaker < sides.size()) {
        hit.speaker = text(data.labels[data.speakers[calls.speakers_begin[call] + speaker].name]);
        hit.side = text(model::word_of(model::side_names, sides[speaker]));
    }
    tell_excerpt(data.turns.text[turn], sought, hit);
    return hit;
}

const std::vector<model::CallIndex>& newest_first(const Loaded& loaded) {
    std::vector<model::CallIndex>& order = transcripts_of(loaded).newest_first;
    const model::Calls& calls = loaded.data.calls;
    if (order.size() == calls.at.size()) return order;
    for (model::CallIndex call = 0; call < calls.at.size(); ++call) order.push_back(call);
    base::heap_sort(order.begin(), order.end(), [&](model::CallIndex a, model::CallIndex b) {
        return calls.at[a] != calls.at[b] ? calls.at[a] > calls.at[b] : calls.ids[a] < calls.ids[b];
    });
    return order;
}

}  // namespace

template <class Archive>
void fields(Archive& a, SearchMark& v) {
    a("begin", v.begin);
    a("end", v.end);
}

template <class Archive>
void fields(Archive& a, SearchHit& v) {
    a("call", v.call);
    a("at", v.at);
    a("deal", v.deal);
    a("account", v.account);
    a("person", v.person);
    a("turn", v.turn);
    a("start_ms", v.start_ms);
    a("speaker", v.speaker);
    a("side", v.side);
    a("excerpt", v.excerpt);
    a("cut_before", v.cut_before);
    a("cut_after", v.cut_after);
    a("marks", v.marks);
}

template <class Archive>
void fields(Archive& a, SearchAnswer& v) {
    fields(a, v.head);
    a("of_calls", v.of_calls);
    a("calls", v.calls);
    a("turns", v.turns);
    a("hits", v.hits);
}

base::Result<SearchAnswer> search(const Loaded& loaded, const Question& question) {
    if (question.limit > base::limits::rows_answered)
        return Error{ErrorCode::question_bad_value, "", 0, "limit", 0, std::to_string(question.limit)};
    auto prepared = prepare(loaded, question, Figure::search);
    if (!prepared) return prepared.error();
    const model::DataSet& data = loaded.data;
    SearchAnswer answer;
    answer.head = std::move(prepared->head);
    if (!question.filter.exit.empty()) answer.head.refused = "chosen_by_exit";
    if (data.calls.at.empty()) answer.head.refused = "no_calls";
    if (!answer.head.refused.empty()) return answer;

    const bool all = question.filter == Filter();
    const metrics::GroupedCalls chosen =
        all ? metrics::GroupedCalls() : metrics::group_calls(data, prepared->selection, {}, prepared->zone);
    const auto is_chosen = [&](model::CallIndex call) { return all || chosen.group[call] != metrics::no_group; };
    for (model::CallIndex call = 0; call < data.calls.at.size(); ++call) answer.of_calls += is_chosen(call);
    auto sought = metrics::SoughtText::make(question.text);
    if (!sought) return answer;
    const metrics::FoundTurns& found = transcripts_of(loaded).search.find(data, *sought);
    constexpr std::uint32_t none = 0xffffffff;
    std::vector<std::uint32_t> place(data.calls.at.size(), none);  // in `found`
    for (std::uint32_t i = 0; i < found.calls.size(); ++i) {
        if (!is_chosen(found.calls[i])) continue;
        place[found.calls[i]] = i;
        ++answer.calls;
        answer.turns += found.ends[i] - (i == 0 ? 0 : found.ends[i - 1]);
    }
    std::uint64_t passed = 0;
    for (const model::CallIndex call : newest_first(loaded)) {
        if (answer.hits.size() >= question.limit) break;
        const std::uint32_t at = place[call];
        if (at == none) continue;
        for (std::uint32_t i = at == 0 ? 0 : found.ends[at - 1]; i < found.ends[at]; ++i) {
            if (passed++ < question.offset || answer.hits.size() >= question.limit) continue;
            answer.hits.push_back(hit_of(data, call, found.turns[i], *sought, prepared->zone));
        }
    }
    return answer;
}

SEPTET_ANSWER_CODEC(SearchAnswer)

}  // namespace engine
