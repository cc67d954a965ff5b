// The view state: everything that shapes the picture and that a link restores.
// Language and theme are the reader's own preferences and stay out of it.
//
// A screen never changes it in the middle of a frame: it copies it, changes the copy and hands it to Ui::go.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/question.h"

namespace ui {

enum class ScreenId : std::uint8_t { team, roles, people, handoffs, conversations, accounts, structure, data };

enum class Breakdown : std::uint8_t { source, segment, team };

enum class PeopleColumn : std::uint8_t { name, entries, advanced, lost, open, rate };

// A part of a picture that stands for rows. What is empty does not narrow.
struct Mark {
    std::string stage{};                 // "": the role's visits
    std::optional<engine::Exit> part{};  // of the bar; none: the whole bar
    std::string person{};                // an id, with `of_person`; "" is the unknown owner
    bool of_person = false;
    friend bool operator==(const Mark&, const Mark&) = default;
};

// What has a chip above the screen and a tab in the filter panel.
enum class FilterKind : std::uint8_t {
    period,
    source,
    segment,
    team,
    manager,
    person,
    role,
    jumps,
    hours,
    path,
    versus
};

// Two groups that conversion compares: one list of the filter, once with the one and once with the other. "" is "not known".
enum class VersusKind : std::uint8_t { source, segment, team, person };
struct Versus {
    VersusKind kind = VersusKind::source;
    std::string first;
    std::string second;
    friend bool operator==(const Versus&, const Versus&) = default;
};

struct View {
    ScreenId screen = ScreenId::team;
    std::string role;       // the role chosen; "": the default (Directory::default_role)
    engine::Filter filter;  // period, source, segment, team, manager and person; role, stage and exit stay empty
    engine::Jumps jumps = engine::Jumps::passing;
    Breakdown breakdown = Breakdown::source;
    PeopleColumn sort = PeopleColumn::name;
    bool descending = false;
    engine::Days zoom;                   // of the months only these are looked at; empty: all
    std::string find;                    // the text searched for among the people
    std::optional<Mark> pin;             // the mark whose details stay in sight
    std::optional<Mark> rows;            // the mark whose rows are open
    std::optional<std::string> who;      // the person beside the role
    std::string handed;                  // two roles whose pairs of people are open, "closer>customer_support"
    bool queue_by_value = false;         // of the queue the most valuable first
    std::vector<engine::Move> scenario;  // what-if: by role, none that moves nothing; factors in whole per cent
    // Of durations. None: the data's own calendar, else calendar time; one without hours: calendar time; else hours and weekdays.
    std::optional<engine::Calendar> calendar;
    std::string account;                                        // the account that is open, by its id
    std::string accounts_find;                                  // the text searched for among the accounts
    engine::AccountsKept accounts = engine::AccountsKept::all;  // which of them are listed, and in what order
    engine::AccountsOrder accounts_order = engine::AccountsOrder::attention;
    bool accounts_turned = false;
    std::string call;              // the conversation that is open, by its call's id
    std::uint32_t turn = 0;        // of it: the one that is pointed at
    bool calls_all = false;        // of the calls those without a transcript too
    engine::Days call_days;        // of the calls only those of these days
    std::string broken;            // of the calls only those in which this rule of quality was broken
    std::string coached;           // the day from which the chosen person was coached, as it is written
    std::string said;              // the text searched for in what was said
    engine::CallRules call_rules;  // how turns are counted
    // What the reader changed of the topics' phrases and the quality rules, as a question has it (engine/word_changes.h); "": nothing.
    std::string topic_changes, rule_changes;
    std::string path_from, path_to;  // conversion: from stage to stage; both "": step by step
    std::optional<Versus> versus;    // conversion: instead of the one group
    std::string data;                // the address the data came from; "": the demo, or files the reader opened
    friend bool operator==(const View&, const View&) = default;
};

}  // namespace ui
