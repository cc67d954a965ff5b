// Gong's API (v2) as it answers: /v2/calls and /v2/calls/extensive, /v2/calls/transcript, /v2/stats/interaction,
// /v2/stats/activity/scorecards, /v2/settings/scorecards, /v2/users. Times inside a transcript are milliseconds, all others seconds; ids
// are texts or numbers of up to 20 digits.
#include "base/limits.h"
#include "base/utf8.h"
#include "ingest/foreign.h"

namespace ingest::foreign {

using base::ErrorCode;
using model::Side;

namespace {

constexpr std::string_view vendor = "Gong";

std::string_view unit_of(std::string_view figure, double value) {
    if (figure == "Talk Ratio") return value > 1 ? "%" : "share";
    if (figure == "Longest Monologue" || figure == "Longest Customer Story" || figure == "Patience") return "s";
    if (figure == "Question Rate") return "1/h";
    return "";
}

Side side_of(JsonNode party) {
    const std::string_view affiliation = party["affiliation"].word();
    if (affiliation == "Internal") return Side::rep;
    if (affiliation == "External") return Side::customer;
    return Side::unknown;
}

void read_context(Target& target, std::string_view call, JsonNode contexts) {
    for (const JsonNode context : contexts)
        for (const JsonNode object : context["objects"]) {
            const std::string_view type = object["objectType"].word();
            const bool account = type == "Account" || type == "Company";
            if (account || type == "Opportunity" || type == "Deal" || type == "Lead")
                if (const auto id = object["objectId"].text()) target.extras.add_link(call, *id, account);
        }
}

void read_parties(Target& target, std::string_view call, JsonNode parties, std::string_view host) {
    for (const JsonNode party : parties) {
        const std::string_view user = party["userId"].word();
        target.extras.add_party(call, {.speaker = party["speakerId"].word(),
                                       .user = user,
                                       .name = party["name"].word(),
                                       .mail = party["emailAddress"].word(),
                                       .phone = party["phoneNumber"].word(),
                                       .side = side_of(party),
                                       .host = !user.empty() && user == host});
    }
    if (!parties && !host.empty()) target.extras.add_party(call, {.user = host, .side = Side::rep, .host = true});
}

void read_figures(Target& target, std::string_view call, JsonNode interaction, JsonNode parties) {
    for (const JsonNode one : interaction["interactionStats"]) {
        const auto value = one["value"].number();
        const std::string_view name = one["name"].word();
        if (value && !name.empty())
            target.extras.add_metric(call,
                                     {.vendor = vendor, .name = name, .unit = unit_of(name, *value), .value = *value});
        else
            target.report(ErrorCode::bad_number, "interactionStats[].value", one["value"].word());
    }
    for (const JsonNode speaker : interaction["speakers"]) {
        const auto value = speaker["talkTime"].number();
        if (!value) continue;
        const std::string_view id = speaker["id"].word();
        model::MetricRecord record{.vendor = vendor, .name = "talkTime", .unit = "s", .speaker = id, .value = *value};
        for (const JsonNode party : parties) {
            if (id.empty() || (party["id"].word() != id && party["speakerId"].word() != id)) continue;
            if (const auto name = party["name"].text()) record.speaker = *name;
            record.side = side_of(party);
        }
        target.extras.add_metric(call, record);
    }
    const JsonNode questions = interaction["questions"];
    for (const auto& [name, side] :
         {std::pair("companyCount", Side::rep), std::pair("nonCompanyCount", Side::customer)})
        if (const auto value = questions[name].number())
            target.extras.add_metric(call, {.vendor = vendor, .name = "questions", .side = side, .value = *value});
}

void read_topics(Target& target, std::string_view call, JsonNode content) {
    for (const JsonNode topic : content["topics"])
        if (const auto name = topic["name"].text())
            target.extras.add_topic(call,
                                    {.vendor = vendor, .name = *name, .length_ms = moment(topic["duration"], 1000)});
    for (const JsonNode tracker : content["trackers"]) {
        const auto name = tracker["name"].text();
        const auto count = tracker["count"].number();
        if (!name || !count || *count < 0 || *count > base::limits::turns) continue;
        std::vector<model::TopicSpan> spans;
        for (const JsonNode occurrence : tracker["occurrences"])
            if (const std::uint32_t at = moment(occurrence["startTime"], 1000); at != model::no_time_ms)
                spans.push_back({at, at});
        target.extras.add_topic(
            call, {.vendor = vendor, .name = *name, .count = static_cast<std::uint32_t>(*count), .spans = spans});
    }
}

void read_call(Target& target, JsonNode call) {
    const JsonNode meta = call["metaData"] ? call["metaData"] : call;
    const auto id = target.id(meta["id"], "metaData.id");
    if (!id) return;
    const model::When at = target.time(meta["started"], "metaData.started");
    if (!at) {
        if (!meta["started"]) target.report(ErrorCode::missing_field, "metaData.started");
        return;
    }
    const std::string language = language_of(meta["language"].word());
    model::CallRecord record;
    record.id = *id;
    record.at = *at;
    record.duration_s = target.seconds(meta["duration"], "metaData.duration");
    if (!language.empty()) record.language = language;
    record.purpose = meta["purpose"].text();
    record.recording = meta["url"].text();
    const std::string_view direction = meta["direction"].word(), media = meta["media"].word();
    if (direction == "Inbound") record.direction = model::Direction::in;
    if (direction == "Outbound") record.direction = model::Direction::out;
    if (media == "Video") record.channel = model::Channel::video;
    if (media == "Audio") record.channel = model::Channel::phone;
    target.builder.add(record, target.number);
    target.extras.begin_record();
    read_parties(target, *id, call["parties"], meta["primaryUserId"].word());
    read_context(target, *id, call["context"]);
    read_figures(target, *id, call["interaction"], call["parties"]);
    read_topics(target, *id, call["content"]);
}

void read_transcript(Target& target, JsonNode transcript) {
    const auto id = target.id(transcript["callId"], "callId");
    if (!id) return;
    Said said(target);
    for (const JsonNode monologue : transcript["transcript"])
        for (const JsonNode sentence : monologue["sentences"])
            said.add(monologue["speakerId"].word(), moment(sentence["start"], 1), moment(sentence["end"], 1),
                     sentence["text"].word());
    target.builder.count_record();
    target.extras.begin_record();
    said.end({.call = *id});
}

void read_answered(Target& target, JsonNode card) {
    const auto call = target.id(card["callId"], "callId");
    if (!call) return;
    model::ScorecardRecord record{.own_id = card["answeredScorecardId"].word(),
                                  .name = card["scorecardName"].word(),
                                  .rated_by = card["reviewerUserId"].word()};
    if (!record.rated_by.empty()) record.rater = model::Rater::human;
    std::vector<model::ScoreItemRecord> items;
    for (const JsonNode answer : card["answers"]) {
        model::ScoreItemRecord item{.question = answer["questionId"].word()};
        item.not_applicable = answer["notApplicable"].flag();
        if (const auto score = answer["score"].number()) item.score = *score;
        if (answer["isOverall"].flag())
            record.score = item.score;
        else
            items.push_back(item);
    }
    record.items = items;
    target.builder.count_record();
    target.extras.begin_record();
    target.extras.add_scorecard(*call, record);
}

void read_user(Target& target, JsonNode user) {
    const auto id = target.id(user["id"], "id");
    if (!id) return;
    for (const std::string_view field : {"emailAddress", "phoneNumber"})
        target.extras.add_contact(model::Addressee::user, *id, user[field].word());
    for (const JsonNode alias : user["emailAliases"])
        target.extras.add_contact(model::Addressee::user, *id, alias.word());
}

}  // namespace

bool reads_gong(std::string_view list) {
    for (const std::string_view known :
         {"calls", "callTranscripts", "answeredScorecards", "peopleInteractionStats", "scorecards", "users"})
        if (list == known) return true;
    return false;
}

void read_gong(Target& target, std::string_view list, JsonNode record) {
    if (list == "calls" || list == "callData") return read_call(target, record);
    if (list == "callTranscripts") return read_transcript(target, record);
    if (list == "answeredScorecards") return read_answered(target, record);
    if (list == "users") return read_user(target, record);
    if (list == "scorecards") target.extras.begin_record();
    if (list == "scorecards")
        for (const JsonNode question : record["questions"])
            if (const auto id = question["questionId"].text())
                target.extras.add_question(*id, question["questionText"].word(),
                                           question["maxRange"].number().value_or(model::no_score));
    if (list == "records" && record["cursor"]) target.report(ErrorCode::more_pages, "records.cursor");
}

std::optional<GongPerson> read_gong_person(Target& target, JsonNode record) {
    GongPerson person{std::string(record["userId"].word()), std::string(record["userEmailAddress"].word()), {}};
    if (person.user.size() > base::limits::id_bytes || person.address.size() > base::limits::id_bytes)
        return std::nullopt;
    for (const JsonNode one : record["personInteractionStats"]) {
        const auto value = one["value"].number();
        if (value)
            person.figures.emplace_back(base::utf8_cut(one["name"].word(), base::limits::id_bytes), *value);
        else
            target.report(ErrorCode::bad_number, "interactionStats[].value", one["value"].word());
    }
    return person;
}

}  // namespace ingest::foreign
