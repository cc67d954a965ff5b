// Fields of our own records that few have: addresses of people, deals and accounts, and what other systems say of a call.
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "ingest/json_tree.h"
#include "ingest/later_readers.h"
#include "model/extras_builder.h"

namespace ingest::parts {

using base::ErrorCode;
using septet::Kind;

namespace {

constexpr double a_second = 1000;

class Reader final : public PartsReader {
public:
    explicit Reader(model::Builder& builder) : builder_(builder), extras_(builder.extras()) {}

    void begin(Kind kind, std::string_view field, std::uint64_t number) override {
        kind_ = kind;
        number_ = number;
        fields_.emplace_back(field, JsonTree(base::limits::foreign_record));
    }
    void take(Token token, std::string_view text) override { fields_.back().second.take(token, text); }
    void end_record(std::string_view id) override;

private:
    model::Builder& builder_;
    model::ExtrasBuilder& extras_;
    Kind kind_ = Kind::call;
    std::uint64_t number_ = 0;
    std::vector<std::pair<std::string_view, JsonTree>> fields_;  // of the record

    void report(ErrorCode code, std::string_view path, std::string_view detail = {}) {
        builder_.report(code, number_, std::string(septet::info(kind_).prefix) + std::string(path), detail);
    }
    std::string_view required(JsonNode node, std::string_view path);
    double number(JsonNode node, std::string_view path);
    std::uint32_t seconds(JsonNode node, std::string_view path);
    void read_addresses(std::string_view id, std::string_view field, JsonNode value);
    void read_metrics(std::string_view call, JsonNode value);
    void read_topics(std::string_view call, JsonNode value);
    void read_scorecards(std::string_view call, JsonNode value);
};

std::string_view Reader::required(JsonNode node, std::string_view path) {
    if (node.word().empty()) report(ErrorCode::missing_field, path);
    return node.word();
}

// no_score where there is none.
double Reader::number(JsonNode node, std::string_view path) {
    const auto found = node.number();
    if (node && !found) report(ErrorCode::bad_number, path, node.word());
    return found.value_or(model::no_score);
}

// As milliseconds of a call.
std::uint32_t Reader::seconds(JsonNode node, std::string_view path) {
    const double found = number(node, path) * a_second;
    if (found >= 0 && found <= base::limits::call_s * a_second) return static_cast<std::uint32_t>(found + 0.5);
    if (!std::isnan(found)) report(ErrorCode::bad_number, path, node.word());
    return model::no_time_ms;
}

void Reader::read_addresses(std::string_view id, std::string_view field, JsonNode value) {
    const model::Addressee kind = kind_ == Kind::person ? model::Addressee::person
                                  : kind_ == Kind::deal ? model::Addressee::deal
                                                        : model::Addressee::account;
    const auto take = [&](JsonNode one) {
        if (one.text() && !model::contact_key(one.word()).empty()) return extras_.add_contact(kind, id, one.word());
        if (one) report(ErrorCode::wrong_type, field, one.word());
    };
    if (value.is_array())
        for (const JsonNode one : value) take(one);
    else
        take(value);
}

// A list, or an object of numbers by name.
void Reader::read_metrics(std::string_view call, JsonNode value) {
    for (const JsonNode one : value) {
        model::MetricRecord record;
        if (value.is_object()) {
            record.name = one.key();
            record.value = number(one, "metrics");
            if (!one.text()) report(ErrorCode::wrong_type, "metrics", one.key());
        } else {
            record.name = required(one["name"], "metrics[].name");
            record.vendor = one["vendor"].word();
            record.unit = one["unit"].word();
            record.speaker = one["speaker"].word();
            record.value = number(one["value"], "metrics[].value");
            if (!one["value"]) report(ErrorCode::missing_field, "metrics[].value");
            const auto side = model::find_word<model::Side>(model::side_names, one["side"].word());
            record.side = side.value_or(model::Side::unknown);
            if (!side) report(ErrorCode::unknown_word, "metrics[].side", one["side"].word());
        }
        if (!record.name.empty() && !std::isnan(record.value)) extras_.add_metric(call, record);
    }
}

void Reader::read_topics(std::string_view call, JsonNode value) {
    for (const JsonNode one : value) {
        model::TopicRecord record{.vendor = one["vendor"].word(), .name = required(one["name"], "topics[].name")};
        if (record.name.empty()) continue;
        const double count = number(one["count"], "topics[].count");
        if (count >= 0 && count <= base::limits::turns) record.count = static_cast<std::uint32_t>(count);
        record.length_ms = seconds(one["duration_s"], "topics[].duration_s");
        std::vector<model::TopicSpan> spans;
        for (const JsonNode span : one["spans"]) {
            std::vector<std::uint32_t> ends;
            for (const JsonNode end : span) ends.push_back(seconds(end, "topics[].spans"));
            if (ends.size() == 2 && ends[0] <= ends[1] && ends[1] != model::no_time_ms)
                spans.push_back({ends[0], ends[1]});
            else
                report(ErrorCode::wrong_type, "topics[].spans", span.word());
        }
        record.spans = spans;
        extras_.add_topic(call, record);
    }
}

void Reader::read_scorecards(std::string_view call, JsonNode value) {
    for (const JsonNode one : value) {
        model::ScorecardRecord record{.name = required(one["name"], "scorecards[].name"),
                                      .rated_by = one["rated_by"].word()};
        if (record.name.empty()) continue;
        const auto rater = model::find_word<model::Rater>(model::rater_names, one["rater"].word());
        if (!rater) report(ErrorCode::unknown_word, "scorecards[].rater", one["rater"].word());
        record.rater = rater.value_or(model::Rater::unknown);
        record.score = number(one["score"], "scorecards[].score");
        record.most = number(one["max"], "scorecards[].max");
        std::vector<model::ScoreItemRecord> items;
        for (const JsonNode item : one["items"]) {
            model::ScoreItemRecord part{.label = required(item["label"], "scorecards[].items[].label")};
            if (part.label.empty()) continue;
            part.score = number(item["score"], "scorecards[].items[].score");
            part.most = number(item["max"], "scorecards[].items[].max");
            if (const double weight = number(item["weight"], "scorecards[].items[].weight"); weight >= 0)
                part.weight = weight;
            part.critical = item["critical"].flag();
            part.not_applicable = item["not_applicable"].flag();
            items.push_back(part);
        }
        record.items = items;
        extras_.add_scorecard(call, record);
    }
}

void Reader::end_record(std::string_view id) {
    if (fields_.empty()) return;
    extras_.begin_record();
    for (const auto& [field, tree] : fields_) {
        const JsonNode value = tree.root();
        const bool list = value.is_array() || (field == "metrics" && value.is_object());
        const bool address = kind_ != Kind::call;
        if (tree.too_large())
            report(ErrorCode::record_too_large, field);
        else if (!list && !(address && value.text()))
            report(ErrorCode::wrong_type, field, value.word());
        else if (id.empty() || id.size() > base::limits::id_bytes)
            continue;  // the record is reported as such
        else if (address)
            read_addresses(id, field, value);
        else if (field == "metrics")
            read_metrics(id, value);
        else if (field == "topics")
            read_topics(id, value);
        else
            read_scorecards(id, value);
    }
    fields_.clear();
}

}  // namespace

std::unique_ptr<PartsReader> reader(model::Builder& builder) { return std::make_unique<Reader>(builder); }

}  // namespace ingest::parts

namespace ingest {

std::unique_ptr<PartsReader> parts_reader(model::Builder& builder) { return parts::reader(builder); }

}  // namespace ingest
