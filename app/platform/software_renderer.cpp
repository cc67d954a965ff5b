#include "platform/software_renderer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

namespace platform {
namespace {

constexpr std::uint32_t opaque = 0xFF000000;

// Of 256.
std::uint32_t strength(std::uint32_t alpha) { return alpha + (alpha >> 7); }

// Red and blue at once, with eight free bits between them, and green.
std::uint32_t blend(std::uint32_t under, std::uint32_t over, std::uint32_t alpha) {
    const std::uint32_t rest = 256 - alpha;
    const std::uint32_t red_blue = ((under & 0xFF00FF) * rest + (over & 0xFF00FF) * alpha) >> 8;
    const std::uint32_t green = ((under & 0x00FF00) * rest + (over & 0x00FF00) * alpha) >> 8;
    return (red_blue & 0xFF00FF) | (green & 0x00FF00) | opaque;
}

// The first pixel whose centre does not lie before a place.
int first_pixel(float place) { return static_cast<int>(std::ceil(place - 0.5f)); }

struct Area {
    int left = 0, top = 0, right = 0, bottom = 0;
};

// A value that runs evenly over a triangle.
struct Slope {
    float start = 0, across = 0, down = 0;
    float at(float x, float y) const { return start + across * x + down * y; }
};

// One command's target, clip and texture.
class Raster {
public:
    Raster(std::uint32_t* pixels, int stride, const Area& clip, ImTextureData* texture)
        : pixels_(pixels), stride_(stride), clip_(clip), texture_(texture) {}

    void draw(const ImDrawVert* vertices, const ImDrawIdx* indices, std::size_t count) const {
        for (std::size_t i = 0; i + 2 < count;) {
            const auto corner = [&](std::size_t n) -> const ImDrawVert& { return vertices[indices[i + n]]; };
            const bool pair = i + 5 < count && indices[i] == indices[i + 3] && indices[i + 2] == indices[i + 4];
            if (pair && rectangle(corner(0), corner(1), corner(2), corner(5))) {
                i += 6;
            } else {
                triangle(corner(0), corner(1), corner(2));
                i += 3;
            }
        }
    }

private:
    // False: the four are no rectangle of one colour.
    bool rectangle(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c, const ImDrawVert& d) const {
        if (a.pos.y != b.pos.y || b.pos.x != c.pos.x || c.pos.y != d.pos.y || d.pos.x != a.pos.x) return false;
        if (a.col != b.col || a.col != c.col || a.col != d.col) return false;
        if (c.pos.x <= a.pos.x || c.pos.y <= a.pos.y) return false;
        if (a.uv.y != b.uv.y || b.uv.x != c.uv.x || c.uv.y != d.uv.y || d.uv.x != a.uv.x) return false;
        const Area area = {std::max(first_pixel(a.pos.x), clip_.left), std::max(first_pixel(a.pos.y), clip_.top),
                           std::min(first_pixel(c.pos.x), clip_.right), std::min(first_pixel(c.pos.y), clip_.bottom)};
        const Slope u = run(a.pos.x, c.pos.x, a.uv.x, c.uv.x, static_cast<float>(texture_->Width));
        const Slope v = run(a.pos.y, c.pos.y, a.uv.y, c.uv.y, static_cast<float>(texture_->Height));
        const std::uint32_t alpha = a.col >> IM_COL32_A_SHIFT;
        for (int y = area.top; y < area.bottom; ++y) {
            if (u.across == 0 && v.across == 0)
                fill(y, area.left, area.right, a.col, strength(alpha * texel(u.start, v.start) / 255));
            else
                glyph_row(y, area.left, area.right, a.col, alpha, u,
                          v.start + v.across * (static_cast<float>(y) + 0.5f));
        }
        return true;
    }

    // Where in the texture, in its pixels, a rectangle's side lies.
    static Slope run(float from, float to, float texture_from, float texture_to, float size) {
        const float step = (texture_to - texture_from) * size / (to - from);
        return {texture_from * size - step * from, step, 0};
    }

    void glyph_row(int y, int left, int right, std::uint32_t color, std::uint32_t alpha, const Slope& u,
                   float v) const {
        std::uint32_t* row = pixels_ + static_cast<std::ptrdiff_t>(y) * stride_;
        for (int x = left; x < right; ++x) {
            const std::uint32_t ink = texel(u.start + u.across * (static_cast<float>(x) + 0.5f), v);
            if (ink != 0) row[x] = blend(row[x], color, strength(alpha * ink / 255));
        }
    }

    void triangle(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c) const {
        std::array<const ImDrawVert*, 3> by_height = {&a, &b, &c};
        const auto above = [](const ImDrawVert* l, const ImDrawVert* r) { return l->pos.y < r->pos.y; };
        if (above(by_height[1], by_height[0])) std::swap(by_height[0], by_height[1]);
        if (above(by_height[2], by_height[1])) std::swap(by_height[1], by_height[2]);
        if (above(by_height[1], by_height[0])) std::swap(by_height[0], by_height[1]);
        const ImVec2 top = by_height[0]->pos, middle = by_height[1]->pos, low = by_height[2]->pos;

        const float twice_area = (b.pos.x - a.pos.x) * (c.pos.y - a.pos.y) - (c.pos.x - a.pos.x) * (b.pos.y - a.pos.y);
        if (!(std::abs(twice_area) > 1e-6f)) return;
        const auto slope = [&](float at_a, float at_b, float at_c) {
            const float across =
                ((at_b - at_a) * (c.pos.y - a.pos.y) - (at_c - at_a) * (b.pos.y - a.pos.y)) / twice_area;
            const float down = ((at_c - at_a) * (b.pos.x - a.pos.x) - (at_b - at_a) * (c.pos.x - a.pos.x)) / twice_area;
            return Slope{at_a - across * a.pos.x - down * a.pos.y, across, down};
        };
        const bool one_colour = a.col == b.col && a.col == c.col;
        const bool one_place = a.uv.x == b.uv.x && a.uv.y == b.uv.y && a.uv.x == c.uv.x && a.uv.y == c.uv.y;
        const float wide = static_cast<float>(texture_->Width), high = static_cast<float>(texture_->Height);
        const Slope u = slope(a.uv.x * wide, b.uv.x * wide, c.uv.x * wide);
        const Slope v = slope(a.uv.y * high, b.uv.y * high, c.uv.y * high);
        std::array<Slope, 4> channels;
        for (std::size_t i = 0; i < channels.size(); ++i) {
            const auto channel = [&](ImU32 color) { return static_cast<float>((color >> (8 * i)) & 0xFF); };
            channels[i] = slope(channel(a.col), channel(b.col), channel(c.col));
        }
        const std::uint32_t even =
            strength((a.col >> IM_COL32_A_SHIFT) * (one_place ? texel(a.uv.x * wide, a.uv.y * high) : 255) / 255);

        const int last = std::min(first_pixel(low.y), clip_.bottom);
        for (int y = std::max(first_pixel(top.y), clip_.top); y < last; ++y) {
            const float centre = static_cast<float>(y) + 0.5f;
            const float along = crossing(top, low, centre);
            const float around = centre < middle.y ? crossing(top, middle, centre) : crossing(middle, low, centre);
            const int left = std::max(first_pixel(std::min(along, around)), clip_.left);
            const int right = std::min(first_pixel(std::max(along, around)), clip_.right);
            if (one_colour && one_place) {
                fill(y, left, right, a.col, even);
                continue;
            }
            std::uint32_t* row = pixels_ + static_cast<std::ptrdiff_t>(y) * stride_;
            for (int x = left; x < right; ++x) {
                const float across = static_cast<float>(x) + 0.5f;
                std::array<std::uint32_t, 4> color;
                for (std::size_t i = 0; i < color.size(); ++i)
                    color[i] =
                        static_cast<std::uint32_t>(std::clamp(channels[i].at(across, centre) + 0.5f, 0.0f, 255.0f));
                const std::uint32_t ink = one_place ? 255 : texel(u.at(across, centre), v.at(across, centre));
                row[x] = blend(row[x], color[0] | color[1] << 8 | color[2] << 16, strength(color[3] * ink / 255));
            }
        }
    }

    // Where a side meets a row. Sides are given from above, so that two triangles which share one get the same.
    static float crossing(ImVec2 from, ImVec2 to, float y) {
        if (to.y <= from.y) return to.x;
        return from.x + (y - from.y) * (to.x - from.x) / (to.y - from.y);
    }

    void fill(int y, int left, int right, std::uint32_t color, std::uint32_t alpha) const {
        std::uint32_t* row = pixels_ + static_cast<std::ptrdiff_t>(y) * stride_;
        if (left >= right || alpha == 0) return;
        if (alpha == 256)
            std::fill(row + left, row + right, color | opaque);
        else
            for (int x = left; x < right; ++x) row[x] = blend(row[x], color, alpha);
    }

    // Of 255; between the texture's pixels as much of each as it is near.
    std::uint32_t texel(float u, float v) const {
        const float left = std::floor(u - 0.5f), top = std::floor(v - 0.5f);
        const auto across = static_cast<std::uint32_t>((u - 0.5f - left) * 256),
                   down = static_cast<std::uint32_t>((v - 0.5f - top) * 256);
        const auto ink = [&](float x, float y) {
            const int column = std::clamp(static_cast<int>(x), 0, texture_->Width - 1);
            const int row = std::clamp(static_cast<int>(y), 0, texture_->Height - 1);
            return static_cast<std::uint32_t>(*static_cast<const unsigned char*>(texture_->GetPixelsAt(column, row)));
        };
        // A glyph is drawn as it was made, pixel by pixel.
        if ((across + 1) % 256 < 2 && (down + 1) % 256 < 2) return ink(std::round(u - 0.5f), std::round(v - 0.5f));
        const std::uint32_t upper = ink(left, top) * (256 - across) + ink(left + 1, top) * across;
        const std::uint32_t lower = ink(left, top + 1) * (256 - across) + ink(left + 1, top + 1) * across;
        return (upper * (256 - down) + lower * down) >> 16;
    }

    std::uint32_t* pixels_;
    int stride_;
    Area clip_;
    ImTextureData* texture_;
};

// The texture's pixels are read where ImGui keeps them.
void take(ImTextureData& texture) {
    if (texture.Status == ImTextureStatus_WantDestroy && texture.UnusedFrames > 0) {
        texture.SetTexID(ImTextureID_Invalid);
        texture.SetStatus(ImTextureStatus_Destroyed);
    } else if (texture.Status == ImTextureStatus_WantCreate || texture.Status == ImTextureStatus_WantUpdates) {
        texture.SetTexID(1);
        texture.SetStatus(ImTextureStatus_OK);
    }
}

}  // namespace

void SoftwareRenderer::take_textures(const ImDrawData& data) {
    if (data.Textures)
        for (ImTextureData* texture : *data.Textures)
            if (texture->Status != ImTextureStatus_OK) take(*texture);
}

const std::vector<std::uint32_t>& SoftwareRenderer::draw(const ImDrawData& data) {
    const int width = static_cast<int>(data.DisplaySize.x), height = static_cast<int>(data.DisplaySize.y);
    pixels_.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), opaque);
    for (const ImDrawList* list : data.CmdLists) {
        for (const ImDrawCmd& command : list->CmdBuffer) {
            ImTextureData* texture = command.TexRef._TexData;
            if (!texture || !texture->Pixels) continue;
            const Area clip = {static_cast<int>(std::max(command.ClipRect.x, 0.0f)),
                               static_cast<int>(std::max(command.ClipRect.y, 0.0f)),
                               std::min(static_cast<int>(command.ClipRect.z), width),
                               std::min(static_cast<int>(command.ClipRect.w), height)};
            if (clip.right <= clip.left || clip.bottom <= clip.top) continue;
            Raster(pixels_.data(), width, clip, texture)
                .draw(list->VtxBuffer.Data + command.VtxOffset, list->IdxBuffer.Data + command.IdxOffset,
                      command.ElemCount);
        }
    }
    return pixels_;
}

}  // namespace platform
