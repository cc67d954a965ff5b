// A card: a question, the finding as its title, what stands in it, and how it stands (loading, late, refused, in error).
//
//     const CardHead head{.id = "roles.funnel", .question = question, .title = finding};
//     const float top = card_head_height(ui, rect.w, head);
//     Rect body = begin_card(ui, rect, head);     // inside the padding, under the title
//     …
//     end_card(ui);
#pragma once

#include <string_view>

#include "ui/answers.h"
#include "ui/layout.h"
#include "ui/ui.h"

namespace ui {

enum class CardTone : std::uint8_t { plain, late, error, pinned };

struct CardHead {
    std::string_view id;
    std::string_view question{};
    std::string_view title{};
    CardTone tone = CardTone::plain;
    std::string_view tag{};  // at the right of the question; of a late answer the card says so itself
    float keep_right = 0;    // room at the right of the head for controls
    // Of the answer shown: the card leads to what its figure is (ui/explain.h), says how many defects of the data touch it, names those
    // because of which it misleads as a whole, and is then muted.
    const engine::Head* of = nullptr;
    bool quiet = false;  // beside a card that tells the defects: only those that mislead
};

template <class Answer>
const engine::Head* head_of(const Held<Answer>& held) {
    return held.answer ? &held.answer->head : nullptr;
}
// What the misleading ones add to a card whose height is not that of its head; 0 where there is none.
float defects_note_height(Ui& ui, float card_width, const engine::Head* of);

// From the card's upper edge to its body, the padding included.
float card_head_height(Ui& ui, float width, const CardHead& head);
charts::Rect begin_card(Ui& ui, charts::Rect rect, const CardHead& head);
void end_card(Ui& ui);
// Behind begin_card: the whole card leads somewhere, with a chevron at the right of its question. True where it was pressed; what is
// pressed inside it is not the card.
bool card_door(Ui& ui, std::string_view id, charts::Rect card, std::string_view name);

// The one note at a card's foot: basis, dates, what to press. It stands on the body's lower edge.
float footnote_height(Ui& ui, float width, std::string_view text);
void draw_footnote(Ui& ui, std::string_view id, charts::Rect body, std::string_view text);

// How long an answer may take before the page says so.
inline constexpr double patience_ms = 150;
// True where the wait has become worth saying; otherwise asks for a frame at that time.
bool impatient(Ui& ui, double waited_ms);

// True where the answer shown belongs to an old filter, and the wait for the new one has become worth saying.
template <class Answer>
bool shows_late(Ui& ui, const Held<Answer>& held) {
    return held.state == AnswerState::late && impatient(ui, held.waited_ms);
}

// What stands in a card instead of an answer: what went wrong in words, or flat bars in the shape of what is to come.
void draw_no_answer(Ui& ui, std::string_view id, charts::Rect body, const base::Error* error, double waited_ms,
                    int bars);
// Why the data cannot answer, in one sentence: Head::refused.
void draw_refusal(Ui& ui, std::string_view id, charts::Rect body, std::string_view refused);
// One of the two where there is no figure; false where there is one.
template <class Answer>
bool draw_absence(Ui& ui, std::string_view id, charts::Rect body, const Held<Answer>& held, int bars) {
    if (held.answer && held.answer->head.refused.empty()) return false;
    if (held.answer) {
        draw_refusal(ui, id, body, held.answer->head.refused);
        return true;
    }
    draw_no_answer(ui, id, body, held.error, held.waited_ms, bars);
    return true;
}

// The 3-px line under a late answer, at the card's lower edge.
void draw_late_note(Ui& ui, std::string_view id, charts::Rect card);

}  // namespace ui
