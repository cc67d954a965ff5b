// Random numbers that are the same on every machine: xoshiro256** (D. Blackman, S. Vigna, ACM TOMS 47, 2021), seeded by splitmix64.
// A question carries its seed; nothing else may bring chance into a figure. A generator as Boost.Random's distributions want it.
#pragma once

#include <array>
#include <cstdint>

namespace base {

class Random {
public:
    using result_type = std::uint64_t;
    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return UINT64_MAX; }
    result_type operator()() { return next(); }

    explicit Random(std::uint64_t seed) {
        for (std::uint64_t& word : state_) {
            seed += 0x9e3779b97f4a7c15u;
            std::uint64_t z = seed;
            z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
            z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
            word = z ^ (z >> 31);
        }
    }
    std::uint64_t next() {
        const std::uint64_t result = rotate(state_[1] * 5, 7) * 9;
        const std::uint64_t shifted = state_[1] << 17;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= shifted;
        state_[3] = rotate(state_[3], 45);
        return result;
    }
    // In [0, 1), 53 bits.
    double unit() { return static_cast<double>(next() >> 11) * 0x1p-53; }
    // In [0, n), every number equally likely; n > 0. Numbers of the incomplete last round are drawn again.
    std::uint32_t below(std::uint32_t n) {
        const std::uint32_t uneven = (0u - n) % n;
        for (;;) {
            const auto drawn = static_cast<std::uint32_t>(next() >> 32);
            const std::uint64_t product = std::uint64_t{drawn} * n;
            if (static_cast<std::uint32_t>(product) >= uneven) return static_cast<std::uint32_t>(product >> 32);
        }
    }

private:
    std::array<std::uint64_t, 4> state_{};

    static std::uint64_t rotate(std::uint64_t x, int by) { return (x << by) | (x >> (64 - by)); }
};

}  // namespace base
