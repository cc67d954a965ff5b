// A first look round: a few cards, one after the other, beside what they speak of. The page can be used all the while.
#pragma once

#include <cstddef>

#include "ui/screen.h"

namespace ui {

class Tour : public Overlay {
public:
    bool running() const { return running_; }
    void begin() {
        running_ = true;
        at_ = 0;
    }
    void end() { running_ = false; }
    // On the Team screen alone: leaving it ends the tour.
    void draw(Context& context) override;

private:
    bool running_ = false;
    std::size_t at_ = 0;
};

}  // namespace ui
