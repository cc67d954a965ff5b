#include "screens/screens.h"
namespace screens {
namespace {
class Data final : public ui::ScreenBody {
public:
    float draw(ui::Context&, charts::Rect area) override { return area.y; }
};
}  // namespace
std::unique_ptr<ui::ScreenBody> make_data() { return std::make_unique<Data>(); }
}  // namespace screens
