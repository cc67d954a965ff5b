// What was said, turn by turn; it follows the turn that is pointed at, and tells the time line what is in sight.
#include <algorithm>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "charts/logo.h"
#include "charts/mark.h"
#include "charts/text.h"
#include "screens/call_cards.h"
#include "screens/call_words.h"
#include "ui/card.h"
#include "ui/paragraph.h"
#include "ui/widgets.h"

namespace screens {
namespace {

using charts::Rect;
using ui::Text;

constexpr float time_width = 56;
constexpr float tile_width = 32;
constexpr float row_padding = 7;
constexpr float row_inset = 10;
constexpr std::size_t all_kept = 400;  // turns
constexpr float near_by = 1'500;
constexpr float tallest = 620;
constexpr float waiting_height = 320;

std::string first_character(std::string_view name) {
    std::size_t end = 0;
    base::utf8_next(name, end);
    return std::string(name.substr(0, end));
}

class TranscriptCard final : public StackCard {
public:
    explicit TranscriptCard(std::shared_ptr<CallReading> reading) : reading_(std::move(reading)) {}

    float height(ui::Context& context, float width) override {
        const CallHeld held = ask_call(context);
        if (held.answer && held.answer->turns == 0) return 0;
        const float padding = ui::card_padding(context.width());
        float body = waiting_height;
        if (held.answer) {
            derive(context, held, width - 2 * padding);
            body = tops_.back();
            if (!ui::narrow(context.width())) body = std::min(body, tallest);
            body += 8 + ui::footnote_height(context.ui, width - 2 * padding, note_of(context, *held.answer));
        }
        return ui::card_head_height(context.ui, width, head_of(context, held)) + body + padding;
    }

    void draw(ui::Context& context, Rect card) override {
        ui::Ui& ui = context.ui;
        const CallHeld held = ask_call(context);
        const Rect body = ui::begin_card(ui, card, head_of(context, held));
        if (ui::draw_absence(ui, "said", body, held, 6)) return ui::end_card(ui);
        const engine::CallAnswer& call = *held.answer;
        derive(context, held, body.w);
        const std::string note = note_of(context, call);
        const Rect area{body.x, body.y, body.w, body.h - 8 - ui::footnote_height(ui, body.w, note)};
        const bool scrolls = !ui::narrow(context.width());
        charts::Point origin{area.x, area.y};
        // A chosen turn's background stands out on both sides; the scrollbar lies beyond the text.
        if (scrolls)
            origin = ui.begin_scroll("said.scroll", {area.x - row_inset, area.y, area.w + 2 * row_inset, area.h});
        draw_turns(context, area, origin.y, call);
        if (scrolls) ui.end_scroll(tops_.back());
        ui::draw_footnote(ui, "said.foot", body, note);
        ui::end_card(ui);
    }

private:
    ui::CardHead head_of(ui::Context& context, const CallHeld& held) const {
        return {.id = "said",
                .question = context.say(Text::said_question),
                .tone = ui::shows_late(context.ui, held) ? ui::CardTone::late : ui::CardTone::plain};
    }

    static std::string note_of(const ui::Context& context, const engine::CallAnswer& call) {
        if (call.said.size() == call.turns) return context.say(Text::said_foot, {charts::format_count(call.turns)});
        const std::uint32_t first = call.head.question.offset;
        return context.say(Text::said_part,
                           {charts::format_count(first + 1), charts::format_count(first + call.said.size()),
                            charts::format_count(call.turns)});
    }

    static float text_room(float width) { return std::max(80.f, width - time_width - tile_width - 6); }

    // Where each turn begins; the last is where all end.
    void derive(ui::Context& context, const CallHeld& held, float width) {
        if (held.serial == serial_ && width == width_) return;
        serial_ = held.serial;
        width_ = width;
        tops_.assign(1, 0);
        for (const engine::CallTurn& turn : held.answer->said)
            tops_.push_back(tops_.back() + 2 * row_padding +
                            std::max(charts::type::body_line,
                                     ui::paragraph_height(context.ui.painter(), text_room(width), turn.text,
                                                          charts::type::body({}), charts::type::body_line)));
    }

    void draw_turns(ui::Context& context, Rect area, float origin, const engine::CallAnswer& call) {
        ui::Ui& ui = context.ui;
        const std::uint32_t first = call.head.question.offset;
        const std::uint32_t chosen = context.view.turn;
        const ui::Group list(ui, {.id = "said.list",
                                  .role = ui::SemanticRole::listbox,
                                  .name = std::string(context.say(Text::said_question)),
                                  .bounds = area});
        charts::SpeechSpan in_sight{UINT32_MAX, 0};
        for (std::uint32_t i = 0; i < call.said.size(); ++i) {
            const Rect row{area.x, origin + tops_[i], area.w, tops_[i + 1] - tops_[i]};
            // Of a very long conversation only what is near has its elements.
            const bool near = row.bottom() > ui.clip().y - near_by && row.y < ui.clip().bottom() + near_by;
            if (!near && call.said.size() > all_kept) continue;
            draw_turn(context, row, call, i, first + i == chosen && chosen != 0);
            const engine::CallTurn& turn = call.said[i];
            const float middle = row.y + row.h / 2;
            const Rect clip = ui.clip();
            if (!turn.start_ms || !turn.end_ms || middle < clip.y || middle > clip.bottom()) continue;
            in_sight.from_ms = std::min(in_sight.from_ms, *turn.start_ms);
            in_sight.to_ms = std::max(in_sight.to_ms, *turn.end_ms);
        }
        if (in_sight.from_ms > in_sight.to_ms) in_sight = {};
        if (in_sight.from_ms != reading_->in_sight.from_ms || in_sight.to_ms != reading_->in_sight.to_ms) {
            reading_->in_sight = in_sight;
            ui.again();
        }
        reveal(context, area, origin, call);
    }

    // Once, when the turn or the call is another.
    void reveal(ui::Context& context, Rect area, float origin, const engine::CallAnswer& call) {
        const std::uint32_t first = call.head.question.offset, turn = context.view.turn;
        if (revealed_ == turn && revealed_of_ == call.id) return;
        if (turn < first || turn - first >= call.said.size()) return;
        const bool opened = revealed_of_ != call.id;
        revealed_ = turn;
        revealed_of_ = call.id;
        const std::uint32_t i = turn - first;
        if (opened && turn == 0) {
            context.ui.scroll_to_start("said.scroll");
            return context.ui.again();
        }
        context.ui.reveal({area.x, origin + tops_[i], area.w, tops_[i + 1] - tops_[i]});
    }

    static void draw_tile(ui::Context& context, charts::Point corner, const engine::CallAnswer& call,
                          const engine::CallTurn& turn) {
        charts::Painter& painter = context.ui.painter();
        const charts::Theme& theme = context.ui.theme();
        const Rect tile{corner.x, corner.y, 20, 20};
        const engine::CallSpeaker* speaker =
            turn.speaker < call.speakers.size() ? &call.speakers[turn.speaker] : nullptr;
        if (speaker && speaker->side == "rep" && charts::role_from_id(call.role))
            return charts::draw_role_tile(painter, theme, tile, call.role, context.language());
        std::string letter = "?";
        if (speaker && !speaker->name.empty()) letter = first_character(speaker->name);
        painter.stroke_rect({tile.x + .5f, tile.y + .5f, tile.w - 1, tile.h - 1}, {theme.line2, 1}, 4);
        charts::draw_text_within(painter, {tile.x + 10, charts::centred_baseline(tile.y + 10, 11)}, 18, letter,
                                 charts::type::small(theme.ink2), charts::Align::middle);
    }

    static std::string speaker_name(const ui::Context& context, const engine::CallAnswer& call,
                                    const engine::CallTurn& turn) {
        if (turn.speaker >= call.speakers.size()) return std::string(context.say(Text::side_unknown));
        const engine::CallSpeaker& speaker = call.speakers[turn.speaker];
        if (!speaker.person.empty()) return caller_name(context, speaker.person);
        if (!speaker.name.empty()) return speaker.name;
        return std::string(context.say(speaker.side == "rep"        ? Text::side_rep
                                       : speaker.side == "customer" ? Text::side_customer
                                                                    : Text::side_unknown));
    }

    static void draw_turn(ui::Context& context, Rect row, const engine::CallAnswer& call, std::uint32_t i,
                          bool chosen) {
        ui::Ui& ui = context.ui;
        const charts::Theme& theme = ui.theme();
        const engine::CallTurn& turn = call.said[i];
        const std::string id = "said.turn." + std::to_string(call.head.question.offset + i);
        const std::string clock =
            turn.start_ms ? charts::format_clock(*turn.start_ms) : std::string(charts::undefined_figure);
        const ui::Hit hit = ui.press(id, row);
        ui.add({.id = id,
                .role = ui::SemanticRole::option,
                .name = clock + " " +
                        charts::format_named(speaker_name(context, call, turn), turn.text, context.language()),
                .bounds = row,
                .selected = chosen});
        if (hit.clicked) {
            ui::View next = context.view;
            next.turn = call.head.question.offset + i;
            context.go(std::move(next), ui::History::replace);
        }
        if (!ui.visible(row)) return;
        if (chosen)
            charts::draw_selected_row(ui.painter(), theme, {row.x - row_inset, row.y, row.w + 2 * row_inset, row.h});
        else if (hit.hovered)
            ui.painter().fill_rect({row.x - row_inset, row.y, row.w + 2 * row_inset, row.h}, theme.sunken,
                                   charts::space::tile_radius);
        const float top = row.y + row_padding;
        charts::draw_text(ui.painter(), {row.x, top + 14}, clock, charts::type::label(theme.ink3));
        draw_tile(context, {row.x + time_width, top}, call, turn);
        const bool rep = turn.speaker < call.speakers.size() && call.speakers[turn.speaker].side == "rep";
        const charts::TextStyle style =
            charts::type::body(theme.ink, rep ? charts::Weight::medium : charts::Weight::regular);
        std::vector<ui::TextMark> marks;
        for (const engine::CallMention& mention : call.mentions)
            if (mention.turn == call.head.question.offset + i)
                marks.push_back({mention.begin, mention.end, charts::with_alpha(theme.accent, .16f)});
        // What the reader searched for lies over the topics.
        for (const engine::CallMatch& match : call.found)
            if (match.turn == call.head.question.offset + i)
                marks.push_back({match.begin, match.end, charts::with_alpha(theme.alert, .3f)});
        ui::draw_marks_under(ui.painter(), {row.x + time_width + tile_width, top}, text_room(row.w), turn.text, style,
                             charts::type::body_line, marks);
        ui::draw_paragraph(ui.painter(), {row.x + time_width + tile_width, top}, text_room(row.w), turn.text, style,
                           charts::type::body_line);
    }

    std::shared_ptr<CallReading> reading_;
    std::uint32_t serial_ = 0;
    float width_ = 0;
    std::vector<float> tops_{0};
    std::uint32_t revealed_ = 0;
    std::string revealed_of_;
};

}  // namespace

std::unique_ptr<StackCard> make_transcript_card(std::shared_ptr<CallReading> reading) {
    return std::make_unique<TranscriptCard>(std::move(reading));
}

}  // namespace screens
