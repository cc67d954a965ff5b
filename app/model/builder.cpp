#include "model/builder.h"

#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "base/utf8.h"
#include "model/builder_state.h"

namespace model {

using base::Error;
using base::ErrorCode;

Label Builder::State::label(const Text& text) {
    if (!text) return 0;
    const Label label = data.labels.add(base::utf8_cut(*text, base::limits::label_bytes));
    if (label != base::StringPool::full) return label;
    report(ErrorCode::too_many_records, 0, "labels", *text);
    return 0;
}

void Builder::State::set(Label& target, const Text& text) {
    if (text) target = label(text);
}

std::optional<Stamp> Builder::State::stamp(const base::ParsedTime& time, std::uint64_t number, const char* path,
                                           TimeColumn column, std::size_t row) {
    if (!time.local) count_offset(time.offset);
    // A local time may still move by a day when it is placed.
    const std::int64_t slack = time.local ? 2 * 86'400 : 0;
    if (time.seconds < base::limits::time_min + slack || time.seconds > base::limits::time_max - slack) {
        report(ErrorCode::time_out_of_range, number, path, {});
        return std::nullopt;
    }
    if (time.local && !file_has_zone) {
        local_times[static_cast<std::size_t>(column)].push_back(static_cast<std::uint32_t>(row));
        return static_cast<Stamp>(time.seconds);
    }
    return static_cast<Stamp>(time.local ? data.zone.utc_from_local(time.seconds) : time.seconds);
}

void Builder::State::count_offset(std::int32_t offset) {
    const auto same = std::find_if(file_offsets.begin(), file_offsets.end(),
                                   [offset](const auto& counted) { return counted.first == offset; });
    if (same != file_offsets.end()) {
        ++same->second;
        // The usual one stands first.
        if (same != file_offsets.begin() && same->second > file_offsets.front().second)
            std::iter_swap(same, file_offsets.begin());
    } else if (file_offsets.size() < base::limits::offsets_told) {
        file_offsets.emplace_back(offset, 1);
    }
}

void Builder::State::set(Stamp& target, const When& time, std::uint64_t number, const char* path, TimeColumn column,
                         std::size_t row) {
    if (!time) return;
    if (const auto value = stamp(*time, number, path, column, row)) target = *value;
}

std::optional<base::Money> Builder::State::money(std::string_view text, std::uint64_t number, const char* path,
                                                 MoneyColumn column, std::size_t row) {
    const auto value =
        base::parse_money(text, file_currency.empty() ? waiting_digits : base::minor_digits(file_currency));
    if (!value) report(ErrorCode::bad_number, number, path, text);
    if (value && file_currency.empty()) waiting_money.push_back({static_cast<std::uint32_t>(row), column});
    if (value && column != MoneyColumn::deal && is_foreign(file_currency)) {
        report(ErrorCode::mixed_currency, number, path, file_currency);
        return std::nullopt;
    }
    return value;
}

bool Builder::State::mark(std::vector<std::uint8_t>& files, std::size_t row, std::uint64_t number, const char* path,
                          std::string_view id) {
    if (files.size() <= row) files.resize(row + 1);
    const bool duplicate = files[row] == file_number;
    if (duplicate) report(ErrorCode::duplicate_id, number, path, id);
    files[row] = file_number;
    return duplicate;
}

bool Builder::State::usable_id(std::string_view id, std::uint64_t number, const char* path) {
    if (id.size() <= base::limits::id_bytes) return true;
    report(ErrorCode::json_string_size, number, path, id);
    return false;
}

std::optional<DealIndex> Builder::State::deal(std::string_view id, std::uint64_t number, const char* path) {
    if (!usable_id(id, number, path)) return std::nullopt;
    const DealIndex deals = data.deals.ids.size();
    const DealIndex deal =
        deals < base::limits::deals ? data.deals.ids.add(id) : data.deals.ids.find(id).value_or(base::StringPool::full);
    if (deal == base::StringPool::full) {
        report(ErrorCode::too_many_records, number, path, id);
        return std::nullopt;
    }
    if (deal < deals) return deal;
    Deals& d = data.deals;
    d.account.push_back(no_account);
    for (auto* column : {&d.name, &d.source, &d.campaign, &d.segment, &d.lost_reason, &d.currency})
        column->push_back(0);
    d.value.push_back(0);
    d.created.push_back(0);
    d.closed.push_back(0);
    d.status.push_back(Status::open);
    d.has_value.push_back(0);
    d.declared.push_back(0);
    return deal;
}

AccountIndex Builder::State::account(std::string_view id) {
    const std::string_view cut = base::utf8_cut(id, base::limits::id_bytes);
    const AccountIndex account = data.accounts.ids.add(cut);
    if (account == base::StringPool::full) {
        report(ErrorCode::too_many_records, 0, "accounts", id);
        return no_account;
    }
    if (account == data.accounts.name.size())
        for (auto* column :
             {&data.accounts.name, &data.accounts.segment, &data.accounts.industry, &data.accounts.region})
            column->push_back(0);
    return account;
}

void Builder::add(const DealRecord& record, std::uint64_t number) {
    State& s = *state_;
    ++s.file_records;
    const auto found = s.deal(record.id, number, "deals[].id");
    if (!found) return;
    const DealIndex deal = *found;
    s.mark(s.deal_file, deal, number, "deals[].id", record.id);
    Deals& d = s.data.deals;
    d.declared[deal] = 1;
    if (record.account) d.account[deal] = s.account(*record.account);
    s.set(d.name[deal], record.name);
    s.set(d.source[deal], record.source);
    s.set(d.campaign[deal], record.campaign);
    s.set(d.segment[deal], record.segment);
    s.set(d.currency[deal], record.currency);
    s.set(d.lost_reason[deal], record.lost_reason);
    if (record.status) d.status[deal] = *record.status;
    s.set(d.created[deal], record.created_at, number, "deals[].created_at", TimeColumn::created, deal);
    s.set(d.closed[deal], record.closed_at, number, "deals[].closed_at", TimeColumn::closed, deal);
    if (record.value) {
        const std::string_view own = s.data.labels[d.currency[deal]];
        const auto value = own.empty() ? s.money(*record.value, number, "deals[].value", MoneyColumn::deal, deal)
                                       : base::parse_money(*record.value, base::minor_digits(own));
        if (value) {
            d.value[deal] = *value;
            d.has_value[deal] = own.empty() && s.file_currency.empty() ? waiting_value : 1;
            if (own.empty() && s.is_foreign(s.file_currency)) d.currency[deal] = s.label(s.file_currency);
        } else if (!own.empty()) {
            s.report(ErrorCode::bad_number, number, "deals[].value", *record.value);
        }
    }
    if (!record.has_history) return;
    if (s.span_of_deal.size() <= deal) s.span_of_deal.resize(std::max<std::size_t>(deal + 1, d.declared.size()));
    RawSpan& span = s.span_of_deal[deal];
    span = {static_cast<std::uint32_t>(s.raw.size()), 0, true};
    for (const HistoryRecord& entry : record.history) {
        if (span.count == base::limits::history) {
            s.report(ErrorCode::too_many_records, number, "deals[].history[]", record.id);
            break;
        }
        const std::size_t row = s.raw.size();
        const auto entered = s.stamp(entry.entered, number, "deals[].history[].at", TimeColumn::raw_entered, row);
        if (!entered) continue;
        RawEntry raw{*entered, 0, entry.owner, 0};
        const Role role = entry.role.value_or(Role::none);
        raw.stage_and_role = static_cast<std::uint16_t>(entry.stage | (static_cast<unsigned>(role) << 12));
        s.set(raw.touched, entry.touched, number, "deals[].history[].first_touch_at", TimeColumn::raw_touched, row);
        if (entry.assigned) {
            const auto at = s.stamp(*entry.assigned, number, "deals[].history[].assigned_at", TimeColumn::raw_assigned,
                                    s.raw_assigned.size());
            if (at) s.raw_assigned.push_back({static_cast<std::uint32_t>(row), *at});
        }
        s.raw.push(raw);
        ++span.count;
    }
}

void Builder::add(const ActivityRecord& record, std::uint64_t number) {
    State& s = *state_;
    ++s.file_records;
    Activity activity{.kind = record.kind, .recurring = record.recurring};
    const auto at = s.stamp(record.at, number, "activities[].at", TimeColumn::activity, s.data.activities.size());
    if (!at) return;
    activity.at = *at;
    if (record.account) activity.account = s.account(*record.account);
    if (record.deal) activity.deal = s.deal(*record.deal, number, "activities[].deal").value_or(no_deal);
    if (record.person) activity.person = person(*record.person, number, "activities[].person");
    if (record.value) {
        const auto value =
            s.money(*record.value, number, "activities[].value", MoneyColumn::activity, s.data.activities.size());
        activity.value = value.value_or(0);
        activity.has_value = value.has_value();
    }
    const auto row = static_cast<std::uint32_t>(s.data.activities.size());
    const bool is_invoice = record.kind == ActivityKind::invoice;
    const Text& named = is_invoice ? record.id : record.invoice;
    InvoiceNote note{.activity = row};
    if (named && !named->empty())
        note.invoice = s.invoice(*named, number, is_invoice ? "activities[].id" : "activities[].invoice");
    s.set(note.due, record.due, number, "activities[].due", TimeColumn::due, s.data.invoice_notes.size());
    if (is_invoice && note.invoice != no_invoice)
        s.mark(s.invoice_file, note.invoice, number, "activities[].id", *named);
    if (is_invoice || note.invoice != no_invoice) s.data.invoice_notes.push_back(note);
    s.data.activities.push_back(activity);
}

StageNumber Builder::stage(std::string_view id, std::uint64_t number) {
    State& s = *state_;
    if (!s.usable_id(id, number, "deals[].history[].stage")) return no_stage;
    if (const auto known = s.stage_ids.find(id)) return static_cast<StageNumber>(*known);
    if (s.stage_ids.size() >= no_stage) {
        s.report(ErrorCode::too_many_stages, number, "deals[].history[].stage", id);
        return no_stage;
    }
    return static_cast<StageNumber>(s.stage_ids.add(id));
}

PersonIndex Builder::person(std::string_view id, std::uint64_t number, const char* path) {
    State& s = *state_;
    if (!s.usable_id(id, number, path)) return no_person;
    if (const auto known = s.data.person_ids.find(id)) return static_cast<PersonIndex>(*known);
    if (s.data.people.size() >= base::limits::people) {
        s.report(ErrorCode::too_many_people, number, path, id);
        return no_person;
    }
    Person added;
    added.id = std::string(id);
    s.data.people.push_back(std::move(added));
    return static_cast<PersonIndex>(s.data.person_ids.add(id));
}

}  // namespace model
