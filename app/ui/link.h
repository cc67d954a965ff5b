// The codec of links: the fragment behind '#' and the view state.
//
//     screen=people&role=closer&team=east&entered=2026-01-01..2026-07-01
//
// Only what differs from the defaults is written, so a fresh page has an empty fragment. Values are percent-encoded,
// lists have commas, the empty item is "not known". A fragment is hostile until read: keys that are not in the list are
// passed over and counted, values that do not fit are dropped and counted, nothing grows beyond base::limits.
// `v` is the version of this form; it is left out while it is 1.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "ui/view_state.h"

namespace ui {

struct ReadLink {
    View view;
    std::string language;     // "zh", "en" or "": a link may ask for one
    std::size_t unknown = 0;  // keys passed over
    std::size_t dropped = 0;  // values dropped
    bool newer = false;       // written by a later version
};

std::string write_link(const View& view);
ReadLink read_link(std::string_view fragment);

// True for a relative address, or one that begins with http:// or https://. Where it may lead, platform/ decides.
bool address_allowed(std::string_view address);

}  // namespace ui
