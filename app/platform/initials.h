// The initials of pinyin by the browser, which sorts by it (web/collation.mjs). For both modules.
#pragma once

#include <string>
#include <string_view>

namespace platform {

// A base::FindInitials. Only where the module's script has been given its `initials`, which comes with the later part.
std::string browser_initials(std::string_view characters);

}  // namespace platform
