#include "metrics/phrases.h"

#include <algorithm>
#include <iterator>

#include "base/heap_sort.h"
#include "base/limits.h"
#include "base/utf8.h"

namespace metrics {
namespace {

// The low bits of a Character; its symbol lies above.
enum Kind : std::uint32_t { other = 0, word = 1, apostrophe = 2, space = 3 };
constexpr std::uint32_t kind_bits = 2;

std::uint32_t kind_of(std::uint32_t character) { return character & 3; }
std::uint32_t symbol_of(std::uint32_t character) { return character >> kind_bits; }

constexpr char32_t malformed = 0xFFFD;
constexpr char32_t two_bytes = 0x10000;  // characters below are looked up in a table

struct Range {
    char32_t first, last;
};
bool in_any(std::span<const Range> ranges, char32_t c) {
    return std::any_of(ranges.begin(), ranges.end(), [&](Range r) { return c >= r.first && c <= r.last; });
}

// Blocks, not the properties of every character: enough for what is said in calls.
constexpr Range spaces[] = {{0x09, 0x0D},     {0x20, 0x20},     {0x85, 0x85},     {0xA0, 0xA0},    {0x1680, 0x1680},
                            {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}};
constexpr Range apostrophes[] = {{'\'', '\''}, {'`', '`'}, {0xB4, 0xB4}, {0x2BC, 0x2BC}, {0x2018, 0x2019}};
constexpr Range ascii_words[] = {{'0', '9'}, {'a', 'z'}};
// From U+0080 on all is letters but these: signs, and scripts that put no spaces between words.
constexpr Range no_words[] = {{0x80, 0xA9},     {0xAB, 0xB4},     {0xB6, 0xB9},       {0xBB, 0xBF},
                              {0xD7, 0xD7},     {0xF7, 0xF7},     {0x37E, 0x37E},     {0x387, 0x387},
                              {0xE00, 0x109F},  {0x1680, 0x1680}, {0x1780, 0x17FF},   {0x2000, 0x2BFF},
                              {0x2E00, 0x312F}, {0x3190, 0xA4CF}, {0xD800, 0xFAFF},   {0xFE10, 0xFE6F},
                              {0xFF00, 0xFF9F}, {0xFFE0, 0xFFFF}, {0x1F000, 0x10FFFF}};

char32_t folded(char32_t c) {
    c = base::utf8_fold(c);
    if (in_any(apostrophes, c)) return '\'';
    return in_any(spaces, c) ? U' ' : c;
}

Kind kind_of_folded(char32_t c) {
    if (c == ' ') return space;
    if (c == '\'') return apostrophe;
    const bool in_word = c < 0x80 ? in_any(ascii_words, c) : !in_any(no_words, c);
    return in_word ? word : other;
}

std::u32string characters_of(std::string_view text) {
    std::u32string out;
    for (std::size_t at = 0; at < text.size();) out += base::utf8_next(text, at);
    return out;
}

base::Error bad_phrase(std::string_view phrase) {
    return {.code = base::ErrorCode::bad_phrase, .detail = base::error_detail(phrase)};
}

}  // namespace

base::Result<std::string> folded_phrase(std::string_view phrase) {
    std::string out;
    std::size_t count = 0;
    bool gap = false, star = false;
    char32_t last = ' ';
    for (std::size_t at = 0; at < phrase.size();) {
        const char32_t c = folded(base::utf8_next(phrase, at));
        if (c == ' ') {
            gap = count > 0;
            continue;
        }
        if (c == malformed || star || (c == '*' && (gap || kind_of_folded(last) != word))) return bad_phrase(phrase);
        if (gap) {
            out += ' ';
            ++count;
            gap = false;
        }
        star = c == '*';
        base::utf8_append(out, c);
        count += !star;
        last = c;
        if (count > base::limits::phrase_characters) return bad_phrase(phrase);
    }
    if (count == 0) return bad_phrase(phrase);
    return out;
}

base::Result<Phrases> Phrases::make(std::span<const std::string_view> phrases) {
    if (phrases.size() > base::limits::phrases) return base::Error{.code = base::ErrorCode::too_many_records};
    struct Entry {
        std::u32string characters;
        Phrase phrase;
    };
    std::vector<Entry> entries;
    std::u32string alphabet;
    for (std::size_t i = 0; i < phrases.size(); ++i) {
        const base::Result<std::string> text = folded_phrase(phrases[i]);
        if (!text) {
            base::Error error = text.error();
            error.record = i + 1;
            return error;
        }
        const bool any_ending = text->back() == '*';
        entries.push_back({characters_of(std::string_view(*text).substr(0, text->size() - any_ending)),
                           {static_cast<std::uint32_t>(i), any_ending}});
        alphabet += entries.back().characters;
    }
    base::heap_sort(alphabet.begin(), alphabet.end());
    alphabet.erase(std::unique(alphabet.begin(), alphabet.end()), alphabet.end());
    const auto symbol = [&](char32_t c) {
        return static_cast<std::uint32_t>(std::lower_bound(alphabet.begin(), alphabet.end(), c) - alphabet.begin()) + 1;
    };

    Phrases out;
    out.characters_.resize(two_bytes);
    for (const char32_t c : alphabet) {
        if (c < two_bytes)
            out.characters_[c] = symbol(c) << kind_bits | kind_of_folded(c);
        else
            out.far_characters_.emplace_back(c, symbol(c) << kind_bits | kind_of_folded(c));
    }
    for (char32_t c = 0; c < two_bytes; ++c) {
        const char32_t to = folded(c);
        out.characters_[c] = symbol_of(out.characters_[to]) << kind_bits | kind_of_folded(to);
    }

    // Sorted, the phrases of a node are neighbours: those that end there, then those of each child.
    for (Entry& entry : entries)
        for (char32_t& c : entry.characters) c = symbol(c);
    base::heap_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        const int order = a.characters.compare(b.characters);
        return order != 0 ? order < 0 : a.phrase.number < b.phrase.number;
    });
    struct Part {
        std::size_t begin, end, depth;
    };
    std::vector<Part> parts{{0, entries.size(), 0}};  // by node
    out.symbols_.push_back(0);
    for (std::size_t node = 0; node < parts.size(); ++node) {
        auto [at, end, depth] = parts[node];
        Node made{.first_child = static_cast<std::uint32_t>(parts.size()),
                  .first_phrase = static_cast<std::uint32_t>(out.phrases_.size())};
        for (; at < end && entries[at].characters.size() == depth; ++at) out.phrases_.push_back(entries[at].phrase);
        while (at < end) {
            const std::uint32_t next = entries[at].characters[depth];
            const std::size_t begin = at;
            while (at < end && entries[at].characters[depth] == next) ++at;
            parts.push_back({begin, at, depth + 1});
            out.symbols_.push_back(next);
            made.has |= std::uint64_t{1} << next % 64;
        }
        out.nodes_.push_back(made);
    }
    out.nodes_.push_back({.first_child = static_cast<std::uint32_t>(parts.size()),
                          .first_phrase = static_cast<std::uint32_t>(out.phrases_.size())});
    out.first_.resize(alphabet.size() + 1);
    out.begins_.resize(out.first_.size());
    for (std::uint32_t node = 1; node < out.nodes_[1].first_child; ++node) {
        const bool ends = out.nodes_[node].first_phrase != out.nodes_[node + 1].first_phrase;
        out.first_[out.symbols_[node]] = node;
        out.begins_[out.symbols_[node]] = ends ? ~std::uint64_t{0} : out.nodes_[node].has;
    }
    return out;
}

std::size_t Phrases::bytes() const {
    const auto of = [](const auto& column) { return column.capacity() * sizeof(column[0]); };
    return of(characters_) + of(far_characters_) + of(first_) + of(begins_) + of(nodes_) + of(symbols_) + of(phrases_);
}

struct Phrases::Step {
    Character character = 0;
    std::size_t next = 0;
};

inline Phrases::Step Phrases::step(std::string_view text, std::size_t at) const {
    const auto byte = [&](std::size_t behind) { return std::uint32_t{static_cast<unsigned char>(text[at + behind])}; };
    const std::uint32_t lead = byte(0);
    if (lead < 0x80) return {characters_[lead], at + 1};
    // Most of Chinese, without a call.
    if (lead > 0xE0 && lead < 0xED && text.size() - at > 2 && (byte(1) & 0xC0) == 0x80 && (byte(2) & 0xC0) == 0x80)
        return {characters_[(lead & 0xF) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F)], at + 3};
    return far_step(text, at);
}

Phrases::Step Phrases::far_step(std::string_view text, std::size_t at) const {
    const char32_t c = base::utf8_next(text, at);
    if (c < two_bytes) return {characters_[c], at};
    const auto found = std::lower_bound(far_characters_.begin(), far_characters_.end(), c,
                                        [](const auto& known, char32_t wanted) { return known.first < wanted; });
    if (found != far_characters_.end() && found->first == c) return {found->second, at};
    return {kind_of_folded(c), at};
}

std::uint32_t Phrases::child(std::uint32_t node, std::uint32_t symbol) const {
    if ((nodes_[node].has >> symbol % 64 & 1) == 0) return 0;
    const auto* const first = symbols_.data() + nodes_[node].first_child;
    const auto* const last = symbols_.data() + nodes_[node + 1].first_child;
    const auto* const found = std::lower_bound(first, last, symbol);
    return found != last && *found == symbol ? static_cast<std::uint32_t>(found - symbols_.data()) : 0;
}

// Whether a word goes on at `at`, behind these two characters.
bool Phrases::inside_word(std::string_view text, std::size_t at, Character before, Character last) const {
    if (at == text.size() || kind_of(last) == other || kind_of(last) == space) return false;
    const Step next = step(text, at);
    if (kind_of(last) == apostrophe) return kind_of(before) == word && kind_of(next.character) == word;
    if (kind_of(next.character) == word) return true;
    return kind_of(next.character) == apostrophe && next.next < text.size() &&
           kind_of(step(text, next.next).character) == word;
}

// Where the word ends of which `at` lies behind a letter.
std::size_t Phrases::word_end(std::string_view text, std::size_t at) const {
    while (at < text.size()) {
        const Step next = step(text, at);
        if (kind_of(next.character) != word) {
            if (kind_of(next.character) != apostrophe || next.next == text.size()) break;
            const Step behind = step(text, next.next);
            if (kind_of(behind.character) != word) break;
            at = behind.next;
        } else {
            at = next.next;
        }
    }
    return at;
}

// Adds every hit that begins here.
void Phrases::walk(std::string_view text, std::size_t begin, Step now, std::vector<PhraseHit>& hits) const {
    const std::size_t before_all = hits.size();
    Character before = other;
    std::size_t ending = 0;  // of the word that was last looked through
    for (std::uint32_t node = first_[symbol_of(now.character)]; node != 0;) {
        const Node &here = nodes_[node], &behind = nodes_[node + 1];
        if (here.first_phrase != behind.first_phrase) {
            const bool inside = inside_word(text, now.next, before, now.character);
            for (std::uint32_t i = here.first_phrase; i < behind.first_phrase; ++i) {
                if (inside && !phrases_[i].any_ending) continue;
                if (inside && ending <= now.next) ending = word_end(text, now.next);
                hits.push_back({phrases_[i].number, static_cast<std::uint32_t>(begin),
                                static_cast<std::uint32_t>(inside ? ending : now.next)});
            }
        }
        if (here.has == 0 || now.next == text.size()) break;
        before = now.character;
        now = step(text, now.next);
        if (kind_of(now.character) == space)
            while (now.next < text.size()) {
                const Step more = step(text, now.next);
                if (kind_of(more.character) != space) break;
                now.next = more.next;
            }
        node = child(node, symbol_of(now.character));
    }
    if (ending > 0)
        base::heap_sort(hits.begin() + static_cast<std::ptrdiff_t>(before_all), hits.end(),
                        [](const PhraseHit& a, const PhraseHit& b) {
                            return a.end != b.end ? a.end < b.end : a.phrase < b.phrase;
                        });
}

bool Phrases::find(std::string_view text, std::vector<PhraseHit>& hits) const {
    hits.clear();
    const std::string_view counted = text.substr(0, UINT32_MAX);
    const bool all = counted.size() == text.size();
    if (counted.empty()) return all;
    std::size_t at = 0;
    for (Step now = step(counted, at);;) {
        const bool at_end = now.next == counted.size();
        const Step next = at_end ? Step{} : step(counted, now.next);
        // Nearly everywhere the second character already says that no phrase begins here.
        if ((begins_[symbol_of(now.character)] >> symbol_of(next.character) % 64 & 1) != 0) {
            walk(counted, at, now, hits);
            if (hits.size() > base::limits::phrase_hits) {
                hits.resize(base::limits::phrase_hits);
                return false;
            }
        }
        at = kind_of(now.character) == word ? word_end(counted, now.next) : now.next;
        if (at == counted.size()) return all;
        now = at == now.next ? next : step(counted, at);
    }
}

std::vector<PhraseHit> longest_hits(std::span<const PhraseHit> hits, std::span<const std::uint32_t> topics,
                                    std::uint32_t topic) {
    std::vector<PhraseHit> out;
    for (const PhraseHit& hit : hits) {
        if (topics[hit.phrase] != topic) continue;
        if (!out.empty() && out.back().begin == hit.begin)
            out.back() = hit;  // ends come in ascending order
        else if (out.empty() || out.back().end <= hit.begin)
            out.push_back(hit);
    }
    return out;
}

}  // namespace metrics
