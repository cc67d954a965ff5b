// What each key does, in a dialog; and a key as it is drawn.
#pragma once

#include <string_view>

#include "ui/screen.h"

namespace ui {

class KeysHelp : public Overlay {
public:
    bool open() const { return open_; }
    void show() { open_ = true; }
    void close() { open_ = false; }
    void draw(Context& context) override;

private:
    bool open_ = false;
};

float key_width(Ui& ui, std::string_view key);
// Centred on y; gives its width.
float draw_key(Ui& ui, float x, float y, std::string_view key);

}  // namespace ui
