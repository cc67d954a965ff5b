// The canvas in the document: its size in device pixels, the wheel, where SDL's pointer needs help, the browser's graphics and
// pictures without them, and on paper. SDL itself listens to the mouse and the first finger (app/platform/window.cpp).
/** What the wheel's lines and pages are in CSS pixels. */
const linePx = 20;
const pagePart = 0.9;
const lookEveryMs = 30;
/** What moves further than this is a drag, not a press. */
const clickPx = 8;

/** Pictures drawn without the browser's graphics, in the canvas's place. */
export class Pixels {
  #canvas;
  #over = null;

  constructor(canvas) {
    this.#canvas = canvas;
  }

  /** The canvas that the reader sees. */
  get shown() { return this.#over ?? this.#canvas; }

  /** @param {Uint8ClampedArray | null} bytes null: the graphics have drawn */
  show(bytes, wide, high) {
    if (!bytes) {
      this.#over?.remove();
      this.#over = null;
      return;
    }
    if (!this.#over) {
      this.#over = document.createElement('canvas');
      this.#over.className = 'pixels';
      this.#over.setAttribute('aria-hidden', 'true');
      this.#canvas.after(this.#over);
    }
    if (this.#over.width !== wide) this.#over.width = wide;
    if (this.#over.height !== high) this.#over.height = high;
    this.#over.getContext('2d', { alpha: false }).putImageData(new ImageData(bytes, wide, high), 0, 0);
  }
}

/**
 * Tells the module how large the canvas is, now and whenever that changes: the window, the browser's zoom, another screen.
 * @param {(before: () => void) => void} redraw draws in this task
 */
export function followSize(canvas, module, redraw) {
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const measure = (entry) => {
    // SDL reads the window's size and pixel ratio on this event only.
    dispatchEvent(new Event('resize'));
    const css = canvas.getBoundingClientRect();
    if (!css.width) return;  // on paper there is no canvas
    const box = entry?.devicePixelContentBoxSize?.[0];
    // The browser knows how it rounded; where it does not, and in emulated screens, it is not taken at its word.
    const pixels = (length, exact) => Math.abs(exact - length * devicePixelRatio) < 1.5 ? exact : Math.round(length * devicePixelRatio);
    const wide = pixels(css.width, box?.inlineSize);
    const high = pixels(css.height, box?.blockSize);
    if (canvas.width !== wide) canvas.width = wide;
    if (canvas.height !== high) canvas.height = high;
    const safe = getComputedStyle(document.getElementById('safe'));
    const side = (name) => parseFloat(safe[`padding${name}`]) || 0;
    module._septet_surface(css.width, css.height, wide, high,
      side('Left'), side('Top'), side('Right'), side('Bottom'), calm.matches ? 1 : 0);
    redraw();
  };
  measure();
  calm.addEventListener('change', () => measure());
  const observer = new ResizeObserver((entries) => measure(entries[0]));
  try {
    observer.observe(canvas, { box: 'device-pixel-content-box' });
  } catch {
    observer.observe(canvas);
  }
  // Another pixel ratio alone may change no box that is observed, and may come without an event of the window.
  let ratio = devicePixelRatio;
  const check = () => {
    if (ratio === devicePixelRatio) return;
    ratio = devicePixelRatio;
    measure();
  };
  addEventListener('resize', (event) => event.isTrusted && check());
  const arm = () => matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
    check();
    arm();
  }, { once: true });
  arm();
}

/**
 * @param {import('./frames.mjs').Frames} frames
 * @param {import('./semantic.mjs').Semantics} semantics
 */
export function followPointer(canvas, module, frames, semantics) {
  // Ours in the capture phase, before SDL's, which prevents every wheel event and so the browser's zoom.
  addEventListener('wheel', (event) => {
    if (event.target !== canvas && event.target.tagName !== 'INPUT') return;
    event.stopImmediatePropagation();
    if (event.ctrlKey) return;
    event.preventDefault();
    const unit = [1, linePx, innerHeight * pagePart][event.deltaMode];
    module._septet_wheel(event.deltaX * unit, event.deltaY * unit);
    frames.request();
  }, { capture: true, passive: false });

  // A drag goes on outside the canvas and the window.
  canvas.addEventListener('pointerdown', (event) => {
    if (event.pointerType !== 'touch') canvas.setPointerCapture(event.pointerId);
  });

  // A second finger, or a touch that the browser takes over: what the first one held was not pressed.
  const cancelled = () => {
    module._septet_touch_cancelled();
    frames.request();
  };
  addEventListener('touchstart', (event) => event.touches.length > 1 && cancelled(), { capture: true, passive: true });
  addEventListener('touchcancel', cancelled, { capture: true });

  // These come after SDL's listeners, on the canvas and on the document. A press is answered inside its event: only
  // there may the page open a phone's keyboard, the clipboard or the file dialog.
  addEventListener('mousemove', ({ target, clientX, clientY }) => target === canvas && !module._septet_same_there(clientX, clientY) && frames.request());
  canvas.addEventListener('mouseleave', () => frames.request());
  addEventListener('touchmove', (event) => event.target === canvas && frames.request(), { passive: true });
  addEventListener('blur', () => frames.request());
  let begun = { clientX: 0, clientY: 0 };
  const press = (event) => {
    if (event.target !== canvas && event.type !== 'mouseup') return;
    semantics.focusTaken = false;
    frames.now();
    const at = event.changedTouches ? event.changedTouches[0] : event;
    if (event.type === 'mousedown' || event.type === 'touchstart') {
      begun = at;
      // The browser would now take the focus away from the field that has just got it.
      if (semantics.focusTaken && event.cancelable) event.preventDefault();
    } else if (!semantics.focusTaken && event.target === canvas &&
      Math.hypot(at.clientX - begun.clientX, at.clientY - begun.clientY) < clickPx) {
      semantics.focusAt(at.clientX, at.clientY);
    }
  };
  for (const type of ['mousedown', 'mouseup', 'touchstart', 'touchend']) addEventListener(type, press, { passive: false });
  canvas.addEventListener('contextmenu', (event) => event.preventDefault());
}

/** Starts the browser's graphics; until they are there, while they are lost, and where there are none, pictures are drawn without. */
export function startGraphics(canvas, module, frames) {
  let end = () => {};
  const start = () => {
    if (!module._septet_graphics_start()) return;
    let lost = false;
    const done = frames.busy();
    end = () => {
      lost = true;
      done();
    };
    const look = () => {
      if (lost) return;
      if (!module._septet_graphics_ready()) return void setTimeout(look, lookEveryMs);
      frames.request();
      done();
    };
    look();
  };
  canvas.addEventListener('webglcontextlost', (event) => {
    event.preventDefault();  // asks for it back
    end();
    module._septet_graphics_lost();
    frames.request();
  });
  canvas.addEventListener('webglcontextrestored', start);
  start();
}

/** The screen on paper: pictures that a page may break between. Where there are none, the semantic layer is printed (styles.css). */
export class Paper {
  #place;

  constructor(place) {
    this.#place = place;
  }

  show(bytes, wide, high) {
    const band = document.createElement('canvas');
    band.width = wide;
    band.height = high;
    band.getContext('2d', { alpha: false }).putImageData(new ImageData(bytes, wide, high), 0, 0);
    this.#place.append(band);
  }

  follow(module, frames) {
    addEventListener('beforeprint', () => {
      this.#place.replaceChildren();
      module._septet_print();
      frames.request();
    });
    addEventListener('afterprint', () => this.#place.replaceChildren());
  }
}
