// What the page asks of its surroundings. platform/ implements it with the browser; tests implement it with a record.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ui {

enum class History : std::uint8_t { replace, push };

class Host {
public:
    virtual ~Host() = default;
    // Whether the code of every screen and figure is here. Where it is not, asking brings it, and a frame when it is: until then
    // nothing that comes later may be called (CMakeLists.txt).
    virtual bool complete() = 0;
    // Whether they are here, without wanting them.
    virtual bool is_complete() = 0;
    // A question (engine/codec.h) for the worker; its answer arrives by Shell::answer with the same number. Asked before anything
    // is loaded, it is answered from the first data that are.
    virtual void ask(std::uint32_t number, std::string_view question) = 0;
    virtual void choose_files() = 0;  // opens the browser's file dialog; must be called inside a click
    virtual void load_address(std::string_view address) = 0;
    virtual void load_demo(std::string_view language) = 0;  // "zh" or "en"
    virtual void cancel_load() = 0;
    virtual void set_fragment(std::string_view fragment, History history) = 0;
    // Opens an address in a window of its own, which knows nothing of this one; must be called inside a click.
    virtual void open_address(std::string_view address) = 0;
    // Back (negative) or forward by so many entries that set_fragment pushed; Shell::fragment_changed follows.
    virtual void walk_history(int by) = 0;
    // Of each Chinese character the letter in lower case that its pinyin begins with, '?' where the browser cannot say. Like
    // everything that comes later, only once complete() is true.
    virtual std::string initials(std::string_view characters) = 0;
    // Of each text the place among them as the page's language sorts names; so many that it would be felt keep their order. Like initials().
    virtual std::vector<std::uint32_t> places(std::span<const std::string> texts) = 0;
    virtual void copy_text(std::string_view text) = 0;
    virtual void save_file(std::string_view name, std::string_view media_type, std::string_view bytes) = 0;
    virtual void set_page(std::string_view title, std::string_view language, bool dark) = 0;
    virtual void remember(std::string_view key, std::string_view value) = 0;  // a preference kept in the browser
    virtual void request_frame() = 0;
    virtual void focus(std::string_view semantic_id) = 0;
};

}  // namespace ui
