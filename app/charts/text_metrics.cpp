#include "charts/text_metrics.h"

#include <array>
#include <cstdint>

#include "base/utf8.h"

namespace charts {

namespace {

// Advance widths of Inter in thousandths of an em, U+0020 to U+007E, tabular digits.
constexpr std::array<std::array<std::uint16_t, 95>, 3> ascii{{
    {{
        // regular
        281, 278, 403, 631, 638, 813, 639, 222, 362, 362, 500, 659, 276, 460, 276, 357, 648, 648, 648,
        648, 648, 648, 648, 648, 648, 648, 276, 276, 659, 659, 659, 507, 936, 676, 651, 727, 719, 598,
        587, 743, 740, 264, 543, 652, 563, 889, 753, 761, 635, 761, 639, 638, 642, 741, 676, 949, 642,
        665, 625, 362, 357, 362, 469, 452, 497, 564, 621, 558, 621, 582, 361, 609, 591, 237, 237, 544,
        237, 869, 585, 597, 609, 609, 372, 523, 364, 581, 557, 813, 540, 557, 541, 362, 327, 362, 659,
    }},
    {{
        // medium
        265, 294, 400, 637, 643, 828, 651, 217, 378, 378, 522, 666, 283, 463, 283, 368, 659, 659, 659,
        659, 659, 659, 659, 659, 659, 659, 283, 282, 666, 666, 666, 526, 968, 700, 654, 735, 722, 603,
        586, 749, 742, 270, 552, 664, 564, 898, 747, 768, 639, 768, 645, 643, 651, 738, 700, 978, 666,
        685, 639, 378, 368, 378, 475, 460, 497, 569, 626, 568, 626, 587, 369, 617, 602, 249, 249, 556,
        249, 884, 597, 602, 617, 617, 384, 536, 372, 594, 566, 825, 551, 566, 551, 378, 342, 378, 666,
    }},
    {{
        // semibold
        248, 309, 396, 643, 649, 844, 663, 213, 393, 393, 543, 673, 291, 466, 290, 379, 670, 670,  670,
        670, 670, 670, 670, 670, 670, 670, 290, 289, 673, 673, 673, 544, 999, 724, 657, 744, 724,  608,
        586, 755, 744, 275, 561, 677, 566, 906, 741, 775, 643, 776, 651, 649, 660, 734, 724, 1007, 690,
        705, 653, 393, 379, 393, 481, 468, 497, 575, 630, 577, 630, 593, 377, 625, 613, 261, 261,  569,
        261, 898, 610, 608, 625, 625, 397, 549, 380, 608, 576, 837, 563, 576, 562, 393, 358, 393,  673,
    }},
}};

struct Other {
    char32_t code_point;
    std::array<std::uint16_t, 3> width;
};
// Signs that figures and sentences use.
constexpr std::array<Other, 27> others{{
    {0x00A0, {281, 265, 248}}, {0x00A3, {631, 644, 658}}, {0x00A5, {548, 556, 564}},    {0x00A7, {551, 565, 579}},
    {0x00B0, {455, 456, 458}}, {0x00B1, {659, 666, 673}}, {0x00B7, {276, 283, 290}},    {0x00D7, {659, 666, 673}},
    {0x00F7, {659, 666, 673}}, {0x2013, {500, 500, 500}}, {0x2014, {1000, 1000, 1000}}, {0x2018, {199, 213, 228}},
    {0x2019, {185, 199, 214}}, {0x201C, {381, 394, 408}}, {0x201D, {381, 394, 407}},    {0x2022, {563, 529, 496}},
    {0x2026, {821, 814, 806}}, {0x202F, {182, 173, 164}}, {0x20AC, {665, 672, 679}},    {0x2190, {955, 955, 955}},
    {0x2191, {955, 955, 955}}, {0x2192, {955, 955, 955}}, {0x2193, {955, 955, 955}},    {0x2212, {659, 666, 673}},
    {0x2260, {659, 666, 673}}, {0x2264, {659, 666, 673}}, {0x2265, {659, 666, 673}},
}};

struct Range {
    char32_t first;
    char32_t last;
};

// Blocks whose characters fill a square (Unicode 15, EastAsianWidth W and F, in the large).
constexpr std::array<Range, 9> squares{{
    {0x1100, 0x115F},
    {0x2E80, 0x303E},
    {0x3041, 0xA4CF},
    {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F},
    {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6},
    {0x1F300, 0x3FFFD},
}};
// Marks that are drawn over the character before.
constexpr std::array<Range, 4> zero_width{{{0x0300, 0x036F}, {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}}};

constexpr float otherwise = 610;  // Latin with accents, Greek and Cyrillic, on average

template <std::size_t n>
bool inside(const std::array<Range, n>& ranges, char32_t code_point) {
    for (const Range& range : ranges) {
        if (code_point >= range.first && code_point <= range.last) return true;
    }
    return false;
}

float advance(char32_t code_point, std::size_t weight) {
    if (code_point >= 0x20 && code_point < 0x7F) return ascii[weight][code_point - 0x20];
    for (const Other& other : others) {
        if (other.code_point == code_point) return other.width[weight];
    }
    if (code_point < 0x20 || inside(zero_width, code_point)) return 0;
    return inside(squares, code_point) ? 1000 : otherwise;
}

}  // namespace

float measured_width(std::string_view text, float size, Weight weight) {
    float sum = 0;
    for (std::size_t at = 0; at < text.size();)
        sum += advance(base::utf8_next(text, at), static_cast<std::size_t>(weight));
    return sum * size / 1000;
}

}  // namespace charts
