// One conversation: its time line, what was said, and its figures.
#pragma once

#include <memory>

#include "charts/call_lanes.h"
#include "engine/figures/calls.h"
#include "screens/card_stack.h"

namespace screens {

using CallHeld = ui::Held<engine::CallAnswer>;
// The call that the view opens, with those of its turns among which the chosen one is.
CallHeld ask_call(ui::Context& context);

// What the cards of one call tell each other.
struct CallReading {
    charts::SpeechSpan in_sight;  // of the transcript; of no length: nothing
};

std::unique_ptr<StackCard> make_call_lanes_card(std::shared_ptr<CallReading> reading);
std::unique_ptr<StackCard> make_transcript_card(std::shared_ptr<CallReading> reading);
std::unique_ptr<StackCard> make_call_quality_card();
std::unique_ptr<StackCard> make_call_figures_card();  // of the open call, beside the range of its role

}  // namespace screens
