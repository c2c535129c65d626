// How the search page draws what was found; it decides nothing, and whatever it prints is text.
(() => {
  "use strict";
  const search = window.essaySearch;
  const form = document.querySelector(".ask-page");
  if (!search || !form) return;
  const words = JSON.parse(form.dataset.words);
  const MOST_VERSIONS = 5;

  const say = (key, values = {}) => Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, () => value), words[key] ?? key);
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const button = (text, act, attributes = {}) => {
    const element = make("button", { type: "button", ...attributes }, text);
    element.addEventListener("click", act);
    return element;
  };
  // A link to a page of the site; over file:// it carries what the reader has chosen.
  const link = (address, attributes, ...children) => {
    const url = new URL(search.base + address);
    return make("a", { href: window.reading ? window.reading.carry(url.href) : url.href, ...attributes }, ...children);
  };
  const marked = (pieces) => pieces.map(([text, mark]) => (mark ? make("mark", {}, text) : text));

  const essay = (found) => {
    const page = `essays/${found.slug}.html`;
    const byline = [found.author, found.year].filter(Boolean).join(" · ");
    const head = make("h3", { class: "search-title" }, link(page, { lang: found.language, class: "lead" }, ...marked(found.titlePieces)));
    if (byline) head.append(" ", make("span", { lang: found.language }, byline));
    const quotes = found.quotes.map((quote) =>
      make("p", { class: "search-quote", lang: found.language }, link(page + (quote.block ? `#${quote.block}` : ""), {}, ...marked(quote.pieces))),
    );
    const section = make("section", { class: "search-essay" }, head, ...quotes);
    if (found.hit.versions) versions(found.hit.versions).then((line) => section.append(line), () => {});
    return section;
  };

  // Other versions that hold what was asked for stand under the main text.
  const versions = async (hits) => {
    const texts = await Promise.all(hits.slice(0, MOST_VERSIONS).map((hit) => search.texts(hit.block, hit.essay)));
    const line = make("p", { class: "search-versions" }, say("versions", { n: hits.length }));
    for (const text of texts) line.append(" ", link(`essays/${text.slug}.html`, { lang: text.language }, text.title));
    return line;
  };

  const named = ({ kind, name, address }) => make("p", { class: `search-name search-name--${kind}` }, make("span", {}, say(kind)), " ", link(address, { class: "lead" }, name));
  const titled = ([slug, title]) => make("p", { class: "search-name" }, make("span", {}, say("essay")), " ", link(`essays/${slug}.html`, { class: "lead", lang: "zh" }, title));

  // What a reader may do, while nothing is asked for.
  const help = (names) => {
    const list = make("ul", {}, ...["help-scripts", "help-quotes", "help-pinyin"].map((key) => make("li", {}, say(key))));
    const themes = names.filter(([kind]) => kind === "theme").slice(0, 12);
    const line = make("p", {}, ...themes.flatMap(([, name, address]) => [link(address, { class: "lead" }, name), " "]));
    return make("div", { class: "search-help" }, list, ...(themes.length ? [make("h2", {}, say("help-themes")), line] : []));
  };

  // Select boxes and, for those that are `told`, a line of the commonest values with their counts, for eye and paper.
  // `counts`: name → [[value, label, number], …]; `choose(name, value)` acts.
  const facets = (counts, state, nameOf, choose, addressOf, told) => {
    const fields = Object.entries(counts).map(([name, values]) => {
      const select = make("select", { name }, make("option", { value: "" }, say("all")));
      for (const [value, text, number] of values) select.append(make("option", { value }, `${text} (${number.toLocaleString()})`));
      if (state[name] && !values.some(([value]) => value === state[name])) select.append(make("option", { value: state[name] }, nameOf(name, state[name])));
      select.value = state[name];
      select.disabled = !values.length && !state[name];
      select.addEventListener("change", () => choose(name, select.value));
      return make("label", {}, make("span", {}, say(name)), select);
    });
    const lines = told.filter((name) => !state[name] && counts[name].length > 1).map((name) => {
      const links = counts[name].slice(0, 10).flatMap(([value, text, number]) => {
        const one = link(addressOf(name, value), {}, text);
        one.addEventListener("click", (event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          choose(name, value);
        });
        return [" ", make("span", {}, one, " ", make("small", {}, number.toLocaleString()))];
      });
      return make("p", {}, make("b", {}, say(name)), ...links);
    });
    return { fields, lines };
  };

  search.draw = { say, make, button, link, essay, named, titled, help, facets };
})();
