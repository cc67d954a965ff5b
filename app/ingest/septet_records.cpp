#include "ingest/septet_records.h"

#include "base/limits.h"

namespace ingest {

using base::ErrorCode;
using septet::info;
using septet::Kind;

void SeptetRecords::begin(Kind record_kind) {
    kind = record_kind;
    ++numbers_[static_cast<std::size_t>(kind)];
    fields.clear();
    roles_ = 0;
    has_history = false;
    history.clear();
    has_turns = speakers_told_ = false;
    speakers_.clear();
    turns_.clear();
    turn_texts_.clear();
    turn_ends_.clear();
}

void SeptetRecords::report(Kind of, ErrorCode code, std::string_view field, std::string_view detail) {
    builder_.report(code, number(), std::string(info(of).prefix) + std::string(field), detail);
}

model::When SeptetRecords::time(const Fields& from, std::size_t at, std::string_view path) {
    const model::Text text = from.text(at);
    if (!text) return std::nullopt;
    const auto parsed = base::parse_time(*text);
    if (!parsed) report(ErrorCode::bad_time, path, *text);
    return parsed;
}

bool SeptetRecords::require(const Fields& from, std::size_t at, std::string_view path) {
    const model::Text text = from.text(at);
    if (text && !text->empty()) return true;
    report(ErrorCode::missing_field, path);
    return false;
}

void SeptetRecords::end() {
    described_ = kind;
    switch (kind) {
        case Kind::stage: return emit_stage();
        case Kind::person: return emit_person();
        case Kind::account: return emit_account();
        case Kind::deal: return emit_deal();
        case Kind::activity: return emit_activity();
        case Kind::reach: return emit_reach();
        case Kind::target: return emit_target();
        case Kind::call: return emit_call();
        case Kind::meta:
        case Kind::history:
        case Kind::speaker:
        case Kind::turn: return;
    }
}

void SeptetRecords::end_entry() {
    using septet::History;
    described_ = Kind::history;
    if (history.size() > base::limits::history) return;  // the builder reports the deal
    const bool has_stage = require(entry, History::stage, "stage");
    if (!require(entry, History::at, "at") || !has_stage) return;
    const model::When entered = time(entry, History::at, "at");
    if (!entered) return;
    model::HistoryRecord record;
    record.entered = *entered;
    record.touched = time(entry, History::first_touch_at, "first_touch_at");
    // Most stays are given to their owner as they begin: then there is nothing more to keep.
    if (entry.text(History::assigned_at) != entry.text(History::at))
        record.assigned = time(entry, History::assigned_at, "assigned_at");
    record.role = word<model::Role>(entry, History::role, model::role_names, "role");
    record.stage = builder_.stage(*entry.text(History::stage), number());
    if (const model::Text owner = entry.text(History::owner); owner && !owner->empty())
        record.owner = builder_.person(*owner, number(), "deals[].history[].owner");
    history.push_back(record);
}

void SeptetRecords::emit_deal() {
    using septet::Deal;
    if (!require(fields, Deal::id, "id")) return;
    model::DealRecord record;
    record.id = *fields.text(Deal::id);
    record.account = fields.text(Deal::account);
    record.name = fields.text(Deal::name);
    record.source = fields.text(Deal::source);
    record.campaign = fields.text(Deal::campaign);
    record.segment = fields.text(Deal::segment);
    record.currency = fields.text(Deal::currency);
    record.lost_reason = fields.text(Deal::lost_reason);
    record.value = fields.text(Deal::value);
    record.created_at = time(fields, Deal::created_at, "created_at");
    record.closed_at = time(fields, Deal::closed_at, "closed_at");
    record.status = word<model::Status>(fields, Deal::status, model::status_names, "status");
    record.has_history = has_history;
    record.history = history;
    builder_.add(record, number());
}

void SeptetRecords::emit_activity() {
    using septet::Activity;
    const std::size_t kind_slot = fields.has(Activity::activity) ? Activity::activity : Activity::type;
    const bool has_kind = require(fields, kind_slot, "type");
    if (!require(fields, Activity::at, "at") || !has_kind) return;
    const auto activity = word<model::ActivityKind>(fields, kind_slot, model::activity_names, "type");
    const model::When at = time(fields, Activity::at, "at");
    if (!activity || !at) return;
    model::ActivityRecord record{.kind = *activity,
                                 .at = *at,
                                 .account = fields.text(Activity::account),
                                 .deal = fields.text(Activity::deal),
                                 .person = fields.text(Activity::person),
                                 .value = fields.text(Activity::value),
                                 .recurring = fields.text(Activity::recurring) == model::Text("true"),
                                 .id = {},
                                 .invoice = {},
                                 .due = {}};
    if (*activity == model::ActivityKind::invoice) {
        record.id = fields.text(Activity::id);
        record.due = time(fields, Activity::due, "due");
    }
    if (*activity == model::ActivityKind::payment) record.invoice = fields.text(Activity::invoice);
    builder_.add(record, number());
}

}  // namespace ingest
