// A site that is shown in one script carries its texts converted. This is the way back to what was printed: exact for
// the page's own essay (builder/emit/way_back.py tells the form), by characters for titles and quotations of others.
// Loaded only by such sites, and its table only when somebody asks what was printed.
(() => {
  "use strict";
  const { reading } = window;
  const HAN = /[\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
  const UNIT = /^(title|subtitle|[psx]\d[\d-]*)$/;
  const article = document.querySelector("article");
  const pairs = (text) => {
    const all = [...text];
    return new Map(all.flatMap((one, place) => (place % 2 ? [] : [[one, all[place + 1]]])));
  };
  let alone = null; // character → what it goes back to by itself
  let mostly = null; // the same, where this library mostly prints something else
  let names = null; // titles for which characters alone do not do
  let done = null;

  reading.wayBack = (one, other, shown, printed) => {
    alone = pairs(one);
    mostly = pairs(other);
    names = new Map(shown.map((name, place) => [name, printed[place]]));
    done?.();
  };
  if (reading.received.printed) reading.wayBack(...reading.received.printed);
  let coming = null;
  const load = () => {
    coming ??= alone ? Promise.resolve() : new Promise((known) => {
      done = known;
      if (reading.early.includes("printed")) return; // choices.js has asked for it
      const script = document.createElement("script");
      script.src = `${reading.home}script/printed.js`;
      script.onerror = known;
      document.head.append(script);
    });
    return coming;
  };

  const [said, rest] = (article?.dataset.printed || "|").split("|");
  const own = pairs(said.slice(1));
  const places = new Map(rest.split(";").filter(Boolean).map((unit) => {
    const [id, list] = unit.split(":");
    return [id, new Map(list.split(",").map((entry) => {
      const [place] = entry.match(/^\d+/);
      return [Number(place), entry.slice(place.length)];
    }))];
  }));
  const usual = (letter) => own.get(letter) ?? (said[0] === "~" ? alone.get(letter) ?? letter : letter);

  // Elements that together hold one text of the essay.
  const parts = (element) => {
    if (element.matches("th")) return [element.closest("table")];
    if (element.matches(".figure:has(+ .caption)")) return [element.nextElementSibling];
    const found = [element];
    for (let next = element.nextElementSibling; next?.matches(".continued"); next = next.nextElementSibling) found.push(next);
    return found;
  };
  const nodes = function* (elements) {
    for (const element of elements) {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (!node.parentElement.closest(".number, .gap")) yield node;
      }
    }
  };
  let known = null;
  // Every text node of the essay → what was printed there; `original` gives the text that came with the page.
  const units = (original) => {
    if (known || !said || !alone) return known || new Map();
    known = new Map();
    setTimeout(() => { known = null; }); // valid as long as nobody else can have changed the page
    const texts = [...article.querySelectorAll("[id]")].filter((element) => UNIT.test(element.id));
    const listed = [...document.querySelectorAll(".outline a")].map((link) => [link.hash.slice(1), [link]]);
    for (const [id, elements] of [...texts.map((element) => [element.id, parts(element)]), ...listed]) {
      const other = places.get(id);
      let place = 0;
      for (const node of nodes(elements)) {
        const letters = [...original(node)];
        known.set(node, letters.map((one) => (HAN.test(one) ? other?.get(place++) ?? usual(one) : one)).join(""));
      }
    }
    return known;
  };
  const convert = (text) => names.get(text.trim()) ?? [...text].map((one) => mostly.get(one) ?? alone.get(one) ?? one).join("");

  reading.back = { load, units, convert: (text) => (alone ? convert(text) : text) };
})();
