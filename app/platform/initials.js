// The browser's side of initials.cpp.
addToLibrary({
    septet_initials: (text, size, letters, room) =>
        HEAPU8.set(Module['initials'](UTF8ToString(text, size)).slice(0, room), letters),
});
