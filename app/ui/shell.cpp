#include "ui/shell.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/heap_sort.h"
#include "charts/text.h"
#include "charts/theme.h"
#include "engine/codec.h"
#include "engine/figures/defects.h"
#include "engine/figures/summary.h"
#include "ui/chrome.h"
#include "ui/error_text.h"
#include "ui/explain.h"
#include "ui/filters.h"
#include "ui/link.h"
#include "ui/load_view.h"
#include "ui/navigation.h"
#include "ui/questions.h"
#include "ui/rows_drawer.h"
#include "ui/screen.h"
#include "ui/widgets.h"

namespace ui {

using charts::Rect;

namespace {

// On paper, in the screen's CSS pixels.
constexpr float paper_margin = 2;
constexpr float paper_page = 1300;  // about as tall as a page is, where the screen is as wide as one
constexpr float least_band = 200;   // between two places where it may be cut
constexpr float tallest_band = 4'000;
constexpr float tallest_paper = 50'000;

}  // namespace

struct Shell::State {
    State(Host& host_, std::span<const Screen> screens_)
        : host(host_), screens(screens_), answers(host_), chrome(screens_) {
        bodies.resize(screens.size());
    }

    Host& host;
    std::span<const Screen> screens;
    std::vector<std::unique_ptr<ScreenBody>> bodies;
    Ui ui;
    Answers answers;
    Directory names;
    std::uint64_t data_notes = 0;
    bool answered = false;  // the first screen has what it asked for
    View view;
    Language language = Language::en;
    bool dark = false;
    bool theme_chosen = false;
    bool other_demo = false;  // the demo of the other language is being loaded
    std::string address;
    Chrome chrome;
    FilterPanel filters;
    RowsDrawer rows;
    Explain explain;
    LoadView load;
    std::unique_ptr<Navigation> navigation;  // once the later part is here
    bool tour = false;
    std::uint64_t turn = 0;
    bool turned = true;  // since the last frame something has come that may change what is said
    Surface surface;     // of the last frame
    Pointer pointer{};
    bool later_here = false;

    void take_turn(const Input& input, const Surface& now);
    void start(const StartOptions& options);
    void read_fragment(std::string_view fragment);
    void change(View next, History history);
    void load_from(const std::string& data);
    void tell_page();
    void ask_ahead();
    void read_names();
    void fit_view();
    void read_notes();
    void escape();
    void request_frame();
    void draw_screen(Context& context, const Chrome::Places& places);
    float draw_content(Context& context, Rect area);
    void obey(const ChromeWish& wish);
    void share();
    void take_next(Context& context);
    NextFrame frame(charts::Painter& painter, const Input& input, const Surface& surface);
    struct Paper {
        float height;
        SemanticTree tree;
    };
    Paper draw_paper(charts::Painter& painter, const Surface& page, float top);
    float draw_paper_head(Context& context, Rect place);
};

void Shell::State::start(const StartOptions& options) {
    language = language_of(options.language);
    dark = options.dark;
    address = options.address;
    // A shared link opens on what was shared.
    tour = options.first_visit && options.fragment.empty();
    read_fragment(options.fragment);
    load_from(view.data);
    ask_ahead();
    tell_page();
}

void Shell::State::read_fragment(std::string_view fragment) {
    ReadLink link = read_link(fragment);
    if (!link.language.empty()) language = language_of(link.language);
    view = std::move(link.view);
    if (link.newer) return chrome.notify(std::string(words(Text::link_newer, language)));
    const std::size_t left_out = link.unknown + link.dropped;
    if (left_out > 0) chrome.notify(fill(Text::link_ignored, language, {charts::format_count(left_out)}));
}

void Shell::State::change(View next, History history) {
    view = std::move(next);
    const std::string link = write_link(view);
    host.set_fragment(link, history);
    if (navigation)
        navigation->changed(view, link, history == History::push ? ViewChange::pushed : ViewChange::replaced);
}

void Shell::State::load_from(const std::string& data) {
    load.started();
    if (data.empty())
        host.load_demo(code_of(language));
    else
        host.load_address(data);
}

void Shell::State::tell_page() {
    std::string title(words(Text::brand, language));
    for (const Screen& screen : screens)
        if (screen.id == view.screen) title = std::string(words(screen.name, language)) + " · " + title;
    host.set_page(title, language == Language::zh ? "zh-CN" : "en", dark);
}

// What is wanted of any data, asked before they are there.
void Shell::State::ask_ahead() {
    answers.ask<engine::SummaryAnswer>("shell.summary", {});
    for (const Screen& screen : screens)
        if (screen.id == view.screen && screen.ask_ahead) screen.ask_ahead(view, answers);
}

void Shell::State::read_names() {
    if (!load.loaded()) return;
    const auto summary = answers.ask<engine::SummaryAnswer>("shell.summary", {});
    if (!summary.answer || summary.serial == names.edition()) return;
    names.read(*summary.answer, summary.serial);
    // The demo leaves records out on purpose; of the reader's own data it is news.
    if (load.skipped() > 0 && !summary.answer->demo)
        chrome.notify(fill(Text::loaded, language, {charts::format_count(load.skipped())}));
    if (std::exchange(other_demo, false)) {
        chrome.notify(fill(Text::demo_other, language, {summary.answer->name}));
        fit_view();
    }
}

// The other demo is of another company: its sources, teams and people have other names, and its accounts and calls are others.
void Shell::State::fit_view() {
    View fitted = view;
    fitted.account.clear();
    fitted.call.clear();
    fitted.turn = 0;
    names.drop_unknown(fitted);
    if (!(fitted == view)) change(std::move(fitted), History::replace);
}

// How many kinds of defects the Data screen has to tell.
void Shell::State::read_notes() {
    if (!load.loaded() || !answered || !host.complete()) return;
    const auto defects = answers.ask<engine::DefectsAnswer>("shell.defects", defects_question());
    data_notes = defects.answer ? defects.answer->rows.size() : 0;
}

// Closes what lies on top.
void Shell::State::escape() {
    if (!ui.escape()) return;
    ui.again();
    if (navigation && navigation->escape(filters.open() || chrome.menu_open() || view.rows || explain.is_open()))
        return;
    if (explain.is_open()) return explain.close();
    if (filters.open()) return filters.close();
    if (chrome.menu_open()) return chrome.close_menu();
    View next = view;
    if (next.rows)
        next.rows.reset();
    else
        next.pin.reset();
    if (!(next == view)) change(std::move(next), History::replace);
}

float Shell::State::draw_content(Context& context, Rect area) {
    if (!load.loaded() || !names.loaded()) return load.draw_alone(context, area);
    area.y = load.draw_banner(context, area);
    for (std::size_t i = 0; i < screens.size(); ++i)
        if (screens[i].id == view.screen) {
            if (!screens[i].first && !host.complete()) return area.y;  // for a moment: a frame follows when it is here
            if (!bodies[i]) bodies[i] = screens[i].make();
            return bodies[i]->draw(context, area);
        }
    return area.y;
}

void Shell::State::draw_screen(Context& context, const Chrome::Places& places) {
    const float margin = page_margin(context.width());
    const Rect sight = places.screen;
    if (names.loaded()) filters.draw_chips(context, places.chips);
    const Group main(ui, {.id = "main", .role = SemanticRole::main, .bounds = sight});
    const charts::Point origin = ui.begin_scroll("page", sight);
    const float top = origin.y + 8, inner = std::min(sight.w - 2 * margin, widest_content);
    const float bottom = draw_content(context, {sight.x + margin, top, inner, sight.h - 8});
    ui.end_scroll(bottom - origin.y + 16);
}

void Shell::State::share() {
    const std::string fragment = write_link(view);
    host.copy_text(fragment.empty() ? address : address + "#" + fragment);
    const bool demo = !names.loaded() || names.summary().demo || !view.data.empty();
    chrome.notify(std::string(words(demo ? Text::share_done : Text::share_files, language)));
}

void Shell::State::obey(const ChromeWish& wish) {
    if (wish.share) share();
    if (wish.open_files) host.choose_files();
    if (wish.switch_theme) {
        dark = !dark;
        theme_chosen = true;
        host.remember("theme", dark ? "dark" : "light");
    }
    if (wish.switch_language) {
        language = language == Language::zh ? Language::en : Language::zh;
        host.remember("language", code_of(language));
        // The demo's people and companies have names in the reader's language.
        other_demo = names.loaded() && names.summary().demo;
        if (other_demo) load_from({});
    }
    if (wish.switch_theme || wish.switch_language) {
        tell_page();
        ui.again();
    }
}

void Shell::State::take_next(Context& context) {
    std::optional<View> next = context.next();
    if (!next || *next == view) return;
    const bool other_screen = next->screen != view.screen;
    change(std::move(*next), context.history());
    if (!other_screen) return;
    ui.scroll_to_start("page");
    tell_page();
}

// Something has come from outside.
void Shell::State::request_frame() {
    turned = true;
    host.request_frame();
}

void Shell::State::take_turn(const Input& input, const Surface& now) {
    const bool same_surface = now.width == surface.width && now.height == surface.height && now.safe == surface.safe &&
                              now.reduced_motion == surface.reduced_motion;
    const bool pressing = input.pressed || input.released;
    const bool later = host.is_complete();
    if (turned || pressing || !same_surface || later != later_here || input.kind != pointer || ui.motion().moving() ||
        answers.waiting())
        ++turn;
    turned = false;
    surface = now;
    pointer = input.kind;
    later_here = later;
}

NextFrame Shell::State::frame(charts::Painter& painter, const Input& input, const Surface& surface_now) {
    const charts::Theme& theme = charts::theme_for(dark);
    take_turn(input, surface_now);
    ui.begin(painter, theme, language, input, surface);
    answers.begin_frame(surface.now_ms);
    escape();
    read_names();
    read_notes();
    painter.fill_rect({0, 0, surface.width, surface.height}, theme.page);
    Context context(ui, answers, view, names, host, answered, turn);
    ChromeWish wish;
    if (!navigation && names.loaded() && context.complete()) {
        navigation = make_navigation(screens, view, tour);
        chrome.navigate_by(navigation.get());
    }
    const Chrome::Places places = chrome.draw(context, data_notes, wish);
    if (names.loaded())
        ui.set_basis(context.say(Text::cut_off, {charts::format_cut_off(names.summary().head.cut_off, language)}));
    draw_screen(context, places);
    if (navigation) navigation->draw_beside(context);
    if (context.wanted_filter()) filters.show(*context.wanted_filter(), context);
    if (names.loaded() && context.complete())
        for (Overlay* overlay :
             {static_cast<Overlay*>(&rows), static_cast<Overlay*>(&filters), static_cast<Overlay*>(&explain)})
            overlay->draw(context);
    chrome.draw_menu(context, data_notes, wish);
    if (navigation) navigation->draw(context, wish);
    chrome.draw_notice(context);
    obey(wish);
    if (const engine::Head* head = ui.take_explained(); head && context.complete()) {
        explain.open(*head);
        ui.again();
    }
    if (ui.take_data_wanted()) {
        View next = view;
        next.screen = ScreenId::data;
        next.rows.reset();
        context.go(std::move(next));
    }
    take_next(context);
    if (!answered && names.loaded() && !answers.waiting()) {
        answered = true;
        if (host.complete()) ui.again();
    }
    const NextFrame next = ui.end();
    turned = turned || ui.changing();
    const std::string focus = ui.take_wanted_focus();
    if (!focus.empty()) host.focus(focus);
    return next;
}

// What stands above the screen on paper; gives its lower edge.
float Shell::State::draw_paper_head(Context& context, Rect place) {
    charts::Painter& painter = context.ui.painter();
    const charts::Theme& theme = context.ui.theme();
    for (const Screen& screen : screens)
        if (screen.id == view.screen)
            charts::draw_text(painter, {place.x, place.y + 24}, context.say(screen.name),
                              charts::type::screen(theme.ink));
    const engine::SummaryAnswer& data = names.summary();
    const std::string of =
        data.name + " · " + context.say(Text::cut_off, {charts::format_cut_off(data.head.cut_off, language)});
    charts::draw_text(painter, {place.right(), place.y + 24}, of, charts::type::label(theme.ink2), charts::Align::end);
    const float y = place.y + 36;
    const std::string filtered = filters_words(context);
    if (filtered.empty()) return y;
    return paragraph(context.ui, "paper.filters", {place.x, y}, place.w, filtered, charts::type::label(theme.ink2),
                     charts::type::label_line) +
           8;
}

// By an Ui of its own: where the reader is, and what he is about, stays.
Shell::State::Paper Shell::State::draw_paper(charts::Painter& painter, const Surface& page, float top) {
    const auto on_paper = std::make_unique<Ui>();
    charts::Theme theme = charts::light_theme();
    theme.page = theme.surface;
    on_paper->begin(painter, theme, language, {}, page);
    painter.fill_rect({0, 0, page.width, page.height}, theme.page);
    Context context(*on_paper, answers, view, names, host, answered, ++turn);
    const Rect inner{paper_margin, -top, page.width - 2 * paper_margin, tallest_paper};
    const float bottom = draw_content(context, {inner.x, draw_paper_head(context, inner), inner.w, inner.h});
    on_paper->end();
    turned = true;
    return {bottom + top + paper_margin, on_paper->tree()};
}

Shell::Shell(Host& host, std::span<const Screen> screens) : state_(std::make_unique<State>(host, screens)) {}
Shell::~Shell() = default;

void Shell::start(const StartOptions& options) {
    state_->start(options);
    state_->request_frame();
}

void Shell::fragment_changed(std::string_view fragment) {
    const std::string data = state_->view.data;
    const ScreenId screen = state_->view.screen;
    state_->read_fragment(fragment);
    if (state_->view.screen != screen) state_->ui.scroll_to_start("page");
    if (state_->navigation) state_->navigation->changed(state_->view, write_link(state_->view), ViewChange::outside);
    if (state_->view.data != data) state_->load_from(state_->view.data);
    state_->tell_page();
    state_->request_frame();
}

void Shell::theme_changed(bool dark) {
    if (state_->theme_chosen) return;
    state_->dark = dark;
    state_->tell_page();
    state_->request_frame();
}

void Shell::answer(std::uint32_t number, std::string_view json) {
    if (state_->answers.receive(number, json)) state_->request_frame();
}

void Shell::load_event(std::string_view json) {
    base::Result<engine::LoadEvent> event = engine::read_load_event(json);
    if (!event) return;
    State& state = *state_;
    const bool other_data = state.load.loaded();
    if (state.load.event(*event)) {
        if (event->joined) {
            state.answers.renew();
        } else {
            if (other_data) state.answers.forget();
            state.ui.motion().forget();
            state.names = {};
            // The first answer brings the frame: until then there is nothing new to draw.
            if (state.load.loaded()) return state.ask_ahead();
        }
    }
    state.request_frame();
}

void Shell::act(const Action& action) {
    state_->ui.queue(action);
    state_->request_frame();
}

bool Shell::same_there(charts::Point point) const { return state_->ui.same_there(point); }

NextFrame Shell::frame(charts::Painter& painter, const Input& input, const Surface& surface) {
    return state_->frame(painter, input, surface);
}

void Shell::draw_paper(charts::Painter& painter, const Surface& surface, float top) {
    state_->draw_paper(painter, surface, top);
}

std::vector<float> Shell::paper_edges(charts::Painter& painter, float width) {
    const Surface endless{.width = width, .height = tallest_paper, .safe = {}, .reduced_motion = true};
    const State::Paper paper = state_->draw_paper(painter, endless, 0);
    std::vector<std::pair<float, float>> whole;
    for (const SemanticNode& node : paper.tree.nodes) {
        const bool row = node.role == SemanticRole::row || node.role == SemanticRole::listitem;
        if (row || (node.role == SemanticRole::region && node.bounds.h <= paper_page))
            whole.emplace_back(node.bounds.y, node.bounds.bottom());
    }
    base::heap_sort(whole.begin(), whole.end());
    std::vector<float> edges{0};
    // What has no rows may be of any length: a band is drawn in memory.
    const auto cut = [&](float at) {
        while (at - edges.back() > tallest_band) edges.push_back(edges.back() + tallest_band);
        edges.push_back(at);
    };
    float end = 0;  // of what is not to be cut, so far
    for (const auto& [from, to] : whole) {
        if (from >= end && from - edges.back() >= least_band) cut(from);
        end = std::max(end, to);
    }
    cut(paper.height);
    return edges;
}

const SemanticTree& Shell::semantics() const { return state_->ui.tree(); }

}  // namespace ui
