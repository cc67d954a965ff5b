// Time zones by the browser: its Intl knows every IANA zone, so none is shipped. Runs in the engine's worker; needs
// neither SDL nor ImGui.
#pragma once

#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace platform {

// The zone with its changes of offset from 1970 to 2106, as the browser knows them today. unknown_zone: it does not know it.
base::Result<base::Zone> browser_zone(std::string_view name);

}  // namespace platform
