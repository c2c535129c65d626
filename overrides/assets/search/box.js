// Lets Material's search box ask our program: stands in for the worker that Material starts, over http and file:// alike.
(() => {
  "use strict";
  const PROGRAM = ["text", "store", "query", "find", "quote"];
  const MOST = 5; // what fits under the box; each costs the texts of four essays
  const SETUP = 0;
  const READY = 1;
  const QUERY = 2;
  const RESULT = 3;
  const own = document.currentScript.src;
  const search = (window.essaySearch ||= {});
  search.base = new URL("../../", own).href;
  search.version = new URL(own).search.slice(1);

  let program;
  const load = () =>
    (program ||= PROGRAM.reduce(
      (before, name) => before.then(() => script(new URL(`${name}.js`, own).href)),
      Promise.resolve(),
    ));
  search.load = load;
  const script = (address) =>
    new Promise((resolve, reject) => {
      const element = Object.assign(document.createElement("script"), { src: address, onload: resolve, onerror: reject });
      document.head.append(element);
    });

  const escape = (text) => text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
  const marked = (pieces) => pieces.map(([text, mark]) => (mark ? `<mark>${escape(text)}</mark>` : escape(text))).join("");

  // What Material shows for one essay: the essay itself, then its best paragraphs.
  const items = (essay, score) => {
    const page = `essays/${essay.slug}.html`;
    const byline = [essay.author, essay.year].filter(Boolean).join(" · ");
    const own = { location: page, title: marked(essay.titlePieces), text: escape(byline), score, terms: {} };
    const rest = essay.quotes.map((quote, place) => ({
      location: `${page}#${quote.block}`, title: "", text: marked(quote.pieces), score: score - 0.01 * (place + 1), terms: {},
    }));
    return [own, ...rest];
  };
  const named = ({ name, address }, score) => [{ location: address, title: escape(name), text: "", score, terms: {} }];

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
      if (!text.trim()) return this.say(RESULT, { items: [] });
      await load();
      const [names, { asked, hits }] = await Promise.all([search.names(text), search.find(text, current)]);
      if (!current()) return undefined;
      const kept = (await search.shown(asked, hits, 0, MOST)).kept.slice(0, MOST);
      if (!current()) return undefined;
      const all = { location: `search.html?q=${encodeURIComponent(text)}`, title: escape(`${text} … (${hits.length})`), text: "", score: 0.1, terms: {} };
      const found = [...names.slice(0, 3).map((name, place) => named(name, 2000 - place)), ...kept.map((essay, place) => items(essay, 1000 - place))];
      return this.say(RESULT, { items: found.length ? [...found, [all]] : [] });
    }
    terminate() {
      this.latest = -1;
    }
  }

  const Worker = window.Worker;
  window.Worker = function (address, options) {
    return /\/search\.[0-9a-f]+\.min\.js$|assets\/javascripts\/workers\/search/.test(String(address)) ? new Stand() : new Worker(address, options);
  };

  // Material listens to keys only; an input method, pasting and dictation give no key.
  document.addEventListener("input", (event) => {
    if (event.target.matches?.("[data-md-component=search-query]") && !event.isComposing) {
      event.target.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
    }
  });
  document.addEventListener("compositionend", (event) => {
    if (event.target.matches?.("[data-md-component=search-query]")) {
      event.target.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
    }
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.matches?.("[data-md-component=search-query]")) load().then(() => search.layout());
  });
})();
