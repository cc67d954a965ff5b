#include "ui/directory.h"

#include <algorithm>
#include <numeric>

#include "base/heap_sort.h"

namespace ui {
namespace {

bool holds(const std::vector<std::string>& texts, std::string_view text) {
    return std::find(texts.begin(), texts.end(), text) != texts.end();
}

}  // namespace

void Directory::read(const engine::SummaryAnswer& summary, std::uint32_t edition) {
    summary_ = &summary;
    edition_ = edition;
    people_by_id_.resize(summary.people.size());
    std::iota(people_by_id_.begin(), people_by_id_.end(), 0u);
    base::heap_sort(people_by_id_.begin(), people_by_id_.end(),
                    [&](std::uint32_t a, std::uint32_t b) { return summary.people[a].id < summary.people[b].id; });
    count_people();
    find_default_role();
    find_managers();
}

void Directory::find_managers() {
    std::vector<bool> leads(summary_->people.size());
    for (const engine::PersonInfo& info : summary_->people)
        if (const engine::PersonInfo* manager = person(info.manager))
            leads[static_cast<std::size_t>(manager - summary_->people.data())] = true;
    managers_.clear();
    for (std::uint32_t i = 0; i < leads.size(); ++i)
        if (leads[i]) managers_.push_back(i);
}

void Directory::count_people() {
    role_sizes_.clear();
    for (const engine::PersonInfo& person : summary_->people) {
        if (person.bot) continue;
        for (const std::string& role : person.roles) {
            const auto known_role = std::find_if(role_sizes_.begin(), role_sizes_.end(),
                                                 [&](const RoleSize& size) { return size.role == role; });
            if (known_role != role_sizes_.end())
                ++known_role->people;
            else
                role_sizes_.push_back({role, 1});
        }
    }
}

const engine::StageInfo* Directory::stage(std::string_view id) const {
    const std::size_t order = stage_order(id);
    return order < summary_->stages.size() ? &summary_->stages[order] : nullptr;
}

std::size_t Directory::stage_order(std::string_view id) const {
    const auto& stages = summary_->stages;
    const auto found = std::find_if(stages.begin(), stages.end(), [&](const auto& stage) { return stage.id == id; });
    return static_cast<std::size_t>(found - stages.begin());
}

const engine::PersonInfo* Directory::person(std::string_view id) const {
    const auto& people = summary_->people;
    const auto found =
        std::lower_bound(people_by_id_.begin(), people_by_id_.end(), id,
                         [&](std::uint32_t index, std::string_view wanted) { return people[index].id < wanted; });
    if (found == people_by_id_.end() || people[*found].id != id) return nullptr;
    return &people[*found];
}

std::string Directory::stage_name(std::string_view id, Language language) const {
    const engine::StageInfo* info = stage(id);
    const std::string_view name = info ? local(info->name, language) : std::string_view();
    return std::string(name.empty() ? id : name);
}

std::string Directory::person_name(std::string_view id, Language language) const {
    if (id.empty()) return std::string(words(Text::people_unknown, language));
    const engine::PersonInfo* info = person(id);
    return info && !info->name.empty() ? info->name : std::string(id);
}

bool Directory::owns_stage(std::string_view role) const {
    const auto& stages = summary_->stages;
    const auto owned =
        std::find_if(stages.begin(), stages.end(), [&](const auto& stage) { return stage.role == role; });
    return owned != stages.end() || holds(summary_->roles, role);
}

std::size_t Directory::people_in(std::string_view role) const {
    for (const RoleSize& size : role_sizes_)
        if (size.role == role) return size.people;
    return 0;
}

void Directory::find_default_role() {
    default_role_ = {};
    std::ptrdiff_t most = 0;
    for (const std::string& role : summary_->roles) {
        const auto owned = std::count_if(summary_->stages.begin(), summary_->stages.end(),
                                         [&](const auto& stage) { return stage.role == role; });
        if (owned <= most) continue;
        most = owned;
        default_role_ = role;
    }
}

bool Directory::has(VersusKind kind, const std::string& value) const {
    if (value.empty()) return true;
    if (kind == VersusKind::person) return person(value) != nullptr;
    return holds(kind == VersusKind::source    ? summary_->sources
                 : kind == VersusKind::segment ? summary_->segments
                                               : summary_->teams,
                 value);
}

void Directory::drop_unknown(View& view) const {
    const auto drop = [](std::vector<std::string>& values, const std::vector<std::string>& known_values) {
        std::erase_if(values, [&](const std::string& value) { return !value.empty() && !holds(known_values, value); });
    };
    drop(view.filter.source, summary_->sources);
    drop(view.filter.segment, summary_->segments);
    drop(view.filter.team, summary_->teams);
    std::erase_if(view.filter.person, [&](const std::string& id) { return !id.empty() && !person(id); });
    std::erase_if(view.filter.manager, [&](const std::string& id) { return !person(id); });
    if (!stage(view.path_from) || !stage(view.path_to)) view.path_from = view.path_to = {};
    if (view.versus && !(has(view.versus->kind, view.versus->first) && has(view.versus->kind, view.versus->second)))
        view.versus.reset();
    if (view.who && !view.who->empty() && !person(*view.who)) view.who.reset();
}

}  // namespace ui
