// vCon, the IETF's container of conversations (draft-ietf-vcon-vcon-core, syntax 0.0.1 to 0.4.0, and what is seen in the field). A
// recording is a call; the texts of one vCon are one chat. Who is whose is told by the role of the contact-centre extension;
// what a transcript's body holds, by its shape.
#include <algorithm>
#include <array>
#include <charconv>

#include "base/limits.h"
#include "base/utf8.h"
#include "ingest/foreign.h"

namespace ingest::foreign {

using base::ErrorCode;
using model::Side;

namespace {

constexpr double a_second = 1000;

bool same_word(std::string_view a, std::string_view b) { return base::utf8_fold(a) == base::utf8_fold(b); }

Side side_of_word(std::string_view role) {
    const std::string word = base::utf8_fold(role);
    if (word == "agent" || word == "rep" || word == "supervisor" || word == "employee") return Side::rep;
    if (word == "customer" || word == "caller" || word == "client") return Side::customer;
    return word.empty() ? Side::unknown : Side::other;
}

std::string_view role_of(JsonNode party) {
    const JsonNode role = party["role"] ? party["role"] : party["meta"]["role"];
    return role.word();
}

Side side_of(JsonNode party) {
    const std::string_view role = role_of(party);
    return role.empty() ? Side::unknown : side_of_word(role);
}

JsonNode at(JsonNode list, std::size_t place) {
    std::size_t i = 0;
    for (const JsonNode one : list)
        if (i++ == place) return one;
    return {};
}

// A place in a list that is written as a number.
std::optional<std::uint32_t> place(JsonNode node) {
    const std::string_view text = node.word();
    std::uint32_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return !text.empty() && read.ec == std::errc() && read.ptr == text.data() + text.size() ? std::optional(number)
                                                                                            : std::nullopt;
}

// The members of a field that is one number, a list of them, or a list of lists.
std::vector<std::uint32_t> places(JsonNode node) {
    std::vector<std::uint32_t> all;
    const auto take = [&](JsonNode one) {
        if (const auto number = place(one)) all.push_back(*number);
    };
    take(node);
    if (node.is_array())
        for (const JsonNode one : node) {
            take(one);
            if (one.is_array())
                for (const JsonNode inner : one) take(inner);
        }
    return all;
}

// One call that a vCon tells of.
struct Conversation {
    std::string id;
    std::vector<std::uint32_t> dialogs;
    JsonNode first;  // the dialog
    bool chat = false;
};

class Vcon {
public:
    Vcon(Target& target, JsonNode document) : target_(target), document_(document), parties_(document["parties"]) {}
    void read();

private:
    Target& target_;
    JsonNode document_, parties_;
    std::vector<Conversation> conversations_;
    std::vector<std::string> labels_;  // of speakers who are none of the parties

    void find_conversations();
    bool add_call(const Conversation& one);
    void add_parties(const Conversation& one);
    void add_chat(const Conversation& one);
    void read_analysis(JsonNode analysis);
    bool read_body(Said& said, JsonNode body, JsonNode dialog);
    bool read_lines(Said& said, JsonNode lines, JsonNode dialog);
    bool read_deepgram(Said& said, JsonNode results, JsonNode dialog);
    std::string speaker_of(std::string_view label);
    std::string channel_speaker(JsonNode dialog, std::uint32_t channel) const;
};

// The party that a transcript calls so, by its place, else by its role or name; else the label itself.
std::string Vcon::speaker_of(std::string_view label) {
    std::uint32_t number = 0, found = 0;
    std::size_t fitting = 0;
    for (const JsonNode party : parties_) {
        if (!label.empty() && (same_word(role_of(party), label) || same_word(party["name"].word(), label))) {
            ++fitting;
            found = number;
        }
        ++number;
    }
    if (fitting == 1) return std::to_string(found);
    if (labels_.size() < base::limits::speakers && std::find(labels_.begin(), labels_.end(), label) == labels_.end())
        labels_.emplace_back(label);
    return "\"" + std::string(label) + "\"";
}

// A recording's channels are its parties in their order.
std::string Vcon::channel_speaker(JsonNode dialog, std::uint32_t channel) const {
    const auto party = place(at(dialog["parties"], channel));
    return party ? std::to_string(*party) : "channel " + std::to_string(channel);
}

void Vcon::find_conversations() {
    // A vCon that redacts or amends another tells of the same calls.
    std::string_view id = document_["uuid"].word();
    for (const std::string_view field : {"redacted", "amended"})
        if (const std::string_view before = document_[field]["uuid"].word(); !before.empty()) id = before;
    Conversation chat;
    chat.chat = true;
    std::uint32_t number = 0;
    for (const JsonNode dialog : document_["dialog"]) {
        const std::string_view type = dialog["type"].word();
        if (type == "text") {
            if (chat.dialogs.empty()) chat.first = dialog;
            chat.dialogs.push_back(number);
        } else if (type == "recording") {
            conversations_.push_back({{}, {number}, dialog, false});
        } else if (dialog["start"] && (type == "incomplete" || type == "transfer")) {
            // No talk of its own.
        } else if (dialog.size() != 0) {
            target_.report(ErrorCode::unread_part, "dialog[]", type);
        }
        ++number;
    }
    if (!chat.dialogs.empty()) conversations_.push_back(chat);
    for (Conversation& one : conversations_) {
        one.id = id;
        if (&one != conversations_.data()) one.id += "#" + std::to_string(one.dialogs.front());
    }
}

bool Vcon::add_call(const Conversation& one) {
    const model::When start = target_.time(one.first["start"], "dialog[].start");
    if (!start) {
        if (!one.first["start"]) target_.report(ErrorCode::missing_field, "dialog[].start");
        return false;
    }
    model::CallRecord record;
    record.id = one.id;
    record.at = *start;
    record.duration_s = one.chat ? std::nullopt : target_.seconds(one.first["duration"], "dialog[].duration");
    record.recording = one.first["url"].text();
    const JsonNode media = one.first["mediatype"] ? one.first["mediatype"] : one.first["mimetype"];
    if (one.chat) record.channel = model::Channel::chat;
    if (media.word().starts_with("audio/")) record.channel = model::Channel::phone;
    if (media.word().starts_with("video/")) record.channel = model::Channel::video;
    // Who began it: the originator, else the first party.
    const auto involved = places(one.first["parties"]);
    const auto originator = place(one.first["originator"]);
    const JsonNode beginner = originator         ? at(parties_, *originator)
                              : involved.empty() ? JsonNode()
                                                 : at(parties_, involved.front());
    const std::string_view told = one.first["meta"]["direction"].word();
    if (told == "in" || (told.empty() && side_of(beginner) == Side::customer)) record.direction = model::Direction::in;
    if (told == "out" || (told.empty() && side_of(beginner) == Side::rep)) record.direction = model::Direction::out;
    target_.builder.add(record, target_.number);
    return true;
}

void Vcon::add_parties(const Conversation& one) {
    std::vector<std::uint32_t> involved;
    for (const std::uint32_t dialog : one.dialogs)
        for (const std::uint32_t party : places(at(document_["dialog"], dialog)["parties"])) involved.push_back(party);
    std::uint32_t number = 0;
    for (const JsonNode party : parties_) {
        const std::uint32_t index = number++;
        if (!involved.empty() && std::find(involved.begin(), involved.end(), index) == involved.end()) continue;
        const JsonNode mail = party["mailto"] ? party["mailto"] : party["email"];
        const std::string speaker = std::to_string(index);
        target_.extras.add_party(one.id, {.speaker = speaker,
                                          .user = party["uuid"].word(),
                                          .name = party["name"].word(),
                                          .mail = mail.word(),
                                          .phone = party["tel"].word(),
                                          .side = side_of(party)});
    }
}

void Vcon::add_chat(const Conversation& one) {
    const auto first = base::parse_time(one.first["start"].word());
    Said said(target_);
    for (const std::uint32_t number : one.dialogs) {
        const JsonNode dialog = at(document_["dialog"], number);
        const auto body = dialog["body"].text();
        if (!body || dialog["encoding"].word() == "base64url") {
            target_.report(ErrorCode::unread_part, "dialog[].body", dialog["mediatype"].word());
            continue;
        }
        const auto start = base::parse_time(dialog["start"].word());
        const auto from = places(dialog["parties"]);
        const auto originator = place(dialog["originator"]);
        const std::uint32_t speaker = originator.value_or(from.empty() ? 0 : from.front());
        const std::int64_t after = first && start ? (start->seconds - first->seconds) * 1000 : -1;
        const bool possible = after >= 0 && after <= base::limits::call_s * 1000;
        said.add(std::to_string(speaker), possible ? static_cast<std::uint32_t>(after) : model::no_time_ms,
                 model::no_time_ms, *body);
    }
    said.end({.call = one.id, .channel = model::Channel::chat});
}

// Lines as [{"speaker", "message"}] without times, [{"parties", "start", "duration", "text"}] by the clock, or segments in seconds.
bool Vcon::read_lines(Said& said, JsonNode lines, JsonNode dialog) {
    const auto begin = base::parse_time(dialog["start"].word());
    for (const JsonNode line : lines) {
        const JsonNode text = line["text"] ? line["text"] : line["message"] ? line["message"] : line["transcript"];
        if (!text.text()) return false;
        const auto party = place(line["parties"]);
        const std::string speaker = party ? std::to_string(*party) : speaker_of(line["speaker"].word());
        std::uint32_t start = moment(line["start"], a_second), end = moment(line["end"], a_second);
        if (const auto clock = base::parse_time(line["start"].word()); clock && begin) {
            // Whole seconds are what is read of a time; its fraction is added here.
            const std::string_view written = line["start"].word();
            const std::size_t dot = written.find('.');
            double fraction = 0;
            if (dot != std::string_view::npos) {
                double digit = 0.1;
                for (std::size_t i = dot + 1; i < written.size() && written[i] >= '0' && written[i] <= '9';
                     ++i, digit /= 10)
                    fraction += digit * (written[i] - '0');
            }
            const double after = static_cast<double>(clock->seconds - begin->seconds) + fraction;
            start = after >= 0 && after <= static_cast<double>(base::limits::call_s)
                        ? static_cast<std::uint32_t>(after * a_second + 0.5)
                        : model::no_time_ms;
        }
        const std::uint32_t length = moment(line["duration"], a_second);
        if (end == model::no_time_ms && start != model::no_time_ms && length != model::no_time_ms) end = start + length;
        said.add(speaker, start, end, text.word());
    }
    return !said.empty();
}

// Deepgram's answer: utterances, else each channel's paragraphs, else its words from speaker to speaker.
bool Vcon::read_deepgram(Said& said, JsonNode results, JsonNode dialog) {
    const std::size_t channels = results["channels"].size();
    const auto speaker = [&](JsonNode of, std::uint32_t channel) {
        if (channels > 1) return channel_speaker(dialog, channel);
        return of["speaker"] ? "speaker " + std::string(of["speaker"].word()) : channel_speaker(dialog, channel);
    };
    for (const JsonNode one : results["utterances"])
        said.add(speaker(one, place(one["channel"]).value_or(0)), moment(one["start"], a_second),
                 moment(one["end"], a_second), one["transcript"].word());
    if (!said.empty()) return true;
    std::uint32_t number = 0;
    for (const JsonNode channel : results["channels"]) {
        const std::uint32_t index = number++;
        for (const JsonNode paragraph : at(channel["alternatives"], 0)["paragraphs"]["paragraphs"])
            for (const JsonNode sentence : paragraph["sentences"])
                said.add(speaker(paragraph, index), moment(sentence["start"], a_second),
                         moment(sentence["end"], a_second), sentence["text"].word());
    }
    return !said.empty();
}

bool Vcon::read_body(Said& said, JsonNode body, JsonNode dialog) {
    if (body.is_array()) return read_lines(said, body, dialog);
    if (body["results"].is_object()) return read_deepgram(said, body["results"], dialog);
    if (body["segments"].is_array()) return read_lines(said, body["segments"], dialog);
    if (body["utterances"].is_array()) return read_lines(said, body["utterances"], dialog);
    return false;
}

void Vcon::read_analysis(JsonNode analysis) {
    const std::string_view type = analysis["type"].word();
    if (!type.starts_with("transcript") && type != "wtf_transcription") {
        if (analysis.size() != 0) target_.report(ErrorCode::unread_part, "analysis[]", type);
        return;
    }
    const auto of = places(analysis["dialog"]);
    const auto about = std::find_if(conversations_.begin(), conversations_.end(), [&](const Conversation& one) {
        return of.empty() || std::find(one.dialogs.begin(), one.dialogs.end(), of.front()) != one.dialogs.end();
    });
    JsonNode body = analysis["body"];
    JsonTree inner(base::limits::foreign_record);  // of a body that is JSON in a text
    if (const auto text = body.text(); text && parse(*text, inner)) body = inner.root();
    Said said(target_);
    if (about == conversations_.end() || about->chat || !read_body(said, body, about->first))
        return target_.report(ErrorCode::unread_part, "analysis[].body", analysis["vendor"].word());
    said.end({.call = about->id});
    for (const std::string& label : labels_)
        target_.extras.add_party(about->id,
                                 {.speaker = "\"" + label + "\"", .name = label, .side = side_of_word(label)});
    labels_.clear();
}

void Vcon::read() {
    if (document_["critical"].size() != 0)
        return target_.report(ErrorCode::unread_part, "critical", at(document_["critical"], 0).word());
    if (!target_.id(document_["uuid"], "uuid")) return;
    find_conversations();
    std::erase_if(conversations_, [&](const Conversation& one) { return !add_call(one); });
    target_.extras.begin_record();
    for (const Conversation& one : conversations_) {
        add_parties(one);
        if (one.chat) add_chat(one);
    }
    for (const JsonNode analysis : document_["analysis"]) read_analysis(analysis);
}

// The bytes of base64url (RFC 4648), or of base64, up to the first that is neither.
std::string decoded(std::string_view text) {
    std::string out;
    std::uint32_t bits = 0, held = 0;
    for (const char c : text) {
        std::uint32_t value = 0;
        if (c >= 'A' && c <= 'Z')
            value = static_cast<std::uint32_t>(c - 'A');
        else if (c >= 'a' && c <= 'z')
            value = static_cast<std::uint32_t>(c - 'a' + 26);
        else if (c >= '0' && c <= '9')
            value = static_cast<std::uint32_t>(c - '0' + 52);
        else if (c == '-' || c == '+')
            value = 62;
        else if (c == '_' || c == '/')
            value = 63;
        else
            break;
        bits = (bits << 6) | value;
        held += 6;
        if (held < 8) continue;
        held -= 8;
        out += static_cast<char>((bits >> held) & 0xff);
    }
    return out;
}

}  // namespace

bool read_vcon(Target& target, JsonNode document) {
    if (!document["parties"].is_array() || !(document["dialog"] || document["analysis"] || document["vcon"]))
        return false;
    Vcon(target, document).read();
    return true;
}

std::string signed_text(JsonNode document) { return decoded(document["payload"].word()); }

}  // namespace ingest::foreign
