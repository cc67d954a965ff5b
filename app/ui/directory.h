// Names by id: the stages, people and roles of the loaded data, looked up once per summary instead of in every frame.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "charts/format.h"
#include "engine/figures/summary.h"
#include "ui/text.h"
#include "ui/view_state.h"

namespace ui {

class Directory {
public:
    // Points into the summary, which has to stay where it is; `edition` differs from one summary to the next.
    void read(const engine::SummaryAnswer& summary, std::uint32_t edition);
    std::uint32_t edition() const { return edition_; }
    bool loaded() const { return summary_ != nullptr; }
    const engine::SummaryAnswer& summary() const { return *summary_; }
    charts::Currency currency() const { return {summary_->currency, summary_->minor_digits}; }  // the data's

    const engine::StageInfo* stage(std::string_view id) const;
    const engine::PersonInfo* person(std::string_view id) const;
    std::string stage_name(std::string_view id, Language language) const;
    std::string person_name(std::string_view id, Language language) const;
    std::size_t stage_order(std::string_view id) const;  // stages.size() where it is not known
    // Those to whom somebody reports, as positions among the summary's people.
    const std::vector<std::uint32_t>& managers() const { return managers_; }
    bool owns_stage(std::string_view role) const;
    std::size_t people_in(std::string_view role) const;
    // The role that is shown while the reader has chosen none: the one with the longest funnel, the first of several;
    // "" where the data name no roles at all.
    std::string_view default_role() const { return default_role_; }
    // Takes out of the view what these data do not have: sources, segments, teams, people, stages.
    void drop_unknown(View& view) const;

private:
    bool has(VersusKind kind, const std::string& value) const;
    void count_people();
    void find_default_role();
    void find_managers();

    const engine::SummaryAnswer* summary_ = nullptr;
    std::uint32_t edition_ = 0;
    std::vector<std::uint32_t> people_by_id_;
    std::vector<std::uint32_t> managers_;
    std::string_view default_role_;
    struct RoleSize {
        std::string_view role;
        std::size_t people = 0;
    };
    std::vector<RoleSize> role_sizes_;  // bots left out
};

}  // namespace ui
