// A strict JSON reader (RFC 8259) that is fed bytes as they come and calls a handler for every value.
//
// It owns one glue buffer for a string or number that lies across two pieces, and a depth counter; nothing else is kept,
// so a file of any size takes constant memory. It is iterative, and any split of the input gives the same calls.
// Accepted: exactly the texts that nlohmann/json's parser accepts, in UTF-8, but for the limits of base/limits.h and
// for a NUL byte, where nlohmann stops reading and this refuses. Both take a byte-order mark at the start. Checked
// against it by a differential test and a fuzzer.
//
// The handler (a template parameter, so that calls are direct) has
//     bool key(std::string_view)          an object's key
//     bool string(std::string_view)       unescaped, valid UTF-8; the view lives for the call only, but see in_piece()
//     bool number(std::string_view)       the number's own text, so that ids keep their digits
//     bool boolean(bool), bool null()
//     bool begin_object(), end_object(), begin_array(), end_array()
//     bool end_document()                 a whole top-level value has been read
// and returns false to stop (the tokenizer then reports Fed::stopped; the handler knows why).
//
//     JsonTokenizer<MyHandler> tokens(handler, JsonTokenizer<MyHandler>::Documents::one);
//     for (piece : pieces) if (auto s = tokens.feed(piece); !s) return s.error();
//     return tokens.finish();
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"
#include "ingest/json_scan.h"

namespace ingest {

enum class Fed : std::uint8_t { more, stopped };

enum class JsonDocuments : std::uint8_t {
    one,    // after the value only white space may follow
    lines,  // any number of values: NDJSON, or concatenated; a space is needed only behind a value that is no container
};

// What does not depend on the handler: the place in the stream, the error, and the token that is being read.
class JsonTokenizerState {
public:
    // How deep the next byte is nested: 0 at the top. A container counts from its begin_ call on, up to its end_ call.
    std::size_t depth() const { return depth_; }
    // Bytes read of the whole stream; in a handler's call, up to and with the token that it is called for.
    std::uint64_t offset() const { return offset_of(position_); }
    // In a handler's call: the text lies in the piece being fed, so that its view lives until feed() returns.
    bool in_piece(std::string_view text) const {
        return reinterpret_cast<std::uintptr_t>(text.data()) - reinterpret_cast<std::uintptr_t>(piece_) < piece_size_;
    }

protected:
    explicit JsonTokenizerState(JsonDocuments documents) : documents_(documents) {}

    enum class Expect : std::uint8_t {
        byte_order_mark,
        value,
        value_or_end,  // behind [
        key,
        key_or_end,  // behind {
        colon,
        comma_or_end,
        space,    // between documents that would run together
        nothing,  // behind the only document
    };
    // What the last piece ended inside of.
    enum class Inside : std::uint8_t { none, key, string, number, word };
    enum class Step : std::uint8_t { done, cut, failed };

    std::uint64_t offset_of(const char* at) const { return piece_offset_ + static_cast<std::uint64_t>(at - piece_); }

    void begin_token(const char* at) {
        token_offset_ = offset_of(at);
        glue_.clear();
    }
    // These read a token, or the rest of one that was cut, and move `at` behind it; with Step::done it is in text_.
    Step read_string(const char*& at, const char* end);  // behind the opening quote
    Step read_number(const char*& at, const char* end);
    Step read_word(const char*& at, const char* end);
    // The input ended behind the bytes of a number.
    Step end_number();
    void end_input();

    // Remembers the error and answers Step::failed. `expected` is JSON, not words.
    Step fail(base::ErrorCode code, std::uint64_t offset, std::string_view expected = {});
    void fail_at(const char* at, Expect expect);
    void fail_depth(const char* at);

    bool in_object() const { return (objects_ & 1) != 0; }
    void open(bool object) {
        ++depth_;
        objects_ = objects_ << 1 | (object ? 1u : 0u);
    }
    void close() {
        --depth_;
        objects_ >>= 1;
    }

    JsonDocuments documents_;
    Expect expect_ = Expect::byte_order_mark;
    Inside inside_ = Inside::none;
    bool failed_ = false;
    bool stopped_ = false;
    bool any_document_ = false;
    std::size_t depth_ = 0;
    std::uint64_t objects_ = 0;  // a bit for each level, the innermost lowest: an object, not an array
    static_assert(base::limits::json_depth <= 64);

    const char* piece_ = nullptr;  // being fed
    std::size_t piece_size_ = 0;
    const char* position_ = nullptr;  // in it
    std::uint64_t piece_offset_ = 0;  // of it in the stream

    std::string_view text_;      // a whole string or number
    std::string_view word_;      // true, false, null or the byte-order mark
    std::size_t word_read_ = 0;  // bytes of it seen
    base::Error error_;

private:
    bool append(const char* begin, const char* end);
    Step read_unit(const char*& at, const char* end);
    Step check_number(bool at_input_end);
    Step fail_scalar(std::uint64_t offset, std::string_view expected);
    std::string_view expected(Expect expect) const;

    std::string glue_;     // what is read of a string with escapes, or of a token that was cut
    std::string decoded_;  // one escape
    std::uint64_t token_offset_ = 0;
    // The beginning of an escape or a UTF-8 sequence that was cut; the longest is a pair of surrogates.
    char unit_[12] = {};
    std::size_t unit_size_ = 0;
};

template <class Handler>
class JsonTokenizer : public JsonTokenizerState {
public:
    using Documents = JsonDocuments;

    JsonTokenizer(Handler& handler, Documents documents) : JsonTokenizerState(documents), handler_(handler) {}

    // Reads a piece; its bytes are not needed afterwards. After an error or a stop every further call says the same.
    base::Result<Fed> feed(std::string_view piece) {
        if (!failed_ && !stopped_ && !piece.empty()) {
            piece_ = position_ = piece.data();
            piece_size_ = piece.size();
            const char* const end = piece.data() + piece.size();
            if (expect_ == Expect::byte_order_mark) begin_input();
            if (resume(end)) read(end);
            piece_offset_ = offset();
            piece_ = position_ = nullptr;
            piece_size_ = 0;
        }
        return state();
    }

    // Says that no more will come.
    base::Result<Fed> finish() {
        if (!failed_ && !stopped_) {
            const bool number = inside_ == Inside::number;
            if (!number || (end_number() == Step::done && end_scalar(handler_.number(text_)))) end_input();
        }
        return state();
    }

private:
    base::Result<Fed> state() const {
        if (failed_) return error_;
        return stopped_ ? Fed::stopped : Fed::more;
    }

    void begin_input() {
        expect_ = Expect::value;
        if (*piece_ == byte_order_mark.front()) begin_word(piece_, byte_order_mark);
    }
    void begin_word(const char* at, std::string_view word) {
        begin_token(at);
        inside_ = Inside::word;
        word_ = word;
        word_read_ = 0;
    }

    // Reads on in the token that the last piece ended inside of; true where there is none any more.
    bool resume(const char* end) {
        switch (inside_) {
            case Inside::none: return true;
            case Inside::key:
                if (read_string(position_, end) != Step::done) return false;
                inside_ = Inside::none;
                expect_ = Expect::colon;
                return accepted(handler_.key(text_));
            case Inside::string: return read_string(position_, end) == Step::done && end_scalar(handler_.string(text_));
            case Inside::number: return read_number(position_, end) == Step::done && end_scalar(handler_.number(text_));
            case Inside::word: return read_word(position_, end) == Step::done && end_word();
        }
        return false;
    }
    bool end_word() {
        if (word_.front() == 'n') return end_scalar(handler_.null());
        if (word_ != byte_order_mark) return end_scalar(handler_.boolean(word_.front() == 't'));
        inside_ = Inside::none;
        return true;
    }

    bool accepted(bool answer) {
        if (!answer) stopped_ = true;
        return answer;
    }
    bool end_scalar(bool answer) {
        inside_ = Inside::none;
        expect_ = Expect::comma_or_end;
        return accepted(answer) && (depth_ > 0 || end_document(Expect::space));
    }
    bool end_container() {
        const bool object = in_object();
        close();
        expect_ = Expect::comma_or_end;
        return accepted(object ? handler_.end_object() : handler_.end_array()) &&
               (depth_ > 0 || end_document(Expect::value));
    }
    bool end_document(Expect before_next) {
        any_document_ = true;
        expect_ = documents_ == Documents::one ? Expect::nothing : before_next;
        return accepted(handler_.end_document());
    }

    void read(const char* end);

    static constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    Handler& handler_;
};

// The cases fall through in the order of the grammar, so that a member of an object is read straight on. Only where the
// piece ends is it written down, in expect_ and inside_, where to go on.
template <class Handler>
void JsonTokenizer<Handler>::read(const char* const end) {
    const char* at = position_;
    Expect expect = expect_;
    const auto pause = [&](Expect next) {
        expect_ = next;
        position_ = end;
    };
    // For a token that does not lie open in this piece.
    const auto read_slowly = [&](Inside inside, const char* from) {
        inside_ = inside;
        position_ = from;
        const bool whole = resume(end);
        at = position_;
        expect = expect_;
        return whole;
    };

    for (;;) {
        if (expect == Expect::space && at != end) {
            if (!is_space(*at)) return fail_at(at, expect);
            expect = Expect::value;
        }
        at = skip_space(at, end);
        if (at == end) return pause(expect);

        switch (expect) {
            case Expect::key_or_end:
                if (*at == '}') {
                    position_ = ++at;
                    if (!end_container()) return;
                    expect = expect_;
                    continue;
                }
                [[fallthrough]];
            case Expect::key: {
                if (*at != '"') return fail_at(at, expect);
                const char* const quote = plain_end(at + 1, end);
                if (!closes(at + 1, quote, end)) {
                    begin_token(at);
                    if (!read_slowly(Inside::key, at + 1)) return;
                    continue;
                }
                const std::string_view text(at + 1, static_cast<std::size_t>(quote - at - 1));
                position_ = at = quote + 1;
                if (!accepted(handler_.key(text))) return;
                at = skip_space(at, end);
                if (at == end) return pause(Expect::colon);
                [[fallthrough]];
            }
            case Expect::colon:
                if (*at != ':') return fail_at(at, Expect::colon);
                at = skip_space(at + 1, end);
                if (at == end) return pause(Expect::value);
                [[fallthrough]];
            case Expect::value:
            case Expect::value_or_end:
                switch (*at) {
                    case '"': {
                        const char* const quote = plain_end(at + 1, end);
                        if (!closes(at + 1, quote, end)) {
                            begin_token(at);
                            if (!read_slowly(Inside::string, at + 1)) return;
                            continue;
                        }
                        const std::string_view text(at + 1, static_cast<std::size_t>(quote - at - 1));
                        position_ = at = quote + 1;
                        if (!accepted(handler_.string(text))) return;
                        break;
                    }
                    case '-':
                    case '0':
                    case '1':
                    case '2':
                    case '3':
                    case '4':
                    case '5':
                    case '6':
                    case '7':
                    case '8':
                    case '9': {
                        const char* const behind = plain_number_end(at, end);
                        if (behind == nullptr) {
                            begin_token(at);
                            if (!read_slowly(Inside::number, at)) return;
                            continue;
                        }
                        const std::string_view text(at, static_cast<std::size_t>(behind - at));
                        position_ = at = behind;
                        if (!accepted(handler_.number(text))) return;
                        break;
                    }
                    case 't':
                    case 'f':
                    case 'n': {
                        const char first = *at;
                        const std::string_view word = first == 't' ? "true" : first == 'f' ? "false" : "null";
                        if (!begins_with_word(at, end, word)) {
                            begin_word(at, word);
                            if (!read_slowly(Inside::word, at)) return;
                            continue;
                        }
                        position_ = at += word.size();
                        if (!accepted(first == 'n' ? handler_.null() : handler_.boolean(first == 't'))) return;
                        break;
                    }
                    case '{':
                    case '[': {
                        if (depth_ == base::limits::json_depth) return fail_depth(at);
                        const bool object = *at == '{';
                        open(object);
                        position_ = ++at;
                        if (!accepted(object ? handler_.begin_object() : handler_.begin_array())) return;
                        expect = object ? Expect::key_or_end : Expect::value_or_end;
                        continue;
                    }
                    case ']':
                        if (expect == Expect::value_or_end) {
                            position_ = ++at;
                            if (!end_container()) return;
                            expect = expect_;
                            continue;
                        }
                        [[fallthrough]];
                    default: return fail_at(at, expect == Expect::value_or_end ? expect : Expect::value);
                }
                if (depth_ == 0) {
                    if (!end_document(Expect::space)) return;
                    expect = expect_;
                    continue;
                }
                at = skip_space(at, end);
                if (at == end) return pause(Expect::comma_or_end);
                [[fallthrough]];
            case Expect::comma_or_end:
                if (*at == ',') {
                    ++at;
                    expect = in_object() ? Expect::key : Expect::value;
                } else if (*at == (in_object() ? '}' : ']')) {
                    position_ = ++at;
                    if (!end_container()) return;
                    expect = expect_;
                } else {
                    return fail_at(at, Expect::comma_or_end);
                }
                continue;
            case Expect::byte_order_mark:
            case Expect::space:
            case Expect::nothing: return fail_at(at, expect);
        }
    }
}

}  // namespace ingest
