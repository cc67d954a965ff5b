// Hands the calls of page_host.cpp to the page: Module.host (web/host.mjs). Text becomes a string here, bytes a copy.
addToLibrary({
    septet_host_complete: () => Module['host'].complete() ? 1 : 0,
    septet_host_is_complete: () => Module['host'].isComplete() ? 1 : 0,
    septet_host_ask: (number, text, size) => Module['host'].ask(number, HEAPU8.slice(text, text + size)),
    septet_host_choose_files: () => Module['host'].chooseFiles(),
    septet_host_load_address: (text, size) => Module['host'].loadAddress(UTF8ToString(text, size)),
    septet_host_load_demo: (text, size) => Module['host'].loadDemo(UTF8ToString(text, size)),
    septet_host_cancel_load: () => Module['host'].cancelLoad(),
    septet_host_set_fragment: (text, size, push) => Module['host'].setFragment(UTF8ToString(text, size), !!push),
    septet_host_open_address: (text, size) => Module['host'].openAddress(UTF8ToString(text, size)),
    septet_host_walk_history: (by) => Module['host'].walkHistory(by),
    septet_host_places: (texts, size, places, count) => {
        const text = new TextDecoder().decode(HEAPU8.slice(texts, texts + size));
        HEAPU32.set(Module['host'].places(text.split('\0').slice(0, count)), places >>> 2);
    },
    septet_host_copy_text: (text, size) => Module['host'].copyText(UTF8ToString(text, size)),
    septet_host_save_file: (name, nameSize, type, typeSize, bytes, size) => Module['host'].saveFile(
        UTF8ToString(name, nameSize), UTF8ToString(type, typeSize), HEAPU8.slice(bytes, bytes + size)),
    septet_host_set_page: (title, titleSize, language, languageSize, dark) =>
        Module['host'].setPage(UTF8ToString(title, titleSize), UTF8ToString(language, languageSize), !!dark),
    septet_host_remember: (key, keySize, value, valueSize) =>
        Module['host'].remember(UTF8ToString(key, keySize), UTF8ToString(value, valueSize)),
    septet_host_request_frame: () => Module['host'].requestFrame(),
    septet_host_focus: (text, size) => Module['host'].focus(UTF8ToString(text, size)),
    septet_host_pixels: (pixels, wide, high) => Module['host'].showPixels(
        pixels ? new Uint8ClampedArray(HEAPU8.buffer, pixels, wide * high * 4) : null, wide, high),
    septet_host_paper: (pixels, wide, high) =>
        Module['host'].showPaper(new Uint8ClampedArray(HEAPU8.buffer, pixels, wide * high * 4), wide, high),
    septet_host_semantics: (text, size) => Module['host'].showSemantics(UTF8ToString(text, size)),
    septet_host_cursor: (shape) => Module['host'].showCursor(shape),
});
