// Entries into the role by month. It shows all periods, whatever the period filter says: it is where a month is chosen.
#pragma once

#include <string>
#include <vector>

#include "charts/trend.h"
#include "screens/role_ledgers.h"

namespace screens {

class MonthsCard {
public:
    void draw(ui::Context& context, charts::Rect card);

private:
    void derive(ui::Context& context, const LedgerHeld& months, std::size_t most);
    void press(ui::Context& context, const std::string& month);

    std::uint32_t serial_ = 0;
    std::string role_;
    ui::Language language_{};
    std::size_t most_ = 0;
    std::vector<charts::TrendMonth> months_;
    std::string finding_;
};

}  // namespace screens
