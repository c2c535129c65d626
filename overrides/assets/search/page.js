// The search page: query and filters stand in the address, every hit is shown in the end, groups and counts are told.
(() => {
  "use strict";
  const search = window.essaySearch;
  const form = document.querySelector(".ask-page");
  if (!search || !form) return;
  const words = JSON.parse(form.dataset.words);
  const say = (key, values = {}) => Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), words[key]);
  const count = document.querySelector(".search-count");
  const found = document.querySelector(".search-found");
  const facets = form.querySelector(".facets");
  const input = form.q;
  const FILTERS = ["theme", "language", "author", "year", "collection"];
  const PLACE = { slug: 0, title: 1, author: 2, year: 3, language: 4, theme: 5, collection: 6 };
  const PAGE = 20;
  const MOST_CHOICES = 60;
  const WAIT = 120; // milliseconds after the last key: long enough to type on, short enough not to be felt

  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const marked = (pieces) => pieces.map(([text, mark]) => (mark ? make("mark", {}, text) : text));
  const link = (address, ...children) => {
    const url = new URL(search.base + address);
    return make("a", { href: window.reading ? window.reading.carry(url.href) : url.href }, ...children);
  };

  const fromAddress = () => {
    const given = new URLSearchParams(location.search);
    return { q: given.get("q") || "", ...Object.fromEntries(FILTERS.map((name) => [name, given.get(name) || ""])) };
  };
  let state = fromAddress();
  let round = 0;

  const keepInAddress = () => {
    const given = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(state)) value ? given.set(name, value) : given.delete(name);
    const text = given.toString();
    try {
      history.replaceState(null, "", text ? `?${text}` : location.pathname);
    } catch {
      // some browsers forbid it over file://; the search works all the same
    }
  };

  const rowsOf = async () => {
    const layout = await search.layout();
    return Promise.all(layout.versions.map((_, block) => search.facets(block)));
  };
  const has = (row, name, value) => {
    const own = row[PLACE[name]];
    return Array.isArray(own) ? own.includes(value) : own === value;
  };

  const run = async () => {
    const mine = (round += 1);
    const current = () => mine === round;
    keepInAddress();
    await search.load();
    const filtered = FILTERS.some((name) => state[name]);
    if (!state.q.trim() && !filtered) {
      count.textContent = "";
      found.replaceChildren();
      return;
    }
    const rows = await rowsOf();
    let { asked, hits } = await search.find(state.q, current);
    if (!asked.clauses.length) {
      hits = rows.flatMap((list, block) => list.map((_, essay) => ({ block, essay, group: 0, score: 0, paragraphs: [] })));
    }
    const kept = hits.filter((hit) => FILTERS.every((name) => !state[name] || has(rows[hit.block][hit.essay], name, state[name])));
    const [names, titles] = await Promise.all([search.names(state.q), search.titles(state.q)]);
    if (!current()) return;
    const nothing = !kept.length && !names.length && !titles.length;
    count.textContent = kept.length === 1 ? say("one") : kept.length ? say("found", { n: kept.length.toLocaleString() }) : nothing ? say("none") : "";
    found.replaceChildren();
    for (const each of names) found.append(make("p", { class: "search-name" }, make("span", {}, say(each.kind)), " ", link(each.address, each.name)));
    for (const each of titles) found.append(make("p", { class: "search-name" }, link(`essays/${each.slug}.html`, each.title)));
    if (!kept.length) await offer(asked, current);
    drawFacets(rows, kept);
    await more(asked, kept, 0, current, -1);
  };

  const offer = async (asked, current) => {
    for (const clause of asked.clauses) {
      if (clause.kind !== "word") continue;
      const near = await search.nearest(clause.text);
      if (!current() || !near || near === clause.text) continue;
      const button = make("button", { type: "button" }, near);
      button.addEventListener("click", () => {
        input.value = state.q = state.q.replace(new RegExp(clause.text.replace(/[^a-z0-9]/g, ""), "i"), near);
        run().catch(failed);
      });
      found.append(make("p", {}, say("nearest"), button));
      return;
    }
  };

  const more = async (asked, hits, start, current, lastGroup) => {
    const { kept, next } = await search.shown(asked, hits, start, PAGE);
    if (!current()) return;
    let group = lastGroup;
    for (const essay of kept) {
      if (asked.clauses.length && essay.group !== group) found.append(make("h2", {}, say(`group-${(group = essay.group)}`)));
      found.append(drawn(essay));
    }
    if (next < hits.length) {
      const button = make("button", { type: "button", class: "search-more" }, say("more", { n: Math.min(PAGE, hits.length - next) }));
      button.addEventListener("click", () => {
        button.remove();
        more(asked, hits, next, current, group).catch(failed);
      });
      found.append(button);
    }
  };

  const drawn = (essay) => {
    const page = `essays/${essay.slug}.html`;
    const byline = [essay.author, essay.year].filter(Boolean).join(" · ");
    const head = make("p", { class: "search-title", lang: essay.language }, link(page, ...marked(essay.titlePieces)), " ", make("span", {}, byline));
    const quotes = essay.quotes.map((quote) => make("p", { class: "search-quote", lang: essay.language }, link(`${page}#${quote.block}`, ...marked(quote.pieces))));
    return make("section", { class: "search-essay" }, head, ...quotes);
  };

  const drawFacets = (rows, hits) => {
    const focused = document.activeElement?.name;
    facets.replaceChildren(
      ...FILTERS.map((name) => {
        const counts = new Map();
        for (const { block, essay } of hits) {
          for (const value of [rows[block][essay][PLACE[name]]].flat()) if (value) counts.set(value, (counts.get(value) || 0) + 1);
        }
        const sorted = [...counts].sort((one, other) => (name === "year" ? (one[0] < other[0] ? 1 : -1) : other[1] - one[1] || (one[0] < other[0] ? -1 : 1)));
        const select = make("select", { name }, make("option", { value: "" }, say("all")));
        for (const [value, number] of sorted.slice(0, MOST_CHOICES)) select.append(make("option", { value }, `${label(name, value)} (${number})`));
        if (state[name] && !counts.has(state[name])) select.append(make("option", { value: state[name] }, label(name, state[name])));
        select.value = state[name];
        select.addEventListener("change", () => {
          state[name] = select.value;
          run().catch(failed);
        });
        return make("label", {}, make("span", {}, say(name)), select);
      }),
    );
    if (FILTERS.includes(focused)) form.elements[focused].focus();
  };
  const themeNames = new Map();
  const label = (name, value) => (name === "language" ? words[value] || value : name === "theme" ? themeNames.get(value) || value : value);

  const failed = (error) => {
    count.textContent = say("failed", { what: error.message });
  };

  let timer;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      state.q = input.value;
      run().catch(failed);
    }, WAIT);
  };
  input.addEventListener("input", (event) => event.isComposing || soon());
  input.addEventListener("compositionend", soon);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    soon();
  });
  window.addEventListener("popstate", () => {
    state = fromAddress();
    input.value = state.q;
    run().catch(failed);
  });

  input.value = state.q;
  form.hidden = false;
  search.load().then(() => search.layout()).then((layout) => {
    for (const [kind, name, address] of layout.names) if (kind === "theme") themeNames.set(address.slice("themes/".length, -".html".length), name);
    return run();
  }).catch(failed);
})();
