// What the reader has chosen, applied before anything is drawn, so that a dark page never flashes white.
// Choices are kept by the browser; over file:// some browsers keep nothing, so there they also travel in addresses.
(() => {
  "use strict";
  const KEY = "reading";
  const NAMES = ["tone", "size", "width", "face", "links", "script"];
  const root = document.documentElement;
  const file = location.protocol === "file:";

  const parse = (text) => {
    const found = {};
    for (const part of (text || "").split(".")) {
      const [name, value] = part.split("-");
      if (NAMES.includes(name) && /^[a-z]+$/.test(value || "")) found[name] = value;
    }
    return found;
  };
  const format = (choices) => NAMES.filter((name) => choices[name]).map((name) => `${name}-${choices[name]}`).join(".");

  const kept = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // a browser that forbids storage
    }
  };
  const keep = (text) => {
    try {
      text ? localStorage.setItem(KEY, text) : localStorage.removeItem(KEY);
    } catch {
      // the address still carries the choice
    }
  };

  const given = new URLSearchParams(location.search);
  const carried = given.get("r");
  const choices = parse(file && carried !== null ? carried : kept());

  const apply = () => {
    for (const name of NAMES) {
      if (choices[name]) root.dataset[name] = choices[name];
      else delete root.dataset[name];
    }
  };

  // `reading` is the one name that our scripts share.
  window.reading = {
    choices,
    set(name, value) {
      if (value) choices[name] = value;
      else delete choices[name];
      keep(format(choices));
      apply();
      document.dispatchEvent(new CustomEvent("reading", { detail: name }));
    },
    // Where this reader stopped last, as "slug~p7", if an address brought it; place.js says it.
    last: (file && /^[\w-]+~p\d+$/.exec(given.get("l"))?.[0]) || "",
    // `address` with the choices and the last place in it where only the address can carry them.
    carry(address) {
      if (!file) return address;
      const url = new URL(address);
      for (const [name, text] of [["r", format(choices)], ["l", reading.last]]) {
        if (text) url.searchParams.set(name, text);
        else url.searchParams.delete(name);
      }
      return url.href;
    },
  };

  // The script that this site shows before its reader chooses (site.script in corpus.yml).
  window.reading.usual = document.querySelector('meta[name="script"]')?.content || "source";
  window.reading.script = () => choices.script || window.reading.usual;

  // What the chosen script needs comes while the page is read in, so that it is there when the page is drawn.
  window.reading.home = new URL("../../", document.currentScript.src).href;
  const TABLES = { simplified: "t2s", traditional: "s2t" };
  const { reading } = window;
  reading.received = {};
  reading.table = (...table) => { reading.received[table[0]] = table; };
  reading.wayBack = (...table) => { reading.received.printed = table; };
  reading.early = [];
  if (reading.script() !== reading.usual) {
    if (reading.usual !== "source") reading.early.push("printed");
    if (TABLES[reading.script()]) reading.early.push(TABLES[reading.script()]);
  }
  for (const name of reading.early) {
    const script = document.createElement("script");
    script.src = `${reading.home}script/${name}.js`;
    document.head.append(script);
  }

  root.dataset.live = "";
  if (file) root.dataset.file = "";
  apply();
})();
