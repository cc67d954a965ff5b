#include "engine/figures/structure.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/heap_sort.h"
#include "engine/archive.h"
#include "engine/prepare.h"
#include "metrics/handoffs.h"
#include "metrics/structure.h"

namespace engine {

namespace {

std::vector<CarrierRow> carriers_of(const model::DataSet& data, std::vector<metrics::Carrier> all) {
    const auto order = [&](const metrics::Carrier& a, const metrics::Carrier& b) {
        const auto key = [&](const metrics::Carrier& one) {
            return std::tuple(one.main_role(), -static_cast<std::int64_t>(one.stays()),
                              std::string_view(data.people[one.person].id));
        };
        return key(a) < key(b);
    };
    base::heap_sort(all.begin(), all.end(), order);
    // How many of the same main role are busier.
    std::vector<std::pair<std::size_t, std::size_t>> ranked;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool same = i > 0 && all[i].main_role() == all[i - 1].main_role();
        ranked.emplace_back(same ? ranked.back().first + 1 : 0, i);
    }
    base::heap_sort(ranked.begin(), ranked.end(), [&](const auto& a, const auto& b) {
        const std::uint64_t a_stays = all[a.second].stays(), b_stays = all[b.second].stays();
        return std::tie(a.first, b_stays, a.second) < std::tie(b.first, a_stays, b.second);
    });
    ranked.resize(std::min(ranked.size(), base::limits::carriers_told));
    base::heap_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    std::vector<CarrierRow> rows;
    for (const auto& [rank, at] : ranked) {
        CarrierRow row{person_text(data, all[at].person), all[at].stays(), {}};
        for (std::size_t role = 0; role < all[at].roles.size(); ++role)
            if (all[at].roles[role] > 0)
                row.roles.push_back({role_text(static_cast<model::Role>(role)), all[at].roles[role]});
        rows.push_back(std::move(row));
    }
    return rows;
}

StructureRow row_of(const model::DataSet& data, const metrics::Structure& from, Keys keys) {
    StructureRow row;
    row.keys = std::move(keys);
    row.stays = from.stays;
    row.unowned = from.unowned;
    row.people = from.people;
    row.stages = from.stages;
    row.specialisation = from.specialised.share;
    if (from.specialised.share) {
        row.information = from.specialised.information;
        row.by_chance = from.specialised.by_chance;
    }
    row.continuity = rate_of(from.one_owner, from.deals);
    if (from.deals > 0) row.handoffs_per_deal = static_cast<double>(from.handoffs) / static_cast<double>(from.deals);
    constexpr const char* kinds[] = {"horizontal", "vertical", "hybrid"};
    row.carriers = carriers_of(data, from.carriers);
    if (const auto kind = from.kind()) row.kind = kinds[static_cast<std::size_t>(*kind)];
    return row;
}

void add(Ledger& to, const Ledger& more) {
    to.entries += more.entries;
    to.advanced += more.advanced;
    to.lost += more.lost;
    to.back += more.back;
    to.left += more.left;
    to.open += more.open;
    to.passed += more.passed;
    to.mid_entry += more.mid_entry;
    to.value = base::sum(to.value, more.value);
    to.valued += more.valued;
}

// The tree of managers as lists of who reports to whom, by id; circles are cut where they close.
class Tree {
public:
    explicit Tree(const model::DataSet& data) : data_(data), reports_(data.people.size()) {
        for (model::PersonIndex person = 0; person < data.people.size(); ++person) by_id_.push_back(person);
        base::heap_sort(by_id_.begin(), by_id_.end(), [&](model::PersonIndex a, model::PersonIndex b) {
            return data.people[a].id < data.people[b].id;
        });
        for (const model::PersonIndex person : by_id_)
            if (data.people[person].manager != model::no_person)
                reports_[data.people[person].manager].push_back(person);
    }

    // Calls enter(person, depth) for everybody with people under him, in order, and leave(person, depth) after those; for the others
    // under somebody single(person, depth). Without recursion: an organisation can be as deep as a file says.
    template <class Enter, class Single, class Leave>
    void walk(Enter&& enter, Single&& single, Leave&& leave) const {
        std::vector<bool> seen(data_.people.size());
        struct Step {
            model::PersonIndex person;
            std::size_t next;
        };
        std::vector<Step> path;
        const auto from = [&](model::PersonIndex top) {
            if (seen[top] || reports_[top].empty()) return;
            seen[top] = true;
            enter(top, 0);
            path.push_back({top, 0});
            while (!path.empty()) {
                Step& step = path.back();
                const auto depth = static_cast<std::uint32_t>(path.size());
                if (step.next == reports_[step.person].size()) {
                    leave(step.person, depth - 1);
                    path.pop_back();
                    continue;
                }
                const model::PersonIndex under = reports_[step.person][step.next++];
                if (seen[under]) continue;
                seen[under] = true;
                if (reports_[under].empty()) {
                    single(under, depth);
                } else {
                    enter(under, depth);
                    path.push_back({under, 0});
                }
            }
        };
        for (const model::PersonIndex person : by_id_)
            if (data_.people[person].manager == model::no_person) from(person);
        for (const model::PersonIndex person : by_id_) from(person);
    }

private:
    const model::DataSet& data_;
    std::vector<std::vector<model::PersonIndex>> reports_;
    std::vector<model::PersonIndex> by_id_;
};

}  // namespace

template <class Archive>
void fields(Archive& a, RoleStays& v) {
    a("role", v.role);
    a("stays", v.stays);
}

template <class Archive>
void fields(Archive& a, CarrierRow& v) {
    a("person", v.person);
    a("stays", v.stays);
    a("roles", v.roles);
}

template <class Archive>
void fields(Archive& a, StructureRow& v) {
    a.named_keys(v.keys);
    a("stays", v.stays);
    a("unowned", v.unowned);
    a("people", v.people);
    a("stages", v.stages);
    a("specialisation", v.specialisation);
    a("information", v.information);
    a("by_chance", v.by_chance);
    a("continuity", v.continuity);
    a("handoffs_per_deal", v.handoffs_per_deal);
    a("kind", v.kind);
    a("carriers", v.carriers);
}

template <class Archive>
void fields(Archive& a, StructureAnswer& v) {
    fields(a, v.head);
    a.by = &v.head.question.by;
    a("whole", v.whole);
    a("rows", v.rows);
}

template <class Archive>
void fields(Archive& a, OrganisationRow& v) {
    a("person", v.person);
    a("name", v.name);
    a("manager", v.manager);
    a("depth", v.depth);
    a("people", v.people);
    a("own", v.own);
    a("all", v.all);
}

template <class Archive>
void fields(Archive& a, OrganisationAnswer& v) {
    fields(a, v.head);
    a("rows", v.rows);
    a("unplaced", v.unplaced);
    a("unknown", v.unknown);
    a("total", v.total);
}

base::Result<StructureAnswer> structure(const Loaded& loaded, const Question& question) {
    for (const By by : question.by)
        if (by == By::stage || by == By::role || by == By::person)
            return base::Error{base::ErrorCode::question_bad_value, "", 0, "by", 0, name_of(by)};
    auto prepared = prepare(loaded, question, Figure::structure);
    if (!prepared) return prepared.error();
    const model::DataSet& data = loaded.data;
    StructureAnswer answer;
    answer.head = std::move(prepared->head);
    if (answer.head.refused.empty() && !metrics::has_owner_history(data)) answer.head.refused = "no_owner_history";
    if (!answer.head.refused.empty()) return answer;
    const auto count = [&](std::span<const metrics::Dimension> dimensions) {
        return metrics::structures(data, prepared->selection, dimensions, question.jumps, prepared->zone);
    };
    const auto whole = count({});
    if (!whole.empty()) answer.whole = row_of(data, whole.front(), {});
    if (prepared->dimensions.empty()) return answer;
    std::vector<std::pair<std::vector<std::uint32_t>, StructureRow>> rows;
    for (const metrics::Structure& group : count(prepared->dimensions))
        rows.emplace_back(group.keys, row_of(data, group, keys_text(data, prepared->dimensions, group.keys)));
    base::heap_sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) {
        return listed_before(prepared->dimensions, a.first, a.second.keys, b.first, b.second.keys);
    });
    for (auto& [numbers, row] : rows) answer.rows.push_back(std::move(row));
    return answer;
}

base::Result<OrganisationAnswer> organisation(const Loaded& loaded, const Question& question) {
    auto prepared = prepare(loaded, question, Figure::organisation);
    if (!prepared) return prepared.error();
    const model::DataSet& data = loaded.data;
    OrganisationAnswer answer;
    answer.head = std::move(prepared->head);
    if (!answer.head.refused.empty()) return answer;
    const metrics::Dimension by[] = {metrics::Dimension::role, metrics::Dimension::person};
    const auto figure = loaded.ledgers.ledger(data, prepared->selection, by, question.jumps, prepared->zone);
    std::vector<Ledger> own(data.people.size());
    answer.total = answer_of(figure.total);
    for (const metrics::Group& group : figure.groups) {
        const bool known = group.keys[1] != model::no_person;
        add(known ? own[group.keys[1]] : answer.unknown, answer_of(group.ledger));
    }
    std::vector<bool> placed(data.people.size());
    std::vector<std::size_t> path;  // rows from the top down to here
    const auto single = [&](model::PersonIndex person, std::uint32_t) {
        placed[person] = true;
        add(answer.rows[path.back()].all, own[person]);
        ++answer.rows[path.back()].people;
    };
    const auto enter = [&](model::PersonIndex person, std::uint32_t depth) {
        placed[person] = true;
        const std::string manager = path.empty() ? std::string() : answer.rows[path.back()].person;
        path.push_back(answer.rows.size());
        answer.rows.push_back(
            {data.people[person].id, data.people[person].name, manager, depth, 0, own[person], own[person]});
    };
    const auto leave = [&](model::PersonIndex, std::uint32_t) {
        const std::size_t here = path.back();
        path.pop_back();
        if (path.empty()) return;
        add(answer.rows[path.back()].all, answer.rows[here].all);
        answer.rows[path.back()].people += answer.rows[here].people + 1;
    };
    Tree(data).walk(enter, single, leave);
    for (model::PersonIndex person = 0; person < data.people.size(); ++person)
        if (!placed[person]) add(answer.unplaced, own[person]);
    return answer;
}

SEPTET_ANSWER_CODEC(StructureAnswer)
SEPTET_ANSWER_CODEC(OrganisationAnswer)

}  // namespace engine
