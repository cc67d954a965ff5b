// The one JSON form of questions and answers: for the worker, the command line, exports and whoever scripts it.
// Reading a question is strict (unknown keys and words are errors that name them); reading an answer trusts its writer,
// the engine of the same build, and gives defaults for what is missing; {"error": …} is read as the error that it is.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "engine/answer.h"
#include "engine/question.h"

namespace engine {

// How deep brackets are nested.
std::size_t nesting(std::string_view json);

const char* name_of(Figure figure);
const char* name_of(By by);
const char* name_of(Jumps jumps);
const char* name_of(Exit exit);

base::Result<Question> read_question(std::string_view text);
// Only what differs from the defaults.
std::string write(const Question& question);

// Of an answer: defined beside its figure (engine/figures/).
template <class Answer>
std::string write(const Answer& answer);
// {"error": {"code": "question_unknown_key", "path": "filter.colour", …}}
std::string write(const base::Error& error);

template <class Answer>
base::Result<Answer> read(std::string_view json);

// What the worker says while it loads, for progress and at the end.
struct LoadEvent {
    enum class State { reading, done, failed, restarted } state = State::reading;
    std::string file;
    double bytes = 0;
    double total = 0;  // 0: not known
    double records = 0;
    std::uint32_t revision = 0;       // done
    bool joined = false;              // done: what was loaded before is still there, and more
    std::uint64_t skipped = 0;        // done: records and fields left out
    std::vector<base::Error> errors;  // failed: what was wrong; the data loaded before are still there
};
std::string write(const LoadEvent& event);
base::Result<LoadEvent> read_load_event(std::string_view json);

}  // namespace engine
