// What a screen is to the shell, and what the shell is to a screen.
//
// A screen asks for answers and proposes a new view state; it computes no figure of its own and never touches the platform.
// It is made once and keeps only what it derived from answers.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "charts/icons.h"
#include "ui/answers.h"
#include "ui/directory.h"
#include "ui/host.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/ui.h"
#include "ui/view_state.h"

namespace ui {

class Context {
public:
    Context(Ui& ui_, Answers& answers_, const View& view_, const Directory& names_, Host& host_, bool answered,
            std::uint64_t turn_)
        : ui(ui_), answers(answers_), view(view_), names(names_), host(host_), turn(turn_), answered_(answered) {}

    Ui& ui;
    Answers& answers;
    const View& view;
    const Directory& names;
    Host& host;
    // The same from frame to frame as long as only the mouse moves and areas are scrolled: then what is out of sight says what it
    // said.
    const std::uint64_t turn;

    Language language() const { return ui.language(); }
    std::string_view say(Text text) const { return words(text, ui.language()); }
    std::string say(Text text, std::initializer_list<std::string_view> values) const {
        return fill(text, ui.language(), values);
    }
    // The later parts of both modules are here. Where nothing brought them before, they are wanted once the first screen has what
    // it asked for.
    bool complete() { return answered_ ? host.complete() : host.is_complete(); }
    Width width() const { return width_of(ui.surface().width); }
    std::string_view role() const { return view.role.empty() ? names.default_role() : std::string_view(view.role); }

    // The view state from the next frame on. The last one in a frame counts.
    void go(View next, History history = History::push) {
        next_ = std::move(next);
        history_ = history;
        ui.again();
    }
    // Opens the rows behind a mark and keeps the mark pinned.
    void open_rows(const Mark& mark) {
        View next = view;
        next.rows = mark;
        next.pin = mark;
        go(std::move(next));
    }
    // The reader's role as View keeps it: "" for the default one.
    void choose_role(std::string_view role) {
        View next = view;
        next.role = role == names.default_role() ? std::string() : std::string(role);
        next.pin.reset();
        next.rows.reset();
        next.who.reset();
        go(std::move(next));
    }
    // A card sends the reader to a tab of the filter panel: the shell opens it at the frame's end.
    void open_filter(FilterKind kind) { wanted_filter_ = kind; }
    std::optional<FilterKind> wanted_filter() const { return wanted_filter_; }
    std::optional<View> next() { return std::move(next_); }
    History history() const { return history_; }

private:
    bool answered_;
    std::optional<View> next_;
    std::optional<FilterKind> wanted_filter_;
    History history_ = History::push;
};

class ScreenBody {
public:
    virtual ~ScreenBody() = default;
    // Draws from the area's upper edge on; gives the lower edge of what it drew. The area's height is what is in sight.
    virtual float draw(Context& context, charts::Rect area) = 0;
};

// What lies on top of a screen while it is open. Drawing it is in the later part, so it is called through this alone.
class Overlay {
public:
    virtual void draw(Context& context) = 0;

protected:
    ~Overlay() = default;
};

struct Screen {
    ScreenId id;
    Text name;
    charts::Icon icon;
    std::unique_ptr<ScreenBody> (*make)();
    bool first = false;  // in the part of the module that is here from the beginning
    // Asks for what the screen wants in any case, as soon as there are data.
    void (*ask_ahead)(const View&, Answers&) = nullptr;
};

}  // namespace ui
