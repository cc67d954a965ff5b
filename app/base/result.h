// What an operation that may fail gives back, and how a failure is described.
//
// An Error is a value: a code, and where it happened. It holds no sentence: the words, in Chinese and
// English, are chosen where it is shown (ui/error_text.h), so that one failure reads well in both.
// Below the screens nothing throws; an error is handled once: mended, shown or passed on.
//
//     base::Result<Zone> zone = load_zone("Asia/Shanghai");
//     if (!zone) return zone.error();
//     use(*zone);
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace base {

enum class ErrorCode : std::uint8_t {
    // The bytes are not what they claim to be.
    empty_file,
    not_json,          // the first byte cannot begin JSON
    json_syntax,       // detail: what was expected
    json_truncated,    // the file ends inside a value
    json_depth,        // nested deeper than base::limits::json_depth
    json_string_size,  // one string longer than base::limits::json_string
    json_utf8,         // not valid UTF-8
    gzip_damaged,
    // JSON, but not ours.
    not_septet,      // no "septet": 1 at the top and no "type" in the first record
    septet_version,  // detail: the version found
    encrypted,       // another system's export that only its receiver can read
    // One record or field is unusable; the rest was read.
    wrong_type,  // detail: what was found; path names the field
    missing_field,
    bad_time,
    time_out_of_range,
    bad_number,
    bad_currency,
    unknown_word,  // a word that is not in the field's list; detail: the word
    unknown_stage,
    unknown_person,
    unknown_deal,
    unknown_invoice,
    duplicate_id,  // two records of one kind in one file with the same id; the later one's fields win
    unknown_zone,
    // Of another system's export.
    unread_part,       // a part that is not read; path: where; detail: what it is
    record_too_large,  // one call with all that was said of it: more than base::limits::foreign_record
    unknown_call,      // a transcript, figure or scorecard of a call that is not loaded; detail: its id
    // Read and kept, but odd: figures that it touches say so.
    negative_duration,  // closed before the last entry: counted, left out of durations
    after_cut_off,      // a time later than the data's cut-off
    no_history,         // a deal without one stage entry: in no funnel
    repeated_stage,     // entered a stage it was already in, of nobody new: the stay goes on
    no_closing_time,    // won, lost or left without closed_at
    mixed_currency,     // a value in another currency: not added to sums
    call_without_deal,
    turn_times,           // a turn's times are missing or contradict each other: its words count, its time does not
    unknown_speaker,      // a turn of somebody who is not among the call's speakers
    text_too_long,        // what is said in one turn was cut
    call_without_person,  // another system's call of which nobody is in the list of people; detail: whom it names
    call_without_time,    // the export does not say when the call was: it is in no period
    more_pages,           // the export says that it is one page of several
    signature_unchecked,  // a signed export is read as if it were not signed
    // Odd about the data as a whole (model/checks.h).
    truncated_history,
    owners_only_on_won,
    owner_not_yet_known,
    no_stage_history,
    mass_import,
    mixed_zones,
    owner_missing,
    similar_names,
    names_not_compared,
    suspected_bot,
    manager_cycle,
    // Dictionaries of what is said in calls.
    unknown_field,  // path: where; detail: its name
    given_twice,    // path: where; detail: what
    bad_phrase,     // metrics/phrases.h says which are; detail: the phrase
    // Rules of what a good call holds.
    unknown_rule,  // a condition names a rule that its set has not; detail: its id
    rule_cycle,    // rules whose conditions name each other in a circle; detail: the id of one
    // Limits.
    too_many_stages,
    too_many_people,
    too_many_records,
    out_of_memory,
    // Getting at the bytes.
    address_unreachable,  // detail: the status or the reason
    address_refused,      // another origin that the site does not list
    address_wrong_type,   // the address answered with something that is not JSON
    file_unreadable,
    cancelled,
    // Questions and links.
    question_syntax,
    question_unknown_key,  // path: the key
    question_bad_value,    // path: the key; detail: the value
    nothing_loaded,
    engine_stopped,  // the worker trapped and was started anew
};

// The code's stable name in JSON, "json_truncated".
const char* error_name(ErrorCode code);
std::optional<ErrorCode> error_from_name(std::string_view name);

struct Error {
    ErrorCode code{};
    std::string file{};        // "" where no file is meant
    std::uint64_t record = 0;  // 1-based number of the record in its list or of the line; 0: none
    std::string path{};        // "deals[].history[].at"; "" where no field is meant
    std::uint64_t offset = 0;  // byte in the (unzipped) file where it was noticed
    std::string detail{};      // from the data, cut to limits::error_detail bytes of valid UTF-8: text, never markup
};

// Bytes from the data as an Error's detail: cut to limits::error_detail bytes, malformed ones as U+FFFD.
std::string error_detail(std::string_view from_data);

template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : held_(std::in_place_index<1>, std::move(error)) {}
    explicit operator bool() const { return held_.index() == 0; }
    T& operator*() { return *std::get_if<0>(&held_); }
    const T& operator*() const { return *std::get_if<0>(&held_); }
    T* operator->() { return std::get_if<0>(&held_); }
    const T* operator->() const { return std::get_if<0>(&held_); }
    const Error& error() const { return *std::get_if<1>(&held_); }

private:
    std::variant<T, Error> held_;
};

struct Nothing {};
using Status = Result<Nothing>;

}  // namespace base
