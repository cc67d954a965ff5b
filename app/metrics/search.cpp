#include "metrics/search.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "base/limits.h"
#include "base/utf8.h"

namespace metrics {
namespace {

constexpr std::size_t sample_bytes = 64u << 10;
constexpr std::size_t anchors_tried = 8;
constexpr std::uint8_t case_bit = 0x20;

Bytes bytes_at(const std::uint8_t* at) {
    Bytes out;
    std::memcpy(&out, at, sizeof out);
    return out;
}

Bytes every(std::uint8_t byte) { return Bytes{} | byte; }

// The place of the first that is not 0.
std::size_t first_byte(std::uint64_t eight) {
    static_assert(std::endian::native == std::endian::little);
    return static_cast<std::size_t>(std::countr_zero(eight)) / 8;
}

std::uint8_t byte_of(char c) { return static_cast<std::uint8_t>(c); }

// Every spelling of these characters; what is folded lies below U+10000.
std::vector<std::vector<std::string>> spellings_of(const std::u32string& folded) {
    std::vector<std::vector<std::string>> out(folded.size());
    const auto add = [&](char32_t spelling, char32_t meaning) {
        for (std::size_t i = 0; i < folded.size(); ++i) {
            if (folded[i] != meaning) continue;
            std::string bytes;
            base::utf8_append(bytes, spelling);
            out[i].push_back(std::move(bytes));
        }
    };
    const char32_t least = *std::min_element(folded.begin(), folded.end());
    const char32_t most = *std::max_element(folded.begin(), folded.end());
    for (char32_t c = 0; c < 0x10000; ++c)
        if (const char32_t meaning = base::utf8_fold(c); meaning >= least && meaning <= most) add(c, meaning);
    for (std::size_t i = 0; i < folded.size(); ++i)
        if (out[i].empty()) base::utf8_append(out[i].emplace_back(), folded[i]);
    return out;
}

}  // namespace

std::optional<SoughtText> SoughtText::make(std::string_view text) {
    if (!base::utf8_valid(text) || text.size() > base::limits::searched * 4) return std::nullopt;
    SoughtText out;
    for (std::size_t at = 0; at < text.size();) out.folded_ += base::utf8_fold(base::utf8_next(text, at));
    const auto is_space = [](char32_t c) { return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0xA0; };
    while (!out.folded_.empty() && is_space(out.folded_.back())) out.folded_.pop_back();
    std::size_t outer = 0;
    while (outer < out.folded_.size() && is_space(out.folded_[outer])) ++outer;
    out.folded_.erase(0, outer);
    if (out.folded_.empty() || out.folded_.size() > base::limits::searched) return std::nullopt;
    if (out.folded_.find(char32_t{0xFFFD}) != std::u32string::npos) return std::nullopt;
    out.spellings_ = spellings_of(out.folded_);
    out.pairs_ = out.pairs_of(0);
    return out;
}

std::vector<SoughtText::Pair> SoughtText::pairs_of(std::size_t character) const {
    std::vector<Pair> out;
    const auto add = [&](const Pair& pair) {
        // Upper and lower case of ASCII are one pair.
        for (Pair& known : out)
            for (std::size_t i = 0; i < 2; ++i) {
                const auto same = [&](std::size_t at, int but) {
                    return known.bits[at][0] == pair.bits[at][0] && (known.bytes[at][0] ^ pair.bytes[at][0]) == but;
                };
                if (known.back != pair.back || !same(1 - i, 0) || !same(i, case_bit)) continue;
                known.bits[i] &= static_cast<std::uint8_t>(~case_bit);
                known.bytes[i] &= static_cast<std::uint8_t>(~case_bit);
                return;
            }
        out.push_back(pair);
    };
    const auto add_bytes = [&](std::uint8_t first, std::uint8_t second, bool both, std::size_t back) {
        Pair pair;
        pair.bits = {every(0xFF), every(both ? 0xFF : 0)};
        pair.bytes = {every(first), every(second)};
        pair.back = static_cast<std::uint8_t>(back);
        add(pair);
    };
    for (const std::string& spelling : spellings_[character]) {
        if (spelling.size() > 1) {
            add_bytes(byte_of(spelling[spelling.size() - 2]), byte_of(spelling.back()), true, spelling.size() - 2);
        } else if (character + 1 == spellings_.size()) {
            add_bytes(byte_of(spelling[0]), 0, false, 0);
        } else {
            std::vector<std::uint8_t> seconds;
            for (const std::string& next : spellings_[character + 1])
                if (std::find(seconds.begin(), seconds.end(), byte_of(next[0])) == seconds.end())
                    seconds.push_back(byte_of(next[0]));
            for (const std::uint8_t second : seconds) add_bytes(byte_of(spelling[0]), second, true, 0);
        }
    }
    // What lacked its partner then may have one now.
    std::vector<Pair> before;
    while (before.size() != out.size()) {
        before = std::exchange(out, {});
        for (const Pair& pair : before) add(pair);
    }
    return out;
}

void SoughtText::sharpen(std::string_view sample) {
    std::size_t fewest = SIZE_MAX, best = 0;
    for (std::size_t tried = 0; tried < std::min(folded_.size(), anchors_tried); ++tried) {
        anchor_ = tried;
        pairs_ = pairs_of(tried);
        std::size_t count = pairs_.size();
        for (std::size_t at = 0; count < fewest && (at = candidate(sample, at)) < sample.size(); ++at) ++count;
        if (count < fewest) {
            fewest = count;
            best = tried;
        }
    }
    anchor_ = best;
    pairs_ = pairs_of(best);
}

std::size_t SoughtText::candidate(std::string_view text, std::size_t from) const {
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    std::size_t at = from;
    for (; text.size() - at > sizeof(Bytes); at += sizeof(Bytes)) {
        const Bytes first = bytes_at(bytes + at), second = bytes_at(bytes + at + 1);
        Bytes any{};
        for (const Pair& pair : pairs_)
            any |= (((first & pair.bits[0]) ^ pair.bytes[0]) | ((second & pair.bits[1]) ^ pair.bytes[1])) == 0;
        const auto halves = std::bit_cast<std::array<std::uint64_t, 2>>(any);
        if (halves[0] != 0) return at + first_byte(halves[0]);
        if (halves[1] != 0) return at + sizeof(halves[0]) + first_byte(halves[1]);
    }
    for (; at < text.size(); ++at)
        for (const Pair& pair : pairs_)
            if (pair.is(bytes[at], at + 1 < text.size() ? bytes[at + 1] : 0)) return at;
    return text.size();
}

std::optional<TextMatch> SoughtText::match(std::string_view text, std::size_t candidate) const {
    for (const Pair& pair : pairs_) {
        const std::uint8_t second = candidate + 1 < text.size() ? byte_of(text[candidate + 1]) : 0;
        if (candidate < pair.back || !pair.is(byte_of(text[candidate]), second)) continue;
        std::size_t begin = candidate - pair.back;
        for (std::size_t left = anchor_; left > 0 && begin > 0; --left) {
            --begin;
            while (begin > 0 && (byte_of(text[begin]) & 0xC0) == 0x80) --begin;
        }
        std::size_t at = begin, known = 0;
        while (known < folded_.size() && at < text.size() &&
               base::utf8_fold(base::utf8_next(text, at)) == folded_[known])
            ++known;
        if (known == folded_.size()) return TextMatch{begin, at};
    }
    return std::nullopt;
}

std::optional<TextMatch> SoughtText::find(std::string_view text, std::size_t from) const {
    for (std::size_t at = from; (at = candidate(text, at)) < text.size(); ++at)
        if (const auto found = match(text, at); found && found->begin >= from) return found;
    return std::nullopt;
}

namespace {

// Texts from all over the data.
std::string sample_of(const model::DataSet& data) {
    std::string out;
    const std::size_t turns = data.turns.speaker.size();
    constexpr std::size_t taken = 1'024;
    for (std::size_t i = 0; i < taken && turns > 0 && out.size() < sample_bytes; ++i)
        out += data.turns.text[i * turns / taken].substr(0, sample_bytes / taken * 4);
    return out;
}

// The turns in which it is said, of some that lie together.
void search_together(const model::DataSet& data, std::string_view together, model::TurnIndex turn,
                     const SoughtText& text, std::vector<model::TurnIndex>& turns) {
    for (std::size_t from = 0, begin = 0; (from = text.candidate(together, from)) < together.size();) {
        std::string_view said = data.turns.text[turn];
        while (begin + said.size() <= from) {
            begin += said.size();
            said = data.turns.text[++turn];
        }
        const bool found = text.match(said, from - begin).has_value();
        if (found) turns.push_back(turn);
        from = found ? begin + said.size() : from + 1;
    }
}

void search_call(const model::DataSet& data, model::CallIndex call, const SoughtText& text,
                 std::vector<model::TurnIndex>& turns) {
    const model::TurnIndex begin = data.calls.turns_begin[call], end = begin + data.calls.turns[call];
    if (const auto together = data.turns.text.together(begin, end))
        return search_together(data, *together, begin, text, turns);
    for (model::TurnIndex turn = begin; turn < end; ++turn)
        search_together(data, data.turns.text[turn], turn, text, turns);
}

}  // namespace

const FoundTurns& TranscriptSearch::find(const model::DataSet& data, SoughtText& text) {
    if (last_ == text.folded()) return found_;
    text.sharpen(sample_of(data));
    const bool goes_on = last_ && text.folded().find(*last_) != std::u32string::npos;
    FoundTurns found;
    const auto close = [&](model::CallIndex call) {
        if (found.turns.size() == (found.ends.empty() ? 0 : found.ends.back())) return;
        found.calls.push_back(call);
        found.ends.push_back(static_cast<std::uint32_t>(found.turns.size()));
    };
    if (goes_on) {
        for (std::size_t i = 0, at = 0; i < found_.calls.size(); ++i) {
            for (; at < found_.ends[i]; ++at)
                if (text.find(data.turns.text[found_.turns[at]])) found.turns.push_back(found_.turns[at]);
            close(found_.calls[i]);
        }
    } else {
        for (model::CallIndex call = 0; call < data.calls.at.size(); ++call) {
            search_call(data, call, text, found.turns);
            close(call);
        }
    }
    found_ = std::move(found);
    last_ = text.folded();
    return found_;
}

}  // namespace metrics
