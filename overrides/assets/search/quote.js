// What is shown of a hit: its title and best paragraphs as printed, with what was asked for marked exactly.
(() => {
  "use strict";
  const search = (window.essaySearch ||= {});
  const AROUND = 40; // characters before the first mark: enough to see what is said
  const LONGEST_QUOTE = 160;
  const MOST_QUOTES = 3;
  const MOST_STARTS = 50; // occurrences of the first clause that are tried
  // Of several words, so many hits a hit shown are read before the closest are shown: an index without places cannot tell.
  const READ_AHEAD = 4;
  const MOST_READ = 40;

  // A hit with its text: {slug, title, author, year, language, exact, quotes: [{block, pieces}], titlePieces}. Pieces are
  // [text, marked] pairs: whoever prints them decides how, and escapes.
  search.quote = async (hit, asked) => {
    const texts = await search.texts(hit.block, hit.essay);
    const quotes = [];
    let exact = false;
    let close = 0;
    let titlePieces = [[texts.title, false]];
    for (const { place } of hit.paragraphs) {
      const [block, text] = texts.paragraphs[place];
      const found = marks(text, asked);
      exact ||= found.exact;
      close = Math.max(close, found.close);
      if (place === 0) titlePieces = pieces(texts.title, marks(texts.title, asked).spans, 0, texts.title.length);
      else if (found.spans.length) quotes.push({ block, close: found.close, pieces: excerpt(text, found.spans) });
      if (quotes.length >= MOST_QUOTES && exact) break;
    }
    quotes.sort((one, other) => other.close - one.close);
    return { ...texts, exact, close, titlePieces, quotes: quotes.slice(0, MOST_QUOTES) };
  };

  // Where everything that was asked for stands in `text`; `exact` if all of it does as it was asked.
  const marks = (text, asked) => {
    const folded = search.fold(text);
    const found = asked.clauses.map((clause) => search.places(clause, folded));
    const spans = found.flatMap(({ spans }) => spans).sort((one, other) => one[0] - other[0] || other[1] - one[1]);
    const apart = [];
    for (const span of spans) if (!apart.length || span[0] >= apart.at(-1)[1]) apart.push(span);
    const exact = found.every((one) => one.exact);
    return { exact, close: exact ? closeness(found.map((one) => one.spans)) : 0, spans: apart };
  };

  // How close together the clauses stand in a text: their length, divided by that of the shortest stretch that holds one
  // occurrence of each in order; 1 where they stand as they were asked, less where they are apart.
  const closeness = (lists) => {
    const wanted = lists.reduce((sum, spans) => sum + spans[0][1] - spans[0][0], 0);
    let best = 0;
    for (const [start, end] of lists[0].slice(0, MOST_STARTS)) {
      let reached = end;
      for (const spans of lists.slice(1)) {
        const next = spans.find(([from]) => from >= reached);
        reached = next ? next[1] : Infinity;
      }
      best = Math.max(best, Math.min(1, (wanted + lists.length - 1) / (reached - start)));
    }
    return best;
  };

  const excerpt = (text, spans) => {
    const start = Math.max(0, spans[0][0] - AROUND);
    const end = Math.min(text.length, Math.max(start + LONGEST_QUOTE, spans[0][1]));
    const inside = spans.filter(([from, to]) => from >= start && to <= end);
    const shown = pieces(text, inside, start, end);
    if (start > 0) shown.unshift(["…", false]);
    if (end < text.length) shown.push(["…", false]);
    return shown;
  };

  const pieces = (text, spans, start, end) => {
    const found = [];
    let reached = start;
    for (const [from, to] of spans) {
      if (from > reached) found.push([text.slice(reached, from), false]);
      found.push([text.slice(from, to), true]);
      reached = to;
    }
    if (reached < end) found.push([text.slice(reached, end), false]);
    return found;
  };

  // The first `count` hits from `start` with their texts: those that hold the query as it was asked first, the closer
  // together the better. A quoted phrase that does not stand there is no hit.
  search.shown = async (asked, hits, start, count) => {
    const quoted = asked.clauses.some((clause) => clause.kind === "quoted");
    const ahead = asked.clauses.length > 1 ? Math.min(MOST_READ, count * READ_AHEAD) : count;
    const kept = [];
    let next = start;
    while (kept.length < count && next < hits.length) {
      const some = hits.slice(next, next + Math.max(ahead, count - kept.length));
      next += some.length;
      const texts = await Promise.all(some.map((hit) => search.quote(hit, asked)));
      texts.forEach((text, place) => {
        if (quoted && !text.exact) return;
        const group = some[place].group === 0 && !text.exact ? 1 : some[place].group;
        kept.push({ ...text, group, hit: some[place] });
      });
    }
    kept.sort((one, other) => one.group - other.group || (one.group === 0 ? other.close - one.close : 0));
    return { kept, next };
  };

  // Themes and authors whose name, or its pinyin, holds what was typed: [{kind, name, address}], the closest first.
  search.names = async (text) => {
    const layout = await search.layout();
    const wanted = search.fold(text).trim().replace(/\s+/g, " ");
    if (!wanted) return [];
    const tight = wanted.replace(/ /g, "");
    const latin = /^[a-z' ]+$/.test(wanted) && tight.length > 1;
    const found = [];
    for (const [kind, name, address, forms, pinyin, initials] of layout.names) {
      const rank = forms.some((form) => form === wanted) ? 0 : latin && (initials === tight || pinyin === tight) ? 1
        : wanted.length > 1 && forms.some((form) => form.startsWith(wanted)) ? 2
        : latin && pinyin.startsWith(tight) ? 3 : wanted.length > 1 && forms.some((form) => form.includes(wanted)) ? 4 : 9;
      if (rank < 9) found.push({ kind, name, address, rank });
    }
    return found.sort((one, other) => one.rank - other.rank || one.name.length - other.name.length).slice(0, 6);
  };

  // Essays whose title in pinyin holds what was typed: [{slug, title}].
  search.titles = async (text) => {
    const tight = search.fold(text).replace(/[\s']/g, "");
    if (!/^[a-z]{2,}$/.test(tight)) return [];
    const titles = await search.file("titles", search.version);
    const found = titles.filter(([, , pinyin, initials]) => pinyin.startsWith(tight) || initials.startsWith(tight) || (tight.length > 3 && pinyin.includes(tight)));
    return found.slice(0, 6).map(([slug, title]) => ({ slug, title }));
  };
})();
