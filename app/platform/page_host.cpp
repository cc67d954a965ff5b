#include "platform/page_host.h"

#include <numeric>

#include "platform/initials.h"

extern "C" {
int septet_host_complete();
int septet_host_is_complete();
void septet_host_ask(std::uint32_t number, const char* text, std::size_t size);
void septet_host_choose_files();
void septet_host_load_address(const char* text, std::size_t size);
void septet_host_load_demo(const char* text, std::size_t size);
void septet_host_cancel_load();
void septet_host_set_fragment(const char* text, std::size_t size, int push);
void septet_host_open_address(const char* address, std::size_t size);
void septet_host_walk_history(int by);
void septet_host_places(const char* texts, std::size_t size, std::uint32_t* places, std::size_t count);
void septet_host_copy_text(const char* text, std::size_t size);
void septet_host_save_file(const char* name, std::size_t name_size, const char* type, std::size_t type_size,
                           const char* bytes, std::size_t size);
void septet_host_set_page(const char* title, std::size_t title_size, const char* language, std::size_t language_size,
                          int dark);
void septet_host_remember(const char* key, std::size_t key_size, const char* value, std::size_t value_size);
void septet_host_request_frame();
void septet_host_focus(const char* text, std::size_t size);
void septet_host_pixels(const std::uint32_t* pixels, int wide, int high);
void septet_host_paper(const std::uint32_t* pixels, int wide, int high);
void septet_host_semantics(const char* text, std::size_t size);
void septet_host_cursor(int shape);
}

namespace platform {
namespace {

constexpr std::size_t sorted_names = 5000;  // Chinese ones take 8 to 16 ms (measured in node 20)

}  // namespace

bool PageHost::complete() { return septet_host_complete() != 0; }

bool PageHost::is_complete() { return septet_host_is_complete() != 0; }
void PageHost::ask(std::uint32_t number, std::string_view question) {
    septet_host_ask(number, question.data(), question.size());
}
void PageHost::choose_files() { septet_host_choose_files(); }
void PageHost::load_address(std::string_view address) { septet_host_load_address(address.data(), address.size()); }
void PageHost::load_demo(std::string_view language) { septet_host_load_demo(language.data(), language.size()); }
void PageHost::cancel_load() { septet_host_cancel_load(); }
void PageHost::set_fragment(std::string_view fragment, ui::History history) {
    septet_host_set_fragment(fragment.data(), fragment.size(), history == ui::History::push);
}
void PageHost::open_address(std::string_view address) { septet_host_open_address(address.data(), address.size()); }
void PageHost::walk_history(int by) { septet_host_walk_history(by); }
std::string PageHost::initials(std::string_view characters) { return browser_initials(characters); }
std::vector<std::uint32_t> PageHost::places(std::span<const std::string> texts) {
    std::vector<std::uint32_t> places(texts.size());
    std::iota(places.begin(), places.end(), 0u);
    if (texts.size() > sorted_names) return places;
    std::string joined;
    for (const std::string& text : texts) joined += text + '\0';
    septet_host_places(joined.data(), joined.size(), places.data(), places.size());
    return places;
}
void PageHost::copy_text(std::string_view text) { septet_host_copy_text(text.data(), text.size()); }
void PageHost::save_file(std::string_view name, std::string_view media_type, std::string_view bytes) {
    septet_host_save_file(name.data(), name.size(), media_type.data(), media_type.size(), bytes.data(), bytes.size());
}
void PageHost::set_page(std::string_view title, std::string_view language, bool dark) {
    septet_host_set_page(title.data(), title.size(), language.data(), language.size(), dark);
}
void PageHost::remember(std::string_view key, std::string_view value) {
    septet_host_remember(key.data(), key.size(), value.data(), value.size());
}
void PageHost::request_frame() { septet_host_request_frame(); }
void PageHost::focus(std::string_view semantic_id) { septet_host_focus(semantic_id.data(), semantic_id.size()); }
void PageHost::show_paper(const std::uint32_t* pixels, int wide, int high) { septet_host_paper(pixels, wide, high); }
void PageHost::show_pixels(const std::uint32_t* pixels, int wide, int high) { septet_host_pixels(pixels, wide, high); }
void PageHost::show_semantics(std::string_view json) { septet_host_semantics(json.data(), json.size()); }
void PageHost::show_cursor(int shape) { septet_host_cursor(shape); }

}  // namespace platform
