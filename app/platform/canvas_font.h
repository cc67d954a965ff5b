// Text by the browser: Dear ImGui's fonts, whose glyphs are drawn by the browser's own 2D canvas.
//
// Every script that the reader's system knows is there, at any size, with nothing to download. A glyph is drawn once for
// a weight and a size in device pixels, into ImGui's atlas; the missing glyphs of a text are fetched together, because
// reading a canvas back costs more than drawing on it.
//
// Here: sizes and places in device pixels, subpixel placing of Latin where pixels are coarse, kerning, tabular digits.
// Not here: shaping (ligatures, right-to-left, combining marks), colour glyphs.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "charts/painter.h"
#include "imgui.h"
#include "imgui_internal.h"  // ImFontLoader

namespace platform {

class CanvasFonts {
public:
    // The atlas must outlive this.
    explicit CanvasFonts(ImFontAtlas& atlas);
    CanvasFonts(const CanvasFonts&) = delete;
    CanvasFonts& operator=(const CanvasFonts&) = delete;

    // `size` is in device pixels, `origin` too: the left end of the baseline. `density` is device pixels per CSS pixel.
    void draw(ImDrawList& list, ImVec2 origin, std::string_view text, float size, charts::Weight weight, float density,
              ImU32 color);
    float width(std::string_view text, float size, charts::Weight weight);

private:
    // How one glyph is drawn: so many quarters of a pixel to the right (bits 0 and 1), and whether for light ink (bit 2):
    // browsers draw light text on a dark ground a little stronger.
    using Variant = std::uint8_t;
    static constexpr Variant light_ink = 4;
    // ImGui finds glyphs by number in tables as long as the highest number seen. So glyphs are numbered as they come:
    // Latin-1 as it is, whatever else in order. A number stands for a code point in a variant.
    struct Numbered {
        char32_t code_point = 0;
        Variant variant = 0;
    };
    struct Fetched {
        ImWchar number = 0;
        float advance = 0;
        std::int32_t left = 0, top = 0, width = 0, height = 0;  // of the drawn box, from the origin
        const unsigned char* alpha = nullptr;
    };
    // What ImGui hands back to the functions below: it keeps a copy as the "data" of the font.
    struct Source {
        CanvasFonts* fonts = nullptr;
        charts::Weight weight{};
    };
    struct Placed {
        ImWchar number = 0;
        float x = 0;
    };

    static bool start_source(ImFontAtlas* atlas, ImFontConfig* source);
    static bool start_size(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void* data);
    static bool contains(ImFontAtlas* atlas, ImFontConfig* source, ImWchar number);
    static bool load(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void* data, ImWchar number,
                     ImFontGlyph* glyph, float* only_advance);
    static bool pack(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, const Fetched& fetched,
                     ImFontGlyph* glyph);

    ImFontBaked* baked(float size, charts::Weight weight);
    ImWchar number_of(char32_t code_point, Variant variant);
    Numbered numbered(ImWchar number) const;
    void fetch(charts::Weight weight, float size, const std::vector<ImWchar>& numbers);
    const Fetched* fetched(ImWchar number) const;
    float kerning(char32_t before, char32_t after, charts::Weight weight);
    float digit_width(ImFontBaked& baked);

    // Walks the text and gives each glyph its place: place(code point, x of its origin), x from 0.
    template <class Place>
    float lay_out(ImFontBaked& baked, charts::Weight weight, std::string_view text, Place place);

    ImFontLoader loader_;
    std::array<ImFont*, 3> fonts_{};       // by weight
    ImGuiStorage numbers_;                 // code point and variant → number
    std::vector<Numbered> later_numbers_;  // from first_later_number on
    std::vector<Fetched> fetched_;         // on their way from the canvas into the atlas, of one weight and size
    std::vector<unsigned char> alpha_;
    std::vector<Placed> placed_;  // of the text being drawn
    std::vector<ImWchar> missing_;
    std::vector<std::int16_t> kerning_;  // by weight and two ASCII characters, in 1/4096 em; not_asked: unknown
};

}  // namespace platform
