// What is being loaded, and what went wrong with it: a progress card or banner with Cancel, errors in words.
// It never takes away what was loaded before.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/codec.h"
#include "ui/screen.h"

namespace ui {

class LoadView {
public:
    void started() {
        reading_ = true;
        progress_ = {};
    }
    // True where new data are there now.
    bool event(const engine::LoadEvent& event);
    bool loaded() const { return revision_ > 0; }
    bool reading() const { return reading_; }
    std::uint64_t skipped() const { return skipped_; }

    // Above the screen, while there are data; gives the lower edge.
    float draw_banner(Context& context, charts::Rect area);
    // Instead of a screen, while there are none.
    float draw_alone(Context& context, charts::Rect area);

private:
    std::string progress_words(const Context& context) const;
    std::string share_words(const Context& context) const;
    std::optional<float> share() const;
    bool has_errors() const { return !errors_.empty(); }
    float draw_progress(Context& context, charts::Rect card);
    float draw_errors(Context& context, charts::Rect area, bool alone);

    bool reading_ = false;
    std::uint32_t revision_ = 0;
    std::uint64_t skipped_ = 0;
    engine::LoadEvent progress_;
    std::vector<base::Error> errors_;
};

}  // namespace ui
