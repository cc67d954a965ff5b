#include "ingest/foreign.h"

#include <algorithm>
#include <array>

#include "base/limits.h"
#include "base/utf8.h"
#include "ingest/json_tokenizer.h"
#include "ingest/later_readers.h"

namespace ingest::foreign {

using base::ErrorCode;

std::optional<std::string_view> Target::id(JsonNode node, std::string_view path) {
    const auto text = node.text();
    if (text && !text->empty() && text->size() <= base::limits::id_bytes) return text;
    report(text && !text->empty() ? ErrorCode::json_string_size : ErrorCode::missing_field, path);
    return std::nullopt;
}

model::When Target::time(JsonNode node, std::string_view path) {
    if (!node) return std::nullopt;
    const auto parsed = base::parse_time(node.word());
    if (!parsed) report(ErrorCode::bad_time, path, node.word());
    return parsed;
}

std::optional<std::uint32_t> Target::seconds(JsonNode node, std::string_view path) {
    if (!node) return std::nullopt;
    const auto length = node.number();
    if (length && *length >= 0 && *length <= base::limits::call_s) return static_cast<std::uint32_t>(*length + 0.5);
    report(ErrorCode::bad_number, path, node.word());
    return std::nullopt;
}

std::uint32_t moment(JsonNode node, double unit_ms) {
    const auto number = node.number();
    const double ms = number ? *number * unit_ms : -1;
    return ms >= 0 && ms <= base::limits::call_s * 1000.0 ? static_cast<std::uint32_t>(ms + 0.5) : model::no_time_ms;
}

std::string language_of(std::string_view written) {
    constexpr std::pair<std::string_view, std::string_view> long_codes[] = {
        {"eng", "en"}, {"zho", "zh"}, {"cmn", "zh"}, {"deu", "de"}, {"fra", "fr"},
        {"spa", "es"}, {"por", "pt"}, {"jpn", "ja"}, {"und", ""},   {"zxx", ""}};
    const std::string_view first = written.substr(0, written.find('-'));
    for (const auto& [code, language] : long_codes)
        if (first == code) return std::string(language);
    return std::string(first);
}

void Said::add(std::string_view speaker, std::uint32_t start_ms, std::uint32_t end_ms, std::string_view text,
               std::int8_t sentiment) {
    if (turns_.size() == base::limits::turns) return target_.report(ErrorCode::too_many_records, "turns");
    if (text.size() > base::limits::call_text - bytes_) {
        target_.report(ErrorCode::text_too_long, "turns");
        text = {};
    }
    bytes_ += text.size();
    model::TurnRecord turn{model::no_speaker, start_ms, end_ms, sentiment, text};
    if (start_ms == model::no_time_ms || end_ms < start_ms) turn.end_ms = model::no_time_ms;
    speaker = base::utf8_cut(speaker, base::limits::id_bytes);
    const auto known = std::find(speakers_.begin(), speakers_.end(), speaker);
    if (known != speakers_.end()) {
        turn.speaker = static_cast<std::uint32_t>(known - speakers_.begin());
    } else if (!speaker.empty() && speakers_.size() < base::limits::speakers) {
        turn.speaker = static_cast<std::uint32_t>(speakers_.size());
        speakers_.emplace_back(speaker);
    } else {
        target_.report(ErrorCode::unknown_speaker, "turns", speaker);
    }
    turns_.push_back(turn);
}

bool Said::has_times() const {
    return std::any_of(turns_.begin(), turns_.end(),
                       [](const model::TurnRecord& turn) { return turn.end_ms != model::no_time_ms; });
}

void Said::end(model::TranscriptRecord record) {
    record.speakers = speakers_;
    record.turns = turns_;
    if (record.channel != model::Channel::chat)
        for (const model::TurnRecord& turn : turns_)
            if (turn.end_ms == model::no_time_ms) target_.report(ErrorCode::turn_times, "turns");
    target_.extras.add_transcript(record, target_.number);
}

namespace {

// Fills a tree from a tokenizer.
struct Filler {
    JsonTree& tree;
    bool give(Token token, std::string_view text = {}) {
        tree.take(token, text);
        return !tree.too_large();
    }
    bool key(std::string_view text) { return give(Token::key, text); }
    bool string(std::string_view text) { return give(Token::string, text); }
    bool number(std::string_view text) { return give(Token::number, text); }
    bool boolean(bool value) { return give(value ? Token::yes : Token::no); }
    bool null() { return give(Token::null); }
    bool begin_object() { return give(Token::begin_object); }
    bool end_object() { return give(Token::end_object); }
    bool begin_array() { return give(Token::begin_array); }
    bool end_array() { return give(Token::end_array); }
    bool end_document() { return true; }
};

enum class Format : std::uint8_t { none, gong, vcon, signed_vcon, encrypted, call_analytics };

struct Sign {
    std::size_t depth;
    std::string_view key;
    Format format;
};
// Keys that no other format has at this depth.
constexpr Sign signs[] = {{1, "requestId", Format::gong},
                          {1, "callTranscripts", Format::gong},
                          {1, "answeredScorecards", Format::gong},
                          {1, "peopleInteractionStats", Format::gong},
                          {1, "callData", Format::gong},
                          {3, "metaData", Format::gong},
                          {1, "vcon", Format::vcon},
                          {1, "parties", Format::vcon},
                          {1, "dialog", Format::vcon},
                          {1, "payload", Format::signed_vcon},
                          {1, "signatures", Format::signed_vcon},
                          {1, "ciphertext", Format::encrypted},
                          {1, "JobName", Format::call_analytics},
                          {1, "Transcript", Format::call_analytics},
                          {1, "ConversationCharacteristics", Format::call_analytics}};

// Word by word and second by second: large, and not read.
constexpr std::array<std::string_view, 2> passed_over{"Items", "LoudnessScores"};

std::string_view system_of(Format format) {
    return format == Format::gong ? "gong" : format == Format::call_analytics ? "transcribe" : "vcon";
}

class Reader final : public ForeignReader {
public:
    explicit Reader(model::Builder& builder) : builder_(builder), tree_(base::limits::foreign_record) {}

    bool recognises(std::size_t depth, std::string_view key) override {
        for (const Sign& sign : signs)
            if (sign.depth == depth && sign.key == key) format_ = sign.format;
        return format_ != Format::none;
    }
    void take(Token token, std::string_view text) override;
    std::optional<ErrorCode> end_document() override;

private:
    model::Builder& builder_;
    JsonTree tree_;
    Format format_ = Format::none;
    std::size_t depth_ = 0;
    std::size_t outside_ = 0;  // 1 in an array of documents
    bool in_unit_ = false;
    bool passing_ = false;  // over the value of the last key
    std::size_t passing_depth_ = 0;
    bool understood_ = false;
    std::string key_;                                             // the last outermost one
    std::string from_, to_;                                       // of Gong's figures by person
    std::vector<std::pair<std::string, std::uint64_t>> numbers_;  // records read, by list
    std::vector<GongPerson> people_;

    bool begins_unit(Token token) const;
    void end_unit();
    std::uint64_t next_number();
};

// A document, or of Gong one record of its lists.
bool Reader::begins_unit(Token token) const {
    if (token != Token::begin_object) return false;
    if (format_ != Format::gong) return depth_ == outside_;
    const bool alone = key_ == "callData" || key_ == "records";
    return alone ? depth_ == outside_ + 1 : depth_ == outside_ + 2 && reads_gong(key_);
}

void Reader::take(Token token, std::string_view text) {
    const bool begins = token == Token::begin_object || token == Token::begin_array;
    const bool ends = token == Token::end_object || token == Token::end_array;
    if (passing_) {
        if (begins) ++passing_depth_;
        if (ends) --passing_depth_;
        passing_ = passing_depth_ != 0;
        return;
    }
    if (in_unit_) {
        if (format_ == Format::call_analytics && token == Token::key &&
            std::find(passed_over.begin(), passed_over.end(), text) != passed_over.end()) {
            passing_ = true;
            return;
        }
        if (tree_.take(token, text)) return;
        in_unit_ = false;
        end_unit();
        tree_.clear();
        return;
    }
    if (depth_ == 0 && token == Token::begin_array) outside_ = 1;
    if (begins_unit(token)) {
        in_unit_ = true;
        tree_.take(token, text);
        return;
    }
    if (begins) ++depth_;
    if (ends) --depth_;
    if (depth_ != outside_ + 1) return;
    if (token == Token::key) {
        key_ = base::utf8_cut(text, base::limits::id_bytes);
        understood_ |= format_ == Format::gong && reads_gong(key_);  // an empty page is a page
    }
    if (token == Token::string && key_ == "fromDateTime") from_ = base::utf8_cut(text, base::limits::id_bytes);
    if (token == Token::string && key_ == "toDateTime") to_ = base::utf8_cut(text, base::limits::id_bytes);
}

std::uint64_t Reader::next_number() {
    for (auto& [list, number] : numbers_)
        if (list == key_) return ++number;
    numbers_.emplace_back(key_, 1);
    return 1;
}

void Reader::end_unit() {
    Target target(builder_, system_of(format_));
    target.number = next_number();
    if (tree_.too_large()) {
        understood_ = true;
        return target.report(ErrorCode::record_too_large, key_);
    }
    const JsonNode root = tree_.root();
    switch (format_) {
        case Format::gong:
            if (auto person = key_ == "peopleInteractionStats" ? read_gong_person(target, root) : std::nullopt)
                people_.push_back(*std::move(person));
            if (key_ == "peopleInteractionStats") builder_.count_record();
            read_gong(target, key_, root);
            understood_ |= key_ != "records";
            return;
        case Format::vcon: understood_ |= read_vcon(target, root); return;
        case Format::signed_vcon: {
            if (!root["signatures"].is_array() || !root["payload"].text()) return;
            understood_ = true;
            const std::string text = signed_text(root);
            JsonTree inner(base::limits::foreign_record);
            if (text.empty() || !parse(text, inner) || !read_vcon(target, inner.root()))
                return target.report(ErrorCode::unread_part, "payload");
            return target.report(ErrorCode::signature_unchecked, "signatures");
        }
        case Format::call_analytics: understood_ |= read_call_analytics(target, root); return;
        case Format::encrypted:
        case Format::none: return;
    }
}

std::optional<ErrorCode> Reader::end_document() {
    if (!people_.empty()) builder_.extras().begin_record();
    for (const GongPerson& person : people_)
        for (const auto& [name, value] : person.figures)
            builder_.extras().add_person_metric("Gong", name, value, person.user, person.address, from_, to_);
    people_.clear();
    from_.clear();
    to_.clear();
    const bool encrypted = format_ == Format::encrypted;
    const bool understood = std::exchange(understood_, false);
    format_ = Format::none;
    depth_ = outside_ = 0;
    key_.clear();
    if (encrypted) return ErrorCode::encrypted;
    return understood ? std::nullopt : std::optional(ErrorCode::not_septet);
}

}  // namespace

bool parse(std::string_view text, JsonTree& tree) {
    Filler filler{tree};
    JsonTokenizer<Filler> tokens(filler, JsonDocuments::one);
    const auto fed = tokens.feed(text);
    if (!fed || *fed == Fed::stopped) return false;
    const auto finished = tokens.finish();
    return finished && *finished == Fed::more;
}

std::unique_ptr<ForeignReader> reader(model::Builder& builder) { return std::make_unique<Reader>(builder); }

}  // namespace ingest::foreign

namespace ingest {

std::unique_ptr<ForeignReader> foreign_reader(model::Builder& builder) { return foreign::reader(builder); }

}  // namespace ingest
