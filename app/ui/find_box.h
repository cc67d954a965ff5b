// The box that finds screens, roles, people, accounts, filters and commands by a few letters.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/figures/account.h"
#include "ui/find.h"
#include "ui/screen.h"

namespace ui {

enum class Command : std::uint8_t { share, open_files, language, theme, undo, redo, keys, tour };

class FindBox {
public:
    explicit FindBox(std::span<const Screen> screens) : screens_(screens) {}
    bool open() const { return open_; }
    void show();
    void close() { open_ = false; }
    // The command chosen; where to go goes to the context.
    std::optional<Command> draw(Context& context);

private:
    // In the order in which they are listed where nothing else tells them apart.
    enum class Kind : std::uint8_t { screen, command, role, filter, person, account };
    struct Entry {
        Kind kind{};
        std::string id{};     // unique
        std::string value{};  // of a role, a filter, a person, an account
        std::string label{};
        std::string other{};  // the label in the other language, by which it is found too
        std::string detail{};
        charts::Icon icon{};
        Findable sought{};
        ScreenId screen{};
        Command command{};
        FilterKind filter{};
        engine::Days days{};
    };
    void collect(Context& context);
    void collect_commands(const Context& context);
    void collect_filters(const Context& context);
    void collect_people(const Context& context);
    void collect_accounts(Context& context, const std::string& wanted);
    void find(Context& context);
    void draw_field(Context& context, charts::Rect place);
    void draw_list(Context& context, charts::Rect area);
    void draw_foot(Context& context, charts::Rect line);
    void choose(Context& context, const Entry& entry);
    void move(std::size_t to);
    bool chosen_now(const Context& context, const Entry& entry) const;
    std::string detail_of(const Context& context, const Entry& entry) const;

    std::span<const Screen> screens_;
    bool open_ = false;
    std::string text_;
    std::vector<Entry> entries_;   // but for the accounts, which the engine finds
    std::vector<Entry> accounts_;  // for what is written
    // What the entries were made of.
    std::uint32_t edition_ = 0;
    Language language_ = Language::en;
    bool dark_ = false;
    bool collected_ = false;
    // What was found, best first, and for what.
    struct Found {
        Fit fit;
        const Entry* entry;
    };
    std::vector<Found> found_;
    std::uint64_t total_ = 0;
    std::string found_for_;
    std::uint32_t accounts_serial_ = 0;
    std::uint64_t accounts_total_ = 0;
    bool stale_ = true;
    std::size_t at_ = 0;
    bool moved_ = false;  // the row is to be brought into sight
    std::optional<Command> chosen_;
};

}  // namespace ui
