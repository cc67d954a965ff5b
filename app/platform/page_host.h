// The browser as the shell's Host. Each call goes to the function of the same name of the `host` object that the page
// gave to the module (web/host.mjs), by way of page_host.js.
#pragma once

#include <cstdint>

#include "ui/host.h"

namespace platform {

class PageHost final : public ui::Host {
public:
    bool complete() override;
    bool is_complete() override;
    void ask(std::uint32_t number, std::string_view question) override;
    void choose_files() override;
    void load_address(std::string_view address) override;
    void load_demo(std::string_view language) override;
    void cancel_load() override;
    void set_fragment(std::string_view fragment, ui::History history) override;
    void open_address(std::string_view address) override;
    void walk_history(int by) override;
    std::string initials(std::string_view characters) override;
    std::vector<std::uint32_t> places(std::span<const std::string> texts) override;
    void copy_text(std::string_view text) override;
    void save_file(std::string_view name, std::string_view media_type, std::string_view bytes) override;
    void set_page(std::string_view title, std::string_view language, bool dark) override;
    void remember(std::string_view key, std::string_view value) override;
    void request_frame() override;
    void focus(std::string_view semantic_id) override;

    // Not the shell's: what a frame leaves for the document.
    // SoftwareRenderer's pixels; null: the browser's graphics have drawn.
    void show_pixels(const std::uint32_t* pixels, int wide, int high);
    // Under what was put on paper before.
    void show_paper(const std::uint32_t* pixels, int wide, int high);
    void show_semantics(std::string_view json);
    void show_cursor(int shape);
};

}  // namespace platform
