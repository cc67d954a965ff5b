#include "screens/screens.h"
namespace screens {
namespace {
class People final : public ui::ScreenBody {
public:
    float draw(ui::Context&, charts::Rect area) override { return area.y; }
};
}  // namespace
std::unique_ptr<ui::ScreenBody> make_people() { return std::make_unique<People>(); }
}  // namespace screens
