// The browser's side of zone.cpp: when a zone's offset changes, found by asking for the offset at many instants.
addToLibrary({
  // Writes pairs (from: seconds since 1970 in UTC, offset: seconds east) and gives how many, at most `room`.
  // The first is the offset at the beginning. -1: the browser does not know the zone.
  septet_zone_changes: (name, size, pairs, room) => {
    let format;
    try {
      format = new Intl.DateTimeFormat('en-US', { timeZone: UTF8ToString(name, size), timeZoneName: 'longOffset' });
    } catch {
      return -1;
    }
    // "GMT-00:44:30" of "1/1/1970, GMT-00:44:30"; just "GMT" at zero.
    const offsetAt = (seconds) => {
      const text = format.format(seconds * 1000);
      return text.slice(text.indexOf('GMT'));
    };
    const secondsOf = (offset) => {
      const found = /([+-])(\d+):(\d+)(?::(\d+))?/.exec(offset);
      if (!found) return 0;
      return (found[1] === '-' ? -1 : 1) * (found[2] * 3600 + found[3] * 60 + +(found[4] || 0));
    };
    const day = 86400;
    const end = 4291747200;  // 2106-01-01
    // Until here clocks were changed by decree, some for less than a month; what lies further ahead follows rules.
    const ruled = 2114380800;  // 2037-01-01
    // Clocks change on quarters of an hour; where one did not, the second is searched.
    const quarter = 900;
    let count = 0;
    const add = (from, offset) => {
      if (count === room) return;
      HEAPF64[(pairs >>> 3) + count * 2] = from;
      HEAPF64[(pairs >>> 3) + count * 2 + 1] = secondsOf(offset);
      count++;
    };
    let before = offsetAt(0);
    add(0, before);
    for (let last = 0, at; last < end; last = at) {
      at = last + (last < ruled ? 7 : 28) * day;
      const after = offsetAt(at);
      if (after === before) continue;
      let low = last, high = at;
      for (const grain of [quarter, 1]) {
        while (high - low > grain) {
          const middle = low + Math.ceil((high - low) / grain / 2) * grain;
          if (offsetAt(middle) === before) low = middle;
          else high = middle;
        }
        if (offsetAt(high - 1) === before) break;
      }
      add(high, after);
      before = after;
    }
    return count;
  },
});
