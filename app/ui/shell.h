// The shell round the screens: navigation, filter chips, theme, languages, view state, drawers, what is loading.
// It owns the view state and the answers shown; it draws a frame on demand and fills the semantic tree.
// The mains give it a Host and the screens; it knows neither the browser nor any single screen.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "charts/painter.h"
#include "ui/host.h"
#include "ui/input.h"
#include "ui/semantic.h"

namespace ui {

struct Screen;  // ui/screen.h

struct StartOptions {
    std::string_view language = "en";  // "zh" or "en": the reader's choice or the browser's
    bool dark = false;
    std::string_view fragment;  // the address's fragment without '#'
    std::string_view address;   // the page's address without its fragment: what Share puts before the link
    bool first_visit = false;   // the tour was never shown in this browser
};

enum class Cursor : std::uint8_t { arrow, pointer, text };

// What a frame asks for: draw again at once (an animation), at a time, or not until something happens.
struct NextFrame {
    bool again = false;
    double wait_ms = -1;  // draw again in so many milliseconds; negative: when something happens
    Cursor cursor = Cursor::arrow;
};

class Shell {
public:
    Shell(Host& host, std::span<const Screen> screens);
    ~Shell();
    Shell(const Shell&) = delete;
    Shell& operator=(const Shell&) = delete;

    void start(const StartOptions& options);
    void fragment_changed(std::string_view fragment);  // back, forward, a pasted link
    void theme_changed(bool dark);                     // the system's preference
    void answer(std::uint32_t number, std::string_view json);
    // From the worker while it loads: {"state":"reading","bytes","total","records","file"} |
    // {"state":"done","revision",…} | {"state":"failed","errors":[…]} | {"state":"restarted"}
    void load_event(std::string_view json);
    void act(const Action& action);
    // Whether the mouse may move there without a frame.
    bool same_there(charts::Point point) const;
    NextFrame frame(charts::Painter& painter, const Input& input, const Surface& surface);
    const SemanticTree& semantics() const;

    // The whole screen on paper, in light colours and without what only the mouse needs: draws what lies `top` below its upper edge and
    // further down on the surface. The reader's own frame stays as it is. Only once the later part is here.
    void draw_paper(charts::Painter& painter, const Surface& surface, float top);
    // Where it may be cut, from 0 to its height: through no card, or where one is taller than a page, through none of its rows.
    // `painter` measures texts.
    std::vector<float> paper_edges(charts::Painter& painter, float width);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace ui
