// The post-call output of Amazon Transcribe Call Analytics, and of Contact Lens, which is of the same family: all times are milliseconds,
// sides are AGENT and CUSTOMER, sentiment is −5 … 5. Neither says when the call was or whose: that comes from a call of the
// same id, or with the same recording, in another file.
#include "base/limits.h"
#include "ingest/foreign.h"

namespace ingest::foreign {

using base::ErrorCode;
using model::Side;

namespace {

constexpr std::string_view vendor = "Amazon Transcribe";

Side side_of(std::string_view role) {
    if (role == "AGENT") return Side::rep;
    if (role == "CUSTOMER") return Side::customer;
    return role.empty() ? Side::unknown : Side::other;
}

// By the participant's own id, where there is one.
std::string_view role_of(JsonNode document, std::string_view participant) {
    for (const JsonNode one : document["Participants"])
        if (!participant.empty() && one["ParticipantId"].word() == participant) return one["ParticipantRole"].word();
    return participant;
}

std::int8_t sentiment_of(std::string_view word) {
    if (word == "POSITIVE") return 100;
    if (word == "NEGATIVE") return -100;
    return word == "NEUTRAL" || word == "MIXED" ? std::int8_t{0} : model::no_sentiment;
}

class Figures {
public:
    Figures(Target& target, std::string_view call, JsonNode document)
        : target_(target), call_(call), document_(document) {}
    void add(std::string_view name, std::string_view unit, JsonNode value, std::string_view participant = {}) {
        const auto number = value.number();
        if (!number) return;
        target_.extras.add_metric(call_, {.vendor = vendor,
                                          .name = name,
                                          .unit = unit,
                                          .speaker = participant,
                                          .side = side_of(role_of(document_, participant)),
                                          .value = *number});
    }
    void add_each(std::string_view name, std::string_view unit, JsonNode by_participant, std::string_view field) {
        for (const JsonNode one : by_participant) add(name, unit, field.empty() ? one : one[field], one.key());
    }
    // How many of a list; a number that the list itself is.
    void add_count(std::string_view name, JsonNode list) {
        target_.extras.add_metric(call_, {.vendor = vendor,
                                          .name = name,
                                          .speaker = list.key(),
                                          .side = side_of(role_of(document_, list.key())),
                                          .value = static_cast<double>(list.size())});
    }

private:
    Target& target_;
    std::string_view call_;
    JsonNode document_;
};

void read_characteristics(Target& target, std::string_view call, JsonNode document) {
    const JsonNode all = document["ConversationCharacteristics"];
    Figures figures(target, call, document);
    figures.add("TotalConversationDuration", "ms", all["TotalConversationDurationMillis"]);
    figures.add("TalkTime", "ms", all["TalkTime"]["TotalTimeMillis"]);
    figures.add_each("TalkTime", "ms", all["TalkTime"]["DetailsByParticipant"], "TotalTimeMillis");
    figures.add("NonTalkTime", "ms", all["NonTalkTime"]["TotalTimeMillis"]);
    figures.add_each("TalkSpeed", "words/min", all["TalkSpeed"]["DetailsByParticipant"], "AverageWordsPerMinute");
    figures.add("Interruptions", "", all["Interruptions"]["TotalCount"]);
    figures.add("InterruptionTime", "ms", all["Interruptions"]["TotalTimeMillis"]);
    for (const JsonNode list : all["Interruptions"]["InterruptionsByInterrupter"])
        figures.add_count("Interruptions", list);
    figures.add_each("OverallSentiment", "-5…5", all["Sentiment"]["OverallSentiment"], "");
}

void read_categories(Target& target, std::string_view call, JsonNode categories) {
    for (const JsonNode matched : categories["MatchedCategories"]) {
        const auto name = matched.text();
        if (!name) continue;
        std::vector<model::TopicSpan> spans;
        for (const JsonNode point : categories["MatchedDetails"][*name]["PointsOfInterest"]) {
            const std::uint32_t start = moment(point["BeginOffsetMillis"], 1),
                                end = moment(point["EndOffsetMillis"], 1);
            if (start != model::no_time_ms && end != model::no_time_ms && start <= end) spans.push_back({start, end});
        }
        target.extras.add_topic(
            call, {.vendor = vendor, .name = *name, .count = static_cast<std::uint32_t>(spans.size()), .spans = spans});
    }
}

}  // namespace

bool read_call_analytics(Target& target, JsonNode document) {
    if (!document["Transcript"].is_array() && !document["ConversationCharacteristics"].is_object()) return false;
    const JsonNode contact = document["CustomerMetadata"]["ContactId"];
    const auto id =
        target.id(contact ? contact : document["JobName"], contact ? "CustomerMetadata.ContactId" : "JobName");
    if (!id) return true;
    Said said(target);
    for (const JsonNode turn : document["Transcript"]) {
        const JsonNode speaker = turn["ParticipantId"] ? turn["ParticipantId"] : turn["ParticipantRole"];
        said.add(speaker.word(), moment(turn["BeginOffsetMillis"], 1), moment(turn["EndOffsetMillis"], 1),
                 turn["Content"].word(), sentiment_of(turn["Sentiment"].word()));
    }
    const JsonNode length = document["ConversationCharacteristics"]["TotalConversationDurationMillis"];
    const std::uint32_t length_ms = moment(length, 1);
    const std::string language = language_of(document["LanguageCode"].word());
    target.builder.count_record();
    target.extras.begin_record();
    said.end({.call = *id,
              .duration_s = length_ms == model::no_time_ms ? 0 : (length_ms + 500) / 1000,
              .language = language,
              .channel = document["Channel"].word() == "CHAT" ? model::Channel::chat : model::Channel::phone,
              .alone = true});
    for (const JsonNode one : document["Participants"]) {
        const JsonNode speaker = one["ParticipantId"] ? one["ParticipantId"] : one["ParticipantRole"];
        target.extras.add_party(*id, {.speaker = speaker.word(), .side = side_of(one["ParticipantRole"].word())});
    }
    read_characteristics(target, *id, document);
    read_categories(target, *id, document["Categories"]);
    return true;
}

}  // namespace ingest::foreign
