// Finding the next byte that matters in JSON text, sixteen bytes at a time.
#pragma once

#include <bit>
#include <cstddef>
#include <cstring>
#include <string_view>

#include "base/limits.h"

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace ingest {

inline bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

// A byte of a string that cannot simply be copied: the closing quote, an escape, a control character, or the beginning
// of a UTF-8 sequence that has to be checked. As signed numbers the last two kinds are those below a space.
inline bool is_special(char c) { return static_cast<signed char>(c) < ' ' || c == '"' || c == '\\'; }

namespace blocks {

inline constexpr int size = 16;
inline constexpr unsigned all = 0xFFFF;

// Bit i tells of at[i].
#if defined(__wasm_simd128__)
inline unsigned specials(const char* at) {
    const v128_t bytes = wasm_v128_load(at);
    const v128_t low = wasm_i8x16_lt(bytes, wasm_i8x16_const_splat(' '));
    const v128_t quote = wasm_i8x16_eq(bytes, wasm_i8x16_const_splat('"'));
    const v128_t escape = wasm_i8x16_eq(bytes, wasm_i8x16_const_splat('\\'));
    return wasm_i8x16_bitmask(wasm_v128_or(low, wasm_v128_or(quote, escape)));
}
inline unsigned spaces(const char* at) {
    const v128_t bytes = wasm_v128_load(at);
    const v128_t blank = wasm_i8x16_eq(bytes, wasm_i8x16_const_splat(' '));
    const v128_t line_feed = wasm_i8x16_eq(bytes, wasm_i8x16_const_splat('\n'));
    const v128_t carriage_return = wasm_i8x16_eq(bytes, wasm_i8x16_const_splat('\r'));
    const v128_t tab = wasm_i8x16_eq(bytes, wasm_i8x16_const_splat('\t'));
    return wasm_i8x16_bitmask(wasm_v128_or(wasm_v128_or(blank, line_feed), wasm_v128_or(carriage_return, tab)));
}
#elif defined(__SSE2__)
inline __m128i load(const char* at) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at)); }
inline unsigned specials(const char* at) {
    const __m128i bytes = load(at);
    const __m128i low = _mm_cmplt_epi8(bytes, _mm_set1_epi8(' '));
    const __m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
    const __m128i escape = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(low, _mm_or_si128(quote, escape))));
}
inline unsigned spaces(const char* at) {
    const __m128i bytes = load(at);
    const __m128i blank = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(' '));
    const __m128i line_feed = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n'));
    const __m128i carriage_return = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\r'));
    const __m128i tab = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\t'));
    return static_cast<unsigned>(
        _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(blank, line_feed), _mm_or_si128(carriage_return, tab))));
}
#else
inline unsigned specials(const char* at) {
    unsigned mask = 0;
    for (int i = 0; i < size; ++i) mask |= static_cast<unsigned>(is_special(at[i])) << i;
    return mask;
}
inline unsigned spaces(const char* at) {
    unsigned mask = 0;
    for (int i = 0; i < size; ++i) mask |= static_cast<unsigned>(is_space(at[i])) << i;
    return mask;
}
#endif

}  // namespace blocks

// The first special byte of a string from `at` on, or `end`.
inline const char* plain_end(const char* at, const char* end) {
    for (; end - at >= blocks::size; at += blocks::size) {
        if (const unsigned mask = blocks::specials(at)) return at + std::countr_zero(mask);
    }
    while (at != end && !is_special(*at)) ++at;
    return at;
}

inline const char* skip_spaces(const char* at, const char* end) {
    for (; end - at >= blocks::size; at += blocks::size) {
        if (const unsigned mask = blocks::spaces(at); mask != blocks::all) return at + std::countr_zero(~mask);
    }
    while (at != end && is_space(*at)) ++at;
    return at;
}

// True where `quote`, what plain_end found, ends a string that can be passed on as it is.
inline bool closes(const char* begin, const char* quote, const char* end) {
    return quote != end && *quote == '"' && static_cast<std::size_t>(quote - begin) <= base::limits::json_string;
}

// `word` has four letters or five.
inline bool begins_with_word(const char* at, const char* end, std::string_view word) {
    return end - at >= static_cast<std::ptrdiff_t>(word.size()) && std::memcmp(at, word.data(), 4) == 0 &&
           at[word.size() - 1] == word.back();
}

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The end of a number without an exponent that another token follows; nullptr where it takes a closer look.
inline const char* plain_number_end(const char* begin, const char* end) {
    constexpr std::ptrdiff_t harmless = 300;  // within limits::json_number and the range of a double
    const char* at = begin + (*begin == '-');
    const char* const digits = at;
    while (at != end && is_digit(*at)) ++at;
    const std::ptrdiff_t whole = at - digits;
    if (whole == 0 || whole > harmless || (*digits == '0' && whole > 1)) return nullptr;
    if (at != end && *at == '.') {
        const char* const fraction = ++at;
        while (at != end && is_digit(*at)) ++at;
        if (at == fraction) return nullptr;
    }
    const bool goes_on = at == end || *at == '.' || *at == 'e' || *at == 'E' || *at == '+' || *at == '-';
    return goes_on || at - begin > harmless ? nullptr : at;
}

// The first byte that is no white space. Mostly there is none, or one.
inline const char* skip_space(const char* at, const char* end) {
    if (at == end || static_cast<unsigned char>(*at) > ' ') return at;
    if (!is_space(*at++)) return at - 1;
    if (at == end || static_cast<unsigned char>(*at) > ' ') return at;
    return skip_spaces(at, end);
}

}  // namespace ingest
