// Every limit of the program, in one place. Input is hostile until read: nothing below grows without one of these.
#pragma once

#include <cstddef>
#include <cstdint>

namespace base::limits {

inline constexpr std::size_t json_depth = 64;
inline constexpr std::size_t json_string = 16u << 20;     // bytes of one string
inline constexpr std::size_t json_record = 16u << 20;     // bytes kept of a record until its kind is known
inline constexpr std::size_t foreign_record = 32u << 20;  // bytes kept of one call of another system until it is read
inline constexpr std::size_t json_number = 400;           // digits of one number
inline constexpr std::size_t error_detail = 80;           // bytes quoted from the data in a message
inline constexpr std::size_t id_bytes = 256;              // a longer id is refused, not cut: cutting could join two
inline constexpr std::size_t label_bytes = 1024;          // names, sources, reasons: cut at a character
inline constexpr std::size_t stages = 250;                // a stage is one byte in a spell
inline constexpr std::size_t people = 65'000;             // a person is two bytes in a spell
inline constexpr std::size_t letters_compared =
    1u << 20;  // of names that look alike; 16 bytes each while they are compared
inline constexpr std::size_t deals = 20'000'000;
inline constexpr std::size_t history = 10'000;       // spells of one deal
inline constexpr std::int64_t call_s = 7 * 86'400;   // seconds of one call: more is a mistake
inline constexpr std::size_t speakers = 250;         // of one call
inline constexpr std::size_t turns = 200'000;        // of one call
inline constexpr std::size_t call_text = 16u << 20;  // bytes said in one call
inline constexpr std::size_t score_values = 50;      // different scores of one item that agreement is looked for in
inline constexpr std::size_t vendor_figures_answered = 500;  // rows of other systems' figures in one answer
inline constexpr std::size_t reports_kept = 50;  // examples kept of each kind of skipped record; all are counted
inline constexpr std::size_t ledger_cells =
    1u << 20;  // cells of one kind that the ledger keeps (24 bytes each); else it walks
inline constexpr std::uint32_t rows_usual = 100;           // rows in one answer where the question does not say
inline constexpr std::uint32_t rows_answered = 1'000;      // rows in one answer; the rest by offset
inline constexpr std::uint32_t turns_answered = 2'000;     // of a call in one answer; the rest by offset
inline constexpr std::size_t curves_answered = 12;         // more groups than these are answered without their curves
inline constexpr std::size_t holidays = 2'000;             // of a working calendar, and as many extra days
inline constexpr std::size_t link_days = 1'000;            // holidays in a link, and as many extra days
inline constexpr std::size_t offsets_told = 64;            // different offsets from UTC in one file
inline constexpr std::size_t phrases = 10'000;             // looked for at once
inline constexpr std::size_t phrase_characters = 64;       // of one, white space in a row as one
inline constexpr std::size_t phrase_hits = 1u << 20;       // in one text (12 bytes each); later ones are not looked for
inline constexpr std::size_t dictionary_bytes = 1u << 19;  // of one dictionary as JSON
inline constexpr std::size_t topics = 1'000;               // of one dictionary
inline constexpr std::size_t topic_hits = 1u << 23;        // of all calls (14 bytes each); more: nothing is told
inline constexpr std::size_t topic_cells = 1u << 16;       // groups × topics in one answer
inline constexpr std::size_t keywords_answered = 20;       // phrases of a topic in one answer
inline constexpr std::size_t mentions_answered =
    1u << 14;                                         // of topics in one call; what is behind them is counted, not told
inline constexpr std::size_t rules_bytes = 1u << 18;  // of rules as JSON
inline constexpr std::size_t rule_sets = 50;          // in one file, each for a language
inline constexpr std::size_t rules = 200;             // of one set
inline constexpr std::size_t rule_conditions = 1'000;  // of one set
inline constexpr std::size_t rule_depth = 8;           // of conditions in conditions
inline constexpr std::size_t word_changes = 200;       // topics changed in a question, and as many rules
inline constexpr std::size_t rule_hits = 1u << 14;     // of a call's phrases; with more nothing is told of it
inline constexpr std::size_t evidence = 20;            // places told of one rule in one call
inline constexpr std::size_t account_rows = 1'000;     // of each kind in one account's line; the latest
inline constexpr std::size_t searched = 64;            // characters looked for at once
inline constexpr std::size_t excerpt_before = 60;      // bytes told before what was found
inline constexpr std::size_t excerpt = 240;            // and in all
inline constexpr std::size_t zone_name = 64;           // bytes of a zone's name
inline constexpr std::size_t zone_file = 64u << 10;    // bytes of one compiled time zone; the largest known has 4 KB
inline constexpr std::size_t fragment_bytes = 32u << 10;
inline constexpr std::size_t question_bytes = 1u << 20;  // a question as JSON, with its dictionary and rules
// Times are whole seconds since 1970 in 32 bits without a sign: until 2106-02-07. 0 stands for "none".
inline constexpr std::int64_t time_min = 1;
inline constexpr std::int64_t time_max = 4'294'967'295;

inline constexpr std::size_t carriers_told = 8;  // structure: people of a group told one by one

inline constexpr std::size_t undo_steps = 200;
inline constexpr std::size_t paragraphs_kept = 1'024;  // of the screen, where they break
inline constexpr std::size_t paragraph_kept = 4'096;   // bytes of one; a longer one is broken in every frame
}  // namespace base::limits
