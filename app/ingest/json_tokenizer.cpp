#include "ingest/json_tokenizer.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <utility>

#include "base/utf8.h"

namespace ingest {
namespace {

using base::ErrorCode;

bool is_number_byte(char c) { return is_digit(c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E'; }
bool is_high_surrogate(unsigned unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool is_low_surrogate(unsigned unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

// What the bytes from some place on begin with. They are judged strictly from left to right, so that a cut piece is
// refused at the same byte as a whole one.
struct Unit {
    enum class Kind : std::uint8_t { whole, cut, wrong } kind = Kind::whole;
    std::size_t size = 0;  // of a whole unit; of the good part of a wrong one
    char32_t code_point = 0;
    static Unit wrong(std::size_t at) { return {Kind::wrong, at, 0}; }
    static Unit cut() { return {Kind::cut, 0, 0}; }
};

// Unicode 15, table 3-7.
Unit read_sequence(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0xC2 || lead > 0xF4) return Unit::wrong(0);
    const std::size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (text.size() < 2) return Unit::cut();
    const unsigned char lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;   // below: not the shortest form
    const unsigned char highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;  // above: surrogate, > U+10FFFF
    if (byte(1) < lowest || byte(1) > highest) return Unit::wrong(1);
    for (std::size_t i = 2; i < size; ++i) {
        if (i == text.size()) return Unit::cut();
        if ((byte(i) & 0xC0) != 0x80) return Unit::wrong(i);
    }
    return {Unit::Kind::whole, size, 0};
}

// Behind the last well-formed UTF-8 sequence of those that follow each other from `at` on.
const char* skip_sequences(const char* at, const char* end) {
    while (at != end && static_cast<signed char>(*at) < 0) {
        const auto byte = [&](int i) { return static_cast<unsigned char>(at[i]); };
        // Most Chinese characters: three bytes whose second is not restricted further.
        if (end - at >= 3 && byte(0) > 0xE0 && byte(0) < 0xED && (byte(1) & 0xC0) == 0x80 && (byte(2) & 0xC0) == 0x80) {
            at += 3;
            continue;
        }
        const Unit unit = read_sequence({at, static_cast<std::size_t>(std::min<std::ptrdiff_t>(4, end - at))});
        if (unit.kind != Unit::Kind::whole) break;
        at += unit.size;
    }
    return at;
}

// The four digits of \uXXXX, which begins at `begin` of the text.
Unit read_four_hex(std::string_view text, std::size_t begin) {
    char32_t unit = 0;
    for (std::size_t i = begin; i < begin + 6; ++i) {
        if (i == text.size()) return Unit::cut();
        const char c = text[i];
        if (i == begin || i == begin + 1) {
            if (c != (i == begin ? '\\' : 'u')) return Unit::wrong(i);
            continue;
        }
        unit <<= 4;
        if (is_digit(c))
            unit |= static_cast<char32_t>(c - '0');
        else if (c >= 'a' && c <= 'f')
            unit |= static_cast<char32_t>(c - 'a' + 10);
        else if (c >= 'A' && c <= 'F')
            unit |= static_cast<char32_t>(c - 'A' + 10);
        else
            return Unit::wrong(i);
    }
    return {Unit::Kind::whole, begin + 6, unit};
}

Unit read_escape(std::string_view text) {
    if (text.size() < 2) return Unit::cut();
    switch (text[1]) {
        case '"': return {Unit::Kind::whole, 2, '"'};
        case '\\': return {Unit::Kind::whole, 2, '\\'};
        case '/': return {Unit::Kind::whole, 2, '/'};
        case 'b': return {Unit::Kind::whole, 2, '\b'};
        case 'f': return {Unit::Kind::whole, 2, '\f'};
        case 'n': return {Unit::Kind::whole, 2, '\n'};
        case 'r': return {Unit::Kind::whole, 2, '\r'};
        case 't': return {Unit::Kind::whole, 2, '\t'};
        case 'u': break;
        default: return Unit::wrong(1);
    }
    const Unit first = read_four_hex(text, 0);
    if (first.kind != Unit::Kind::whole) return first;
    if (is_low_surrogate(first.code_point)) return Unit::wrong(0);
    if (!is_high_surrogate(first.code_point)) return first;
    Unit second = read_four_hex(text, 6);
    if (second.kind != Unit::Kind::whole) return second;
    if (!is_low_surrogate(second.code_point)) return Unit::wrong(6);
    second.code_point = 0x10000 + ((first.code_point - 0xD800) << 10) + (second.code_point - 0xDC00);
    return second;
}

// How far a text goes along with the grammar of a number, and whether it could end there; where not, it needs a digit.
struct NumberShape {
    std::size_t good = 0;
    bool whole = false;
    std::string_view digits, fraction, exponent;
};

NumberShape number_shape(std::string_view text) {
    NumberShape shape;
    std::size_t at = 0;
    const auto take_digits = [&] {
        const std::size_t begin = at;
        while (at < text.size() && is_digit(text[at])) ++at;
        return text.substr(begin, at - begin);
    };
    const auto stop = [&](bool whole) {
        shape.good = at;
        shape.whole = whole;
        return shape;
    };
    if (at < text.size() && text[at] == '-') ++at;
    if (at < text.size() && text[at] == '0') {
        shape.digits = text.substr(at++, 1);
    } else {
        shape.digits = take_digits();
        if (shape.digits.empty()) return stop(false);
    }
    if (at < text.size() && text[at] == '.') {
        ++at;
        shape.fraction = take_digits();
        if (shape.fraction.empty()) return stop(false);
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        const std::size_t begin = ++at;
        if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
        if (take_digits().empty()) return stop(false);
        shape.exponent = text.substr(begin, at - begin);
    }
    return stop(true);
}

// The least number that is rounded to infinity, 2^1024 - 2^970: half a step above the largest double.
constexpr std::string_view infinity_digits =
    "179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286416692"
    "887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571366959622842"
    "914819860834936475292719074168444365510704342711559699508093042880177904174497792";
constexpr std::int64_t infinity_size = 309;
static_assert(infinity_digits.size() == infinity_size);

bool overflows(const NumberShape& shape) {
    if (shape.exponent.empty() && shape.digits.size() < infinity_digits.size()) return false;
    std::int64_t exponent = 0;
    const bool minus = !shape.exponent.empty() && shape.exponent.front() == '-';
    for (char c : shape.exponent) {
        if (is_digit(c)) exponent = std::min<std::int64_t>(1'000'000'000, exponent * 10 + (c - '0'));
    }
    // Digits of the number's whole part once the exponent is applied, not counting zeros in front.
    std::int64_t whole_size = static_cast<std::int64_t>(shape.digits.size()) + (minus ? -exponent : exponent);
    std::string_view digits = shape.digits, rest = shape.fraction;
    const auto next = [&]() -> char {
        if (digits.empty()) digits = std::exchange(rest, {});
        if (digits.empty()) return '\0';
        const char c = digits.front();
        digits.remove_prefix(1);
        return c;
    };
    char c = next();
    for (; c == '0'; c = next()) --whole_size;
    if (c == '\0' || whole_size != infinity_size) return c != '\0' && whole_size > infinity_size;
    for (char limit : infinity_digits) {
        if (c != limit) return c > limit;  // no more digits compare as less than any
        c = next();
    }
    return true;
}

}  // namespace

JsonTokenizerState::Step JsonTokenizerState::fail(ErrorCode code, std::uint64_t offset, std::string_view expected) {
    failed_ = true;
    error_.code = code;
    error_.offset = offset;
    error_.detail = expected;
    return Step::failed;
}

std::string_view JsonTokenizerState::expected(Expect expect) const {
    switch (expect) {
        case Expect::byte_order_mark:
        case Expect::value: return "{ [ \" 0-9 - true false null";
        case Expect::value_or_end: return "{ [ \" 0-9 - true false null ]";
        case Expect::key: return "\"";
        case Expect::key_or_end: return "\" }";
        case Expect::colon: return ":";
        case Expect::comma_or_end: return depth_ == 0 ? "" : in_object() ? ", }" : ", ]";
        case Expect::space: return "\\n";
        case Expect::nothing: break;
    }
    return "";
}

void JsonTokenizerState::fail_at(const char* at, Expect expect) {
    position_ = at;
    if (expect == Expect::value) {
        fail_scalar(offset_of(at), expected(expect));
    } else {
        fail(ErrorCode::json_syntax, offset_of(at), expected(expect));
    }
}

void JsonTokenizerState::fail_depth(const char* at) {
    position_ = at;
    fail(ErrorCode::json_depth, offset_of(at));
}

// Where not even the first value is one, the file is probably something else altogether.
JsonTokenizerState::Step JsonTokenizerState::fail_scalar(std::uint64_t offset, std::string_view expected) {
    return fail(depth_ == 0 && !any_document_ ? ErrorCode::not_json : ErrorCode::json_syntax, offset, expected);
}

bool JsonTokenizerState::append(const char* begin, const char* end) {
    const auto size = static_cast<std::size_t>(end - begin);
    if (size > base::limits::json_string - glue_.size()) {
        fail(ErrorCode::json_string_size, token_offset_);
        return false;
    }
    glue_.append(begin, size);
    return true;
}

JsonTokenizerState::Step JsonTokenizerState::read_string(const char*& at, const char* end) {
    if (unit_size_ > 0) {
        if (const Step step = read_unit(at, end); step != Step::done) return step;
    }
    const char* run = at;  // plain and well-formed from here on
    for (;;) {
        at = plain_end(at, end);
        if (at != end && static_cast<signed char>(*at) < 0) {
            const char* const behind = skip_sequences(at, end);
            if (behind != at) {
                at = behind;
                continue;
            }
        }
        if (at != end && *at == '"' && glue_.empty()) {
            text_ = {run, static_cast<std::size_t>(at++ - run)};
            if (text_.size() <= base::limits::json_string) return Step::done;
            return fail(ErrorCode::json_string_size, token_offset_);
        }
        if (!append(run, at)) return Step::failed;
        if (at == end) return Step::cut;
        if (*at == '"') {
            ++at;
            text_ = glue_;
            return Step::done;
        }
        if (const Step step = read_unit(at, end); step != Step::done) return step;
        run = at;
    }
}

// One escape or UTF-8 sequence, of which unit_ holds what came before this piece.
JsonTokenizerState::Step JsonTokenizerState::read_unit(const char*& at, const char* end) {
    const std::size_t held = unit_size_;
    const std::size_t taken = std::min(sizeof unit_ - held, static_cast<std::size_t>(end - at));
    std::memcpy(unit_ + held, at, taken);
    const std::string_view text(unit_, held + taken);
    const bool escape = text[0] == '\\';
    const bool control = static_cast<unsigned char>(text[0]) < ' ';
    const Unit unit = escape ? read_escape(text) : control ? Unit::wrong(0) : read_sequence(text);
    switch (unit.kind) {
        case Unit::Kind::cut:
            unit_size_ = text.size();
            at = end;
            return Step::cut;
        case Unit::Kind::wrong: {
            const std::uint64_t offset = offset_of(at) - held + unit.size;
            if (!escape && !control) return fail(ErrorCode::json_utf8, offset);
            if (escape) return fail(ErrorCode::json_syntax, offset, "\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uD83D\\uDE00");
            char how_to_write_it[8];
            std::snprintf(how_to_write_it, sizeof how_to_write_it, "\\u%04X", static_cast<unsigned>(text[0]));
            return fail(ErrorCode::json_syntax, offset, how_to_write_it);
        }
        case Unit::Kind::whole: break;
    }
    unit_size_ = 0;
    at += unit.size - held;
    if (!escape) return append(unit_, unit_ + unit.size) ? Step::done : Step::failed;
    decoded_.clear();
    base::utf8_append(decoded_, unit.code_point);
    return append(decoded_.data(), decoded_.data() + decoded_.size()) ? Step::done : Step::failed;
}

JsonTokenizerState::Step JsonTokenizerState::read_number(const char*& at, const char* end) {
    const char* const begin = at;
    while (at != end && is_number_byte(*at)) ++at;
    text_ = {begin, static_cast<std::size_t>(at - begin)};
    if (at == end || !glue_.empty()) {
        // One byte more than allowed is enough to refuse it.
        glue_.append(text_.substr(0, base::limits::json_number + 1 - glue_.size()));
        text_ = glue_;
        if (at == end && text_.size() <= base::limits::json_number) return Step::cut;
    }
    return check_number(false);
}

JsonTokenizerState::Step JsonTokenizerState::end_number() { return check_number(true); }

JsonTokenizerState::Step JsonTokenizerState::check_number(bool at_input_end) {
    const bool too_long = text_.size() > base::limits::json_number;
    text_ = text_.substr(0, base::limits::json_number + 1);
    const NumberShape shape = number_shape(text_);
    const std::uint64_t offset = token_offset_ + shape.good;
    if (shape.good < text_.size()) {
        return fail_scalar(offset, shape.whole ? expected(Expect::comma_or_end) : "0-9");
    }
    if (too_long) return fail(ErrorCode::json_syntax, token_offset_, "[0-9]{1,400}");
    if (!shape.whole) return at_input_end ? fail(ErrorCode::json_truncated, offset) : fail_scalar(offset, "0-9");
    if (overflows(shape)) return fail(ErrorCode::json_syntax, token_offset_, "<= 1.7976931348623157e308");
    return Step::done;
}

JsonTokenizerState::Step JsonTokenizerState::read_word(const char*& at, const char* end) {
    for (; word_read_ < word_.size(); ++word_read_, ++at) {
        if (at == end) return Step::cut;
        if (*at != word_[word_read_]) return fail_scalar(offset_of(at), word_);
    }
    return Step::done;
}

void JsonTokenizerState::end_input() {
    if (inside_ != Inside::none || depth_ > 0) {
        fail(ErrorCode::json_truncated, offset());
    } else if (!any_document_) {
        fail(ErrorCode::empty_file, offset());
    }
}

}  // namespace ingest
