// Two handlers for testing ingest::JsonTokenizer, and what nlohmann/json makes of the same text.
#pragma once

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/json_tokenizer.h"

namespace json_rebuild {

// Writes every call down, so that two readings can be compared.
struct Log {
    std::string text;
    int calls_before_stop = -1;

    bool note(char kind, std::string_view value = {}) {
        text += kind;
        if (kind == 'k' || kind == 's' || kind == '#') text += std::to_string(value.size()) + ":" + std::string(value);
        return calls_before_stop < 0 || calls_before_stop-- > 0;
    }
    bool key(std::string_view value) { return note('k', value); }
    bool string(std::string_view value) { return note('s', value); }
    bool number(std::string_view value) { return note('#', value); }
    bool boolean(bool value) { return note(value ? 't' : 'f'); }
    bool null() { return note('n'); }
    bool begin_object() { return note('{'); }
    bool end_object() { return note('}'); }
    bool begin_array() { return note('['); }
    bool end_array() { return note(']'); }
    bool end_document() { return note('.'); }
};

// nlohmann/json's own choice of type for a number.
inline nlohmann::json number_value(std::string_view number) {
    const std::string text(number);
    if (text.find_first_of(".eE") == std::string::npos) {
        errno = 0;
        if (text.front() == '-') {
            const long long value = std::strtoll(text.c_str(), nullptr, 10);
            if (errno == 0) return static_cast<std::int64_t>(value);
        } else {
            const unsigned long long value = std::strtoull(text.c_str(), nullptr, 10);
            if (errno == 0) return static_cast<std::uint64_t>(value);
        }
    }
    return std::strtod(text.c_str(), nullptr);
}

// Builds the documents again.
class Builder {
public:
    std::vector<nlohmann::json> documents;

    bool key(std::string_view value) {
        keys_.back() = std::string(value);
        return true;
    }
    bool string(std::string_view value) { return add(std::string(value)); }
    bool number(std::string_view value) { return add(number_value(value)); }
    bool boolean(bool value) { return add(value); }
    bool null() { return add(nullptr); }
    bool begin_object() { return begin(nlohmann::json::object()); }
    bool begin_array() { return begin(nlohmann::json::array()); }
    bool end_object() { return end(); }
    bool end_array() { return end(); }
    bool end_document() {
        documents.push_back(std::move(root_));
        return true;
    }

private:
    bool begin(nlohmann::json container) {
        open_.push_back(std::move(container));
        keys_.emplace_back();
        return true;
    }
    bool end() {
        nlohmann::json whole = std::move(open_.back());
        open_.pop_back();
        keys_.pop_back();
        return add(std::move(whole));
    }
    bool add(nlohmann::json value) {
        if (open_.empty())
            root_ = std::move(value);
        else if (open_.back().is_array())
            open_.back().push_back(std::move(value));
        else
            open_.back()[keys_.back()] = std::move(value);
        return true;
    }

    std::vector<nlohmann::json> open_;
    std::vector<std::string> keys_;
    nlohmann::json root_;
};

struct Outcome {
    bool failed = false;
    base::ErrorCode code{};
    std::uint64_t offset = 0;
    std::string detail{};
    bool stopped = false;
    friend bool operator==(const Outcome&, const Outcome&) = default;
};

inline Outcome outcome_of(const base::Result<ingest::Fed>& fed) {
    if (!fed) return {true, fed.error().code, fed.error().offset, fed.error().detail, false};
    return {false, {}, 0, {}, *fed == ingest::Fed::stopped};
}

// `piece_size(left)` says how many bytes the next piece has. Each piece is a heap block of its own, so that a sanitizer
// sees any byte read beside it.
template <class Handler, class PieceSize>
Outcome feed(Handler& handler, std::string_view text, ingest::JsonDocuments documents, PieceSize piece_size) {
    ingest::JsonTokenizer<Handler> tokens(handler, documents);
    while (!text.empty()) {
        const std::size_t size = std::min<std::size_t>(text.size(), piece_size(text.size()));
        const std::vector<char> piece(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(size));
        text.remove_prefix(size);
        const auto fed = tokens.feed({piece.data(), piece.size()});
        if (!fed || *fed == ingest::Fed::stopped) return outcome_of(fed);
    }
    return outcome_of(tokens.finish());
}

template <class Handler>
Outcome feed_whole(Handler& handler, std::string_view text, ingest::JsonDocuments documents) {
    return feed(handler, text, documents, [](std::size_t left) { return left; });
}

// True where the refusal is one of our limits, which nlohmann/json does not have.
inline bool is_limit(const Outcome& outcome) {
    return outcome.failed && (outcome.code == base::ErrorCode::json_depth ||
                              outcome.code == base::ErrorCode::json_string_size || outcome.detail == "[0-9]{1,400}");
}

// "" where both accept with the same value or both refuse; else what differs.
inline std::string difference_from_nlohmann(std::string_view text) {
    Builder builder;
    const Outcome ours = feed_whole(builder, text, ingest::JsonDocuments::one);
    if (is_limit(ours)) return "";
    if (text.find('\0') != std::string_view::npos) return ours.failed ? "" : "a NUL byte was accepted";
    const nlohmann::json theirs = nlohmann::json::parse(text.begin(), text.end(), nullptr, false);
    if (theirs.is_discarded() != ours.failed) return ours.failed ? "only nlohmann accepts" : "only we accept";
    if (ours.failed) return "";
    if (builder.documents.size() != 1) return "not one document";
    return builder.documents.front() == theirs ? "" : "another value";
}

}  // namespace json_rebuild
