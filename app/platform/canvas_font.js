// The browser's side of canvas_font.cpp: measuring and drawing glyphs on a 2D canvas.
addToLibrary({
  $glyphCanvas: {
    // Latin and digits first; the system's own Chinese face for what they lack, by the page's language. Each further name is
    // looked for at every size.
    family: 'Inter, system-ui, "Noto Sans CJK SC", sans-serif',
    columns: 16,
    context: null,
    font: '',
    known: {},  // by font, then by code point: what measuring, which is the slow part, gave
    of: null,   // the one in force of these

    open(width, height) {
      const { context } = glyphCanvas;
      if (context && context.canvas.width >= width && context.canvas.height >= height) return;
      // An element and not an OffscreenCanvas: it knows the page's language, which chooses between Han variants.
      const canvas = document.createElement('canvas');
      canvas.width = Math.max(width, context ? context.canvas.width : 0);
      canvas.height = Math.max(height, context ? context.canvas.height : 0);
      glyphCanvas.context = canvas.getContext('2d', { willReadFrequently: true });
      glyphCanvas.font = '';
    },

    // Advance, and the box's left, top, right and bottom from the origin, of a character in the font in force.
    measure(codePoint) {
      const { context, of } = glyphCanvas;
      if (of[codePoint]) return of[codePoint];
      const box = context.measureText(String.fromCodePoint(codePoint));
      return of[codePoint] = [box.width, -box.actualBoundingBoxLeft, -box.actualBoundingBoxAscent,
        box.actualBoundingBoxRight, box.actualBoundingBoxDescent];
    },

    use(weight, size) {
      if (!glyphCanvas.context) glyphCanvas.open(64, 64);
      const { context } = glyphCanvas;
      const font = weight + ' ' + size + 'px ' + glyphCanvas.family;
      if (font !== glyphCanvas.font) {
        glyphCanvas.font = context.font = font;
        glyphCanvas.of = glyphCanvas.known[font] ??= {};
        context.fontKerning = 'none';
      }
      return context;
    },
  },

  septet_glyph_advance__deps: ['$glyphCanvas'],
  septet_glyph_advance: (weight, size, codePoint) => {
    glyphCanvas.use(weight, size);
    return glyphCanvas.measure(codePoint)[0];
  },

  // In em; positive moves apart.
  septet_glyph_kerning__deps: ['$glyphCanvas'],
  septet_glyph_kerning: (weight, before, after) => {
    const context = glyphCanvas.use(weight, 100);
    const apart = glyphCanvas.measure(before)[0] + glyphCanvas.measure(after)[0];
    context.fontKerning = 'normal';
    const { width } = context.measureText(String.fromCharCode(before, after));
    context.fontKerning = 'none';
    return (width - apart) / 100;
  },

  // Draws `count` glyphs: code points and variants in (quarters of a pixel; 4: light ink), five numbers a glyph out
  // (advance, left, top, width, height of the box from the origin), and the boxes' alpha one behind the other.
  septet_glyph_draw__deps: ['$glyphCanvas'],
  septet_glyph_draw: (weight, size, count, codePoints, variants, boxes, alpha, cell) => {
    const columns = Math.min(count, glyphCanvas.columns);
    const rows = Math.ceil(count / columns);
    glyphCanvas.open(columns * cell, rows * cell);
    const context = glyphCanvas.use(weight, size);
    context.clearRect(0, 0, columns * cell, rows * cell);
    const drawn = [];
    for (let i = 0; i < count; i++) {
      const codePoint = HEAPU32[(codePoints >>> 2) + i];
      const variant = HEAPU8[variants + i];
      const shift = (variant & 3) / 4;
      context.fillStyle = variant & 4 ? '#fff' : '#000';
      const [advance, boxLeft, boxTop, boxRight, boxBottom] = glyphCanvas.measure(codePoint);
      const blank = boxRight <= boxLeft;
      const left = Math.floor(boxLeft + shift) - 1, top = Math.floor(boxTop) - 1;
      const width = blank ? 0 : Math.min(Math.ceil(boxRight + shift) + 1 - left, cell);
      const height = blank ? 0 : Math.min(Math.ceil(boxBottom) + 1 - top, cell);
      const x = (i % columns) * cell, y = Math.floor(i / columns) * cell;
      if (!blank) {
        context.save();
        // What is larger than a cell must not run into the next.
        if (width === cell || height === cell) {
          context.beginPath();
          context.rect(x, y, cell, cell);
          context.clip();
        }
        context.fillText(String.fromCodePoint(codePoint), x - left + shift, y - top);
        context.restore();
      }
      HEAPF32.set([advance, left, top, width, height], (boxes >>> 2) + i * 5);
      drawn.push([x, y, width, height]);
    }
    const stride = columns * cell;
    const pixels = context.getImageData(0, 0, stride, rows * cell).data;
    for (const [x, y, width, height] of drawn) {
      for (let row = y; row < y + height; row++) {
        let from = (row * stride + x) * 4 + 3;
        for (let i = 0; i < width; i++, from += 4) HEAPU8[alpha++] = pixels[from];
      }
    }
  },
});
