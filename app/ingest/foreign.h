// What the readers of other systems' exports share. Internal to ingest/: each format has a file that makes model records of a JsonTree.
//
// A path in a message begins with the system's name: "gong: metaData.started".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/json_tree.h"
#include "model/builder.h"
#include "model/extras_builder.h"

namespace ingest::foreign {

// Of one record: where what is read of it goes, and what is said of what cannot be.
class Target {
public:
    Target(model::Builder& to, std::string_view system) : builder(to), extras(to.extras()), system_(system) {}
    model::Builder& builder;
    model::ExtrasBuilder& extras;
    std::uint64_t number = 0;  // of the record in its list

    void report(base::ErrorCode code, std::string_view path, std::string_view detail = {}) {
        builder.report(code, number, std::string(system_) + ": " + std::string(path), detail);
    }
    // A required text; reported where it is missing or too long for an id.
    std::optional<std::string_view> id(JsonNode node, std::string_view path);
    model::When time(JsonNode node, std::string_view path);
    // Seconds of a call, rounded; none where that is no length of time.
    std::optional<std::uint32_t> seconds(JsonNode node, std::string_view path);

private:
    std::string_view system_;
};

// Milliseconds of a call, of a number in this many milliseconds; no_time_ms where there is none that can be.
std::uint32_t moment(JsonNode node, double unit_ms);

// "eng", "en-US" → "en", and others of the most spoken; "" where it says that there is none.
std::string language_of(std::string_view written);

// What is said in one call, as it is gathered. Texts are views into the tree.
class Said {
public:
    explicit Said(Target& target) : target_(target) {}
    // `sentiment` in hundredths.
    void add(std::string_view speaker, std::uint32_t start_ms, std::uint32_t end_ms, std::string_view text,
             std::int8_t sentiment = model::no_sentiment);
    bool empty() const { return turns_.empty(); }
    bool has_times() const;
    // Hands all to the call, and says what was odd; a chat needs no times.
    void end(model::TranscriptRecord record);

private:
    Target& target_;
    std::vector<std::string> speakers_;
    std::vector<model::TurnRecord> turns_;
    std::size_t bytes_ = 0;
};

// A whole document of text as a tree; absent where it is not JSON or too large.
bool parse(std::string_view text, JsonTree& tree);

// Gong's lists: the record in the list of this name. False where the list is not one that is read.
bool reads_gong(std::string_view list);
void read_gong(Target& target, std::string_view list, JsonNode record);
struct GongPerson {
    std::string user, address;
    std::vector<std::pair<std::string, double>> figures;
};
std::optional<GongPerson> read_gong_person(Target& target, JsonNode record);

// One vCon, unsigned. False where it is none.
bool read_vcon(Target& target, JsonNode document);
// The text that a signed one signs; empty where it cannot be read.
std::string signed_text(JsonNode document);

// Call analytics of Amazon Transcribe, and Contact Lens. False where the document is neither.
bool read_call_analytics(Target& target, JsonNode document);

}  // namespace ingest::foreign
