// The engine module of the web build: the C functions that web/engine.worker.mjs calls. Bytes come through one buffer;
// texts go out as UTF-8 that lives until the next call.
#include <emscripten.h>
#include <emscripten/heap.h>

#include <cstdlib>
#include <string>
#include <string_view>

#include "engine/engine.h"
#include "platform/initials.h"
#include "platform/zone.h"

namespace {

// What is left for the columns beside the code, the stack, a slice and the answers.
std::size_t column_budget() { return emscripten_get_heap_max() / 10 * 9; }

engine::Engine& the_engine() {
    static engine::Engine engine(platform::browser_zone, column_budget(), platform::browser_initials);
    return engine;
}

std::string answer;
char* buffer = nullptr;
std::size_t buffer_size = 0;

enum LoadFlags { keep = 1, demo = 2 };

}  // namespace

extern "C" {

// A buffer of at least `bytes`, kept from call to call; null where there is no memory for it.
EMSCRIPTEN_KEEPALIVE char* septet_buffer(std::size_t bytes) {
    if (bytes > buffer_size) {
        std::free(buffer);
        buffer = static_cast<char*>(std::malloc(bytes));
        buffer_size = buffer ? bytes : 0;
    }
    return buffer;
}

// flags: 1 merges with what is loaded, 2 says that it is the demo.
EMSCRIPTEN_KEEPALIVE void septet_load_begin(int flags) {
    the_engine().begin_load({.keep = (flags & keep) != 0, .demo = (flags & demo) != 0});
}

// The file's name is in the buffer.
EMSCRIPTEN_KEEPALIVE void septet_load_file(std::size_t bytes) {
    the_engine().begin_file(std::string_view(buffer, bytes));
}

// The next bytes are in the buffer; 1: the file cannot be used, its rest need not be fed; 2: the module's later part must be
// there before anything else of the load is called.
EMSCRIPTEN_KEEPALIVE int septet_load_piece(std::size_t bytes) {
    if (!the_engine().feed(std::string_view(buffer, bytes))) return 1;
    return the_engine().waits_for_later() ? 2 : 0;
}

EMSCRIPTEN_KEEPALIVE double septet_load_records() { return static_cast<double>(the_engine().records()); }

// The load event at the end, as JSON; nothing has changed where it was cancelled.
EMSCRIPTEN_KEEPALIVE const char* septet_load_end(int cancelled) {
    if (cancelled != 0) {
        the_engine().cancel_load();
        engine::LoadEvent event;
        event.state = engine::LoadEvent::State::failed;
        event.errors.push_back({base::ErrorCode::cancelled, "", 0, "", 0, ""});
        answer = engine::write(event);
    } else {
        answer = engine::write(the_engine().end_load());
    }
    return answer.c_str();
}

// 1: the answer to the question in the buffer is computed by the module's later part, which must be there first.
EMSCRIPTEN_KEEPALIVE int septet_comes_later(std::size_t bytes) {
    return engine::comes_later(std::string_view(buffer, bytes)) ? 1 : 0;
}

// The question is in the buffer; the answer, or {"error": …}, comes back.
EMSCRIPTEN_KEEPALIVE const char* septet_ask(std::size_t bytes) {
    answer = the_engine().ask(std::string_view(buffer, bytes));
    return answer.c_str();
}

// Heap bytes that the columns hold: for the benchmark.
EMSCRIPTEN_KEEPALIVE double septet_heap_bytes() { return static_cast<double>(the_engine().data().heap_bytes()); }
EMSCRIPTEN_KEEPALIVE double septet_spell_bytes() { return static_cast<double>(the_engine().data().spell_bytes()); }

}  // extern "C"
