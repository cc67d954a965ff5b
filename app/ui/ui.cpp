#include "ui/ui.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "charts/ledger.h"
#include "charts/text.h"
#include "ui/layout.h"
#include "ui/paragraph.h"

namespace ui {
namespace {

constexpr double tip_delay_ms = 120;
// A press moves the focus as well; what comes so soon after it did not come by the keyboard.
constexpr double pointer_focus_ms = 300;
constexpr float tip_widest = 392;
constexpr float tip_pad = 12;
constexpr float tip_key = 16;
constexpr float sweep_begins = 4;  // CSS pixels a mouse may stray in a click

}  // namespace

Key key_of(std::string_view id) {
    // FNV-1a
    Key key = 14695981039346656037ull;
    for (const char c : id) key = (key ^ static_cast<unsigned char>(c)) * 1099511628211ull;
    return key;
}

charts::Rect inset(charts::Rect rect, float by) {
    return {rect.x + by, rect.y + by, std::max(0.f, rect.w - 2 * by), std::max(0.f, rect.h - 2 * by)};
}

charts::Rect overlap(charts::Rect a, charts::Rect b) {
    const float x = std::max(a.x, b.x);
    const float y = std::max(a.y, b.y);
    const float right = std::min(a.right(), b.right());
    const float bottom = std::min(a.bottom(), b.bottom());
    if (right <= x || bottom <= y) return {x, y, 0, 0};
    return {x, y, right - x, bottom - y};
}

void Ui::begin(charts::Painter& painter, const charts::Theme& theme, charts::Language language, const Input& input,
               const Surface& surface) {
    painter_ = &painter;
    theme_ = &theme;
    language_ = language;
    input_ = input;
    surface_ = surface;
    next_ = {};
    changing_ = false;
    seen_.swap(regions_);
    regions_.clear();
    layers_.assign(1, Layer::page);
    clips_.clear();
    tips_.clear();
    tree_.nodes.clear();
    tree_.nodes.push_back({.id = "root", .role = SemanticRole::group, .bounds = all()});
    groups_.assign(1, 0);
    tracks_.clear();
    focus_scroll_ = top_scroll_ = 0;
    top_layer_ = Layer::page;
    motion_.begin(surface.now_ms, surface.reduced_motion);
    if (input.pressed) pressed_ms_ = surface.now_ms;
    read_actions();
    read_pointer();
    read_wheel();
    glide();
    last_ms_ = surface.now_ms;
}

NextFrame Ui::end() {
    for (const Action& action : actions_) {
        if (action.kind != ActionKind::key) continue;
        if (Scroll* area = scroll_of(focus_scroll_ != 0 ? focus_scroll_ : top_scroll_))
            scroll_by_key(*area, action.value);
    }
    actions_.clear();
    draw_tip();
    if (input_.pressed || input_.released || !queued_.empty() || motion_.moving()) again();
    return next_;
}

void Ui::queue(const Action& action) { queued_.push_back(action); }

void Ui::read_actions() {
    actions_ = std::exchange(queued_, {});
    focus_came_ = false;
    for (const Action& action : actions_) {
        if (action.kind == ActionKind::focus) {
            focus_ = action.id;
            focus_came_ = true;
            by_keyboard_ = surface_.now_ms - pressed_ms_ > pointer_focus_ms;
        }
        if (action.kind == ActionKind::blur && focus_ == action.id) focus_.clear();
        if (action.kind == ActionKind::key) by_keyboard_ = true;
    }
}

const Ui::Region* Ui::region_at(const std::vector<Region>& regions, charts::Point point) {
    const Layer layer = layer_at(regions, point);
    const Region* found = nullptr;
    for (const Region& region : regions)
        if (!region.scrolls && !region.sweeps && region.layer == layer && region.rect.contains(point)) found = &region;
    return found;
}

Layer Ui::layer_at(const std::vector<Region>& regions, charts::Point point) {
    Layer layer = Layer::page;
    for (const Region& region : regions)
        if (region.layer > layer && region.rect.contains(point)) layer = region.layer;
    return layer;
}

void Ui::read_pointer() {
    const bool there = input_.kind == Pointer::mouse || input_.down || input_.released;
    const Region* region = there ? region_at(seen_, input_.pointer) : nullptr;
    const Key hot = region ? region->key : 0;
    if (hot != hot_) hot_since_ms_ = surface_.now_ms;
    hot_ = hot;
    hot_id_ = region && !touch() ? region->id : std::string();
    clicked_ = sweep_done_ = 0;
    tapped_.reset();
    if (input_.pressed) {
        by_keyboard_ = false;
        active_ = hot_;
        press_at_ = input_.pointer;
        pointer_before_ = input_.pointer;
        drag_possible_ = touch();
        sweep_possible_ = true;
        swept_ = dragged_ = 0;
        for (Scroll& area : scrolls_) area.speed = 0;
    }
    begin_sweep();
    drag();
    if (swept_ != 0) {
        hot_ = 0;
        hot_id_.clear();
    }
    if (input_.released) {
        if (touch() && drag_possible_) tapped_ = input_.pointer;
        // A touch that the browser took over ends nowhere.
        if (!touch() || input_.pointer.x >= 0) sweep_done_ = swept_;
        if (active_ != 0 && active_ == hot_) clicked_ = active_;
        active_ = 0;
        dragged_ = 0;
        drag_possible_ = false;
    }
    if (!input_.down) {
        active_ = swept_ = 0;
        sweep_possible_ = false;
    }
    pointer_before_ = input_.pointer;
}

bool Ui::follows_focus(std::string_view id, charts::Rect rect) {
    if (!by_keyboard_ || focus_ != id) return false;
    focus_scroll_ = scroll_key_above();
    if (focus_came_) reveal(rect);
    return true;
}

Hit Ui::press(std::string_view id, charts::Rect rect) {
    const Key key = key_of(id);
    const charts::Rect seen = overlap(rect, clip());
    if (seen.w > 0 && seen.h > 0) regions_.push_back({key, std::string(id), seen, layers_.back(), false});
    Hit hit;
    hit.held = active_ == key && hot_ == key;
    hit.hovered = hot_ == key && (!touch() || hit.held);
    hit.clicked = clicked_ == key;
    hit.touched = hit.clicked && touch();
    hit.focused = follows_focus(id, rect);
    const auto pressed = [&](const Action& action) { return action.kind == ActionKind::click && action.id == id; };
    hit.clicked = std::erase_if(actions_, pressed) > 0 || hit.clicked;
    if (hit.hovered) pointing();
    if (hit.clicked) again();
    return hit;
}

bool Ui::key(std::string_view id, std::string_view name) {
    return std::erase_if(actions_, [&](const Action& action) {
               return action.kind == ActionKind::key && action.id == id && action.value == name;
           }) > 0;
}

bool Ui::escape() {
    const Key kept = std::exchange(escape_kept_, 0);
    const bool pressed = std::erase_if(actions_, [&](const Action& action) {
                             return action.kind == ActionKind::key && action.value == "Escape" &&
                                    (swept_ != 0 || kept == 0 || key_of(action.id) != kept);
                         }) > 0;
    if (!pressed || swept_ == 0) return pressed;
    swept_ = 0;
    again();
    return false;
}

void Ui::sweeps(std::string_view id, charts::Rect rect) {
    const charts::Rect seen = overlap(rect, clip());
    if (seen.w > 0 && seen.h > 0) regions_.push_back({key_of(id), {}, seen, layers_.back(), false, true});
}

Sweep Ui::swept(std::string_view id) const {
    const Key key = key_of(id);
    return {swept_ == key, sweep_done_ == key, press_at_, input_.pointer};
}

void Ui::begin_sweep() {
    if (!sweep_possible_ || !input_.down) return;
    const float across = std::fabs(input_.pointer.x - press_at_.x), along = std::fabs(input_.pointer.y - press_at_.y);
    if (across <= (touch() ? drag_begins : sweep_begins) || (touch() && across <= along)) return;
    sweep_possible_ = false;
    if (touch() && !drag_possible_) return;  // it scrolls
    const Layer layer = layer_at(seen_, press_at_);
    for (const Region& region : seen_)
        if (region.sweeps && region.layer == layer && region.rect.contains(press_at_)) swept_ = region.key;
    if (swept_ == 0) return;
    active_ = 0;
    drag_possible_ = false;
}

bool Ui::same_there(charts::Point point) const {
    if (touch() || input_.down) return false;
    const Region* region = region_at(regions_, point);
    if ((region ? region->key : 0) != hot_) return false;
    for (const Track& track : tracks_)
        if (track.rect.contains(point) && !(point.x > track.from && point.x <= track.to)) return false;
    return true;
}

std::optional<std::string> Ui::typed(std::string_view id) {
    std::optional<std::string> text;
    for (Action& action : actions_)
        if (action.kind == ActionKind::input && action.id == id) text = std::move(action.value);
    if (text) again();
    return text;
}

std::string_view Ui::hovered_under(std::string_view beginning) const {
    const std::string_view id = hot_id_;
    return id.starts_with(beginning) ? id.substr(beginning.size()) : std::string_view();
}

std::string_view Ui::focused_under(std::string_view beginning) const {
    const std::string_view id = by_keyboard_ ? std::string_view(focus_) : std::string_view();
    return id.starts_with(beginning) ? id.substr(beginning.size()) : std::string_view();
}

bool Ui::rested() {
    const double rest = surface_.now_ms - hot_since_ms_;
    if (rest >= tip_delay_ms) return true;
    wake_in(tip_delay_ms - rest);
    return false;
}

std::string Ui::take_wanted_focus() { return std::exchange(wanted_focus_, {}); }

void Ui::wake_in(double milliseconds) {
    if (next_.wait_ms < 0 || milliseconds < next_.wait_ms) next_.wait_ms = milliseconds;
}

std::uint32_t Ui::add(SemanticNode node) {
    node.parent = groups_.back();
    node.bounds = overlap(node.bounds, clip());
    if (node.bounds.w <= 0 || node.bounds.h <= 0) node.bounds = {};
    tree_.nodes.push_back(std::move(node));
    return static_cast<std::uint32_t>(tree_.nodes.size() - 1);
}

std::vector<SemanticNode> Ui::added_since(std::size_t first) const {
    std::vector<SemanticNode> nodes(tree_.nodes.begin() + static_cast<std::ptrdiff_t>(first), tree_.nodes.end());
    // 0 stands for the group that was open before.
    for (SemanticNode& node : nodes)
        node.parent = node.parent < first ? 0 : node.parent - static_cast<std::uint32_t>(first) + 1;
    return nodes;
}

void Ui::add_again(const std::vector<SemanticNode>& nodes) {
    const auto first = static_cast<std::uint32_t>(tree_.nodes.size());
    tree_.nodes.insert(tree_.nodes.end(), nodes.begin(), nodes.end());
    for (std::size_t i = first; i < tree_.nodes.size(); ++i) {
        std::uint32_t& parent = tree_.nodes[i].parent;
        parent = parent == 0 ? groups_.back() : parent + first - 1;
    }
}

void Ui::begin_layer(Layer layer, charts::Rect rect, std::string_view outside) {
    layers_.push_back(layer);
    clips_.push_back(all());
    if (!outside.empty()) {
        top_layer_ = layer;
        top_scroll_ = 0;
        regions_.push_back({key_of(outside), {}, all(), layer, false});
    }
    // Inside the layer nothing is pressed but its own widgets.
    regions_.push_back({key_of("layer"), {}, rect, layer, false});
}

void Ui::end_layer() {
    clips_.pop_back();
    layers_.pop_back();
}

void Ui::push_clip(charts::Rect rect) {
    clips_.push_back(overlap(rect, clip()));
    painter_->push_clip(clips_.back());
}

void Ui::pop_clip() {
    clips_.pop_back();
    painter_->pop_clip();
}

bool Ui::visible(charts::Rect rect) const {
    const charts::Rect seen = overlap(rect, clip());
    return seen.w > 0 && seen.h > 0;
}

void Ui::tip(const Hit& hit, charts::Rect anchor, std::string text) {
    if (text.empty() || hit.held || touch()) return;
    if ((hit.hovered && rested()) || hit.focused) tips_.assign(1, {anchor, std::move(text)});
}

void Ui::figure_tip(const Hit& hit, charts::Rect anchor, std::string text) {
    tip(hit, anchor, std::move(text));
    if (!tips_.empty() && ((hit.hovered && !hit.held) || hit.focused)) tips_.front().of_figure = true;
}

void Ui::table_tip(charts::Rect anchor, std::string title, std::vector<TipRow> rows) {
    tips_.assign(1, {anchor, std::move(title), true, std::move(rows)});
}

// Each name at the left, its figure at the right; gives the lower edge.
float Ui::draw_tip_rows(const Tip& tip, charts::Point corner, float width) {
    const charts::TextStyle name = charts::type::label(theme_->ink2);
    const charts::TextStyle figure = charts::type::label(theme_->ink, charts::Weight::medium);
    for (const TipRow& row : tip.rows) {
        const float baseline = charts::centred_baseline(corner.y + charts::type::label_line / 2, name.size);
        const float key = row.part ? tip_key : 0;
        if (row.part) charts::draw_part(*painter_, *theme_, *row.part, {corner.x, baseline - 9, 10, 10});
        const float used =
            charts::draw_text(*painter_, {corner.x + width, baseline}, row.figure, figure, charts::Align::end);
        charts::draw_text_within(*painter_, {corner.x + key, baseline}, width - key - used - 8, row.name, name);
        corner.y += charts::type::label_line;
    }
    return corner.y;
}

void Ui::draw_tip() {
    if (tips_.empty()) return;
    const Tip& tip = tips_.front();
    const bool table = !tip.rows.empty();
    const charts::TextStyle style =
        charts::type::label(theme_->ink, table ? charts::Weight::semibold : charts::Weight::regular);
    const charts::TextStyle small = charts::type::small(theme_->ink3);
    const std::string_view foot = tip.of_figure ? std::string_view(basis_) : std::string_view();
    const float widest = std::min(tip_widest, surface_.width - 16) - 2 * tip_pad;
    float text = charts::text_width(*painter_, tip.text, style);
    if (!foot.empty()) text = std::max(text, charts::text_width(*painter_, foot, small));
    for (const TipRow& row : tip.rows)
        text = std::max(text, tip_key + charts::text_width(*painter_, row.name, style) + 24 +
                                  charts::text_width(*painter_, row.figure, style));
    text = std::min(widest, text);
    const float line = charts::type::label_line;
    const float height = paragraph_height(*painter_, text + 1, tip.text, style, line) +
                         line * static_cast<float>(tip.rows.size()) + (foot.empty() ? 0 : line) + 14;
    const float width = text + 2 * tip_pad;
    float x = tip.anchor.x + tip.anchor.w / 2 - width / 2;
    // Above what it explains, so that it covers neither it nor what follows; near the upper edge below it. A table stands beside where
    // there is room.
    float y = tip.anchor.y - height - 8;
    if (table && (!narrow(width_of(surface_.width)) || y <= 60)) {
        x = tip.anchor.right() + 12;
        if (x + width > surface_.width - 8) x = tip.anchor.x - 12 - width;
        y = std::min(tip.anchor.y + 8, surface_.height - height - 8);
    } else if (y <= 60) {
        y = tip.anchor.bottom() + 8;
    }
    const charts::Rect box{std::clamp(x, 8.f, std::max(8.f, surface_.width - width - 8)), y, width, height};
    painter_->fill_rect(box, theme_->surface, charts::space::card_radius);
    painter_->stroke_rect(inset(box, .5f), {theme_->line2}, charts::space::card_radius);
    float bottom = draw_paragraph(*painter_, {box.x + tip_pad, box.y + 7}, text + 1, tip.text, style, line);
    bottom = draw_tip_rows(tip, {box.x + tip_pad, bottom}, text);
    if (!foot.empty()) charts::draw_text(*painter_, {box.x + tip_pad, bottom + 13}, foot, small);
}

void Ui::mute() {
    painter_->push_alpha(charts::state::muted_alpha);
    muted_ = true;
}

void Ui::unmute() {
    if (muted_) painter_->pop_alpha();
    muted_ = false;
}

}  // namespace ui
