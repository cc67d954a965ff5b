// Records that come by the hundred or the thousand, where deals and activities come by the million: compiled small.
#include <utility>

#include "base/limits.h"
#include "base/money.h"
#include "base/same_text.h"
#include "base/utf8.h"
#include "ingest/septet_records.h"

namespace ingest {

using base::ErrorCode;
using septet::Kind;

void SeptetRecords::add_role(std::string_view word) {
    const auto role = model::find_word<model::Role>(model::role_names, word);
    if (role && *role != model::Role::none)
        roles_ |= static_cast<std::uint8_t>(1u << static_cast<unsigned>(*role));
    else
        report(kind, ErrorCode::unknown_word, "roles", word);
}

void SeptetRecords::begin_calendar() {
    calendar_ = {0, 0, 0, {}, {}};
    hours_.clear();
}

// Hours and weekdays are small whole numbers, the other two lists are dates.
void SeptetRecords::add_to_calendar(std::size_t list, std::string_view text) {
    using septet::Calendar;
    const std::string path = septet::calendar_path(list);
    if (list == Calendar::hours || list == Calendar::weekdays) {
        const bool hour = list == Calendar::hours;
        const auto number = base::parse_money(text, 0);
        if (!number || *number < (hour ? 0 : 1) || *number > (hour ? 24 : 7))
            return report(Kind::meta, ErrorCode::bad_number, path, text);
        if (!hour)
            calendar_.weekdays |= 1u << (*number - 1);
        else if (hours_.size() < 3)  // the third makes them unusable
            hours_.push_back(static_cast<std::uint32_t>(*number));
        return;
    }
    std::vector<std::int64_t>& days = list == Calendar::holidays ? calendar_.holidays : calendar_.extra_days;
    const auto time = base::parse_time(text);
    if (!time || !time->date_only) return report(Kind::meta, ErrorCode::bad_time, path, text);
    if (days.size() == base::limits::holidays) return report(Kind::meta, ErrorCode::too_many_records, path, text);
    days.push_back(time->seconds / 86'400);
}

// Without its hours a calendar says nothing, and is left out.
void SeptetRecords::end_calendar() {
    if (hours_.size() != 2 || hours_[0] >= hours_[1])
        return report(Kind::meta, hours_.empty() ? ErrorCode::missing_field : ErrorCode::bad_number, "calendar.hours");
    calendar_.from = hours_[0];
    calendar_.to = hours_[1];
    if (calendar_.weekdays == 0) calendar_.weekdays = model::WorkingHours{}.weekdays;
    model::MetaRecord record;
    record.calendar = std::move(calendar_);
    builder_.add(record);
}

std::uint64_t SeptetRecords::count(std::size_t at, std::string_view path) {
    const model::Text text = fields.text(at);
    if (!text) return 0;
    const auto whole_number = base::parse_money(*text, 0);
    if (whole_number && *whole_number >= 0) return static_cast<std::uint64_t>(*whole_number);
    report(ErrorCode::bad_number, path, *text);
    return 0;
}

void SeptetRecords::end_meta() {
    described_ = kind = Kind::meta;
    model::MetaRecord record{
        meta.text(septet::Meta::name), time(meta, septet::Meta::exported_at, "exported_at"), {}, {}, {}};
    if (const model::Text currency = meta.text(septet::Meta::currency)) {
        const bool code =
            currency->size() == 3 && currency->find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == currency->npos;
        if (code)
            record.currency = currency;
        else
            report(ErrorCode::bad_currency, "currency", *currency);
    }
    if (const model::Text name = meta.text(septet::Meta::timezone)) {
        auto zone = find_zone_(*name);
        if (zone)
            record.zone = *std::move(zone);
        else
            report(ErrorCode::unknown_zone, "timezone", *name);
    }
    builder_.add(record);
    meta.clear();
}

void SeptetRecords::emit_stage() {
    using septet::Stage;
    if (!require(fields, Stage::id, "id")) return;
    model::StageRecord record{*fields.text(Stage::id), fields.text(Stage::zh), fields.text(Stage::en),
                              word<model::Role>(fields, Stage::role, model::role_names, "role"),
                              word<model::Outcome>(fields, Stage::outcome, model::outcome_names, "outcome")};
    if (const model::Text name = fields.text(Stage::name)) record.name_zh = record.name_en = name;
    builder_.add(record, number());
}

void SeptetRecords::emit_person() {
    using septet::Person;
    static constexpr std::array<std::string_view, 2> people_kinds{"human", "bot"};
    if (!require(fields, Person::id, "id")) return;
    model::PersonRecord record{.id = *fields.text(Person::id),
                               .name = fields.text(Person::name),
                               .manager = fields.text(Person::manager),
                               .team = fields.text(Person::team),
                               .roles = std::nullopt,
                               .from = time(fields, Person::from, "from"),
                               .to = time(fields, Person::to, "to"),
                               .bot = word<bool>(fields, Person::kind, people_kinds, "kind")};
    if (fields.has(Person::roles)) record.roles = roles_;
    builder_.add(record, number());
}

void SeptetRecords::emit_account() {
    using septet::Account;
    if (!require(fields, Account::id, "id")) return;
    builder_.add(
        model::AccountRecord{*fields.text(Account::id), fields.text(Account::name), fields.text(Account::segment),
                             fields.text(Account::industry), fields.text(Account::region)},
        number());
}

void SeptetRecords::emit_reach() {
    using septet::Reach;
    if (!require(fields, Reach::date, "date")) return;
    const model::When date = time(fields, Reach::date, "date");
    if (!date) return;
    builder_.add(model::ReachRecord{*date, fields.text(Reach::source), fields.text(Reach::campaign),
                                    fields.text(Reach::cost), count(Reach::impressions, "impressions"),
                                    count(Reach::clicks, "clicks"), count(Reach::leads, "leads")},
                 number());
}

void SeptetRecords::emit_target() {
    using septet::Target;
    const bool complete = require(fields, Target::from, "from") && require(fields, Target::to, "to") &&
                          require(fields, Target::value, "value");
    if (!complete) return;
    const model::When from = time(fields, Target::from, "from");
    const model::When to = time(fields, Target::to, "to");
    if (!from || !to) return;
    builder_.add(model::TargetRecord{*from, *to, fields.text(Target::team), fields.text(Target::person),
                                     *fields.text(Target::value)},
                 number());
}

std::uint32_t SeptetRecords::moment(std::size_t at, std::string_view path) {
    const model::Text text = entry.text(at);
    if (!text) return model::no_time_ms;
    const auto milliseconds = base::parse_money(*text, 3);
    if (milliseconds && *milliseconds >= 0 && *milliseconds <= base::limits::call_s * 1000)
        return static_cast<std::uint32_t>(*milliseconds);
    report(ErrorCode::bad_number, path, *text);
    return model::no_time_ms;
}

// The place of a speaker among the call's. Turns may come before the list that says who they are.
std::uint32_t SeptetRecords::speaker(std::string_view id) {
    for (std::size_t i = 0; i < speakers_.size(); ++i)
        if (base::same_text(speakers_[i].id, id)) return static_cast<std::uint32_t>(i);
    if (speakers_.size() == base::limits::speakers) {
        report(ErrorCode::unknown_speaker, "speaker", id);
        return model::no_speaker;
    }
    speakers_.push_back({std::string(base::utf8_cut(id, base::limits::id_bytes)), {}, {}, {}, false});
    return static_cast<std::uint32_t>(speakers_.size() - 1);
}

void SeptetRecords::end_speaker() {
    using septet::Speaker;
    described_ = Kind::speaker;
    speakers_told_ = true;
    if (!require(entry, Speaker::id, "id")) return;
    const std::uint32_t place = speaker(*entry.text(Speaker::id));
    if (place == model::no_speaker) return;
    model::SpeakerRecord& record = speakers_[place];
    record.told = true;
    record.side = word<model::Side>(entry, Speaker::side, model::side_names, "side");
    if (const model::Text name = entry.text(Speaker::name)) record.name = *name;
    if (const model::Text person = entry.text(Speaker::person)) record.person = *person;
}

void SeptetRecords::end_turn() {
    using septet::Turn;
    described_ = Kind::turn;
    if (turns_.size() == base::limits::turns) return report(ErrorCode::too_many_records, "speaker");
    model::TurnRecord record;
    if (const model::Text id = entry.text(Turn::speaker); id && !id->empty()) record.speaker = speaker(*id);
    record.start_ms = moment(Turn::start_s, "start_s");
    record.end_ms = moment(Turn::end_s, "end_s");
    if (record.start_ms == model::no_time_ms || record.end_ms == model::no_time_ms || record.end_ms < record.start_ms)
        record.end_ms = model::no_time_ms;  // told when it is known that this is no chat
    if (const model::Text sentiment = entry.text(Turn::sentiment)) {
        const auto hundredths = base::parse_money(*sentiment, 2);
        if (hundredths && *hundredths >= -100 && *hundredths <= 100)
            record.sentiment = static_cast<std::int8_t>(*hundredths);
        else
            report(ErrorCode::bad_number, "sentiment", *sentiment);
    }
    std::string_view text = entry.text(Turn::text).value_or("");
    if (text.size() > base::limits::call_text - turn_texts_.size()) {
        report(ErrorCode::text_too_long, "text");
        text = {};
    }
    turn_texts_ += text;
    turn_ends_.push_back(turn_texts_.size());
    turns_.push_back(record);
}

void SeptetRecords::emit_call() {
    using septet::Call;
    if (!require(fields, Call::id, "id") || !require(fields, Call::at, "at")) return;
    const model::When at = time(fields, Call::at, "at");
    if (!at) return;
    model::CallRecord record{
        .id = *fields.text(Call::id),
        .at = *at,
        .duration_s = {},
        .person = fields.text(Call::person),
        .deal = fields.text(Call::deal),
        .account = fields.text(Call::account),
        .language = fields.text(Call::language),
        .purpose = fields.text(Call::purpose),
        .recording = fields.text(Call::recording_url),
        .role = word<model::Role>(fields, Call::role, model::role_names, "role"),
        .direction = word<model::Direction>(fields, Call::direction, model::direction_names, "direction"),
        .channel = word<model::Channel>(fields, Call::channel, model::channel_names, "channel"),
        .speakers = speakers_,
        .has_turns = has_turns,
        .turns = turns_};
    std::size_t begin = 0;
    for (std::size_t i = 0; i < turns_.size(); ++i) {
        turns_[i].text = std::string_view(turn_texts_).substr(begin, turn_ends_[i] - begin);
        begin = turn_ends_[i];
        if (turns_[i].end_ms == model::no_time_ms && record.channel != model::Channel::chat)
            report(ErrorCode::turn_times, "turns[].end_s");
    }
    for (const model::SpeakerRecord& known : speakers_)
        if (speakers_told_ && !known.told) report(ErrorCode::unknown_speaker, "turns[].speaker", known.id);
    if (const model::Text text = fields.text(Call::duration_s)) {
        // Read as milliseconds, so that a fraction is rounded and what is not a length of time is found.
        const auto milliseconds = base::parse_money(*text, 3);
        if (milliseconds && *milliseconds >= 0 && *milliseconds <= base::limits::call_s * 1000)
            record.duration_s = static_cast<std::uint32_t>((*milliseconds + 500) / 1000);
        else
            report(ErrorCode::bad_number, "duration_s", *text);
    }
    builder_.add(record, number());
}

}  // namespace ingest
