// Lets Material's search box ask our program: stands in for the worker that Material starts, over http and file:// alike.
(() => {
  "use strict";
  const PROGRAM = ["text", "store", "query", "names", "find", "quote"]; // in a folder that is carried, all in the first
  const MOST = 5; // what fits under the box; each costs the texts of four essays
  const SETUP = 0;
  const READY = 1;
  const QUERY = 2;
  const RESULT = 3;
  const { src: own, dataset: words } = document.currentScript;
  const search = (window.essaySearch ||= {});
  search.base = new URL("../../", own).href;

  let program;
  const load = () =>
    (program ||= Promise.all((search.gathered ? PROGRAM.slice(0, 1) : PROGRAM).map((name) => script(new URL(`${name}.js`, own).href))).catch((error) => {
      program = undefined; // the next who asks tries again
      throw error;
    }));
  search.load = load;
  // They are fetched together, and run in this order.
  const script = (address) =>
    new Promise((resolve, reject) => {
      const element = Object.assign(document.createElement("script"), { src: address, async: false, onload: resolve, onerror: reject });
      document.head.append(element);
    });

  const escape = (text) => text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
  const marked = (pieces) => pieces.map(([text, mark]) => (mark ? `<mark>${escape(text)}</mark>` : escape(text))).join("");
  const inLanguage = (language, html) => `<span lang="${escape(language)}">${html}</span>`;
  // Absolute, and over file:// with what the reader has chosen.
  const address = (page) => {
    const url = new URL(page, search.base).href;
    return window.reading ? window.reading.carry(url) : url;
  };
  const item = (page, score, title, text = "") => ({ location: address(page), title, text, score, terms: {} });

  // What Material shows for one essay: the essay itself, its best paragraph, and more on demand (what scores less).
  const items = (essay, score) => {
    const page = `essays/${essay.slug}.html`;
    const byline = [essay.author, essay.year].filter(Boolean).join(" · ");
    const rest = essay.quotes.map(({ block, pieces }, place) =>
      item(`${page}#${block}`, score - 0.01 * place, "", inLanguage(essay.language, marked(pieces))));
    return [item(page, score, inLanguage(essay.language, marked(essay.titlePieces)), inLanguage(essay.language, escape(byline))), ...rest];
  };
  const named = ({ kind, name, address }, score) => [item(address, score, `${escape(name)} <small>${escape(words[kind])}</small>`)];
  // Enter opens what scores most: the page with all that was found.
  const all = (text, count) => [item(`search.html?q=${encodeURIComponent(text.toWellFormed?.() ?? text.replace(/[\ud800-\udfff]/g, ""))}`, 9000, escape(words.all.replace("{n}", () => count)))];

  class Stand extends EventTarget {
    constructor() {
      super();
      this.latest = 0;
    }
    say(type, data) {
      this.dispatchEvent(new MessageEvent("message", { data: { type, data } }));
    }
    postMessage({ type, data }) {
      if (type === SETUP) setTimeout(() => this.say(READY));
      else if (type === QUERY) this.answer(String(data));
    }
    async answer(text) {
      const mine = (this.latest += 1);
      const current = () => mine === this.latest;
      const say = (items) => current() && this.say(RESULT, { items });
      if (!text.trim()) return say([]);
      try {
        await load();
        const [names, { asked, hits, missing }] = await Promise.all([search.names(text), search.find(text, current)]);
        if (!current()) return undefined;
        const { kept } = await search.shown(asked, hits, 0, MOST, missing);
        const titles = hits.length < MOST && current() ? await search.titles(text) : [];
        const known = new Set(kept.map(({ slug }) => slug));
        const heard = titles.filter(({ slug }) => !known.has(slug));
        const found = [
          ...names.slice(0, 3).map((name, place) => named(name, 2000 - place)),
          ...kept.slice(0, MOST).map((essay, place) => items(essay, 1000 - place)),
          ...heard.slice(0, MOST).map(({ slug, title }, place) =>
            [item(`essays/${slug}.html`, 500 - place, inLanguage("zh", escape(title)))]),
        ];
        if (missing.size) found.push([item("search.html", 0.2, escape(words.failed))]);
        return say(found.length ? [...found, all(text, (hits.length + heard.length).toLocaleString())] : []);
      } catch (error) {
        console.warn(error);
        return say([[item("search.html", 1, escape(words.failed))]]);
      }
    }
    terminate() {
      this.latest = -1;
    }
  }

  const Worker = window.Worker;
  window.Worker = function (address, options) {
    return /\/search\.[0-9a-f]+\.min\.js$|assets\/javascripts\/workers\/search/.test(String(address)) ? new Stand() : new Worker(address, options);
  };

  // Material listens to keys only, whatever they write; an input method, pasting and dictation give no key, or one for each
  // letter of what is only half composed.
  const isBox = (event) => event.target.matches?.("[data-md-component=search-query]");
  const ask = (event) => isBox(event) && !event.isComposing && event.target.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  document.addEventListener("input", ask);
  document.addEventListener("compositionend", ask);
  document.addEventListener("keyup", (event) => isBox(event) && event.isComposing && event.stopImmediatePropagation(), true);
  document.addEventListener("focusin", (event) => {
    if (isBox(event)) load().then(() => search.layout()).catch(() => {}); // said when something is asked
  });
})();
