#include "model/journey.h"

#include <algorithm>
#include <tuple>

#include "base/heap_sort.h"

namespace model {

namespace {

bool is_exit_stage(std::span<const Stage> stages, StageIndex stage) { return stages[stage].outcome == Outcome::lost; }

// The last stage that belongs to the funnel.
StageIndex last_funnel_stage(std::span<const Stage> stages) {
    std::size_t last = stages.size();
    while (last > 1 && stages[last - 1].outcome == Outcome::lost) --last;
    return static_cast<StageIndex>(last - 1);
}

bool reached_won(std::span<const Stage> stages, StageIndex stage) {
    for (std::size_t i = 0; i <= stage; ++i)
        if (stages[i].outcome == Outcome::won) return true;
    return false;
}

// How the stay that no later entry ends is ended by the deal's status.
void close_last(std::span<const Stage> stages, Ending ending, Stay& stay, JourneyNotes& notes) {
    const StageIndex stage = stay.entry.stage;
    const bool walked_whole = stages[stage].outcome == Outcome::won && stage == last_funnel_stage(stages);
    switch (ending.status) {
        case Status::lost: stay.exit = Exit::lost; break;
        case Status::left: stay.exit = Exit::left; break;
        case Status::won:
            // Behind the win the customer is still somebody's: the stay with support goes on.
            if (reached_won(stages, stage) && !walked_whole) return;
            stay.exit = Exit::advanced;
            break;
        case Status::open:
            if (!walked_whole) return;
            stay.exit = Exit::advanced;
            break;
    }
    if (stay.exit == Exit::advanced && walked_whole) {
        stay.until = stay.entry.entered;
        return;
    }
    stay.until = ending.closed;
    if (ending.closed == 0) {
        notes.no_closing_time = true;
    } else if (ending.closed < stay.entry.entered) {
        notes.negative_duration = true;
    } else {
        return;
    }
    stay.untimed = true;
    stay.until = stay.entry.entered;
}

// A person's number depends on the order of the files, his id does not.
std::string_view owner_id(std::span<const Person> people, const Entry& entry) {
    return entry.owner == no_person ? std::string_view() : std::string_view(people[entry.owner].id);
}

}  // namespace

JourneyNotes settle(std::span<const Stage> stages, std::span<const Person> people, std::vector<Entry>& entries,
                    Ending ending, std::vector<Stay>& stays, std::vector<TakenOver>& takeovers) {
    JourneyNotes notes;
    stays.clear();
    takeovers.clear();
    const auto earlier = [people](const Entry& a, const Entry& b) {
        if (a.entered != b.entered) return a.entered < b.entered;
        if (a.stage != b.stage) return a.stage < b.stage;
        if (a.owner != b.owner) return owner_id(people, a) < owner_id(people, b);
        return std::tie(a.touched, a.assigned, a.own_role) < std::tie(b.touched, b.assigned, b.own_role);
    };
    // Exports mostly write them in order.
    if (!std::is_sorted(entries.begin(), entries.end(), earlier))
        base::heap_sort(entries.begin(), entries.end(), earlier);
    const auto role_of = [stages](const Entry& entry) {
        return entry.own_role != Role::none ? entry.own_role : stages[entry.stage].role;
    };
    for (const Entry& entry : entries) {
        Stay* before = stays.empty() || stays.back().exit == Exit::lost ? nullptr : &stays.back();
        if (is_exit_stage(stages, entry.stage)) {
            if (before) {
                before->exit = Exit::lost;
                before->until = entry.entered;
            }
            continue;
        }
        if (before && before->entry.stage == entry.stage) {
            const std::size_t stay = stays.size() - 1;
            const bool taken = !takeovers.empty() && takeovers.back().stay == stay;
            Entry& holder = taken ? takeovers.back().entry : before->entry;
            const bool new_owner = entry.owner != no_person && entry.owner != holder.owner;
            const bool new_role = entry.own_role != Role::none && role_of(entry) != role_of(holder);
            if (new_owner || new_role) {
                takeovers.push_back({stay, entry});
                continue;
            }
            notes.repeated_stage = true;
            if (holder.touched == 0) holder.touched = entry.touched;
            continue;
        }
        if (before) {
            before->exit = before->entry.stage < entry.stage ? Exit::advanced : Exit::back;
            before->until = entry.entered;
        }
        stays.push_back(Stay{entry});
    }
    if (!stays.empty() && stays.back().exit == Exit::open) close_last(stages, ending, stays.back(), notes);
    return notes;
}

}  // namespace model
