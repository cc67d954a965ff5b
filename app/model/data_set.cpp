#include "model/data_set.h"

namespace model {

namespace {

template <class T>
std::size_t bytes_of(const std::vector<T>& column) {
    return column.capacity() * sizeof(T);
}

template <class... Columns>
std::size_t bytes_of_all(const Columns&... columns) {
    return (bytes_of(columns) + ...);
}

}  // namespace

Label DataSet::segment_of(DealIndex deal) const {
    const Label own = deals.segment[deal];
    const AccountIndex account = deals.account[deal];
    return own != 0 || account == no_account ? own : accounts.segment[account];
}

std::size_t DataSet::spell_bytes() const {
    return bytes_of_all(spells.entered, spells.until, spells.touched, spells.owner, spells.stage, spells.facts);
}

std::size_t DataSet::heap_bytes() const {
    return spell_bytes() +
           bytes_of_all(deals.account, deals.name, deals.source, deals.campaign, deals.segment, deals.lost_reason,
                        deals.currency, deals.value, deals.created, deals.closed, deals.status, deals.has_value,
                        deals.declared, deals.spells_end) +
           bytes_of_all(accounts.name, accounts.segment, accounts.industry, accounts.region) +
           bytes_of_all(calls.at, calls.duration_s, calls.person, calls.deal, calls.account, calls.language,
                        calls.purpose, calls.recording, calls.role, calls.direction, calls.channel, calls.turns_begin,
                        calls.turns, calls.speakers_begin, calls.speakers) +
           bytes_of_all(speakers, turns.start_ms, turns.end_ms, turns.speaker, turns.sentiment) +
           turns.text.heap_bytes() +
           bytes_of_all(activities, invoice_notes, reach, targets, assigned, takeovers, aside, people) +
           labels.heap_bytes() + person_ids.heap_bytes() + accounts.ids.heap_bytes() + deals.ids.heap_bytes() +
           calls.ids.heap_bytes() + invoice_ids.heap_bytes() + (extras ? extras->bytes : 0);
}

}  // namespace model
