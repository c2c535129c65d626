// Simplified, Traditional, or as printed. The tables were made by the builder from OpenCC, for the words of this site;
// one is loaded only when its script is asked for. Nothing is lost: the text that came with the page is kept, and where
// the site is shown in one script, that text knows the way back to what was printed (as-printed.js).
(() => {
  "use strict";
  const { reading } = window;
  const WAYS = { simplified: ["t2s", "zh-Hans"], traditional: ["s2t", "zh-Hant"] };
  // Not to be converted: other languages, code, and places where the characters themselves are spoken of.
  const APART = "[translate='no'], code, pre, script, style, textarea, svg:not(.theme-map__drawing), .md-search__form";
  const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, td, th, pre, blockquote, div, a.number, button, label, legend, summary, output, option, article, nav";
  const NAMED = ["aria-label", "placeholder"];
  const given = new WeakMap(); // text node → its data as it came with the page
  const shown = new WeakMap(); // text node → what we made of it
  const languages = new Map(); // element → its lang as it came
  const names = new Map(); // element → its attributes as they came
  const tables = {};
  const waiting = {};
  let title = document.title;

  reading.table = (name, pairs, phrases, targets) => {
    const characters = new Map();
    const all = [...pairs];
    for (let place = 0; place + 1 < all.length; place += 2) characters.set(all[place], all[place + 1]);
    const heads = new Map(); // first character → [phrase, what it becomes], longest first
    const made = targets.split(" ");
    phrases.split(" ").forEach((phrase, place) => {
      if (!phrase) return;
      const head = [...phrase][0];
      if (!heads.has(head)) heads.set(head, []);
      heads.get(head).push([phrase, made[place]]);
    });
    for (const list of heads.values()) list.sort((one, other) => other[0].length - one[0].length);
    tables[name] = { characters, heads };
    waiting[name]?.();
  };
  for (const [name, received] of Object.entries(reading.received)) if (name !== "printed") reading.table(...received);
  const load = (name) => (tables[name] ? Promise.resolve() : new Promise((done) => {
    waiting[name] = done;
    if (reading.early.includes(name)) return; // choices.js has asked for it
    const script = document.createElement("script");
    script.src = `${reading.home}script/${name}.js`;
    script.onerror = done;
    document.head.append(script);
  }));

  // `text` in the other script, a list of as many characters.
  const convert = ({ characters, heads }, text) => {
    const made = [];
    for (let place = 0; place < text.length;) {
      const one = String.fromCodePoint(text.codePointAt(place));
      const found = heads.get(one)?.find(([phrase]) => text.startsWith(phrase, place));
      if (found) made.push(...found[1]);
      else made.push(characters.get(one) ?? one);
      place += found ? found[0].length : one.length;
    }
    return made;
  };

  // Pages come in the script that the site is shown in.
  const asGiven = () => reading.script() === reading.usual;
  const chosen = () => (asGiven() ? undefined : WAYS[reading.script()]);
  const from = (element) => (element && (languages.get(element) ?? element.lang)) || ""; // its lang as it came
  const TRANSFORMED = /-t-(zh-han[st])$/; // BCP 47: converted from that
  const turned = (element) => TRANSFORMED.test(from(element.closest("[lang]")));
  // What our other scripts say or copy, in the script that is read.
  reading.spoken = (text) => {
    const source = !asGiven() && turned(document.querySelector("article")) ? reading.back.convert(text) : text;
    const table = chosen() && tables[chosen()[0]];
    return table ? convert(table, source).join("") : source;
  };
  // The text of `element` as printed, whatever is shown, without that of what `but` selects; to be asked when
  // what `reading.printedKnown` gives, if anything, is fulfilled.
  reading.printed = (element, but) => {
    let text = "";
    const back = reading.back?.units(original);
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!(but && node.parentElement.closest(but))) text += back?.get(node) ?? original(node);
    }
    return text;
  };
  reading.printedKnown = () => reading.back?.load();
  const original = (node) => (shown.get(node) === node.data ? given.get(node) : node.data);

  const chinese = (element) => {
    return from(element.closest("[lang]")).startsWith("zh") && !element.closest(APART);
  };
  // Text nodes of one line are read together: a phrase may run through a link.
  const lines = (root) => {
    const found = [];
    let before = null;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = root; node; node = walker.nextNode()) {
      if (node.nodeName === "BR") before = null;
      if (node.nodeType !== Node.TEXT_NODE || !node.parentElement) continue;
      if (!chinese(node.parentElement)) {
        before = null;
        continue;
      }
      const block = node.parentElement.closest(BLOCKS);
      if (before && block === before) found.at(-1).push(node);
      else found.push([node]);
      before = block;
    }
    return found;
  };
  const write = (node, text) => {
    const source = original(node);
    if (text === source) {
      given.delete(node);
      shown.delete(node);
    } else {
      given.set(node, source);
      shown.set(node, text);
    }
    if (node.data !== text) node.data = text;
  };

  const texts = (root, table) => {
    const back = asGiven() ? undefined : reading.back?.units(original);
    const source = (node) => {
      const text = original(node);
      if (!back) return text;
      return back.get(node) ?? (turned(node.parentElement) ? reading.back.convert(text) : text);
    };
    for (const nodes of lines(root)) {
      const originals = nodes.map(source);
      if (!table) {
        nodes.forEach((node, place) => write(node, originals[place]));
        continue;
      }
      const made = convert(table, originals.join(""));
      let reached = 0;
      nodes.forEach((node, place) => {
        const end = reached + [...originals[place]].length;
        write(node, made.slice(reached, end).join(""));
        reached = end;
      });
    }
  };
  // The language that a text was printed in.
  const source = (element) => (from(element).match(TRANSFORMED)?.[1] ?? from(element)).replace(/-h/, "-H");
  const attributes = (root, way, table) => {
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    const those = (selector) => [...(root.matches(selector) ? [root] : []), ...root.querySelectorAll(selector)];
    for (const element of those("[lang^='zh']")) {
      if (!languages.has(element)) languages.set(element, element.lang);
      if (!element.closest(APART)) element.lang = way ? way[1] : asGiven() ? languages.get(element) : source(element);
    }
    for (const element of those(NAMED.map((name) => `[${name}]`).join())) {
      if (!names.has(element)) names.set(element, NAMED.map((name) => element.getAttribute(name)));
      if (!chinese(element)) continue;
      NAMED.forEach((name, place) => {
        const said = names.get(element)[place];
        if (said !== null) element.setAttribute(name, table ? convert(table, said).join("") : said);
      });
    }
  };

  // An essay in another script than it was printed in says so.
  const tell = () => {
    const article = document.querySelector("article");
    const said = document.querySelector(".converted");
    if (said) said.hidden = source(article) === article.lang.replace(TRANSFORMED, "");
  };

  let watched = null;
  const apply = (root) => {
    const way = chosen();
    const table = way && tables[way[0]];
    watched?.disconnect();
    attributes(root, table && way, table);
    texts(root, table);
    if (root === document.documentElement) {
      tell();
      document.title = reading.spoken(title);
    }
    if (asGiven()) return;
    // What our scripts draw later (a look ahead, what a search found) is converted as it comes.
    watched = new MutationObserver((changes) => {
      const roots = new Set();
      for (const { type, target, addedNodes } of changes) {
        if (type === "characterData") roots.add(target.parentElement);
        else for (const node of addedNodes) roots.add(node.nodeType === Node.TEXT_NODE ? node.parentElement : node);
      }
      for (const node of roots) if (node?.isConnected) apply(node);
    });
    watched.observe(document.body, { childList: true, characterData: true, subtree: true });
  };

  const change = async () => {
    const script = reading.script();
    const way = chosen();
    if (asGiven() && !watched) return;
    if (!asGiven()) await Promise.all([reading.back?.load(), way && load(way[0])]);
    if (script === reading.script()) apply(document.documentElement);
  };
  document.addEventListener("reading", ({ detail }) => { if (detail === "script") change(); });
  change();
})();
