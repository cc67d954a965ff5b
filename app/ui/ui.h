// The immediate-mode core: what a widget needs to be drawn, hit, focused, scrolled and named.
//
// A frame runs from begin to end. In between, widgets (ui/widgets.h) draw on the painter, register the rectangle that
// can be pressed, and add their node to the semantic tree. What the pointer hits is decided by the rectangles of the
// frame before: that is what the reader saw when he pressed. What a semantic element reports (ui::Action) arrives at the
// same widget by its id and counts as a press. Of several layers only the topmost under the pointer is hit.
//
//     const Hit hit = ui.press("roles.share", rect);
//     if (hit.clicked) ...
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "charts/format.h"
#include "charts/motion.h"
#include "charts/painter.h"
#include "charts/theme.h"
#include "ui/input.h"
#include "ui/semantic.h"
#include "ui/shell.h"

namespace engine {
struct Head;
}

namespace ui {

using Key = std::uint64_t;  // of an id

Key key_of(std::string_view id);
charts::Rect inset(charts::Rect rect, float by);
charts::Rect overlap(charts::Rect a, charts::Rect b);

struct Hit {
    bool hovered = false;
    bool held = false;     // pressed and still over it
    bool clicked = false;  // let go over it, or pressed through the semantic tree
    bool focused = false;  // has the focus, and it came by the keyboard
    bool touched = false;  // clicked by a finger
};

// A pull across a rectangle, with the mouse or a finger: it presses nothing, and a pull up or down still scrolls.
struct Sweep {
    bool going = false;
    bool done = false;  // let go in this frame
    charts::Point from, to;
};

// How a chart is read off along its axis (ui/crosshair.h); places are among its stops.
struct Cross {
    std::optional<std::size_t> at;  // that is shown
    std::size_t keyed = 0;          // to which the keys or a finger came last
    bool again = false;             // a finger tapped what it had tapped before
    bool focused = false;           // has the focus, and it came by the keyboard
    bool moved = false;             // by an arrow
    bool widened = false;           // by an arrow with Shift
    std::size_t was = 0;            // before
    bool pressed = false;           // Enter
};

struct TipRow {
    std::string name;
    std::string figure;
    std::optional<charts::Part> part{};  // of the ledger, as the chart draws it
};

enum class Layer : std::uint8_t { page, drawer, popover };

enum class Axis : std::uint8_t { vertical, horizontal };

class Ui {
public:
    void begin(charts::Painter& painter, const charts::Theme& theme, charts::Language language, const Input& input,
               const Surface& surface);
    NextFrame end();
    void queue(const Action& action);

    charts::Painter& painter() const { return *painter_; }
    const charts::Theme& theme() const { return *theme_; }
    charts::Language language() const { return language_; }
    bool chinese() const { return language_ == charts::Language::zh; }
    const Surface& surface() const { return surface_; }
    const Input& input() const { return input_; }
    // What no notch or rounded corner hides.
    charts::Rect safe() const { return surface_.safe.w > 0 ? surface_.safe : all(); }
    bool touch() const { return input_.kind == Pointer::touch; }

    // Asks for another frame: at once, or in some time.
    void again() {
        next_.again = true;
        changing_ = true;
    }
    // Whether it was asked for because something will be said otherwise; a glide moves what there is.
    bool changing() const { return changing_; }
    void wake_in(double milliseconds);

    // Hits.
    Hit press(std::string_view id, charts::Rect rect);
    // For what can be read but not pressed: whether it has the focus by the keyboard; then it is brought into sight.
    bool follows_focus(std::string_view id, charts::Rect rect);
    // True once for a key that the focused element of this id reports.
    bool key(std::string_view id, std::string_view name);
    // Escape for whoever wants it first: what is pulled is let go of, then who keeps it, then what lies on top.
    bool escape();
    // In the next frame Escape on this element is its own key.
    void keep_escape(std::string_view id) { escape_kept_ = key_of(id); }
    // The text that the reader typed into this field since the last frame.
    std::optional<std::string> typed(std::string_view id);
    // What may be pulled across, and whether it is.
    void sweeps(std::string_view id, charts::Rect rect);
    Sweep swept(std::string_view id) const;
    Cross cross(std::string_view id, charts::Rect area, std::span<const float> stops);
    // Whether the mouse may move there without anything being drawn differently.
    bool same_there(charts::Point point) const;
    // What is under the pointer, and what has the keyboard focus, among the ids that begin so: the rest of the id.
    std::string_view hovered_under(std::string_view beginning) const;
    std::string_view focused_under(std::string_view beginning) const;
    // True where the pointer has rested on the same place long enough for a tooltip.
    bool rested();
    void focus(std::string_view id) { wanted_focus_ = id; }
    std::string take_wanted_focus();
    void pointing() { next_.cursor = Cursor::pointer; }

    // The semantic tree. add: under the open group; bounds are clipped here.
    std::uint32_t add(SemanticNode node);
    void open(SemanticNode node) { groups_.push_back(add(std::move(node))); }
    void close() { groups_.pop_back(); }
    const SemanticTree& tree() const { return tree_; }
    // What has been added since the tree had `first` nodes, and that once more in a later frame; the parents are counted from there.
    std::vector<SemanticNode> added_since(std::size_t first) const;
    void add_again(const std::vector<SemanticNode>& nodes);

    // Layers. A layer above the page takes every press on the surface: outside it, `outside` tells. Without such a name it takes
    // only those inside it.
    void begin_layer(Layer layer, charts::Rect rect, std::string_view outside);
    void end_layer();
    bool layer_pressed_outside(std::string_view outside) const { return clicked_ == key_of(outside); }

    // Clipping, for the painter and for hits.
    void push_clip(charts::Rect rect);
    void pop_clip();
    charts::Rect clip() const { return clips_.empty() ? all() : clips_.back(); }
    bool visible(charts::Rect rect) const;

    // Scrolling: gives where the content's origin is to be drawn.
    charts::Point begin_scroll(std::string_view id, charts::Rect view, Axis axis = Axis::vertical);
    void end_scroll(float content_length);
    void scroll_to_start(std::string_view id);
    // Scrolls the areas that are open so that the rectangle is in sight.
    void reveal(charts::Rect rect);

    void tip(const Hit& hit, charts::Rect anchor, std::string text);
    // The same for a figure: below it stands of when the data are.
    void figure_tip(const Hit& hit, charts::Rect anchor, std::string text);
    // One for several figures, beside the anchor.
    void table_tip(charts::Rect anchor, std::string title, std::vector<TipRow> rows);
    void set_basis(std::string_view basis) { basis_ = basis; }

    charts::Motion& motion() { return motion_; }

    // From here to unmute everything is drawn in the muted tone: the figures of a card that mislead.
    void mute();
    void unmute();
    // A card sends the reader to the Data screen: the shell goes there at the frame's end.
    void want_data() { data_wanted_ = true; }
    bool take_data_wanted() { return std::exchange(data_wanted_, false); }
    // A card asks for its figure to be explained: the shell does so at the frame's end.
    void want_explained(const engine::Head& head) { explained_ = &head; }
    const engine::Head* take_explained() { return std::exchange(explained_, nullptr); }

private:
    struct Region {
        Key key = 0;
        std::string id;  // "" for scroll areas and what only blocks
        charts::Rect rect;
        Layer layer = Layer::page;
        bool scrolls = false;
        bool sweeps = false;
    };
    struct Stop {
        Key key = 0;
        std::size_t at = 0;
        bool tapped = false;  // else moved to by the keys
    };
    struct Track {  // inside the rectangle a hairline stays for as long as the mouse is between these
        charts::Rect rect;
        float from = 0;
        float to = 0;
    };
    struct Scroll {
        Key key = 0;
        Axis axis = Axis::vertical;
        charts::Rect view;
        float offset = 0;
        float speed = 0;    // CSS pixels a millisecond, after a finger let go
        float content = 0;  // length along the axis, known after the first frame
        float furthest() const;
        void move(float by);
    };

    static constexpr float drag_begins = 8;  // CSS pixels a finger may stray in a tap

    charts::Rect all() const { return {0, 0, surface_.width, surface_.height}; }
    static const Region* region_at(const std::vector<Region>& regions, charts::Point point);
    static Layer layer_at(const std::vector<Region>& regions, charts::Point point);
    Scroll* scroll_at(charts::Point point, Axis axis, float towards);
    Scroll* scroll_of(Key key);
    Key scroll_key_above() const;
    void read_actions();
    void read_pointer();
    void begin_sweep();
    void read_wheel();
    void drag();
    void glide();
    void scroll_by_key(Scroll& area, std::string_view name);
    void scrollbar(Scroll& area);
    void draw_tip();

    charts::Painter* painter_ = nullptr;
    const charts::Theme* theme_ = nullptr;
    charts::Language language_ = charts::Language::en;
    Input input_;
    Surface surface_;
    NextFrame next_;

    std::vector<Action> queued_;
    std::vector<Action> actions_;  // of this frame; those used are removed
    std::string focus_;
    std::string wanted_focus_;
    bool focus_came_ = false;
    bool by_keyboard_ = false;  // how the focus came: only then it is shown
    double pressed_ms_ = -1e9;
    Key focus_scroll_ = 0;  // the innermost scroll area round the focused element
    Key top_scroll_ =
        0;  // the first on the topmost layer that covers the others, which keys scroll where the focus is in none
    Layer top_layer_{};

    std::vector<Region> seen_;     // of the frame before
    std::vector<Region> regions_;  // of this frame
    std::vector<Layer> layers_;
    std::vector<charts::Rect> clips_;
    Key hot_ = 0;
    std::string hot_id_;
    Key active_ = 0;
    Key clicked_ = 0;
    double hot_since_ms_ = 0;
    double last_ms_ = 0;

    charts::Point press_at_;
    charts::Point pointer_before_;
    bool drag_possible_ = false;
    Key dragged_ = 0;  // the scroll area that a finger moves
    bool sweep_possible_ = false;
    Key swept_ = 0;                        // what is pulled across
    Key sweep_done_ = 0;                   // in this frame
    std::optional<charts::Point> tapped_;  // in this frame, by a finger
    Key escape_kept_ = 0;
    Stop stop_;                  // of the one chart that keys or a finger read off
    std::vector<Track> tracks_;  // of this frame

    std::vector<Scroll> scrolls_;
    std::vector<std::size_t> open_scrolls_;

    SemanticTree tree_;
    std::vector<std::uint32_t> groups_;

    struct Tip {
        charts::Rect anchor;
        std::string text;
        bool of_figure = false;
        std::vector<TipRow> rows{};
    };
    float draw_tip_rows(const Tip& tip, charts::Point corner, float width);
    std::vector<Tip> tips_;  // at most one
    std::string basis_;      // "Data as of …"
    charts::Motion motion_;
    bool muted_ = false;
    bool changing_ = false;
    bool data_wanted_ = false;
    const engine::Head* explained_ = nullptr;
};

// A group of nodes for as long as it lives.
class Group {
public:
    Group(Ui& ui, SemanticNode node) : ui_(ui) { ui_.open(std::move(node)); }
    ~Group() { ui_.close(); }
    Group(const Group&) = delete;
    Group& operator=(const Group&) = delete;

private:
    Ui& ui_;
};

}  // namespace ui
