// The search page: query and filters stand in the address, every hit is shown in the end, groups and counts are told.
(() => {
  "use strict";
  const search = window.essaySearch;
  const form = document.querySelector(".ask-page");
  if (!search?.draw || !form) return;
  const { say, make, button, essay, named, titled, help, facets } = search.draw;
  const part = (name) => document.querySelector(`.search-${name}`);
  const input = form.q;
  const FILTERS = ["theme", "author", "year", "language", "collection"]; // in the order of a row of facets
  const TOLD = ["theme", "year"];
  const PAGE = 20;
  const FIRST_TITLES = 6;
  const MOST_CHOICES = 100;
  const MOST_CHECKED = 300; // hits of a quoted phrase that are read so that their count is right
  const WAIT = 120; // milliseconds after the last key: long enough to type on, short enough not to be felt

  const fromAddress = () => {
    const given = new URLSearchParams(location.search);
    return { q: given.get("q") || "", ...Object.fromEntries(FILTERS.map((name) => [name, given.get(name) || ""])) };
  };
  let state = fromAddress();
  let round = 0;

  const parameters = (values) => {
    const given = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(values)) value ? given.set(name, value) : given.delete(name);
    return given.toString();
  };
  const keepInAddress = () => {
    const text = parameters(state);
    try {
      history.replaceState(null, "", text ? `?${text}` : location.pathname);
    } catch {
      // some browsers forbid it over file://; the search works all the same
    }
  };
  const ask = (change) => {
    state = { ...state, ...change };
    if (input.value !== state.q) input.value = state.q; // or the caret would leave its place
    run();
  };

  const run = async () => {
    const mine = (round += 1);
    const current = () => mine === round;
    keepInAddress();
    try {
      await search.load();
      await answer(current);
    } catch (error) {
      if (!current()) return;
      console.warn(error);
      part("count").replaceChildren(say("failed"), " ", button(say("retry"), run));
      for (const name of ["names", "spread", "found"]) part(name).replaceChildren();
    }
  };

  const answer = async (current) => {
    const layout = await search.layout();
    const filtered = FILTERS.some((name) => state[name]);
    if (!state.q.trim() && !filtered) {
      for (const name of ["count", "asked", "names", "spread"]) part(name).replaceChildren();
      part("found").replaceChildren(help(layout.names));
      return drawFacets(current, everything(layout));
    }
    const { asked, hits: all, missing } = await search.find(state.q, current);
    const table = filtered || !asked.clauses.length ? await search.whole("facets") : null;
    const unfiltered = state.q.trim() ? all : everything(layout);
    const hits = filtered ? unfiltered.filter((hit) => FILTERS.every((name) => fits(table, hit, name))) : unfiltered;
    if (!state.q.trim()) hits.sort((one, other) => yearOf(table, other) - yearOf(table, one));
    const names = await search.names(state.q);
    if (!current()) return;
    const told = { asked, hits, unfiltered, missing, names };
    const { kept, next } = await search.shown(asked, hits, 0, PAGE, missing);
    if (!current()) return;
    part("names").replaceChildren(...(filtered ? [] : names.map(named)));
    part("found").replaceChildren();
    draw(told, kept, next, -1, current);
    count(told, next);
    await Promise.all([titles(told, current), offer(asked, current)]);
    if (!current()) return;
    await drawFacets(current, unfiltered);
    if (asked.clauses.some((clause) => clause.kind === "quoted") && next < hits.length) await check(told, next, current);
  };

  const everything = (layout) =>
    layout.blocks.flatMap(({ first, essays }, block) => Array.from({ length: essays }, (_, essay) => ({ block, essay, number: first + essay, group: 1, score: 0, paragraphs: [] })))
      .filter((hit) => !layout.main.has(hit.number));
  const fits = ({ tables, rows }, hit, name, value = state[name]) => !value || rows[hit.number][FILTERS.indexOf(name)].some((place) => tables[name][place] === value);
  const yearOf = ({ tables, rows }, hit) => tables.year[rows[hit.number][FILTERS.indexOf("year")][0]] || 0;

  // How many were found, and what the reader must know of that number.
  const count = ({ asked, hits, missing, names, titles = 0 }, next) => {
    const open = asked.clauses.some((clause) => clause.kind === "quoted") && next < hits.length;
    const all = hits.length + titles;
    const nothing = !all && !names.length;
    const n = all.toLocaleString();
    const lines = [open ? say("at-most", { n }) : all === 1 ? say("one") : all ? say("found", { n }) : nothing ? say("none") : ""];
    if (nothing) lines.push(say("none-help"));
    if (asked.cut) lines.push(say("cut", { n: search.LONGEST_QUERY }));
    part("count").replaceChildren(lines.filter(Boolean).join(" "));
    if (missing.size) part("count").append(" ", say("missing", { n: missing.size }), " ", button(say("retry"), run));
  };

  // Titles whose pinyin was typed; most readers of a long list want its first lines.
  const titles = async (told, current) => {
    const found = await search.titles(state.q).catch((error) => {
      told.missing.add(error.message);
      return [];
    });
    const known = new Set(told.hits.map((hit) => hit.number));
    let table = null;
    if (found.length && FILTERS.some((name) => state[name])) table = await search.whole("facets");
    if (!current()) return;
    const kept = found.filter((hit) => !known.has(hit.number) && (!table || FILTERS.every((name) => fits(table, hit, name))));
    told.titles = kept.length;
    const lines = kept.map(({ slug, title }) => titled([slug, title]));
    part("names").append(...lines.slice(0, FIRST_TITLES));
    if (lines.length > FIRST_TITLES) {
      const more = button(say("more", { n: lines.length - FIRST_TITLES }), () => more.replaceWith(...lines.slice(FIRST_TITLES)));
      part("names").append(more);
    }
    count(told, told.hits.length);
  };

  // For each word that stands nowhere, the nearest that does.
  const offer = async (asked, current) => {
    for (const clause of asked.clauses) {
      if (clause.found || clause.kind === "quoted") continue;
      const near = await search.nearest(clause).catch(() => null);
      if (!current()) return;
      if (near) part("names").append(make("p", { class: "search-near" }, say("nearest"), button(near, () => ask({ q: changed(state.q, clause.text, near) }))));
    }
  };
  // `text` with `near` in the place of a word, of which `folded` is the folded form.
  const changed = (text, folded, near) => {
    const run = search.runs(search.fold(text)).find((one) => (one.han ? one.text : search.word(one.text)) === folded);
    return run ? text.slice(0, run.start) + near + text.slice(run.start + run.text.length) : near;
  };

  const draw = (told, kept, next, lastGroup, current) => {
    const found = part("found");
    let group = lastGroup;
    for (const one of kept) {
      if (told.asked.clauses.length && one.hit.group !== group) found.append(make("h2", {}, say(`group-${(group = one.hit.group)}`)));
      found.append(essay(one));
    }
    const left = told.hits.length - next;
    if (!left) return;
    const line = make("p", { class: "search-more" });
    const more = async () => {
      line.remove();
      const page = await search.shown(told.asked, told.hits, next, PAGE, told.missing);
      if (!current()) return;
      draw(told, page.kept, page.next, group, current);
      count(told, page.next);
    };
    // The rest by title alone: one file tells them all, where their texts would be the whole library.
    const list = async () => {
      line.remove();
      const rows = await search.whole("titles");
      if (current()) found.append(make("h2", {}, say("rest")), ...told.hits.slice(next).map((hit) => titled(rows[hit.number])));
    };
    const failed = (error) => {
      console.warn(error);
      found.append(line);
    };
    line.append(button(say("more", { n: Math.min(PAGE, left) }), () => more().catch(failed)));
    if (left > PAGE) line.append(" ", button(say("list", { n: left.toLocaleString() }), () => list().catch(failed)));
    found.append(line);
  };

  // A quoted phrase is a hit only where it stands: the rest is read, if that is not too much, and the count set right.
  const check = async (told, next, current) => {
    const rest = told.hits.slice(next);
    if (rest.length > MOST_CHECKED) return;
    const texts = await Promise.all(rest.map((hit) => search.quote(hit, told.asked).catch(() => ({ holds: true }))));
    if (!current() || told.hits.length - next !== rest.length) return; // the reader has gone on
    told.hits.splice(next, rest.length, ...rest.filter((_, place) => texts[place].holds));
    count(told, told.hits.length);
    if (told.hits.length === next) part("more")?.remove();
    await drawFacets(current, told.unfiltered);
  };

  // A filter's values are counted among what the other filters let through.
  const drawFacets = async (current, hits) => {
    const table = await search.whole("facets").catch(() => null);
    const layout = await search.layout();
    if (!table || !current()) return;
    const names = new Map(layout.names.filter(([kind]) => kind === "theme").map(([, name, address]) => [address.slice("themes/".length, -".html".length), name]));
    const labels = { language: say, theme: (value) => names.get(value) || value, collection: (value) => table.collections[table.tables.collection.indexOf(value)] };
    const label = (name, value) => labels[name]?.(value) ?? value;
    const counts = Object.fromEntries(FILTERS.map((name, column) => {
      const numbers = new Map();
      const others = FILTERS.filter((other) => other !== name && state[other]);
      for (const hit of hits) {
        if (!others.every((other) => fits(table, hit, other))) continue;
        for (const place of table.rows[hit.number][column]) numbers.set(place, (numbers.get(place) || 0) + 1);
      }
      const values = [...numbers].map(([place, number]) => [table.tables[name][place], number]);
      values.sort((one, other) => (name === "year" ? 0 : other[1] - one[1]) || (name === "year" ? -1 : 1) * (one[0] < other[0] ? -1 : 1));
      return [name, values.slice(0, MOST_CHOICES).map(([value, number]) => [value, label(name, value), number])];
    }));
    const asked = FILTERS.filter((name) => state[name]).map((name) => `${say(name)} ${label(name, state[name])}`);
    part("asked").textContent = [state.q.trim().slice(0, search.LONGEST_QUERY), ...asked].filter(Boolean).join(" · ");
    const focused = document.activeElement?.name;
    const addressOf = (name, value) => `search.html?${parameters({ ...state, [name]: value })}`;
    const { fields, lines } = facets(counts, state, label, (name, value) => ask({ [name]: value }), addressOf, TOLD);
    part("facets").replaceChildren(...fields);
    part("spread").replaceChildren(...(state.q.trim() || FILTERS.some((name) => state[name]) ? lines : []));
    if (FILTERS.includes(focused)) form.elements[focused].focus();
  };

  let timer;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => ask({ q: input.value }), WAIT);
  };
  input.addEventListener("input", (event) => event.isComposing || soon());
  input.addEventListener("compositionend", soon);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    soon();
  });
  addEventListener("popstate", () => ask(fromAddress()));

  // Arrows go from the field to what was found and back; a stroke leads to the field from anywhere.
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const inside = document.activeElement;
    const leads = [input, ...document.querySelectorAll(".search-names .lead, .search-found .lead")];
    const at = leads.indexOf(inside);
    if (event.key === "/" && !inside?.matches("input, select, textarea")) input.focus();
    else if (event.key === "ArrowDown" && at >= 0) leads[at + 1]?.focus();
    else if (event.key === "ArrowUp" && at > 0) leads[at - 1].focus();
    else return;
    event.preventDefault();
  });

  input.value = state.q;
  form.hidden = false;
  run();
})();
