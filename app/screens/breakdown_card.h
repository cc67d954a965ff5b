// What the role's entries are made of, by source, segment or team: a small bar, the count and the share that advanced.
// Pressing a row filters by it. Its own dimension is left out of the question, so that another row can be chosen.
#pragma once

#include <string>
#include <vector>

#include "engine/figures/ledger.h"
#include "screens/role_ledgers.h"

namespace screens {

class BreakdownCard {
public:
    float height(ui::Context& context, float width);
    void draw(ui::Context& context, charts::Rect card);

private:
    void derive(ui::Context& context, const LedgerHeld& parts);
    void draw_rows(ui::Context& context, charts::Rect area, bool ready);

    std::uint32_t serial_ = 0;
    std::string role_;
    ui::Language language_{};
    std::vector<const engine::LedgerRow*> rows_;  // of the answer with this serial, the most entries first
    std::uint64_t total_ = 0;
    std::string finding_;
};

}  // namespace screens
