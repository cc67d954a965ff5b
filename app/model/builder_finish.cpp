// The end of a load: times and values are placed, histories become spells, what contradicts is reported.
#include <algorithm>

#include "base/limits.h"
#include "base/utf8.h"
#include "model/builder_state.h"
#include "model/checks.h"

namespace model {

using base::Error;
using base::ErrorCode;

namespace {

base::Money rescale(base::Money value, int from, int to) {
    for (; from < to; ++from) value *= 10;
    for (; from > to; --from) value = (value + (value < 0 ? -5 : 5)) / 10;
    return value;
}

}  // namespace

Stamp& Builder::State::time_at(TimeColumn column, std::uint32_t row) {
    switch (column) {
        case TimeColumn::raw_entered: return raw[row].entered;
        case TimeColumn::raw_touched: return raw[row].touched;
        case TimeColumn::raw_assigned: return raw_assigned[row].at;
        case TimeColumn::created: return data.deals.created[row];
        case TimeColumn::closed: return data.deals.closed[row];
        case TimeColumn::call: return data.calls.at[row];
        case TimeColumn::activity: return data.activities[row].at;
        case TimeColumn::due: return data.invoice_notes[row].due;
        case TimeColumn::reach: return data.reach[row].date;
        case TimeColumn::target_from: return data.targets[row].from;
        case TimeColumn::target_to: return data.targets[row].to;
        case TimeColumn::person_from: return data.people[row].from;
        case TimeColumn::person_to: return data.people[row].to;
        case TimeColumn::exported: break;
    }
    return data.exported_at;
}

void Builder::State::place_local_times() {
    for (std::size_t column = 0; column < time_columns; ++column) {
        std::vector<std::uint32_t> rows = std::exchange(local_times[column], {});
        if (!std::is_sorted(rows.begin(), rows.end())) std::sort(rows.begin(), rows.end());
        // Twice in the list means that a later record replaced an earlier value: the last one is local, placed once.
        rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
        for (const std::uint32_t row : rows) {
            Stamp& time = time_at(static_cast<TimeColumn>(column), row);
            time = static_cast<Stamp>(data.zone.utc_from_local(time));
        }
    }
}

void Builder::State::place_money(const std::string& currency) {
    const int digits = base::minor_digits(currency);
    const bool foreign = is_foreign(currency);
    for (const WaitingMoney waiting : waiting_money) {
        if (waiting.column == MoneyColumn::deal) {
            // In the list twice where the deal came twice: scaled once.
            std::uint8_t& has_value = data.deals.has_value[waiting.row];
            if (has_value != waiting_value) continue;
            has_value = 1;
            base::Money& value = data.deals.value[waiting.row];
            value = rescale(value, waiting_digits, digits);
            if (foreign) data.deals.currency[waiting.row] = label(currency);
            continue;
        }
        base::Money& value = waiting.column == MoneyColumn::activity ? data.activities[waiting.row].value
                             : waiting.column == MoneyColumn::reach  ? data.reach[waiting.row].cost
                                                                     : data.targets[waiting.row].value;
        value = foreign ? 0 : rescale(value, waiting_digits, digits);
        if (!foreign) continue;
        report(ErrorCode::mixed_currency, 0, "currency", currency);
        if (waiting.column == MoneyColumn::activity) data.activities[waiting.row].has_value = false;
    }
    waiting_money = {};
}

// Where each stage number stands in the funnel, now that all declarations have been read.
void Builder::State::place_stages() {
    place_of_stage.assign(stage_ids.size(), -1);
    for (std::size_t i = 0; i < data.stages.size(); ++i) {
        Stage& stage = data.stages[i];
        if (const auto number = stage_ids.find(stage.id)) place_of_stage[*number] = static_cast<std::int16_t>(i);
        if (stage.name_en.empty()) stage.name_en = stage.name_zh.empty() ? stage.id : stage.name_zh;
        if (stage.name_zh.empty()) stage.name_zh = stage.name_en;
    }
}

// The deal's entries from this load, or from the base where this load gave none; those outside the funnel go aside.
void Builder::State::gather(DealIndex deal, Gathered& gathered) {
    std::vector<Entry>& entries = gathered.entries;
    std::vector<AsideEntry>& aside = gathered.aside;
    BasePlace& at_base = gathered.at_base;
    entries.clear();
    const bool given = deal < span_of_deal.size() && span_of_deal[deal].given;
    const auto place = [&](const AsideEntry& entry) {
        const auto number = stage_ids.find(data.labels[entry.stage]);
        const int at = number ? place_of_stage[*number] : -1;
        const bool in_funnel = at >= 0 && data.stages[static_cast<std::size_t>(at)].outcome != Outcome::lost;
        if (at >= 0)
            entries.push_back(
                {static_cast<StageIndex>(at), entry.entered, entry.touched, entry.assigned, entry.owner, entry.role});
        if (!in_funnel) aside.push_back(entry);
        if (at < 0 && !data.stages.empty())
            report_deal(ErrorCode::unknown_stage, deal, ".history[].stage", data.labels[entry.stage]);
    };
    if (given) {
        const RawSpan span = span_of_deal[deal];
        auto next = std::lower_bound(raw_assigned.begin(), raw_assigned.end(), span.begin,
                                     [](const RawAssigned& assigned, std::uint32_t row) { return assigned.row < row; });
        for (std::uint32_t i = 0; i < span.count; ++i) {
            const RawEntry& entry = raw[span.begin + i];
            const bool told = next != raw_assigned.end() && next->row == span.begin + i;
            const Stamp assigned = told ? (next++)->at : 0;
            const StageNumber number = entry.stage_and_role & no_stage;
            if (number == no_stage) continue;
            const auto role = static_cast<Role>(entry.stage_and_role >> 12);
            const int at = place_of_stage[number];
            if (at >= 0 && data.stages[static_cast<std::size_t>(at)].outcome != Outcome::lost)
                entries.push_back(
                    {static_cast<StageIndex>(at), entry.entered, entry.touched, assigned, entry.owner, role});
            else
                place({deal, data.labels.add(stage_ids[number]), entry.entered, entry.touched, assigned, entry.owner,
                       role});
        }
    }
    if (!base) return;
    for (; at_base.aside < base->aside.size() && base->aside[at_base.aside].deal == deal; ++at_base.aside)
        if (!given) place(base->aside[at_base.aside]);
    if (deal >= base->deals.spells_end.size()) return;
    const Spells& spells = base->spells;
    for (SpellIndex i = base->first_spell(deal); i < base->end_spell(deal); ++i) {
        const bool told = at_base.assigned < base->assigned.size() && base->assigned[at_base.assigned].spell == i;
        const Stamp assigned = told ? base->assigned[at_base.assigned++].at : 0;
        const Role role = (spells.facts[i] & spell_own_role) != 0 ? spells.role(i) : Role::none;
        if (!given)
            entries.push_back({spells.stage[i], spells.entered[i], spells.touched[i], assigned, spells.owner[i], role});
        for (std::size_t& next = at_base.takeover; next < base->takeovers.size() && base->takeovers[next].spell == i;
             ++next) {
            const Takeover& taken = base->takeovers[next];
            if (!given)
                entries.push_back({spells.stage[i], taken.at, taken.touched, taken.assigned, taken.owner,
                                   taken.own_role ? taken.role : Role::none});
        }
    }
}

void Builder::State::append(const Stay& stay) {
    const Entry& entry = stay.entry;
    const bool own = entry.own_role != Role::none;
    const Role role = own ? entry.own_role : data.stages[entry.stage].role;
    Spells& spells = data.spells;
    if (entry.assigned != 0) data.assigned.push_back({static_cast<SpellIndex>(spells.entered.size()), entry.assigned});
    spells.entered.push_back(entry.entered);
    spells.until.push_back(stay.until);
    spells.touched.push_back(entry.touched);
    spells.owner.push_back(entry.owner);
    spells.stage.push_back(entry.stage);
    spells.facts.push_back(
        static_cast<std::uint8_t>(static_cast<unsigned>(stay.exit) | (static_cast<unsigned>(role) << spell_role_shift) |
                                  (stay.untimed ? spell_untimed : 0u) | (own ? spell_own_role : 0u)));
    if (entry.owner != no_person && role != Role::none)
        data.people[entry.owner].seen_roles |= static_cast<std::uint8_t>(1u << static_cast<unsigned>(role));
}

void Builder::State::append(const TakenOver& takeover, SpellIndex spell) {
    const Entry& entry = takeover.entry;
    const bool own = entry.own_role != Role::none;
    const Role role = own ? entry.own_role : data.stages[entry.stage].role;
    data.takeovers.push_back({spell, entry.entered, entry.assigned, entry.touched, entry.owner, role, own});
}

void Builder::State::note(const JourneyNotes& notes, DealIndex deal) {
    if (notes.repeated_stage) report_deal(ErrorCode::repeated_stage, deal, ".history[]", {});
    if (notes.negative_duration) report_deal(ErrorCode::negative_duration, deal, ".closed_at", {});
    if (notes.no_closing_time) report_deal(ErrorCode::no_closing_time, deal, ".closed_at", {});
}

void Builder::State::build_spells_of(DealIndex deal, Gathered& gathered) {
    gather(deal, gathered);
    const Ending ending{data.deals.status[deal], data.deals.closed[deal]};
    note(settle(data.stages, data.people, gathered.entries, ending, gathered.stays, gathered.takeovers), deal);
    const auto first = static_cast<SpellIndex>(data.spells.entered.size());
    for (const Stay& stay : gathered.stays) append(stay);
    for (const TakenOver& taken : gathered.takeovers) append(taken, first + static_cast<SpellIndex>(taken.stay));
    data.deals.spells_end[deal] = static_cast<SpellIndex>(data.spells.entered.size());
    if (gathered.stays.empty() && data.deals.declared[deal] != 0)
        report_deal(ErrorCode::no_history, deal, ".history", {});
}

void Builder::State::build_spells() {
    std::size_t total = base ? base->spells.entered.size() : 0;
    for (const RawSpan& span : span_of_deal) total += span.count;
    Spells& spells = data.spells;
    spells.entered.reserve(total);
    spells.until.reserve(total);
    spells.touched.reserve(total);
    spells.owner.reserve(total);
    spells.stage.reserve(total);
    spells.facts.reserve(total);
    Gathered gathered;
    const DealIndex deals = data.deals.ids.size();
    data.deals.spells_end.assign(deals, 0);
    for (DealIndex deal = 0; deal < deals; ++deal) build_spells_of(deal, gathered);
    data.aside = std::move(gathered.aside);
    // What was merged or set aside has been reserved for: usually nothing.
    if (spells.entered.size() < total) {
        spells.entered.shrink_to_fit();
        spells.until.shrink_to_fit();
        spells.touched.shrink_to_fit();
        spells.owner.shrink_to_fit();
        spells.stage.shrink_to_fit();
        spells.facts.shrink_to_fit();
    }
}

void Builder::State::drop_replaced_invoices() {
    std::vector<std::uint8_t> stands(data.invoice_ids.size()), dropped(data.activities.size());
    std::vector<InvoiceNote>& notes = data.invoice_notes;
    for (std::size_t i = notes.size(); i-- > 0;)
        if (notes[i].invoice != no_invoice && data.activities[notes[i].activity].kind == ActivityKind::invoice)
            dropped[notes[i].activity] = std::exchange(stands[notes[i].invoice], std::uint8_t{1});
    std::erase_if(notes, [&](const InvoiceNote& note) { return dropped[note.activity] != 0; });
    std::size_t next = 0;
    std::uint32_t kept = 0;
    for (std::uint32_t row = 0; row < data.activities.size(); ++row) {
        if (dropped[row] != 0) continue;
        if (next < notes.size() && notes[next].activity == row) notes[next++].activity = kept;
        data.activities[kept++] = data.activities[row];
    }
    data.activities.resize(kept);
}

void Builder::State::find_cut_off() {
    data.cut_off = data.exported_at;
    if (data.cut_off == 0) {
        const auto later = [this](Stamp time) { data.cut_off = std::max(data.cut_off, time); };
        for (const Stamp time : data.spells.entered) later(time);
        for (const Stamp time : data.spells.until) later(time);
        for (const Takeover& taken : data.takeovers) later(taken.at);
        for (const Stamp time : data.calls.at) later(time);
        for (const Activity& activity : data.activities) later(activity.at);
        return;
    }
    std::size_t next = 0;
    for (DealIndex deal = 0; deal < data.deals.ids.size(); ++deal) {
        bool late = false;
        for (SpellIndex s = data.first_spell(deal); s < data.end_spell(deal); ++s)
            late = late || data.spells.entered[s] > data.cut_off || data.spells.until[s] > data.cut_off;
        for (; next < data.takeovers.size() && data.takeovers[next].spell < data.end_spell(deal); ++next)
            late = late || data.takeovers[next].at > data.cut_off;
        if (late) report_deal(ErrorCode::after_cut_off, deal, ".history[].at", {});
    }
    for (std::uint32_t call = 0; call < data.calls.at.size(); ++call)
        if (data.calls.at[call] > data.cut_off) report_call(ErrorCode::after_cut_off, call, "at", {});
    for (const Activity& activity : data.activities)
        if (activity.at > data.cut_off)
            data.report.add(
                {ErrorCode::after_cut_off, "", 0, "activities[].at", 0, base::iso_time(activity.at, data.zone)},
                "activities[].at");
}

void Builder::State::check_references() {
    const bool people_declared =
        std::any_of(data.people.begin(), data.people.end(), [](const Person& p) { return p.declared; });
    for (Person& person : data.people)
        if (person.name.empty()) person.name = person.id;
    std::size_t next = 0;
    for (DealIndex deal = 0; deal < data.deals.ids.size(); ++deal) {
        const auto check = [&](PersonIndex owner) {
            if (people_declared && owner != no_person && !data.people[owner].declared)
                report_deal(ErrorCode::unknown_person, deal, ".history[].owner", data.people[owner].id);
        };
        for (SpellIndex s = data.first_spell(deal); s < data.end_spell(deal); ++s) check(data.spells.owner[s]);
        for (; next < data.takeovers.size() && data.takeovers[next].spell < data.end_spell(deal); ++next)
            check(data.takeovers[next].owner);
        if (data.deals.has_value[deal] != 0 && !data.has_value(deal))
            report_deal(ErrorCode::mixed_currency, deal, ".currency", data.labels[data.deals.currency[deal]]);
    }
    std::vector<std::uint8_t> invoiced(data.invoice_ids.size());
    bool any_invoice = false;
    const auto each_note = [&](bool of_invoice, auto take) {
        for (const InvoiceNote& note : data.invoice_notes)
            if ((data.activities[note.activity].kind == ActivityKind::invoice) == of_invoice) take(note);
    };
    each_note(true, [&](const InvoiceNote& note) {
        any_invoice = true;
        if (note.invoice != no_invoice) invoiced[note.invoice] = 1;
    });
    each_note(false, [&](const InvoiceNote& note) {
        if (any_invoice && invoiced[note.invoice] == 0)
            data.report.add({ErrorCode::unknown_invoice, "", 0, "activities[].invoice", 0,
                             base::error_detail(data.invoice_ids[note.invoice])},
                            "activities[].invoice");
    });
    const bool any_deal =
        std::any_of(data.deals.declared.begin(), data.deals.declared.end(), [](auto d) { return d != 0; });
    for (std::uint32_t call = 0; call < data.calls.at.size(); ++call) {
        const PersonIndex person = data.calls.person[call];
        if (people_declared && person != no_person && !data.people[person].declared)
            report_call(ErrorCode::unknown_person, call, "person", data.people[person].id);
        const DealIndex deal = data.calls.deal[call];
        if (any_deal && deal == no_deal)
            report_call(ErrorCode::call_without_deal, call, "deal", {});
        else if (any_deal && data.deals.declared[deal] == 0)
            report_call(ErrorCode::unknown_deal, call, "deal", data.deals.ids[deal]);
    }
}

DataSet Builder::finish() && {
    State& s = *state_;
    s.place_local_times();
    s.place_money(s.data.currency);
    s.drop_replaced_invoices();
    // Found anew below, over all that is loaded.
    for (const ErrorCode code :
         {ErrorCode::unknown_stage, ErrorCode::unknown_person, ErrorCode::unknown_deal, ErrorCode::unknown_invoice,
          ErrorCode::negative_duration, ErrorCode::after_cut_off, ErrorCode::no_history, ErrorCode::repeated_stage,
          ErrorCode::no_closing_time, ErrorCode::mixed_currency, ErrorCode::call_without_deal,
          ErrorCode::call_without_person, ErrorCode::call_without_time, ErrorCode::unknown_call})
        s.data.report.drop(code);
    s.place_stages();
    s.build_spells();
    if (s.extras) s.extras->settle();
    s.find_cut_off();
    s.data.own_currency = s.data.labels.find(s.data.currency).value_or(0);
    s.check_references();
    check_whole(s.data);
    return std::move(s.data);
}

}  // namespace model
