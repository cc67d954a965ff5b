// When a frame is drawn: only when somebody asked for one. Without a request there is no animation frame, no timer and
// no wake-up. Also counts frames and knows when everything has come to rest.

/** Timers longer than this do not keep tests waiting. */
const soonMs = 1000;

export class Frames {
  drawn = 0;
  ms = { last: 0, max: 0, recent: [] };
  #draw;
  #animation = 0;
  #timer = 0;
  #timerSoon = false;
  #paused = true;
  #drawing = false;
  #busy = 0;
  #waiting = [];
  #next = [];

  /** @param {(now: number) => number} draw gives 0: again at once; negative: when asked; else: in so many ms */
  start(draw) {
    this.#draw = draw;
    this.resume();
  }

  request() {
    if (this.#animation || this.#paused) return;
    this.#animation = requestAnimationFrame(() => this.now());
  }

  /** Draws at once, inside an event of the reader's: what it leads to still counts as done by the reader. */
  now() {
    if (this.#paused) return;
    if (this.#drawing) return this.request();
    this.#stop();
    const begun = performance.now();
    this.#drawing = true;
    let wait;
    try {
      wait = this.#draw(begun);
    } catch (error) {
      this.#paused = true;  // an instance that trapped must not be called again
      throw error;
    } finally {
      this.#drawing = false;
    }
    const took = performance.now() - begun;
    this.drawn++;
    this.ms.last = took;
    this.ms.max = Math.max(this.ms.max, took);
    this.ms.recent.push(took);
    if (this.ms.recent.length > 100) this.ms.recent.shift();
    if (wait === 0) {
      this.request();
    } else if (wait > 0 && !this.#animation) {
      this.#timerSoon = wait <= soonMs;
      this.#timer = setTimeout(() => {
        this.#timer = 0;
        this.request();
      }, wait);
    }
    this.#settle();
  }

  pause() {
    this.#stop();
    this.#paused = true;
  }

  resume() {
    this.#paused = false;
    this.request();
  }

  /** Something is under way that will lead to a frame; call what this gives when it has ended. */
  busy() {
    this.#busy++;
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      this.#busy--;
      this.#settle();
    };
  }

  /** Resolves when no frame, question or load is outstanding. */
  whenIdle() {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#settle();
    });
  }

  /** Does this when the page rests for the first time from now on; who waits for rest waits for what it begins, too. */
  atRest(begin) {
    this.#next.push(begin);
    this.#settle();
  }

  #stop() {
    cancelAnimationFrame(this.#animation);
    clearTimeout(this.#timer);
    this.#animation = this.#timer = 0;
  }

  #settle() {
    if (!this.drawn || this.#animation || this.#busy || (this.#timer && this.#timerSoon)) return;
    const begin = this.#next.shift();
    if (begin) {
      begin();
      this.#settle();
      return;
    }
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
