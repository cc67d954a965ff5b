#include "model/checks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "base/limits.h"
#include "base/utf8.h"

namespace model {

using base::ErrorCode;

namespace {

constexpr std::size_t enough = 30;

void report(DataSet& data, ErrorCode code, const char* path, std::string_view detail) {
    data.report.add({code, "", 0, path, 0, base::error_detail(detail)}, path);
}

// When the deal ended, 0 while it has not.
Stamp closing_of(const DataSet& data, DealIndex deal) {
    if (data.deals.status[deal] == Status::open) return 0;
    if (data.deals.closed[deal] != 0) return data.deals.closed[deal];
    const SpellIndex end = data.end_spell(deal);
    return end == data.first_spell(deal) ? 0 : data.spells.until[end - 1];
}

void check_truncated(DataSet& data) {
    struct Life {
        Stamp begun, closed;
    };
    std::vector<Life> lives;
    Stamp first_closing = 0;
    for (DealIndex deal = 0; deal < data.deals.ids.size(); ++deal) {
        const SpellIndex first = data.first_spell(deal);
        if (first == data.end_spell(deal)) continue;
        const Stamp begun = data.spells.entered[first];
        const Stamp closed = std::max(closing_of(data, deal), closing_of(data, deal) == 0 ? 0 : begun);
        lives.push_back({begun, closed});
        if (closed != 0 && (first_closing == 0 || closed < first_closing)) first_closing = closed;
    }
    if (first_closing == 0) return;
    // How long each life that had begun before had lasted until then, and how many later lives were shorter than that.
    std::vector<Stamp> lasted;
    for (const Life& life : lives)
        if (life.begun < first_closing) lasted.push_back(first_closing - life.begun);
    std::sort(lasted.begin(), lasted.end());
    std::size_t later = 0;
    std::uint64_t shorter = 0;
    for (const Life& life : lives) {
        if (life.begun < first_closing) continue;
        ++later;
        if (life.closed == 0) continue;
        const auto longer = std::upper_bound(lasted.begin(), lasted.end(), life.closed - life.begun);
        shorter += static_cast<std::uint64_t>(lasted.end() - longer);
    }
    if (later < enough) return;
    const double expected = static_cast<double>(shorter) / static_cast<double>(later);
    if (expected >= 7) report(data, ErrorCode::truncated_history, "deals[]", base::iso_date(first_closing, data.zone));
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
    if (won.of >= enough && others.of >= enough && won.share() >= 0.5 && others.share() <= 0.02) {
        for (std::size_t i = 0; i < missing; ++i)
            report(data, ErrorCode::owners_only_on_won, "deals[].history[].owner", {});
        return;
    }
    if (open.of >= enough && settled.of >= enough && open.share() + 0.2 < settled.share())
        for (std::size_t i = open.known; i < open.of; ++i)
            report(data, ErrorCode::owner_not_yet_known, "deals[].history[].owner", {});
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

// First a sketch of all seconds, then an exact count of the few that may be too full.
void check_mass_import(DataSet& data) {
    constexpr std::size_t buckets = 1u << 16, least = 100;
    const std::vector<Stamp>& entered = data.spells.entered;
    const std::size_t full = std::max(least, (entered.size() + 49) / 50);
    const auto bucket = [](Stamp time) { return (time * 0x9e3779b1u) >> 16; };
    std::vector<std::uint32_t> sketch(buckets);
    for (const Stamp time : entered) ++sketch[bucket(time)];
    std::vector<Stamp> suspects;
    for (const Stamp time : entered)
        if (sketch[bucket(time)] >= full) suspects.push_back(time);
    std::sort(suspects.begin(), suspects.end());
    for (std::size_t begin = 0, end = 0; begin < suspects.size(); begin = end) {
        while (end < suspects.size() && suspects[end] == suspects[begin]) ++end;
        const std::int64_t local = static_cast<std::int64_t>(suspects[begin]) + data.zone.offset_at(suspects[begin]);
        if (end - begin < full || local % 86'400 == 0) continue;
        const std::string at = base::iso_time(suspects[begin], data.zone);
        for (std::size_t i = begin; i < end; ++i) report(data, ErrorCode::mass_import, "deals[].history[].at", at);
    }
}

// Small letters, half width, without spaces or with plain ones.
enum class Spaces : std::uint8_t { dropped, kept };
std::string folded(std::string_view name, Spaces spaces) {
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto byte = static_cast<unsigned char>(name[i]);
        const auto next = [&](std::size_t n) {
            return i + n < name.size() ? static_cast<unsigned char>(name[i + n]) : 0u;
        };
        unsigned c = byte;
        // U+FF01 to U+FF5E are ASCII in full width, U+3000 is a wide space.
        if (byte == 0xef && (next(1) == 0xbc || next(1) == 0xbd)) {
            const unsigned wide = (next(1) & 0x3fu) << 6 | (next(2) & 0x3fu);
            if (wide >= 0xf01 && wide <= 0xf5e) {
                c = wide - 0xf01 + 0x21;
                i += 2;
            }
        } else if (byte == 0xe3 && next(1) == 0x80 && next(2) == 0x80) {
            c = ' ';
            i += 2;
        }
        if ((c == ' ' || c == '\t') && spaces == Spaces::dropped) continue;
        if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
        out += static_cast<char>(c);
    }
    return out;
}

// Of ASCII names only: one character of a Chinese name makes another person.
bool one_letter_apart(std::string_view a, std::string_view b) {
    const auto plain = [](std::string_view name) {
        return std::none_of(name.begin(), name.end(), [](char c) { return (c & 0x80) != 0; });
    };
    if (!plain(a) || !plain(b)) return false;
    if (a.size() > b.size()) std::swap(a, b);
    if (a.size() < 6 || b.size() - a.size() > 1) return false;
    std::size_t same = 0;
    while (same < a.size() && a[same] == b[same]) ++same;
    const std::size_t skip = a.size() == b.size() ? 1 : 0;
    return same < b.size() && a.substr(std::min(same + skip, a.size())) == b.substr(same + 1);
}

bool ends_in_digit(std::string_view name) { return !name.empty() && name.back() >= '0' && name.back() <= '9'; }

void check_names(DataSet& data, std::vector<std::string> names, const char* path) {
    if (names.size() > base::limits::names_compared) names.resize(base::limits::names_compared);
    struct Name {
        std::string plain, given;
    };
    std::vector<Name> list;
    for (std::string& name : names) list.push_back({folded(name, Spaces::dropped), std::move(name)});
    std::sort(list.begin(), list.end(),
              [](const Name& a, const Name& b) { return a.plain != b.plain ? a.plain < b.plain : a.given < b.given; });
    for (std::size_t i = 0; i < list.size(); ++i)
        for (std::size_t j = i + 1; j < list.size(); ++j) {
            const bool same = list[i].plain == list[j].plain;
            // Numbered names ("East 1", "East 2") differ on purpose.
            const bool close = !ends_in_digit(list[i].plain) && !ends_in_digit(list[j].plain) &&
                               one_letter_apart(list[i].plain, list[j].plain);
            if (!list[i].plain.empty() && (same || close))
                report(data, ErrorCode::similar_names, path, list[i].given + " / " + list[j].given);
        }
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
    std::sort(people.begin(), people.end());
    std::sort(sources.begin(), sources.end());
    check_names(data, std::move(people), "people[].name");
    check_names(data, std::move(stages), "stages[].name");
    check_names(data, std::move(sources), "deals[].source");
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
    for (const Person& person : data.people) {
        const std::string name = folded(person.name, Spaces::kept);
        const bool called =
            std::any_of(signs.begin(), signs.end(), [&](std::string_view sign) { return is_called(name, sign); });
        if (called && !person.bot) report(data, ErrorCode::suspected_bot, "people[].name", person.name);
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
    for (const ErrorCode code : {ErrorCode::truncated_history, ErrorCode::owners_only_on_won,
                                 ErrorCode::owner_not_yet_known, ErrorCode::no_stage_history, ErrorCode::mass_import,
                                 ErrorCode::similar_names, ErrorCode::suspected_bot, ErrorCode::manager_cycle})
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
