// Time zones from the machine's own zone files: for native programs; the browser knows its zones another way
// (platform/zone.h).
#pragma once

#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace base {

// The zone of an IANA name, unknown_zone where the machine has no such file. A name is never a way out of the folder.
Result<Zone> installed_zone(std::string_view name);

}  // namespace base
