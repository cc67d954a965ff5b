// What the browser knows of the order of names: how a language sorts them, and so the letters that the pinyin of Chinese characters
// begin with. Comes with the later part.

/** The first characters, in the order of pinyin, of those that begin with each of the letters. */
const firsts = [...'阿八嚓咑妸发旮哈丌咔垃妈拏噢妑七呥仨他屲夕丫帀'];
const letters = 'abcdefghjklmnopqrstwxyz';

/** Their codes, one for each character: "?" where the browser does not know, or knows no pinyin. */
export function initials(text) {
  const { compare } = new Intl.Collator('zh-u-co-pinyin');
  const sorted = firsts.every((first, i) => !i || compare(firsts[i - 1], first) < 0);
  return [...text].map((character) => {
    const at = firsts.findLastIndex((first) => compare(first, character) <= 0);
    return (sorted && letters[at] || '?').charCodeAt(0);
  });
}

/** The place of each text in the order of the page's language. */
export function places(texts) {
  const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const placed = new Uint32Array(texts.length);
  texts.map((_, i) => i).sort((a, b) => compare(texts[a], texts[b]) || a - b).forEach((at, place) => { placed[at] = place; });
  return placed;
}
