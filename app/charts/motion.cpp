#include "charts/motion.h"

#include <cmath>

namespace charts {
namespace {

std::uint64_t mixed(std::uint64_t key, std::string_view text) {
    // FNV-1a, with an end to each text
    for (const char c : text) key = (key ^ static_cast<unsigned char>(c)) * 1099511628211ull;
    return (key ^ 0x100) * 1099511628211ull;
}

}  // namespace

void Motion::begin(double now_ms, bool reduced) {
    before_.swap(now_);
    now_.clear();
    next_ = 0;
    now_ms_ = now_ms;
    reduced_ = reduced;
    moving_ = false;
}

void Motion::forget() {
    before_.clear();
    now_.clear();
}

const Motion::Value* Motion::before(std::uint64_t key) {
    for (std::size_t tried = 0; tried < before_.size(); ++tried) {
        const std::size_t at = (next_ + tried) % before_.size();
        if (before_[at].key != key) continue;
        next_ = at + 1;
        return &before_[at];
    }
    return nullptr;
}

float Motion::place(const Value& value) const {
    const double part = (now_ms_ - value.since_ms) / lasts_ms;
    if (part >= 1) return value.to;
    const auto left = static_cast<float>(1 - part);
    return value.to + (value.from - value.to) * left * left * left;  // fast at first
}

float Motion::eased(std::string_view chart, std::string_view mark, std::uint32_t part, float value) {
    if (!std::isfinite(value)) return value;
    const std::uint64_t key = (mixed(mixed(14695981039346656037ull, chart), mark) ^ part) * 1099511628211ull;
    Value now{key, value, value, now_ms_ - lasts_ms};
    const Value* old = before(key);
    if (old && !reduced_) {
        now = *old;
        if (old->to != value) now = {key, place(*old), value, now_ms_};
    }
    now_.push_back(now);
    const float at = place(now);
    moving_ = moving_ || at != value;
    return at;
}

}  // namespace charts
