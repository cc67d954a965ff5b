// "Explain this figure": what a card's figure is, of which data and filters, and what is doubtful about it. One definition for each
// figure, the same that the Data screen lists.
#pragma once

#include <optional>
#include <string_view>

#include "engine/answer.h"
#include "ui/screen.h"

namespace ui {

// The figure's definition in the reader's words, a few sentences.
std::string_view definition_words(engine::Figure figure, Language language);

class Explain : public Overlay {
public:
    void open(const engine::Head& head) { head_ = head; }
    bool is_open() const { return head_.has_value(); }
    void close() { head_.reset(); }
    void draw(Context& context) override;

private:
    std::optional<engine::Head> head_;
};

}  // namespace ui
