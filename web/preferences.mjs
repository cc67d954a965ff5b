// What the reader chose before, and what the link says: known before anything else is here.

/** Preferences; a browser may refuse to keep them. */
export const storage = {
  get(key) {
    try {
      return localStorage.getItem(`septet.${key}`) ?? '';
    } catch {
      return '';
    }
  },
  set(key, value) {
    try {
      if (value) localStorage.setItem(`septet.${key}`, value);
      else localStorage.removeItem(`septet.${key}`);
    } catch { /* private window, or storage switched off */ }
  },
};

export const currentFragment = () => location.hash.slice(1);

/** Of the page as it opens. */
export const language = storage.get('language') || (navigator.language?.startsWith('zh') ? 'zh' : 'en');
