#include "model/checks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/heap_sort.h"
#include "base/limits.h"
#include "base/utf8.h"

namespace model {

using base::ErrorCode;

namespace {

constexpr std::size_t enough = 30;

void report(DataSet& data, ErrorCode code, const char* path, std::string_view detail, std::uint64_t count = 1) {
    if (count > 0) data.report.add({code, "", 0, path, 0, base::error_detail(detail)}, path, count);
}

// When the deal ended, 0 while it has not.
Stamp closing_of(const DataSet& data, DealIndex deal) {
    if (data.deals.status[deal] == Status::open) return 0;
    if (data.deals.closed[deal] != 0) return data.deals.closed[deal];
    const SpellIndex end = data.end_spell(deal);
    return end == data.first_spell(deal) ? 0 : data.spells.until[end - 1];
}

// ln P(N ≤ most) of a Poisson number N with this mean.
double ln_at_most(std::size_t most, double mean) {
    double term = 1, sum = 1;
    for (std::size_t i = 1; i <= most; ++i) {
        term *= mean / static_cast<double>(i);
        sum += term;
    }
    return std::log(sum) - mean;
}

void check_truncated(DataSet& data) {
    constexpr std::size_t most_strays = 5, one_stray_in = 50;
    constexpr double chance = 0.0005;
    struct Life {
        Stamp begun, closed;
    };
    std::vector<Life> lives;
    std::vector<Stamp> closings;  // the earliest, ascending
    std::size_t closed_deals = 0;
    for (DealIndex deal = 0; deal < data.deals.ids.size(); ++deal) {
        const SpellIndex first = data.first_spell(deal);
        if (first == data.end_spell(deal)) continue;
        const Stamp begun = data.spells.entered[first];
        const Stamp closed = std::max(closing_of(data, deal), closing_of(data, deal) == 0 ? 0 : begun);
        lives.push_back({begun, closed});
        if (closed == 0) continue;
        ++closed_deals;
        if (closings.size() > most_strays && closed >= closings.back()) continue;
        closings.insert(std::upper_bound(closings.begin(), closings.end(), closed), closed);
        if (closings.size() > most_strays + 1) closings.pop_back();
    }
    if (closings.empty()) return;
    const std::size_t strays = std::min(most_strays, closed_deals / one_stray_in);
    std::vector<Stamp> durations;
    std::size_t later = 0;
    for (const Life& life : lives) {
        if (life.begun < closings[strays]) continue;
        ++later;
        if (life.closed != 0) durations.push_back(life.closed - life.begun);
    }
    if (later < enough) return;
    std::sort(durations.begin(), durations.end());
    double least = std::log(chance);
    Stamp cut = 0;
    for (std::size_t before = 0; before <= strays; ++before) {
        double expected = 0;
        for (const Life& life : lives) {
            if (life.begun >= closings[before]) continue;
            const auto within = std::lower_bound(durations.begin(), durations.end(), closings[before] - life.begun);
            expected += static_cast<double>(within - durations.begin()) / static_cast<double>(later);
        }
        const double ln_chance = ln_at_most(before, expected);
        if (ln_chance >= least) continue;
        least = ln_chance;
        cut = closings[before];
    }
    if (cut != 0) report(data, ErrorCode::truncated_history, "deals[]", base::iso_date(cut, data.zone));
}

struct Known {
    std::size_t of = 0, known = 0;
    double share() const { return of == 0 ? 0 : static_cast<double>(known) / static_cast<double>(of); }
};

void check_owners(DataSet& data) {
    Known won, others, open, settled;
    std::size_t missing = 0;
    for (DealIndex deal = 0; deal < data.deals.ids.size(); ++deal) {
        bool any = false;
        for (SpellIndex s = data.first_spell(deal); s < data.end_spell(deal); ++s) {
            const bool known = data.spells.owner[s] != no_person;
            any = any || known;
            if (data.spells.role(s) == Role::none) continue;
            Known& kind = data.spells.exit(s) == Exit::open ? open : settled;
            ++kind.of;
            kind.known += known;
        }
        if (data.first_spell(deal) == data.end_spell(deal)) continue;
        Known& kind = data.deals.status[deal] == Status::won ? won : others;
        ++kind.of;
        kind.known += any;
        missing += !any;
    }
    constexpr const char* path = "deals[].history[].owner";
    if (won.of >= enough && others.of >= enough && won.share() >= 0.5 && others.share() <= 0.02)
        return report(data, ErrorCode::owners_only_on_won, path, {}, missing);
    const bool open_lack = open.of >= enough && settled.of >= enough && open.share() + 0.2 < settled.share();
    if (open_lack) report(data, ErrorCode::owner_not_yet_known, path, {}, open.of - open.known);
    const std::size_t of = settled.of + (open_lack ? 0 : open.of), known = settled.known + (open_lack ? 0 : open.known);
    if (2 * known >= of) report(data, ErrorCode::owner_missing, path, {}, of - known);
}

void check_history(DataSet& data) {
    std::size_t with_spells = 0, moved = 0;
    for (DealIndex deal = 0; deal < data.deals.ids.size(); ++deal) {
        const SpellIndex count = data.end_spell(deal) - data.first_spell(deal);
        with_spells += count > 0;
        moved += count > 1;
    }
    if (with_spells >= enough && moved * 100 <= with_spells)
        report(data, ErrorCode::no_stage_history, "deals[].history", {});
}

// The least of up to `most` counts that are each `least` and five times any other of them, or more: far above the ordinary.
// 0: there are none.
constexpr std::uint32_t times_ordinary = 5;
std::uint32_t far_above(std::vector<std::uint32_t> counts, std::size_t most, std::uint32_t least) {
    base::heap_sort(counts.begin(), counts.end());
    const std::size_t all = counts.size();
    for (std::size_t few = std::min(all, most); few > 0; --few) {
        const std::uint32_t ordinary = few < all ? counts[all - few - 1] : 0;
        if (counts[all - few] >= std::max(least, times_ordinary * ordinary)) return counts[all - few];
    }
    return 0;
}

// Calls take(begin, end, date) for each run of entries in one unit of `seconds`; `times` is sorted. What is at midnight, here or in
// UTC, is a date.
template <class Take>
void each_run(const DataSet& data, const std::vector<Stamp>& times, Stamp seconds, Take&& take) {
    for (std::size_t begin = 0, end = 0; begin < times.size(); begin = end) {
        while (end < times.size() && times[end] / seconds == times[begin] / seconds) ++end;
        const std::int64_t local = static_cast<std::int64_t>(times[begin]) + data.zone.offset_at(times[begin]);
        const bool date = times[begin] % 86'400 / seconds == 0 || local % 86'400 / seconds == 0;
        take(begin, end, date);
    }
}

// The entries in minutes with more than four, and some others: sorting all of a million deals' would take longer than all else
// here, and fewer have no say in what is full.
std::vector<Stamp> crowded(const std::vector<Stamp>& entered) {
    constexpr std::size_t bits = 20;
    constexpr std::uint32_t few = 4;
    const auto bucket = [](Stamp time) { return (time / 60 * 0x9e3779b1u) >> (32 - bits); };
    std::vector<std::uint32_t> counts(std::size_t{1} << bits);
    for (const Stamp time : entered) ++counts[bucket(time)];
    std::vector<Stamp> out;
    for (const Stamp time : entered)
        if (counts[bucket(time)] > few) out.push_back(time);
    return out;
}

// In one second; then, of what is left, in one minute.
void check_mass_import(DataSet& data) {
    struct Unit {
        Stamp seconds;
        std::uint32_t least;
    };
    std::vector<Stamp> times = crowded(data.spells.entered);
    std::sort(times.begin(), times.end());
    constexpr std::size_t most_imports = 20;
    for (const Unit unit : {Unit{1, 20}, Unit{60, 100}}) {
        std::vector<std::uint32_t> counts;
        each_run(data, times, unit.seconds, [&](std::size_t begin, std::size_t end, bool date) {
            if (!date) counts.push_back(static_cast<std::uint32_t>(end - begin));
        });
        const std::uint32_t full = far_above(std::move(counts), most_imports, unit.least);
        if (full == 0) continue;
        std::vector<Stamp> rest;
        each_run(data, times, unit.seconds, [&](std::size_t begin, std::size_t end, bool date) {
            if (!date && end - begin >= full)
                report(data, ErrorCode::mass_import, "deals[].history[].at", base::iso_time(times[begin], data.zone),
                       end - begin);
            else
                rest.insert(rest.end(), times.begin() + static_cast<std::ptrdiff_t>(begin),
                            times.begin() + static_cast<std::ptrdiff_t>(end));
        });
        times = std::move(rest);
    }
}

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

// In half width. A sign that stands for something ("C++", "R&D") is none.
bool is_punctuation(char32_t c) {
    constexpr std::u32string_view ascii = U"!\"'(),-.:;<>?[\\]^_`{|}~";
    return ascii.find(c) != std::u32string_view::npos || c == 0xb7 || (c >= 0x2010 && c <= 0x2027) ||
           (c >= 0x2039 && c <= 0x203b) || (c >= 0x3001 && c <= 0x3003) || (c >= 0x3008 && c <= 0x301f) ||
           c == 0x30fb || (c >= 0xfe30 && c <= 0xfe6b) || (c >= 0xff5f && c <= 0xff65);
}

// As it reads: small letters, half width; spaces and punctuation dropped, or as plain spaces. Punctuation between two digits is
// part of a number and stays.
enum class Spaces : std::uint8_t { dropped, kept };
std::string folded(std::string_view name, Spaces spaces) {
    const std::string plain = base::utf8_fold(name);
    std::string out;
    char32_t before = 0;
    for (std::size_t at = 0; at < plain.size();) {
        const char32_t c = base::utf8_next(plain, at);
        std::size_t behind = at;
        const bool in_number = is_digit(before) && behind < plain.size() && is_digit(base::utf8_next(plain, behind));
        const bool space = c == ' ' || c == '\t' || c == 0xa0 || c == 0x3000;
        if (!space && (!is_punctuation(c) || in_number))
            base::utf8_append(out, c);
        else if (spaces == Spaces::kept)
            out += ' ';
        before = c;
    }
    return out;
}

// Only ASCII names of six letters or more: one character of a Chinese name makes another person.
bool may_be_misspelt(std::string_view name) {
    return name.size() >= 6 && std::none_of(name.begin(), name.end(), [](char c) { return (c & 0x80) != 0; });
}

bool one_letter_apart(std::string_view a, std::string_view b) {
    if (a.size() > b.size()) std::swap(a, b);
    if (b.size() - a.size() > 1) return false;
    std::size_t same = 0;
    while (same < a.size() && a[same] == b[same]) ++same;
    const std::size_t skip = a.size() == b.size() ? 1 : 0;
    return same < b.size() && a.substr(std::min(same + skip, a.size())) == b.substr(same + 1);
}

bool ends_in_digit(std::string_view name) { return !name.empty() && name.back() >= '0' && name.back() <= '9'; }

// A text without one of its letters, as a number; `place` tells deletions at different places apart, 0 does not.
struct Key {
    std::uint64_t text = 0;
    std::uint32_t name = 0;
    bool operator<(const Key& other) const { return std::tie(text, name) < std::tie(other.text, other.name); }
};

std::uint64_t mixed(std::uint64_t value) {
    value = (value ^ (value >> 32)) * 0xd6e8feb86659fd93u;
    return value ^ (value >> 32);
}

// Calls take(place, number of the text without that letter) for every letter. O(length).
template <class Take>
void each_deletion(std::string_view text, Take&& take) {
    constexpr std::uint64_t base = 0x9e3779b97f4a7c15u;
    std::vector<std::uint64_t> before(text.size() + 1), power(text.size() + 1, 1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        before[i + 1] = before[i] * base + static_cast<unsigned char>(text[i]);
        power[i + 1] = power[i] * base;
    }
    for (std::size_t i = 0; i < text.size(); ++i)
        take(i, before[i] * power[text.size() - i - 1] + (before.back() - before[i + 1] * power[text.size() - i - 1]));
}

std::uint64_t number_of(std::string_view text) {
    std::uint64_t number = 0;
    for (const char c : text) number = number * 0x9e3779b97f4a7c15u + static_cast<unsigned char>(c);
    return number;
}

// For each text the first before it that is one letter apart, or its own place. Two of one length are apart where both lack the
// same letter and are alike; of two lengths where the longer without a letter is the shorter. Every pair is found without
// comparing each with each.
std::vector<std::size_t> first_alike(const std::vector<std::string>& texts) {
    std::vector<std::size_t> first(texts.size());
    std::vector<Key> whole, lacking;
    for (std::uint32_t i = 0; i < texts.size(); ++i) {
        first[i] = i;
        whole.push_back({number_of(texts[i]), i});
        each_deletion(texts[i], [&](std::size_t place, std::uint64_t text) {
            lacking.push_back({mixed(text + mixed(place + 1)), i});
        });
    }
    base::heap_sort(whole.begin(), whole.end());
    base::heap_sort(lacking.begin(), lacking.end());
    const auto take = [&](std::size_t a, std::size_t b) {
        if (one_letter_apart(texts[a], texts[b]))
            first[std::max(a, b)] = std::min(first[std::max(a, b)], std::min(a, b));
    };
    for (std::size_t begin = 0, end = 0; begin < lacking.size(); begin = end)
        for (end = begin; end < lacking.size() && lacking[end].text == lacking[begin].text; ++end)
            if (end > begin) take(lacking[begin].name, lacking[end].name);
    for (std::uint32_t i = 0; i < texts.size(); ++i)
        each_deletion(texts[i], [&](std::size_t, std::uint64_t text) {
            const auto at = std::lower_bound(whole.begin(), whole.end(), Key{text, 0});
            if (at != whole.end() && at->text == text) take(at->name, i);
        });
    return first;
}

struct Name {
    std::string plain;  // as it reads
    std::string_view given;
    bool operator<(const Name& other) const { return std::tie(plain, given) < std::tie(other.plain, other.given); }
};

// "Referral (old customers)" beside "Referral", if it is the only such one: several are kinds of it on purpose.
void check_asides(DataSet& data, const std::vector<Name>& list, const char* path) {
    std::vector<Name> asides;  // `plain` without what is in brackets
    for (const Name& name : list) {
        const std::string plain = base::utf8_fold(name.given);
        const std::size_t bracket = plain.rfind('(');
        if (!plain.ends_with(')') || bracket == std::string::npos) continue;
        asides.push_back({folded(std::string_view(plain).substr(0, bracket), Spaces::dropped), name.given});
    }
    base::heap_sort(asides.begin(), asides.end());
    for (std::size_t begin = 0, end = 0; begin < asides.size(); begin = end) {
        while (end < asides.size() && asides[end].plain == asides[begin].plain) ++end;
        const auto whole = std::lower_bound(list.begin(), list.end(), Name{asides[begin].plain, {}});
        if (end - begin == 1 && whole != list.end() && whole->plain == asides[begin].plain)
            report(data, ErrorCode::similar_names, path,
                   std::string(whole->given) + " / " + std::string(asides[begin].given));
    }
}

// Every name that reads like one before it, in order of how they read, counts once.
void check_names(DataSet& data, const std::vector<std::string>& names, const char* path, bool with_asides = false) {
    std::vector<Name> list;
    for (const std::string& name : names) list.push_back({folded(name, Spaces::dropped), name});
    base::heap_sort(list.begin(), list.end());
    if (with_asides) check_asides(data, list, path);
    std::vector<std::string> texts;
    std::vector<std::string_view> given;
    std::size_t letters = 0, not_compared = 0;
    std::size_t alike = 0;  // the first of those that read like this one
    for (std::size_t i = 0; i < list.size(); ++i) {
        const Name& name = list[i];
        if (name.plain.empty()) continue;
        if (i > 0 && list[alike].plain == name.plain) {
            report(data, ErrorCode::similar_names, path,
                   std::string(list[alike].given) + " / " + std::string(name.given));
            continue;
        }
        alike = i;
        // Numbered names ("East 1", "East 2") differ on purpose.
        if (!may_be_misspelt(name.plain) || ends_in_digit(name.plain)) continue;
        if (letters + name.plain.size() > base::limits::letters_compared) {
            ++not_compared;
            continue;
        }
        letters += name.plain.size();
        texts.push_back(name.plain);
        given.push_back(name.given);
    }
    const std::vector<std::size_t> first = first_alike(texts);
    for (std::size_t i = 0; i < texts.size(); ++i)
        if (first[i] != i)
            report(data, ErrorCode::similar_names, path, std::string(given[first[i]]) + " / " + std::string(given[i]));
    report(data, ErrorCode::names_not_compared, path, {}, not_compared);
}

void check_all_names(DataSet& data) {
    std::vector<std::string> people, stages, sources;
    for (const Person& person : data.people)
        if (person.declared) people.push_back(person.name);
    for (const Stage& stage : data.stages) stages.push_back(stage.name_zh.empty() ? stage.name_en : stage.name_zh);
    std::vector<bool> used(data.labels.size());
    for (const Label source : data.deals.source) used[source] = true;
    for (Label label = 1; label < used.size(); ++label)
        if (used[label]) sources.emplace_back(data.labels[label]);
    check_names(data, people, "people[].name");
    check_names(data, stages, "stages[].name");
    check_names(data, sources, "deals[].source", true);
}

// Up to three people of a role with five times as many stays as any other of its five or more, and 200 at least.
std::vector<bool> tireless_people(const DataSet& data) {
    constexpr std::size_t fewest_people = 5, most_bots = 3;
    constexpr std::uint32_t fewest_stays = 200;
    std::vector<bool> tireless(data.people.size());
    std::array<std::vector<std::uint32_t>, role_names.size()> stays;
    for (auto& of_role : stays) of_role.resize(data.people.size());
    for (SpellIndex s = 0; s < data.spells.entered.size(); ++s)
        if (const PersonIndex owner = data.spells.owner[s]; owner != no_person)
            ++stays[static_cast<std::size_t>(data.spells.role(s))][owner];
    for (std::size_t role = 0; role < static_cast<std::size_t>(Role::none); ++role) {
        std::vector<std::uint32_t> counts;
        for (std::size_t i = 0; i < data.people.size(); ++i)
            if (stays[role][i] > 0 && !data.people[i].bot) counts.push_back(stays[role][i]);
        if (counts.size() < fewest_people) continue;
        const std::uint32_t bot = far_above(std::move(counts), most_bots, fewest_stays);
        for (std::size_t i = 0; bot > 0 && i < data.people.size(); ++i)
            if (stays[role][i] >= bot) tireless[i] = true;
    }
    return tireless;
}

void check_bots(DataSet& data) {
    constexpr std::array<std::string_view, 8> signs{"bot",  "system", "automat", "robot",
                                                    "系统", "自动",   "机器人",  "工作流"};
    const auto is_called = [](const std::string& name, std::string_view sign) {
        const std::size_t at = name.find(sign);
        if (at == std::string::npos || sign != "bot") return at != std::string::npos;
        // "Abbott" and "Botha" are people.
        const auto divides = [&](std::size_t place) {
            return place >= name.size() || std::string_view(" -_.").find(name[place]) != std::string_view::npos;
        };
        return (at == 0 || divides(at - 1)) && divides(at + sign.size());
    };
    const std::vector<bool> tireless = tireless_people(data);
    for (std::size_t i = 0; i < data.people.size(); ++i) {
        const Person& person = data.people[i];
        const std::string name = folded(person.name, Spaces::kept);
        const bool called =
            std::any_of(signs.begin(), signs.end(), [&](std::string_view sign) { return is_called(name, sign); });
        if ((called || tireless[i]) && !person.bot)
            report(data, ErrorCode::suspected_bot, "people[].name", person.name);
    }
}

void check_managers(DataSet& data) {
    // 0: not seen, 1: on this walk, 2: leads to the top
    std::vector<std::uint8_t> state(data.people.size());
    for (PersonIndex begin = 0; begin < data.people.size(); ++begin) {
        PersonIndex person = begin;
        while (person != no_person && state[person] == 0) {
            state[person] = 1;
            person = data.people[person].manager;
        }
        if (person != no_person && state[person] == 1) {
            PersonIndex first = person;
            for (PersonIndex at = data.people[person].manager; at != person; at = data.people[at].manager)
                if (data.people[at].id < data.people[first].id) first = at;
            report(data, ErrorCode::manager_cycle, "people[].manager", data.people[first].id);
        }
        for (PersonIndex at = begin; at != no_person && state[at] == 1; at = data.people[at].manager) state[at] = 2;
    }
}

}  // namespace

void check_whole(DataSet& data) {
    for (const ErrorCode code :
         {ErrorCode::truncated_history, ErrorCode::owners_only_on_won, ErrorCode::owner_not_yet_known,
          ErrorCode::owner_missing, ErrorCode::no_stage_history, ErrorCode::mass_import, ErrorCode::similar_names,
          ErrorCode::names_not_compared, ErrorCode::suspected_bot, ErrorCode::manager_cycle})
        data.report.drop(code);
    check_truncated(data);
    check_owners(data);
    check_history(data);
    check_mass_import(data);
    check_all_names(data);
    check_bots(data);
    check_managers(data);
}

}  // namespace model
