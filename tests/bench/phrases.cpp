// How fast phrases are found in transcripts: metrics::Phrases, a dense Aho–Corasick automaton over byte classes, and a search for
// each phrase by itself. The text is made of common words, so its shares and lengths are those of talk; the same every time.
//
//     cmake --build --preset native --target bench_phrases && build/native/tests/bench_phrases
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <queue>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/utf8.h"
#include "metrics/phrases.h"

namespace {

constexpr std::size_t text_bytes = 32u << 20;
constexpr int rounds = 5;

constexpr std::string_view english =
    "the to and you i a of that it in is so for we have on yeah be know with this are but like what just if can do not "
    "or "
    "okay right think would one at get they don't it's that's from about how going want time me your out then really "
    "all "
    "there some as when now well need see because my good call thing been make could more say price team work month "
    "year "
    "contract budget customer week next today look sure send email meeting number system data company sales people "
    "product question actually already different because pretty something everything probably manager quarter renewal "
    "integration implementation support competitor discount expensive decision security timeline procurement "
    "signature ";
constexpr std::string_view chinese =
    "的一是不了在有我他这个们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么之都"
    "好看起发当没成只如事把还"
    "用第样道想作种开美总从无情己面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者被"
    "高已亲其进此话常与活正感"
    "见明问力理尔点文几定本公特做外孩相西果走将月十实向声车全信重三机工物气每并别真打太新比才便夫再书部水像眼等体却加电"
    "主界门利海受听表德少克代"
    "员许先口由死安写性马光白或住难望教命花结乐色更拉东神记处让母父应直字场平报友关放至张认接告入笑内英军候民岁往何度山"
    "觉路带万男边风解叫任金快"
    "原吃妈变通师立象数四失满战远格士音轻目条呢贵价钱签合领导预算商量考虑便宜客户产品系统需求方案竞争报价折扣付款试用培"
    "训售后保证周季";

std::vector<std::string_view> words_of(std::string_view list) {
    std::vector<std::string_view> out;
    for (std::size_t at = 0; at < list.size();) {
        const std::size_t end = list.find(' ', at);
        out.push_back(list.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

std::vector<std::string_view> characters_of(std::string_view list) {
    std::vector<std::string_view> out;
    for (std::size_t at = 0; at < list.size(); at += 3) out.push_back(list.substr(at, 3));
    return out;
}

// Talk: the first of a list are said most, as in Zipf's law. One English word in five, one Chinese character in ten is a rare one.
class Talk {
public:
    std::string turn(std::uint32_t length) {
        const bool in_chinese = random_.below(2) == 0;
        std::string out;
        for (std::uint32_t i = 0; i < length; ++i) {
            if (in_chinese && random_.below(30) > 0) {
                for (int k = 0; k < 4; ++k) out += character();
                if (random_.below(3) == 0) out += random_.below(2) ? "，" : "。";
            } else {
                if (!out.empty()) out += ' ';
                std::string next = word();
                if (random_.below(12) == 0) next[0] = static_cast<char>(next[0] >= 'a' ? next[0] - 32 : next[0]);
                out += next;
                if (random_.below(9) == 0) out += random_.below(2) ? ',' : '.';
            }
        }
        return out;
    }
    std::string phrase() {
        const auto any = [&](const auto& list) { return list[random_.below(static_cast<std::uint32_t>(list.size()))]; };
        std::string out;
        if (random_.below(2) == 0) {
            for (std::uint32_t left = 2 + random_.below(5); left > 0; --left) out += any(characters_);
        } else {
            for (std::uint32_t left = 2 + random_.below(3); left > 0; --left) {
                if (!out.empty()) out += ' ';
                out += any(words_);
            }
        }
        return out;
    }

private:
    base::Random random_{20261128};
    std::vector<std::string_view> words_ = words_of(english), characters_ = characters_of(chinese);

    const std::string_view& frequent(const std::vector<std::string_view>& list) {
        const double u = random_.unit();
        return list[static_cast<std::size_t>(u * u * static_cast<double>(list.size()))];
    }
    std::string word() {
        if (random_.below(5) > 0) return std::string(frequent(words_));
        std::string out;
        for (std::uint32_t left = 3 + random_.below(8); left > 0; --left)
            out += static_cast<char>('a' + random_.below(26));
        return out;
    }
    std::string character() {
        if (random_.below(10) > 0) return std::string(frequent(characters_));
        std::string out;
        base::utf8_append(out, 0x4E00 + random_.below(6'000));
        return out;
    }
};

// Aho–Corasick as one table: a row of next states for each state, a column for each class of bytes. No words, no folding.
class Dense {
public:
    explicit Dense(const std::vector<std::string>& phrases) {
        for (const std::string& phrase : phrases)
            for (const char byte : phrase)
                if (auto& known = class_[static_cast<unsigned char>(byte)]; known == 0)
                    known = static_cast<std::uint32_t>(++classes_);
        ++classes_;
        add_state();
        for (const std::string& phrase : phrases) {
            std::uint32_t state = 0;
            for (const char byte : phrase) {
                const std::size_t edge = state * classes_ + class_[static_cast<unsigned char>(byte)];
                if (next_[edge] == 0) {
                    const std::uint32_t made = add_state();
                    next_[edge] = made;
                }
                state = next_[edge];
            }
            ++ends_[state];
        }
        std::vector<std::uint32_t> fail(ends_.size());
        std::queue<std::uint32_t> waiting;
        for (std::uint32_t c = 0; c < classes_; ++c)
            if (next_[c] != 0) waiting.push(next_[c]);
        for (; !waiting.empty(); waiting.pop()) {
            const std::uint32_t state = waiting.front();
            ends_[state] += ends_[fail[state]];
            for (std::uint32_t c = 0; c < classes_; ++c) {
                std::uint32_t& to = next_[state * classes_ + c];
                const std::uint32_t else_to = next_[fail[state] * classes_ + c];
                if (to == 0) {
                    to = else_to;
                } else {
                    fail[to] = else_to;
                    waiting.push(to);
                }
            }
        }
    }
    std::size_t count(std::string_view text) const {
        std::size_t hits = 0;
        std::uint32_t state = 0;
        for (const char byte : text) {
            state = next_[state * classes_ + class_[static_cast<unsigned char>(byte)]];
            hits += ends_[state];
        }
        return hits;
    }
    std::size_t bytes() const { return (next_.size() + ends_.size()) * 4; }

private:
    std::uint32_t class_[256]{};
    std::size_t classes_ = 0;
    std::vector<std::uint32_t> next_, ends_;

    std::uint32_t add_state() {
        next_.resize(next_.size() + classes_);
        ends_.push_back(0);
        return static_cast<std::uint32_t>(ends_.size() - 1);
    }
};

// The fastest of some rounds, in MB (10⁶ bytes) a second of processor time.
template <class Search>
void measure(const char* name, std::size_t phrases, std::size_t memory, const std::vector<std::string>& turns,
             std::size_t bytes, Search&& search) {
    double best = 1e9;
    volatile std::size_t hits = 0;  // so that no round is left out
    for (int round = 0; round < rounds; ++round) {
        hits = 0;
        const std::clock_t begin = std::clock();
        for (const std::string& turn : turns) hits = hits + search(turn);
        best = std::min(best, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
    }
    std::printf("%-34s %6zu phrases  %7.1f MB/s  %9zu hits  %6.2f MB\n", name, phrases,
                static_cast<double>(bytes) / 1e6 / best, std::size_t{hits}, static_cast<double>(memory) / 1e6);
}

}  // namespace

int main() {
    Talk talk;
    base::Random random(1);
    std::vector<std::string> turns;
    std::size_t bytes = 0;
    while (bytes < text_bytes) {
        turns.push_back(talk.turn(1 + random.below(40)));
        bytes += turns.back().size();
    }
    std::vector<std::string> all;
    while (all.size() < 10'000) all.push_back(talk.phrase());
    std::vector<metrics::PhraseHit> hits;
    for (const std::size_t count : {100u, 1'000u, 10'000u}) {
        const std::vector<std::string> phrases(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count));
        const std::vector<std::string_view> views(phrases.begin(), phrases.end());
        const auto made = metrics::Phrases::make(views);
        if (!made) return 1;
        measure("Phrases", count, made->bytes(), turns, bytes, [&](const std::string& turn) {
            made->find(turn, hits);
            return hits.size();
        });
        const Dense dense(phrases);
        measure("dense automaton, nothing folded", count, dense.bytes(), turns, bytes,
                [&](const std::string& turn) { return dense.count(turn); });
        measure("dense automaton, of a folded copy", count, dense.bytes(), turns, bytes,
                [&](const std::string& turn) { return dense.count(base::utf8_fold(turn)); });
        if (count == 100)
            measure("std::string::find for each phrase", count, 0, turns, bytes, [&](const std::string& turn) {
                std::size_t found = 0;
                for (const std::string& phrase : phrases)
                    for (std::size_t at = turn.find(phrase); at != std::string::npos; at = turn.find(phrase, at + 1))
                        ++found;
                return found;
            });
    }
    std::string hostile;
    while (hostile.size() < 1u << 20) hostile += "一";
    const std::string phrase = hostile.substr(0, 3 * 63) + "二";
    const auto made = metrics::Phrases::make(std::vector<std::string_view>{phrase});
    if (!made) return 1;
    measure("Phrases, a hostile text", 1, made->bytes(), {hostile}, hostile.size(), [&](const std::string& turn) {
        made->find(turn, hits);
        return hits.size();
    });
}
