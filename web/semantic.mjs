// The semantic layer: the shell's tree of what is on the screen (app/ui/semantic.h) as real elements over the canvas.
//
// A screen reader, the keyboard, the browser's search, paper and the system's own colours use these elements; the mouse
// and the finger reach the canvas through them. They are kept in step by id, and written as text only.
//
// Text fields are real fields: while one has the focus it is seen over the canvas, and the caret, selection, clipboard,
// composition (中文) and soft keyboard are the browser's. Keys: Tab walks in reading order and out at both ends. A tab
// list, a list box and a table that can be seen are one stop each; arrows, Home and End move inside. What is not used
// for that goes to the shell; browser shortcuts are left alone.

/** ui::ActionKind */
const kinds = { click: 0, input: 1, focus: 2, blur: 3, key: 4 };

/** Element and role attribute by role; headings are made by level. */
const shapes = {
  banner: ['header', 'banner'], navigation: ['nav'], main: ['main'], region: ['section', 'region'],
  dialog: ['div', 'dialog'], group: ['div', 'group'], text: ['span'], status: ['div', 'status'], alert: ['div', 'alert'],
  figure: ['figure', 'figure'], progressbar: ['div', 'progressbar'], button: ['button'], link: ['a'],
  tab: ['button', 'tab'], tablist: ['div', 'tablist'], checkbox: ['button', 'checkbox'], option: ['div', 'option'],
  listbox: ['div', 'listbox'], searchbox: ['input', 'searchbox'], textbox: ['input', 'textbox'], list: ['ul', 'list'],
  listitem: ['li', 'listitem'],
  // Placed elements are no longer tables to every browser, so these say what they are.
  table: ['table', 'table'], row: ['tr', 'row'], columnheader: ['th', 'columnheader'], rowheader: ['th', 'rowheader'],
  cell: ['td', 'cell'], slider: ['div', 'slider'],
};

/** Findings that follow one another faster are not announced. */
const restMs = 500;

const fields = new Set(['searchbox', 'textbox']);
const pressable = new Set(['button', 'link', 'tab', 'checkbox', 'option', 'columnheader', 'rowheader', 'cell', 'slider']);
const cells = new Set(['columnheader', 'rowheader', 'cell']);
/** Inside these one element is the tab stop. */
const groupOf = { tab: 'tablist', option: 'listbox', columnheader: 'table', rowheader: 'table', cell: 'table' };
/** Keys that are heard wherever the focus is; in a text field Ctrl+K alone, the others are its own. ^ stands for Ctrl or ⌘, + for Shift. */
const chords = { '/': 'Find', '^k': 'Find', '?': 'Keys', '^z': 'Undo', '^+z': 'Redo', '^y': 'Redo' };
const keys = new Set(['Escape', 'ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown']);

function set(element, name, value) {
  if (value === undefined || value === false || value === '') element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

function makeElement(node) {
  const [tag, role] = node.role === 'heading' ? [`h${Math.min(Math.max(node.level || 2, 1), 6)}`] : shapes[node.role];
  const element = document.createElement(tag);
  if (role) element.setAttribute('role', role);
  if (tag === 'button') element.type = 'button';
  if (node.role === 'columnheader') element.scope = 'col';
  if (node.role === 'rowheader') element.scope = 'row';
  if (node.role === 'dialog') element.setAttribute('aria-modal', 'true');
  if (node.role === 'slider') element.tabIndex = 0;
  if (tag === 'input') {
    element.type = 'text';
    element.autocomplete = 'off';
    element.spellcheck = false;
    element.setAttribute('autocapitalize', 'off');
    if (node.role === 'searchbox') element.enterKeyHint = 'search';
  }
  element.dataset.id = node.id;
  return element;
}

const screenOf = (nodes) => nodes.find((node) => node.role === 'heading' && node.level === 1)?.name;

/** Ids are meant to differ; where two do not, the later one's element gets a name of its own. */
function tellApart(nodes) {
  const seen = new Map();
  for (const node of nodes) {
    const times = seen.get(node.id) ?? 0;
    seen.set(node.id, times + 1);
    if (times) node.id += ` ${times}`;
  }
}

export class Semantics {
  /** True when the shell moved the focus since this was last set to false. */
  focusTaken = false;
  #layer;
  #said;
  #act;
  /** @type {Map<string, {element: HTMLElement, node: object, inner: boolean, typed: string[], sent?: string, cameFrom?: string}>} */
  #records = new Map();
  #nodes = [];
  #order = [];  // their ids
  #root = '';
  #stops = new Map();  // of each group: the id of the element that had the focus last
  #openers = new Map();  // of each dialog that took the focus: the id of what had it before
  #wanted = null;
  #changing = false;
  #composing = false;
  #finding;
  #screen;  // its name
  #saying = 0;

  /**
   * @param {HTMLElement} layer
   * @param {HTMLElement} said what is announced
   * @param {(kind: number, id: string, value: string) => void} act
   */
  constructor(layer, said, act) {
    this.#layer = layer;
    this.#said = said;
    this.#act = act;
    layer.addEventListener('click', (event) => this.#clicked(event));
    layer.addEventListener('focusin', (event) => this.#focused(event.target));
    layer.addEventListener('focusout', (event) => this.#tell('blur', event.target));
    layer.addEventListener('compositionstart', () => { this.#composing = true; });
    layer.addEventListener('compositionend', (event) => {
      this.#composing = false;
      this.#typed(event.target);
    });
    layer.addEventListener('input', (event) => this.#typed(event.target));
    const by = (means) => () => { document.documentElement.dataset.by = means; };
    addEventListener('keydown', by('keys'), true);
    addEventListener('pointerdown', by('pointer'), true);
    document.addEventListener('keydown', (event) => this.#key(event));
    document.addEventListener('copy', (event) => this.#copy(event));
  }

  /** Brings the elements in step with the tree: all of it, or where the same nodes are there, those that changed. */
  show(json) {
    const { nodes, changed } = JSON.parse(json);
    if (changed) this.#change(changed);
    else this.#replace(nodes);
    this.#screen = screenOf(this.#nodes);
    this.#announce();
  }

  #change(changed) {
    let wantsFocus = null;
    this.#changing = true;
    for (const [index, node] of changed) {
      node.id = this.#order[index];
      const record = this.#records.get(node.id);
      const before = record.node;
      if (node.focus && !before.focus) {
        wantsFocus = node.id;
        this.#openers.set(node.id, document.activeElement?.dataset?.id);
      }
      this.#write(record, node, before, record.inner);
      this.#nodes[index] = node;
    }
    if (changed.some(([, node]) => groupOf[node.role])) this.#arrangeStops();
    this.#changing = false;
    if (wantsFocus) this.focus(wantsFocus);
  }

  #replace(nodes) {
    tellApart(nodes);
    const held = document.activeElement;
    const heldAt = this.#order.indexOf(held?.dataset?.id);
    const inner = new Set(nodes.map((node) => nodes[node.parent || 0].id));
    let wantsFocus = null;
    let closed = false;
    let opener;
    this.#changing = true;

    const seen = new Set(nodes.map((node) => node.id));
    for (const [id, record] of this.#records) {
      if (seen.has(id)) continue;
      record.element.remove();
      this.#records.delete(id);
      closed ||= this.#openers.has(id);
      opener ??= this.#openers.get(id);
      this.#openers.delete(id);
    }
    const cursors = new Map();  // of each parent: the child that should come next
    nodes.forEach((node, index) => {
      let record = this.#records.get(node.id);
      if (record && (record.node.role !== node.role || record.node.level !== node.level)) {
        record.element.remove();
        record = undefined;
      }
      const before = record?.node;
      if (!record) {
        record = { element: makeElement(node), node, typed: [], inner: false, cameFrom: node.role === 'dialog' ? held?.dataset?.id : undefined };
        this.#records.set(node.id, record);
      }
      if (node.focus && !before?.focus) {
        wantsFocus = node.id;
        this.#openers.set(node.id, held?.dataset?.id);
      }
      this.#write(record, node, before, inner.has(node.id));

      const parent = index === 0 ? this.#layer : this.#records.get(nodes[node.parent || 0].id).element;
      const next = cursors.has(parent) ? cursors.get(parent) : parent.firstElementChild;
      if (next !== record.element) parent.insertBefore(record.element, next);
      cursors.set(parent, record.element.nextElementSibling);
    });

    const screen = screenOf(nodes);
    const turned = this.#screen !== undefined && screen !== this.#screen;
    this.#root = nodes[0]?.id ?? '';
    this.#nodes = nodes;
    this.#order = nodes.map((node) => node.id);
    this.#arrangeStops();
    this.#changing = false;
    // An element that moved in the document lost the focus; one that is gone leaves it to what had it before its dialog,
    // or to whatever took its place.
    if (heldAt >= 0 && document.activeElement !== held) {
      if (held.isConnected) held.focus({ preventScroll: true });
      else if (!wantsFocus && !this.#wanted) {
        if (this.#records.get(opener)?.node.w > 0) this.#wanted = opener;
        else if (turned) this.#wanted = nodes.find((node) => node.role === 'main')?.id ?? null;  // another screen is read from its beginning
        else if (!closed || opener) this.#focusFrom(heldAt);  // where nothing had it before, nothing has it again
      }
      if (!held.isConnected) this.#act(kinds.blur, held.dataset.id, '');
    }
    if (wantsFocus) this.focus(wantsFocus);
  }

  /** What a filter or another screen has changed: its first finding, once it is at rest. The first of all is read anyway. */
  #announce() {
    const finding = this.#nodes.find((node) => node.role === 'heading' && node.level === 2)?.name;
    if (!finding || finding === this.#finding) return;
    if (this.#finding) {
      clearTimeout(this.#saying);
      this.#saying = setTimeout(() => { this.#said.textContent = finding; }, restMs);
    }
    this.#finding = finding;
  }

  /** The shell wants the focus there: now, or when the element has appeared. */
  focus(id) {
    this.#wanted = id;
    this.focusTaken = true;
  }

  /** Moves the focus where the shell wanted it, once the tree is up to date. */
  settle() {
    if (this.#wanted === null) return;
    const record = this.#records.get(this.#wanted);
    this.#wanted = null;
    if (!record) return;
    if (record.element.tabIndex < 0 && !record.element.hasAttribute('tabindex')) record.element.tabIndex = -1;
    record.element.focus({ preventScroll: true });
  }

  /** The keyboard goes on behind what every screen begins with. */
  skip() {
    this.#focusFrom(this.#order.indexOf('main') + 1);
  }

  /** The keyboard goes on from where the pointer pressed. */
  focusAt(x, y) {
    for (let i = this.#order.length - 1; i >= 0; i--) {
      const { element, node } = this.#records.get(this.#order[i]);
      if (!node.w || x < node.x || y < node.y || x >= (node.x || 0) + node.w || y >= (node.y || 0) + node.h) continue;
      if (fields.has(node.role)) return;
      if (pressable.has(node.role)) {
        element.focus({ preventScroll: true });
        return;
      }
    }
    document.activeElement?.blur?.();
  }

  #write(record, node, before, inner) {
    const { element } = record;
    const same = (...names) => before && names.every((name) => before[name] === node[name]);
    record.node = node;
    if (!same('name') || record.inner !== inner) {
      const named = inner || fields.has(node.role) || node.role === 'progressbar' || node.role === 'slider';
      set(element, 'aria-label', named ? node.name : '');
      if (fields.has(node.role)) set(element, 'placeholder', node.name);
      if (!inner && !fields.has(node.role)) element.textContent = named ? '' : node.name ?? '';
      else if (!record.inner && inner) element.textContent = '';
      record.inner = inner;
    }
    if (!same('description')) set(element, 'aria-description', node.description);
    if (!same('disabled')) {
      set(element, 'aria-disabled', node.disabled);
      // What cannot be pressed is no stop; where it has the focus it keeps it.
      if (node.role === 'button') set(element, 'tabindex', node.disabled && -1);
    }
    if (!same('selected', 'toggle')) {
      if (node.role === 'tab' || node.role === 'option') set(element, 'aria-selected', !!node.selected + '');
      else if (node.toggle) set(element, 'aria-pressed', !!node.selected + '');
      else if (node.role === 'link') set(element, 'aria-current', node.selected && 'page');
      else set(element, 'aria-selected', node.selected);
    }
    if (!same('expandable', 'expanded')) set(element, 'aria-expanded', node.expandable ? !!node.expanded + '' : '');
    if (!same('checked') && node.role === 'checkbox') set(element, 'aria-checked', !!node.checked + '');
    if (!same('value')) this.#writeValue(record, node);
    if (node.role === 'slider' && !same('at', 'last')) {
      element.setAttribute('aria-valuemax', node.last ?? 0);
      element.setAttribute('aria-valuenow', node.at ?? 0);
    }
    if (!same('x', 'y', 'w', 'h')) {
      const { style } = element;
      const placed = node.w > 0;
      element.classList.toggle('away', !placed && !inner);
      style.left = `${node.x || 0}px`;
      style.top = `${node.y || 0}px`;
      style.width = placed ? `${node.w}px` : '';
      style.height = placed ? `${node.h || 0}px` : '';
      style.lineHeight = placed && !inner ? `${node.h || 0}px` : '';
    }
  }

  #writeValue(record, node) {
    const { element } = record;
    const value = node.value ?? '';
    if (node.role === 'progressbar') {
      set(element, 'aria-valuenow', value.replace('%', ''));
    } else if (node.role === 'link') {
      element.setAttribute('href', value.startsWith('#') ? value : '#');
    } else if (fields.has(node.role)) {
      // What the reader typed comes back, perhaps when more has been typed; only what the shell itself changed is written
      // over it.
      if (element === document.activeElement) {
        if (this.#composing) return;
        const at = record.typed.indexOf(value);
        if (at >= 0) {
          record.typed.splice(0, at + 1);
          return;
        }
      }
      if (element.value !== value) element.value = value;
      record.typed = [];
      record.sent = value;
    } else {
      set(element, 'aria-valuetext', node.role === 'slider' && value);
    }
  }

  #group(element) {
    const role = groupOf[this.#nodeOf(element)?.role];
    return role && element.closest(`[role=${role}]`);
  }

  #nodeOf(element) { return this.#records.get(element?.dataset?.id)?.node; }

  /** One tab stop for each group: where the focus was, else what is selected, else the first that can be seen, else the first. */
  #arrangeStops() {
    const groups = new Map();
    for (const id of this.#order) {
      const { element, node } = this.#records.get(id);
      if (!groupOf[node.role]) continue;
      const group = this.#group(element);
      if (!group) continue;
      if (!groups.has(group)) groups.set(group, []);
      groups.get(group).push(element);
    }
    for (const [group, members] of groups) {
      const seen = members.filter((member) => this.#nodeOf(member).w > 0);
      const last = this.#stops.get(group.dataset.id);
      const stop = members.find((member) => member.dataset.id === last) ??
        seen.find((member) => this.#nodeOf(member).selected) ?? seen[0] ?? members[0];
      for (const member of members) member.tabIndex = member === stop ? 0 : -1;
      // The row that Enter in a dialog's search field would choose.
      const search = group.matches('[role=listbox]') && group.closest('[role=dialog]')?.querySelector('[role=searchbox]');
      if (search) search.ariaActiveDescendantElement = members.find((member) => this.#nodeOf(member).selected) ?? null;
    }
  }

  #focusFrom(index) {
    for (const id of [...this.#order.slice(index), ...this.#order.slice(0, index).reverse()]) {
      const { element, node } = this.#records.get(id);
      if (node.w > 0 && (element.tabIndex >= 0 || groupOf[node.role])) {
        element.focus({ preventScroll: true });
        return;
      }
    }
  }

  #tell(kind, element, value = '') {
    const id = element?.dataset?.id;
    if (id !== undefined && !this.#changing) this.#act(kinds[kind], id, value);
  }

  #focused(element) {
    const group = this.#group(element);
    if (group) {
      const before = this.#records.get(this.#stops.get(group.dataset.id))?.element;
      if (before) before.tabIndex = -1;
      this.#stops.set(group.dataset.id, element.dataset.id);
      element.tabIndex = 0;
    }
    // By what the focus came: the shell draws a ring for "keys" only.
    this.#tell('focus', element, document.documentElement.dataset.by);
  }

  #clicked(event) {
    const element = event.target.closest('[data-id]');
    const node = this.#nodeOf(element);
    if (!node || !pressable.has(node.role)) return;
    event.preventDefault();
    if (!node.disabled) this.#tell('click', element);
  }

  #typed(element) {
    const record = this.#records.get(element?.dataset?.id);
    if (!record || this.#composing || record.sent === element.value) return;
    record.sent = element.value;
    record.typed.push(element.value);
    this.#tell('input', element, element.value);
  }

  #key(event) {
    const { target, key } = event;
    // A key that belongs to a composition, or to the browser.
    if (event.isComposing || event.keyCode === 229 || event.altKey) return;
    const node = this.#nodeOf(target);
    if (!node && target.id !== 'skip' && target !== document.body && target !== document.documentElement) return;
    const field = node && fields.has(node.role);
    const ctrl = event.ctrlKey || event.metaKey;
    const chord = (ctrl ? event.shiftKey ? '^+' : '^' : '') + key.toLowerCase();
    if (chords[chord] && (!field || chord === '^k')) {
      event.preventDefault();
      this.#act(kinds.key, this.#root, chords[chord]);
    }
    if (ctrl) return;
    if (key === 'Tab') {
      this.#stay(event);
      return;
    }
    if (field && key === 'Enter') {
      this.#tell('click', target);
    } else if (node && !field && (key === 'Enter' || key === ' ') && target.tagName !== 'BUTTON' && target.tagName !== 'A') {
      event.preventDefault();
      if (!node.disabled && pressable.has(node.role)) this.#tell('click', target);
    } else if (keys.has(key) && !(field && (/^Arrow[LR]/.test(key) || (target.value && /^(Home|End)/.test(key))))) {
      if (field && key !== 'Escape') {
        this.#tell('key', target, key);
        return;
      }
      event.preventDefault();
      if (node && this.#move(target, key)) return;
      this.#act(kinds.key, node?.id ?? this.#root, event.shiftKey && /^Arrow[LR]/.test(key) ? `Shift+${key}` : key);
    }
  }

  /** Tab goes round in a dialog: what lies behind it is not to be used. */
  #stay(event) {
    const stops = [...event.target.closest('[role=dialog]')?.querySelectorAll('button, a, input, [tabindex]') ?? []]
      .filter((element) => element.tabIndex >= 0);
    const last = event.shiftKey ? stops[0] : stops.at(-1);
    if (!last || (event.target !== last && !(event.shiftKey && event.target.role === 'dialog'))) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0]).focus({ preventScroll: true });
  }

  /** Arrows inside a group. */
  #move(element, key) {
    const group = this.#group(element);
    if (!group) return false;
    let to;
    if (cells.has(this.#nodeOf(element).role)) {
      // Of a row that is in sight what is drawn of it.
      const reached = (row) => {
        const all = [...row.children].filter((cell) => this.#group(cell) === group);
        const drawn = all.filter((cell) => this.#nodeOf(cell).w > 0);
        return drawn.length ? drawn : all.filter((cell) => this.#nodeOf(cell).role !== 'columnheader');
      };
      const rows = [...group.querySelectorAll('[role=row]')].map(reached).filter((row) => row.length);
      const y = rows.findIndex((row) => row.includes(element));
      const x = rows[y].indexOf(element);
      const beside = (row) => (row?.length === rows[y].length ? row[x] : this.#nearest(row, element, x));
      const [above, below] = [rows[y - 1], rows[y + 1]];
      // Rows of one cell may be drawn side by side.
      const alone = (row) => (rows[y].length === 1 && row?.length === 1 ? row[0] : undefined);
      to = { ArrowLeft: rows[y][x - 1] ?? alone(above), ArrowRight: rows[y][x + 1] ?? alone(below), ArrowUp: beside(above),
        ArrowDown: beside(below), Home: rows[y][0], End: rows[y].at(-1) }[key];
      if (!to) return key.startsWith('Arrow') && (key === 'ArrowLeft' || key === 'ArrowRight');
    } else {
      const members = [...group.querySelectorAll('[role=tab], [role=option]')];
      const at = members.indexOf(element);
      to = { ArrowLeft: members[at - 1], ArrowUp: members[at - 1], ArrowRight: members[at + 1], ArrowDown: members[at + 1],
        Home: members[0], End: members.at(-1) }[key];
      if (!to) return key.startsWith('Arrow');
    }
    to.focus({ preventScroll: true });
    // In a dialog a tab shows its page at once: nothing goes into the link by it.
    if (this.#nodeOf(to).role === 'tab' && group.closest('[role=dialog]')) this.#tell('click', to);
    return true;
  }

  /** Of a row with fewer or more cells: the one that is seen nearest; where places are not known yet, the one as far along. */
  #nearest(row, element, index) {
    const at = this.#nodeOf(element);
    const seen = at.w > 0 ? row?.filter((cell) => this.#nodeOf(cell).w > 0) : [];
    if (!seen?.length) return row?.[Math.min(index, row.length - 1)];
    const far = (cell) => {
      const node = this.#nodeOf(cell);
      return Math.abs((node.x || 0) - (at.x || 0)) + Math.abs((node.y || 0) - (at.y || 0));
    };
    return seen.reduce((a, b) => (far(b) < far(a) ? b : a));
  }

  /** Ctrl+C in a table or figure: its rows, divided by tabs. */
  #copy(event) {
    const at = document.activeElement;
    if (!this.#layer.contains(at) || at.tagName === 'INPUT' || !(getSelection()?.isCollapsed ?? true)) return;
    const table = at.closest('[role=table]') ?? at.closest('[role=figure]')?.querySelector('[role=table]');
    if (!table) return;
    const rows = [...table.querySelectorAll('[role=row]')].map((row) =>
      [...row.children].map((cell) => (cell.getAttribute('aria-label') ?? cell.textContent).replace(/\s+/g, ' ')).join('\t'));
    event.clipboardData.setData('text/plain', rows.join('\n'));
    event.preventDefault();
  }
}
