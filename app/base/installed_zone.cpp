#include "base/installed_zone.h"

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "base/limits.h"

namespace base {

namespace {

constexpr const char* zone_folder = "/usr/share/zoneinfo/";

bool plain_name(std::string_view name) {
    constexpr std::string_view allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/";
    return !name.empty() && name.size() <= limits::zone_name && name.front() != '/' && name.find("..") == name.npos &&
           name.find_first_not_of(allowed) == name.npos;
}

}  // namespace

Result<Zone> installed_zone(std::string_view name) {
    const Error unknown{ErrorCode::unknown_zone, "", 0, "", 0, error_detail(name)};
    if (name == "UTC" || name == "Etc/UTC") return Zone();
    if (!plain_name(name)) return unknown;
    const std::string path = zone_folder + std::string(name);
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
    if (!file) return unknown;
    std::vector<unsigned char> bytes(limits::zone_file);
    bytes.resize(std::fread(bytes.data(), 1, bytes.size(), file.get()));
    if (bytes.empty()) return unknown;  // a folder
    return Zone::from_tzif(name, bytes);
}

}  // namespace base
