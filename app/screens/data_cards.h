// The cards of the Data screen: what was loaded, what is wrong with it, its stages, what the figures mean, the reader's own.
// Each gives the lower edge of what it drew.
#pragma once

#include <string>
#include <vector>

#include "ui/screen.h"

namespace screens {

float draw_loaded_card(ui::Context& context, charts::Rect place);
float draw_stages_card(ui::Context& context, charts::Rect place);
float draw_definitions_card(ui::Context& context, charts::Rect place);
float draw_own_data_card(ui::Context& context, charts::Rect place);

class DefectsCard {
public:
    float draw(ui::Context& context, charts::Rect place);

private:
    std::vector<std::string> opened_;  // ids of the defects whose examples are all shown
};

}  // namespace screens
