#include "platform/canvas_font.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/utf8.h"

extern "C" {
float septet_glyph_advance(int weight, float size, std::uint32_t code_point);
float septet_glyph_kerning(int weight, std::uint32_t before, std::uint32_t after);
void septet_glyph_draw(int weight, float size, int count, const std::uint32_t* code_points,
                       const std::uint8_t* variants, float* boxes, unsigned char* alpha, int cell);
}

namespace platform {
namespace {

constexpr int css_weights[] = {400, 500, 600};
constexpr ImWchar first_later_number = 256;
constexpr std::size_t glyphs_at_once = 64;
constexpr int numbers_per_box = 5;
constexpr std::int16_t not_asked = std::numeric_limits<std::int16_t>::min();
constexpr float kerning_unit = 1.0f / 4096;
// From here on a device pixel is finer than the unevenness that whole pixels would bring.
constexpr float dense_enough = 2;

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_ascii(char32_t c) { return c >= ' ' && c < 0x7F; }
// Letters with upright or round sides are not kerned with each other in any usual face.
bool is_plain(char32_t c) {
    return std::string_view("abcdeghilmnopqsu ").find(static_cast<char>(c)) != std::string_view::npos;
}
// Digits are not kerned, so that columns of figures stand straight.
bool kerned(char32_t before, char32_t after) {
    return is_ascii(before) && is_ascii(after) && !is_digit(before) && !is_digit(after) &&
           !(is_plain(before) && is_plain(after));
}
// Chinese, Japanese, Korean and full-width forms stand on whole pixels: their advance is the size itself.
bool is_wide(char32_t c) { return c >= 0x2E80; }

bool is_light(ImU32 color) {
    const ImU32 red = color >> IM_COL32_R_SHIFT & 0xFF, green = color >> IM_COL32_G_SHIFT & 0xFF;
    const ImU32 blue = color >> IM_COL32_B_SHIFT & 0xFF;
    return red * 2 + green * 5 + blue > 8 * 128;
}

float real_size(const ImFontBaked& baked) { return baked.Size * baked.RasterizerDensity; }

}  // namespace

CanvasFonts::CanvasFonts(ImFontAtlas& atlas) : kerning_(3 * 128 * 128, not_asked) {
    loader_.Name = "canvas";
    loader_.FontSrcInit = start_source;
    loader_.FontSrcContainsGlyph = contains;
    loader_.FontBakedInit = start_size;
    loader_.FontBakedLoadGlyph = load;
    loader_.FontBakedSrcLoaderDataSize = sizeof(float);  // the widest digit's advance; 0: not yet known
    atlas.SetFontLoader(&loader_);
    for (std::size_t i = 0; i < fonts_.size(); ++i) {
        Source source{this, static_cast<charts::Weight>(i)};
        ImFontConfig config;
        config.FontData = &source;
        config.FontDataSize = sizeof source;
        config.FontDataOwnedByAtlas = false;  // so ImGui copies it
        config.SizePixels = 13;
        fonts_[i] = atlas.AddFont(&config);
    }
}

float CanvasFonts::width(std::string_view text, float size, charts::Weight weight) {
    ImFontBaked* found = baked(size, weight);
    return found ? lay_out(*found, weight, text, [](char32_t, float) {}) : 0;
}

void CanvasFonts::draw(ImDrawList& list, ImVec2 origin, std::string_view text, float size, charts::Weight weight,
                       float density, ImU32 color) {
    ImFontBaked* found = baked(size, weight);
    if (!found || text.empty()) return;
    const ImVec4 clip = list._ClipRectStack.back();
    // No letter reaches further from its baseline.
    if (origin.y + size < clip.y || origin.y - 2 * size > clip.w) return;

    placed_.clear();
    missing_.clear();
    const Variant ink = is_light(color) ? light_ink : Variant{0};
    lay_out(*found, weight, text, [&](char32_t c, float x) {
        const float at = origin.x + x;
        float whole = std::round(at);
        Variant variant = ink;
        if (density < dense_enough && !is_wide(c)) {
            const float quarters = std::round(at * 4);
            whole = std::floor(quarters / 4);
            variant |= static_cast<Variant>(quarters - whole * 4);
        }
        const ImWchar number = number_of(c, variant);
        placed_.push_back({number, whole});
        if (!found->IsGlyphLoaded(number)) missing_.push_back(number);
    });
    if (!missing_.empty()) fetch(weight, real_size(*found), missing_);
    // Loading may give the atlas another texture, so it is done before anything is reserved in the list.
    for (const ImWchar number : missing_) found->FindGlyphNoFallback(number);
    fetched_.clear();

    const float y = std::round(origin.y);
    list.PrimReserve(static_cast<int>(placed_.size()) * 6, static_cast<int>(placed_.size()) * 4);
    int left_out = 0;
    for (const Placed& at : placed_) {
        const ImFontGlyph* glyph = found->FindGlyphNoFallback(at.number);
        if (!glyph || !glyph->Visible || at.x + glyph->X1 < clip.x || at.x + glyph->X0 > clip.z) {
            ++left_out;
            continue;
        }
        list.PrimRectUV({at.x + glyph->X0, y + glyph->Y0}, {at.x + glyph->X1, y + glyph->Y1}, {glyph->U0, glyph->V0},
                        {glyph->U1, glyph->V1}, color);
    }
    list.PrimUnreserve(left_out * 6, left_out * 4);
}

template <class Place>
float CanvasFonts::lay_out(ImFontBaked& baked, charts::Weight weight, std::string_view text, Place place) {
    const float size = real_size(baked);
    float x = 0;
    char32_t before = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = base::utf8_next(text, at);
        if (c < ' ') continue;  // also 0, which stands for "nothing before"
        if (kerned(before, c)) x += kerning(before, c, weight) * size;
        const float advance = baked.GetCharAdvance(number_of(c, 0));
        if (is_digit(c)) {
            const float cell = digit_width(baked);
            place(c, x + (cell - advance) / 2);
            x += cell;
        } else {
            place(c, x);
            x += advance;
        }
        before = c;
    }
    return x;
}

// ImGui rounds sizes to whole pixels and multiplies by a density of any value: together they give every size.
ImFontBaked* CanvasFonts::baked(float size, charts::Weight weight) {
    const float whole = std::max(1.0f, std::round(size));
    return fonts_[static_cast<std::size_t>(weight)]->GetFontBaked(whole, size / whole);
}

ImWchar CanvasFonts::number_of(char32_t code_point, Variant variant) {
    if (code_point < first_later_number && variant == 0) return code_point;
    int* number = numbers_.GetIntRef(static_cast<ImGuiID>(code_point) << 3 | variant, 0);
    if (*number == 0) {
        *number = static_cast<int>(first_later_number + later_numbers_.size());
        later_numbers_.push_back({code_point, variant});
    }
    return static_cast<ImWchar>(*number);
}

CanvasFonts::Numbered CanvasFonts::numbered(ImWchar number) const {
    if (number < first_later_number) return {number, 0};
    return later_numbers_[number - first_later_number];
}

float CanvasFonts::digit_width(ImFontBaked& baked) {
    auto* known = static_cast<float*>(baked.FontLoaderDatas);
    if (*known == 0)
        for (char digit = '0'; digit <= '9'; ++digit)
            *known = std::max(*known, baked.GetCharAdvance(static_cast<ImWchar>(digit)));
    return *known;
}

float CanvasFonts::kerning(char32_t before, char32_t after, charts::Weight weight) {
    std::int16_t& known = kerning_[(static_cast<std::size_t>(weight) * 128 + before) * 128 + after];
    if (known == not_asked) {
        const float em = septet_glyph_kerning(css_weights[static_cast<std::size_t>(weight)], before, after);
        known = static_cast<std::int16_t>(std::lround(std::clamp(em, -1.0f, 1.0f) / kerning_unit));
    }
    return static_cast<float>(known) * kerning_unit;
}

void CanvasFonts::fetch(charts::Weight weight, float size, const std::vector<ImWchar>& numbers) {
    // Nearly every glyph fits a box of this side; one that does not is cut.
    const int cell = static_cast<int>(std::ceil(size * 1.75f)) + 4;
    const auto area = static_cast<std::size_t>(cell) * static_cast<std::size_t>(cell);
    alpha_.resize(numbers.size() * area);
    fetched_.clear();
    unsigned char* out = alpha_.data();
    for (std::size_t first = 0; first < numbers.size(); first += glyphs_at_once) {
        const std::size_t count = std::min(glyphs_at_once, numbers.size() - first);
        std::array<std::uint32_t, glyphs_at_once> code_points;
        std::array<Variant, glyphs_at_once> variants;
        std::array<float, glyphs_at_once * numbers_per_box> boxes;
        for (std::size_t i = 0; i < count; ++i) {
            const Numbered glyph = numbered(numbers[first + i]);
            code_points[i] = glyph.code_point;
            variants[i] = glyph.variant;
        }
        septet_glyph_draw(css_weights[static_cast<std::size_t>(weight)], size, static_cast<int>(count),
                          code_points.data(), variants.data(), boxes.data(), out, cell);
        for (std::size_t i = 0; i < count; ++i) {
            const float* box = &boxes[i * numbers_per_box];
            Fetched glyph{numbers[first + i],
                          box[0],
                          static_cast<std::int32_t>(box[1]),
                          static_cast<std::int32_t>(box[2]),
                          static_cast<std::int32_t>(box[3]),
                          static_cast<std::int32_t>(box[4]),
                          out};
            out += glyph.width * glyph.height;
            fetched_.push_back(glyph);
        }
    }
}

const CanvasFonts::Fetched* CanvasFonts::fetched(ImWchar number) const {
    const auto found = std::find_if(fetched_.begin(), fetched_.end(),
                                    [number](const Fetched& glyph) { return glyph.number == number; });
    return found == fetched_.end() ? nullptr : &*found;
}

// ---- what ImGui calls ----

bool CanvasFonts::start_source(ImFontAtlas*, ImFontConfig*) { return true; }

// ImGui asks this for its own fallback and ellipsis only; by the numbers above, only Latin-1 is what it seems.
bool CanvasFonts::contains(ImFontAtlas*, ImFontConfig*, ImWchar number) { return number < first_later_number; }

bool CanvasFonts::start_size(ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void* data) {
    *static_cast<float*>(data) = 0;
    baked->Ascent = baked->Size;
    baked->Descent = 0;
    baked->LoadNoRenderOnLayout = true;
    return true;
}

bool CanvasFonts::load(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar number,
                       ImFontGlyph* glyph, float* only_advance) {
    const Source& of = *static_cast<const Source*>(source->FontData);
    CanvasFonts& fonts = *of.fonts;
    const float size = real_size(*baked);
    if (only_advance) {
        *only_advance = septet_glyph_advance(css_weights[static_cast<std::size_t>(of.weight)], size,
                                             fonts.numbered(number).code_point);
        return true;
    }
    if (const Fetched* found = fonts.fetched(number)) return pack(atlas, source, baked, *found, glyph);
    // ImGui itself asks for the space of a new size.
    fonts.fetch(of.weight, size, {number});
    const bool packed = pack(atlas, source, baked, fonts.fetched_.front(), glyph);
    fonts.fetched_.clear();
    return packed;
}

bool CanvasFonts::pack(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, const Fetched& fetched,
                       ImFontGlyph* glyph) {
    glyph->Codepoint = fetched.number;
    glyph->AdvanceX = fetched.advance;
    if (fetched.width == 0) return true;
    const ImFontAtlasRectId place = ImFontAtlasPackAddRect(atlas, fetched.width, fetched.height);
    if (place == ImFontAtlasRectId_Invalid) return false;
    // From the baseline and in device pixels, as draw() wants them.
    glyph->X0 = static_cast<float>(fetched.left);
    glyph->Y0 = static_cast<float>(fetched.top);
    glyph->X1 = static_cast<float>(fetched.left + fetched.width);
    glyph->Y1 = static_cast<float>(fetched.top + fetched.height);
    glyph->Visible = true;
    glyph->PackId = place;
    ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, source, glyph, ImFontAtlasPackGetRect(atlas, place), fetched.alpha,
                                       ImTextureFormat_Alpha8, fetched.width);
    return true;
}

}  // namespace platform
