// Lengths and places on their way from an old answer to a new one: each value is known by its chart, mark and part, and where it
// changes it is drawn in between for 160 ms. At rest nothing is kept moving.
//
//     motion.begin(now_ms, reduced);                       // once a frame
//     const float share = motion.eased("roles.funnel.", "contacted", 0, 0.74f);
//
// Values are shares of an axis, not pixels: another size moves nothing. A value that the frame before did not draw stands where it
// is at once, and so does everything with reduced motion. Figures in words are never on their way.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace charts {

class Motion {
public:
    static constexpr double lasts_ms = 160;

    void begin(double now_ms, bool reduced);
    // Where `value` is drawn now.
    float eased(std::string_view chart, std::string_view mark, std::uint32_t part, float value);
    // Whether something in this frame is not yet where it is going.
    bool moving() const { return moving_; }
    // Other data: what comes next moves from nowhere.
    void forget();

private:
    struct Value {
        std::uint64_t key = 0;
        float from = 0;
        float to = 0;
        double since_ms = 0;
    };
    const Value* before(std::uint64_t key);
    float place(const Value& value) const;

    std::vector<Value> before_;  // of the last frame, in the order drawn
    std::vector<Value> now_;
    std::size_t next_ = 0;  // in before_: charts draw the same things in the same order
    double now_ms_ = 0;
    bool reduced_ = false;
    bool moving_ = false;
};

}  // namespace charts
