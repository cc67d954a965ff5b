// What the tests of charts draw: the demo team's lead nurturers, and a Painter that remembers where things were put.
#pragma once

#include <string>
#include <vector>

#include "charts/funnel.h"
#include "charts/painter.h"
#include "charts/text_metrics.h"

namespace samples {

inline charts::FunnelWords words(charts::Language language) {
    if (language == charts::Language::zh) {
        return {language,
                {"推进", "流失", "退回", "移出", "未定"},
                {"进", "失", "退", "移", "未"},
                "进入",
                "收到",
                "交出",
                "占首步",
                "占上一步",
                "首步 {}",
                "上一步 {}"};
    }
    const charts::PartWords parts{"advanced", "lost", "back", "left", "open"};
    return {language,    parts,        parts,           "entries",     "Received",
            "Passed on", "% of first", "% of previous", "{} of first", "{} of previous"};
}

inline charts::Funnel nurturers(charts::Language language) {
    const bool chinese = language == charts::Language::zh;
    charts::Funnel funnel;
    funnel.stages = {{"verified", chinese ? "已核实" : "Verified", {2352, 1716, 318, 44, 14, 260}},
                     {"contacted", chinese ? "已联系" : "Contacted", {1738, 1164, 342, 0, 12, 220}},
                     {"interest", chinese ? "意向确认" : "Interest confirmed", {1182, 826, 196, 22, 9, 129}},
                     {"ability", chinese ? "能力确认" : "Ability confirmed", {826, 564, 140, 18, 7, 97}}};
    funnel.received = 2352;
    funnel.received_from = {{"lead_generator", chinese ? "开发移交" : "from lead generator", 2304},
                            {"closer", chinese ? "成交退回" : "back from closer", 31},
                            {"customer_support", chinese ? "支持转入" : "support", 6},
                            {"", chinese ? "直接进入" : "direct", 11}};
    funnel.passed_on = 564;
    funnel.passed_to = {{"closer", chinese ? "成交" : "closer", 564}};
    return funnel;
}

struct DrawnText {
    std::string text;
    charts::Point baseline;
    float width = 0;
    float size = 0;
};

class Recorder final : public charts::Painter {
public:
    std::vector<charts::Rect> rects;
    std::vector<DrawnText> texts;
    std::vector<charts::Rect> hatches;
    int groups = 0;  // open clips and alphas
    float least_alpha = 1;

    void fill_rect(charts::Rect rect, charts::Color, float) override { rects.push_back(rect); }
    void stroke_rect(charts::Rect rect, charts::Stroke, float) override { rects.push_back(rect); }
    void line(charts::Point, charts::Point, charts::Stroke) override {}
    void polyline(std::span<const charts::Point>, charts::Stroke) override {}
    void polygon(std::span<const charts::Point>, charts::Color) override {}
    void fill_circle(charts::Point, float, charts::Color) override {}
    void stroke_circle(charts::Point, float, charts::Stroke) override {}
    void hatch(charts::Rect rect, charts::Color, float, float) override { hatches.push_back(rect); }
    void text(charts::Point baseline, std::string_view text, const charts::TextStyle& style) override {
        texts.push_back({std::string(text), baseline, text_width(text, style.size, style.weight), style.size});
    }
    float text_width(std::string_view text, float size, charts::Weight weight) override {
        return charts::measured_width(text, size, weight);
    }
    void push_clip(charts::Rect) override { ++groups; }
    void pop_clip() override { --groups; }
    void push_alpha(float alpha) override {
        ++groups;
        least_alpha = alpha < least_alpha ? alpha : least_alpha;
    }
    void pop_alpha() override { --groups; }

    bool wrote(std::string_view text) const {
        for (const DrawnText& drawn : texts) {
            if (drawn.text == text) return true;
        }
        return false;
    }
};

// Small and repeatable (xorshift64*), the same under node.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    std::uint64_t below(std::uint64_t limit) {
        state_ ^= state_ >> 12;
        state_ ^= state_ << 25;
        state_ ^= state_ >> 27;
        return (state_ * 2685821657736338717u) % limit;
    }

private:
    std::uint64_t state_;
};

// Mostly plain, sometimes empty, lopsided or huge.
inline charts::Ledger random_ledger(Random& random) {
    charts::Ledger ledger;
    const std::uint64_t scale = std::uint64_t{1} << random.below(40);
    const auto part = [&] { return random.below(3) == 0 ? 0 : random.below(scale + 1); };
    ledger.advanced = part();
    ledger.lost = part();
    ledger.back = part();
    ledger.left = part();
    ledger.open = part();
    ledger.entries = ledger.advanced + ledger.lost + ledger.back + ledger.left + ledger.open;
    return ledger;
}

inline const charts::Mark* find(const charts::Marks& marks, std::string_view id) {
    for (const charts::Mark& mark : marks) {
        if (mark.id == id) return &mark;
    }
    return nullptr;
}

}  // namespace samples
