// Simplified, Traditional, or as printed. The tables were made by the builder from OpenCC, for the words of this site;
// one is loaded only when its script is asked for. Nothing printed is lost: the original of every text is kept.
(() => {
  "use strict";
  const { reading } = window;
  const WAYS = { simplified: ["t2s", "zh-Hans"], traditional: ["s2t", "zh-Hant"] };
  // Not to be converted: other languages, code, and places where the characters themselves are spoken of.
  const APART = "[translate='no'], code, pre, script, style, textarea, svg, .md-search__form";
  const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, td, th, pre, blockquote, div, a.number, button, label, legend, summary, output, option, article, nav";
  const NAMED = ["aria-label", "placeholder"];
  const printed = new WeakMap(); // text node → its data as printed
  const shown = new WeakMap(); // text node → what we made of it
  const languages = new Map(); // element → its lang as printed
  const names = new Map(); // element → its attributes as printed
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
  if (reading.waiting) reading.table(...reading.waiting);
  const load = (name) => (tables[name] ? Promise.resolve() : new Promise((done) => {
    waiting[name] = done;
    if (reading.early === name) return; // choices.js has asked for it
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

  const chosen = () => WAYS[reading.script()];
  // What our other scripts say or copy, in the script that is read.
  reading.spoken = (text) => {
    const table = chosen() && tables[chosen()[0]];
    return table ? convert(table, text).join("") : text;
  };
  // The text of `element` as printed, whatever is shown, without that of what `but` selects.
  reading.printed = (element, but) => {
    let text = "";
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!(but && node.parentElement.closest(but))) text += original(node);
    }
    return text;
  };
  const original = (node) => (shown.get(node) === node.data ? printed.get(node) : node.data);

  const chinese = (element) => {
    const language = element.closest("[lang]");
    const said = language ? languages.get(language) ?? language.lang : "";
    return said.startsWith("zh") && !element.closest(APART);
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
      printed.delete(node);
      shown.delete(node);
    } else {
      printed.set(node, source);
      shown.set(node, text);
    }
    if (node.data !== text) node.data = text;
  };

  const texts = (root, table) => {
    for (const nodes of lines(root)) {
      const originals = nodes.map(original);
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
  const attributes = (root, way, table) => {
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    const those = (selector) => [...(root.matches(selector) ? [root] : []), ...root.querySelectorAll(selector)];
    for (const element of those("[lang^='zh']")) {
      if (!languages.has(element)) languages.set(element, element.lang);
      if (!element.closest(APART)) element.lang = way ? way[1] : languages.get(element);
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
  const tell = (way) => {
    const article = document.querySelector("article");
    const said = document.querySelector(".converted");
    if (said) said.hidden = !way || (languages.get(article) ?? article.lang) === way[1];
  };

  let watched = null;
  const apply = (root) => {
    const way = chosen();
    const table = way && tables[way[0]];
    watched?.disconnect();
    attributes(root, table && way, table);
    texts(root, table);
    if (root === document.documentElement) tell(table && way);
    if (root === document.documentElement) document.title = table ? convert(table, title).join("") : title;
    if (!table) return;
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
    const way = chosen();
    if (way) await load(way[0]);
    else if (!watched) return;
    if (way === chosen()) apply(document.documentElement);
  };
  document.addEventListener("reading", ({ detail }) => { if (detail === "script") change(); });
  change();
})();
