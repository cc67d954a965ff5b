#include "charts/funnel.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include <doctest/doctest.h>

#include "charts/comparison.h"
#include "unit/charts_samples.h"

using namespace charts;
using samples::find;

namespace {

struct Drawn {
    samples::Recorder painter;
    Marks marks;
};

Drawn draw(const Funnel& funnel, Rect rect, FunnelView view = {}, const Emphasis& emphasis = {},
           Language language = Language::en) {
    Drawn drawn;
    drawn.marks = draw_funnel(drawn.painter, light_theme(), rect, funnel, samples::words(language), view, emphasis);
    return drawn;
}

Rect desk_rect(const Funnel& funnel, float width = 752) { return {40, 70, width, funnel_height(funnel, {}, {})}; }

// The bar of a stage: from the left end of its first part to the right end of its last.
Rect bar_of(const Marks& marks, const std::string& stage) {
    Rect bar;
    for (const Mark& mark : marks) {
        if (mark.kind != MarkKind::part || mark.row != stage) continue;
        if (bar.w == 0) {
            bar = mark.bounds;
        } else {
            CHECK(mark.bounds.x == bar.right());
            bar.w = mark.bounds.right() - bar.x;
        }
    }
    return bar;
}

Funnel random_funnel(samples::Random& random) {
    Funnel funnel;
    const std::uint64_t stages = 1 + random.below(7);
    for (std::uint64_t i = 0; i < stages; ++i) {
        const std::string id = "s" + std::to_string(i);
        const char* names[] = {"Won", "能力确认与资格审查", "A stage with a rather long name of its own", "x"};
        funnel.stages.push_back({id, names[random.below(4)], samples::random_ledger(random)});
    }
    funnel.received = random.below(1'000'000);
    funnel.received_from = {{"a", "from the lead generator", random.below(1'000'000)},
                            {"b", "direct", random.below(99)}};
    funnel.passed_on = random.below(1'000'000);
    funnel.passed_to = {{"c", "closer", funnel.passed_on}};
    return funnel;
}

// Two texts of one line that run into each other; "" where none do.
std::string collision(const std::vector<samples::DrawnText>& texts) {
    for (const samples::DrawnText& a : texts) {
        for (const samples::DrawnText& b : texts) {
            if (&a == &b || std::fabs(a.baseline.y - b.baseline.y) > 6) continue;
            if (a.baseline.x <= b.baseline.x && b.baseline.x < a.baseline.x + a.width - 0.5f)
                return a.text + " | " + b.text;
        }
    }
    return {};
}

}  // namespace

TEST_SUITE("charts: the funnel") {
    TEST_CASE("a length is divided so that every part is seen and nothing is lost") {
        samples::Random random(7);
        for (int round = 0; round < 10'000; ++round) {
            const Ledger ledger = samples::random_ledger(random);
            const int length = parts_present(ledger) + static_cast<int>(random.below(600));
            const auto lengths = split_length(length, ledger);
            int sum = 0;
            for (std::size_t i = 0; i < part_count; ++i) {
                const std::uint64_t count = ledger.part(all_parts[i]);
                REQUIRE((lengths[i] > 0) == (count > 0));
                sum += lengths[i];
                const double exact = ledger.entries == 0 ? 0
                                                         : static_cast<double>(length) * static_cast<double>(count) /
                                                               static_cast<double>(ledger.entries);
                REQUIRE(std::fabs(lengths[i] - exact) <= 5);
            }
            REQUIRE(sum == (ledger.entries == 0 ? 0 : length));
        }
    }

    TEST_CASE("bars stand on one scale and are centred on one line") {
        const Funnel funnel = samples::nurturers(Language::en);
        const Drawn drawn = draw(funnel, desk_rect(funnel));
        const Rect first = bar_of(drawn.marks, "verified");
        for (const FunnelStage& stage : funnel.stages) {
            const Rect bar = bar_of(drawn.marks, stage.id);
            const double exact = first.w * static_cast<double>(stage.ledger.entries) / 2352;
            CHECK(std::fabs(bar.w - exact) <= 1);
            CHECK(std::fabs((bar.x + bar.right()) - (first.x + first.right())) <= 2);
            CHECK(bar.h == 30);
        }
        CHECK(bar_of(drawn.marks, "contacted").y - first.y == 60);
    }

    TEST_CASE("marks are named in full and follow the order of the parts") {
        const Funnel funnel = samples::nurturers(Language::en);
        const Marks marks = draw(funnel, desk_rect(funnel)).marks;
        REQUIRE(find(marks, "contacted.lost"));
        CHECK(find(marks, "contacted.lost")->name == "Contacted: lost 342 of 1,738");
        CHECK(find(marks, "contacted.lost")->row == "contacted");
        CHECK(find(marks, "contacted.lost")->part == Part::lost);
        CHECK(find(marks, "contacted")->name ==
              "Contacted: 1,738 entries, 73.9\u00A0% of first, 73.9\u00A0% of previous");
        CHECK(find(marks, "verified")->name == "Verified: 2,352 entries, 100.0\u00A0% of first, – of previous");
        CHECK(find(marks, "contacted.back") == nullptr);
        CHECK(find(marks, "_received")->name ==
              "Received 2,352: from lead generator 2,304 · back from closer 31 · support 6 · direct 11");
        CHECK(find(marks, "_passed_on")->name == "Passed on 564, 24.0\u00A0% of first: closer 564");
        const Marks chinese = draw(samples::nurturers(Language::zh), desk_rect(funnel), {}, {}, Language::zh).marks;
        CHECK(find(chinese, "contacted.lost")->name == "已联系：流失 342 / 1,738");
        std::set<std::string> ids;
        for (const Mark& mark : marks) CHECK(ids.insert(mark.id).second);
    }

    TEST_CASE("counts stand inside where they fit and above where they do not") {
        const Funnel funnel = samples::nurturers(Language::zh);
        const Drawn drawn = draw(funnel, desk_rect(funnel), {}, {}, Language::zh);
        CHECK(drawn.painter.wrote("1,716"));
        CHECK(drawn.painter.wrote("318"));
        CHECK(drawn.painter.wrote("退 44"));
        CHECK(drawn.painter.wrote("失 140 · 退 18"));
        CHECK_FALSE(drawn.painter.wrote("140"));
    }

    TEST_CASE("the pointer finds the part over its row") {
        const Funnel funnel = samples::nurturers(Language::en);
        const Marks marks = draw(funnel, desk_rect(funnel)).marks;
        const Rect lost = find(marks, "contacted.lost")->bounds;
        CHECK(mark_at(marks, {lost.x + 3, lost.y + 3})->id == "contacted.lost");
        CHECK(mark_at(marks, {lost.x + 3, lost.y - 3})->id == "contacted");
        CHECK(mark_at(marks, {45, 75}) == nullptr);
        CHECK(mark_at(marks, {-1, -1}) == nullptr);
    }

    TEST_CASE("nothing has a width below zero and no text leaves the chart, whatever the numbers") {
        samples::Random random(42);
        for (int round = 0; round < 10'000; ++round) {
            const Funnel funnel = random_funnel(random);
            const bool phone = random.below(2) == 0;
            const FunnelView view{phone ? FunnelLayout::phone : FunnelLayout::desk, 70};
            const float width =
                phone ? 290 + static_cast<float>(random.below(200)) : 560 + static_cast<float>(random.below(700));
            Emphasis emphasis;
            const std::string selected = "s" + std::to_string(random.below(8));
            emphasis.selected = selected;
            emphasis.focused = selected;
            emphasis.dim_others = random.below(2) == 0;
            const Rect rect{24, 10, width, funnel_height(funnel, view, emphasis)};
            const Drawn drawn = draw(funnel, rect, view, emphasis, random.below(2) == 0 ? Language::zh : Language::en);
            REQUIRE(drawn.painter.groups == 0);
            for (const Rect& drawn_rect : drawn.painter.rects) {
                REQUIRE(drawn_rect.w > 0);
                REQUIRE(drawn_rect.h > 0);
            }
            for (const Mark& mark : drawn.marks) {
                REQUIRE(mark.bounds.w > 0);
                REQUIRE(mark.bounds.x >= rect.x - 12);
                REQUIRE(mark.bounds.right() <= rect.right() + 12);
                REQUIRE(mark.bounds.y >= rect.y);
                REQUIRE(mark.bounds.bottom() <= rect.bottom() + 0.5f);
            }
            for (const samples::DrawnText& text : drawn.painter.texts) {
                INFO(text.text);
                REQUIRE(text.baseline.x >= rect.x - 0.5f);
                REQUIRE(text.baseline.x + text.width <= rect.right() + 0.5f);
                REQUIRE(text.baseline.y <= rect.bottom());
            }
            REQUIRE(collision(drawn.painter.texts) == "");
        }
    }

    TEST_CASE("more entries never make a narrower bar") {
        samples::Random random(3);
        for (int round = 0; round < 2'000; ++round) {
            const Funnel funnel = random_funnel(random);
            const Marks marks = draw(funnel, desk_rect(funnel)).marks;
            for (const FunnelStage& a : funnel.stages) {
                for (const FunnelStage& b : funnel.stages) {
                    // Bars of a few pixels hold their parts up, so only clear differences count.
                    if (a.ledger.entries < b.ledger.entries) {
                        REQUIRE(bar_of(marks, a.id).w <= std::max(bar_of(marks, b.id).w, 5.0f));
                    }
                }
            }
        }
    }

    TEST_CASE("more entries than before are no share of those before") {
        Funnel funnel = samples::nurturers(Language::en);
        funnel.stages[0].ledger = {.entries = 15, .advanced = 10, .lost = 5};
        const Drawn drawn = draw(funnel, desk_rect(funnel));
        CHECK(find(drawn.marks, "contacted")->name == "Contacted: 1,738 entries, – of first, – of previous");
        CHECK(find(drawn.marks, "_passed_on")->name == "Passed on 564, – of first: closer 564");
    }

    TEST_CASE("an empty stage keeps its row and a share of nothing is a dash") {
        Funnel funnel = samples::nurturers(Language::en);
        funnel.stages[1].ledger = {};
        Drawn drawn = draw(funnel, desk_rect(funnel));
        CHECK(find(drawn.marks, "contacted")->name ==
              "Contacted: 0 entries, 0.0\u00A0% of first, 0.0\u00A0% of previous");
        CHECK(find(drawn.marks, "interest")->name ==
              "Interest confirmed: 1,182 entries, 50.3\u00A0% of first, – of previous");
        for (FunnelStage& stage : funnel.stages) stage.ledger = {};
        funnel.passed_on = 0;
        drawn = draw(funnel, desk_rect(funnel));
        CHECK(find(drawn.marks, "ability")->name == "Ability confirmed: 0 entries, – of first, – of previous");
        funnel.stages.clear();
        drawn = draw(funnel, desk_rect(funnel));
        CHECK(drawn.marks.size() == 2);
    }

    TEST_CASE("a selected row on a phone leaves room for its detail") {
        const Funnel funnel = samples::nurturers(Language::zh);
        const FunnelView view{FunnelLayout::phone, 70};
        const Emphasis emphasis{.selected = "contacted"};
        const Rect rect{24, 254, 342, 400};
        CHECK(funnel_height(funnel, view, {}) == 4 * 68);
        CHECK(funnel_height(funnel, view, emphasis) == 4 * 68 + 70);
        CHECK(funnel_row(rect, funnel, view, emphasis, 1).h == 138);
        CHECK(funnel_row(rect, funnel, view, emphasis, 2).y == 254 + 68 + 138);
        const Marks marks = draw(funnel, rect, view, emphasis).marks;
        CHECK(find(marks, "contacted")->bounds.h == 138);
        CHECK(marks.back().id == "ability.open");
    }

    TEST_CASE("a late answer is drawn back and its figures cannot be pressed") {
        const Funnel funnel = samples::nurturers(Language::en);
        const Drawn drawn = draw(funnel, desk_rect(funnel), {}, {.late = true});
        CHECK(drawn.painter.least_alpha == state::late_alpha);
        for (const Mark& mark : drawn.marks) CHECK(mark.kind == MarkKind::figure);
    }

    TEST_CASE("a stage id that holds a point belongs to itself") {
        CHECK(attention_of("crm.new", {.hovered = "crm.new.lost"}) == Attention::hovered);
        CHECK(attention_of("crm", {.hovered = "crm.new.lost"}) == Attention::rest);
        CHECK(attention_of("crm", {.selected = "crm.lost"}) == Attention::selected);
        CHECK(attention_of("crm", {.selected = "crm.new", .dim_others = true}) == Attention::dimmed);
    }
}

TEST_SUITE("charts: a person beside the role") {
    TEST_CASE("both sides share one scale of shares") {
        const Funnel role = samples::nurturers(Language::en);
        Funnel person = role;
        const Ledger ledgers[] = {
            {214, 168, 22, 3, 1, 20}, {170, 126, 24, 0, 1, 19}, {127, 97, 16, 2, 1, 11}, {97, 71, 15, 1, 1, 9}};
        for (std::size_t i = 0; i < 4; ++i) person.stages[i].ledger = ledgers[i];
        samples::Recorder painter;
        const Marks marks = draw_comparison(painter, light_theme(), {24, 20, 548, comparison_height(4)},
                                            {{{"person", "Chen Yutong", 214, person.stages, "71 of 214"},
                                              {"role", "Role", 2352, role.stages, "564 of 2,352"}}},
                                            samples::words(Language::en), {});
        const auto width = [&](const std::string& side, const std::string& stage) {
            float sum = 0;
            for (const Mark& mark : marks) {
                if (mark.kind == MarkKind::part && mark.id.starts_with(side + "." + stage + ".")) sum += mark.bounds.w;
            }
            return sum;
        };
        CHECK(width("person", "verified") == width("role", "verified"));
        CHECK(width("person", "contacted") > width("role", "contacted"));
        CHECK(std::fabs(width("person", "contacted") / width("person", "verified") - 170.0f / 214) < 0.01f);
        CHECK(find(marks, "person.contacted")->name == "Chen Yutong · Contacted: 170 · 79.4\u00A0% of first");
        CHECK(find(marks, "role.contacted.lost")->name == "Role · Contacted: lost 342 of 1,738");
        CHECK(find(marks, "role.contacted.lost")->row == "contacted");
        CHECK(find(marks, "_passed_on.person")->name == "Chen Yutong · Passed on: 71 of 214");
    }

    TEST_CASE("nobody, and stages with more entries than the first, stay inside the chart") {
        samples::Random random(11);
        for (int round = 0; round < 2'000; ++round) {
            const Funnel a = random_funnel(random);
            const Funnel b = random_funnel(random);
            const Rect rect{24, 20, 420 + static_cast<float>(random.below(400)), 300};
            samples::Recorder painter;
            const Marks marks =
                draw_comparison(painter, dark_theme(), rect,
                                {{{"person", "A rather long name", 3, a.stages, "71 of 214 · 33.2 % (27.2–39.7)"},
                                  {"role", "Role", 9, b.stages, "–"}}},
                                samples::words(Language::en), {});
            for (const Rect& drawn : painter.rects) REQUIRE(drawn.w > 0);
            for (const Mark& mark : marks) {
                REQUIRE(mark.bounds.x >= rect.x);
                REQUIRE(mark.bounds.right() <= rect.right() + 1);
            }
        }
    }
}
