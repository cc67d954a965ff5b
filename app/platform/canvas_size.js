// SDL sets the canvas's size when it makes the window, and again on every event of the window's size. Each time the
// browser throws the drawing buffer away; and SDL rounds otherwise than the browser does. The page sets it (web/surface.mjs).
addToLibrary({
  emscripten_set_canvas_element_size: () => 0,
});
