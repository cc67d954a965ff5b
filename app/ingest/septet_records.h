// From a record's fields, still text, to the value that the Builder takes: types, times, words, what is required.
// Internal to ingest/: septet_reader.cpp finds the fields, this makes records of them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/septet_fields.h"
#include "ingest/septet_reader.h"
#include "model/records.h"

namespace ingest {

// The fields of the record being read, as text. What lies in the piece being fed is looked at there; only where the
// record goes on in the next piece is it copied.
class Fields {
public:
    void clear() { present_ = lent_ = 0; }
    // The text is copied.
    void put(std::size_t slot, std::string_view text) {
        copy(slot, text);
        present_ |= 1u << slot;
    }
    // The text stays where it is until keep() or clear().
    void lend(std::size_t slot, std::string_view text) {
        text_[slot] = text;
        present_ |= 1u << slot;
        lent_ |= 1u << slot;
    }
    // Copies what was lent.
    void keep() {
        for (std::size_t slot = 0; slot < text_.size(); ++slot)
            if ((lent_ >> slot & 1u) != 0) copy(slot, text_[slot]);
    }
    bool has(std::size_t slot) const { return (present_ >> slot & 1u) != 0; }
    model::Text text(std::size_t slot) const { return has(slot) ? model::Text(text_[slot]) : std::nullopt; }

private:
    std::array<std::string_view, septet::slots> text_;
    std::array<std::string, septet::slots> copies_;
    std::uint32_t present_ = 0;
    std::uint32_t lent_ = 0;

    void copy(std::size_t slot, std::string_view text) {
        text_[slot] = copies_[slot].assign(text);
        lent_ &= ~(1u << slot);
    }
};

class SeptetRecords {
public:
    SeptetRecords(model::Builder& builder, FindZone find_zone) : builder_(builder), find_zone_(find_zone) {}

    septet::Kind kind = septet::Kind::meta;  // of the record being read, or of the records of the list
    Fields meta, fields, entry;              // of the file, of the record, of one part of it
    std::vector<model::HistoryRecord> history;
    bool has_history = false;
    bool has_turns = false;

    void begin(septet::Kind record_kind);
    // Of the record being read, in its list.
    std::uint64_t number() const { return numbers_[static_cast<std::size_t>(kind)]; }
    void add_role(std::string_view word);
    void begin_calendar();
    void add_to_calendar(std::size_t list, std::string_view text);
    void end_calendar();
    // Each hands to the builder what has been read, and reports what cannot be used.
    void end();
    void end_entry();
    void end_speaker();
    void end_turn();
    void end_meta();
    // Something wrong in the record being read; `of` says whose field it is.
    void report(septet::Kind of, base::ErrorCode code, std::string_view field, std::string_view detail = {});

private:
    model::Builder& builder_;
    FindZone find_zone_;
    std::array<std::uint64_t, septet::kinds> numbers_{};
    septet::Kind described_ = septet::Kind::meta;  // whose fields are being made sense of
    std::uint8_t roles_ = 0;
    std::vector<model::SpeakerRecord> speakers_;
    bool speakers_told_ = false;  // by a list of them
    std::vector<model::TurnRecord> turns_;
    std::string turn_texts_;  // what the turns say, end to end
    std::vector<std::size_t> turn_ends_;
    model::WorkingHours calendar_;
    std::vector<std::uint32_t> hours_;

    void report(base::ErrorCode code, std::string_view field, std::string_view detail = {}) {
        report(described_, code, field, detail);
    }
    model::When time(const Fields& from, std::size_t at, std::string_view path);
    template <class Enum>
    std::optional<Enum> word(const Fields& from, std::size_t at, std::span<const std::string_view> names,
                             std::string_view path) {
        const model::Text text = from.text(at);
        if (!text || text->empty()) return std::nullopt;
        const auto found = model::find_word<Enum>(names, *text);
        if (!found) report(base::ErrorCode::unknown_word, path, *text);
        return found;
    }
    // Milliseconds from the call's beginning; no_time_ms where there is none that can be.
    std::uint32_t moment(std::size_t at, std::string_view path);
    std::uint32_t speaker(std::string_view id);
    bool require(const Fields& from, std::size_t at, std::string_view path);
    std::uint64_t count(std::size_t at, std::string_view path);
    void emit_stage();
    void emit_person();
    void emit_account();
    void emit_deal();
    void emit_activity();
    void emit_reach();
    void emit_target();
    void emit_call();
};

}  // namespace ingest
