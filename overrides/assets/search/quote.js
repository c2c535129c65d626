// What is shown of a hit: its title and best paragraphs as printed, with what was asked for marked exactly.
(() => {
  "use strict";
  const search = (window.essaySearch ||= {});
  // In Han characters; of Latin letters twice as many take the same room.
  const AROUND = 28; // at most so many before the first mark: enough to see what is said
  const LONGEST_QUOTE = 96; // two or three lines
  const LAST = 30; // a quotation may end so many characters early, with a sentence
  const MOST_QUOTES = 3;
  const MOST_STARTS = 50; // occurrences of the first clause that are tried
  // So many hits a hit shown are read before the closest are shown, unless those first read are surely the best: an index
  // without places cannot tell them.
  const READ_AHEAD = 2;
  const MOST_READ = 60; // hits that are read for the closest among them
  // Couples of words answer by chance, too: until so many are found that hold the words as they were asked, so many hits a
  // hit shown are read of those that hold all couples.
  const ENOUGH_AS_TYPED = 3;
  const READ_COUPLED = 4;
  const AS_TYPED = 0.95; // of closeness: at most a mark is between
  // Hits that hold all pairs of a phrase in one paragraph are read until enough are found that hold the phrase: of 200
  // phrases out of 5,000 essays one had more than 31 such hits, and that had 232.
  const MOST_CHECKED = 400;
  const BATCH = 40;

  const AFTER_SENTENCE = /(?:[。！？；!?;\n]|\.(?=\s))["”’」』）)\s]*/g;
  const AFTER_CLAUSE = /[，、：,:—…]\s*/g;
  const AFTER_WORD = /\s+/g;

  // A hit with its text: {slug, title, author, year, language, exact, holds, close, whole, quotes: [{block, pieces}],
  // titlePieces}. `exact`: all stands in one paragraph as it was asked; `holds`: what was quoted stands somewhere;
  // `whole`: it is the title. Pieces are [text, marked] pairs: whoever prints them decides how, and escapes.
  search.quote = async (hit, asked) => {
    const texts = await search.texts(hit.block, hit.essay);
    const quoted = asked.clauses.filter((clause) => clause.kind === "quoted");
    const standing = new Set();
    const quotes = [];
    let exact = false;
    let close = 0;
    let titlePieces = [[texts.title, false]];
    let whole = false;
    for (const { place, group } of hit.paragraphs) {
      // The rest holds less of what was asked for, and nothing exactly.
      if (quotes.length >= MOST_QUOTES && (exact || group > 0) && standing.size === quoted.length) break;
      const [block, text] = texts.paragraphs[place];
      const found = marks(text, asked);
      for (const clause of quoted) if (found.exactly.has(clause)) standing.add(clause);
      exact ||= found.exact;
      close = Math.max(close, found.close);
      if (place === 0) {
        const { spans, exact: named } = marks(texts.title, asked);
        titlePieces = pieces(texts.title, spans, 0, texts.title.length);
        whole = named && spans.reduce((sum, [from, to]) => sum + to - from, 0) >= texts.title.trim().length;
      } else if (found.spans.length && !quotes.some((quote) => quote.block === block)) {
        quotes.push({ block, close: found.close, clauses: found.clauses, pieces: excerpt(text, found.spans, texts.language === "en" ? 2 : 1) });
      }
    }
    quotes.sort((one, other) => other.close - one.close || other.clauses - one.clauses);
    return { ...texts, exact, close, whole, holds: standing.size === quoted.length, titlePieces, quotes: quotes.slice(0, MOST_QUOTES) };
  };

  // Where everything that was asked for stands in `text`, ascending [start, end, clause]; `exact` if all of it does as it
  // was asked, `exactly` which clauses do.
  const marks = (text, asked) => {
    const folded = search.fold(text);
    let known;
    const words = () => (known ||= search.words(folded));
    const found = asked.clauses.map((clause) => search.places(clause, folded, words));
    const spans = found.flatMap((one, clause) => one.spans.map(([start, end]) => [start, end, clause]));
    spans.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
    const apart = [];
    for (const span of spans) if (!apart.length || span[0] >= apart.at(-1)[1]) apart.push(span);
    const exactly = new Set(asked.clauses.filter((_, clause) => found[clause].exact));
    const exact = exactly.size === asked.clauses.length;
    const clauses = found.filter((one) => one.spans.length).length;
    const close = exact ? closeness(found.map((one) => one.spans), folded.includes(asked.literal)) : nearness(apart, asked);
    return { exact, exactly, clauses, close, spans: apart };
  };
  // The same of parts: how much of what was asked for stands within a stretch that is not much longer, and how whole.
  const nearness = (spans, asked) => {
    const wanted = asked.clauses.reduce((sum, clause) => sum + clause.text.length, 0);
    let best = 0;
    for (const [place, [start]] of spans.slice(0, MOST_STARTS).entries()) {
      let inside = 0;
      let squares = 0;
      for (let next = place; next < spans.length && spans[next][1] <= start + 1.5 * wanted + 2; next += 1) {
        const length = spans[next][1] - spans[next][0];
        inside += length;
        squares += length * length;
      }
      best = Math.max(best, (Math.min(1, inside / wanted) + Math.min(1, squares / wanted ** 2)) / 2);
    }
    return best;
  };

  // How close together the clauses stand in a text: their length, divided by that of the shortest stretch that holds one
  // occurrence of each in order; 1 where all stands there as it was typed, marks among it, less where they are apart.
  const closeness = (lists, literally) => {
    if (literally || lists.length < 2) return 1;
    const wanted = lists.reduce((sum, spans) => sum + spans[0][1] - spans[0][0], 0);
    let best = 0;
    for (const [start, end] of lists[0].slice(0, MOST_STARTS)) {
      let reached = end;
      for (const spans of lists.slice(1)) {
        const next = spans.find(([from]) => from >= reached);
        reached = next ? next[1] : Infinity;
      }
      best = Math.max(best, Math.min(0.95, (wanted + lists.length - 1) / (reached - start)));
    }
    return best;
  };

  // The stretch of `text` that shows most of what was asked for, from the beginning of a sentence to the end of one if
  // either is near; `narrow` characters take the room of one of Han.
  const excerpt = (text, spans, narrow) => {
    const longest = LONGEST_QUOTE * narrow;
    let best = { clauses: 0, count: 0 };
    for (const [place, [from]] of spans.entries()) {
      const inside = spans.slice(place).filter(([, to]) => to <= from + longest - AROUND * narrow);
      const clauses = new Set(inside.map(([, , clause]) => clause)).size;
      if (clauses > best.clauses || (clauses === best.clauses && inside.length > best.count + 2)) best = { from, clauses, count: inside.length };
      if (place > MOST_STARTS) break;
    }
    const first = best.from ?? spans[0][0];
    const start = beginning(text, first, AROUND * narrow);
    const least = Math.max(...spans.filter(([from, to]) => from >= first && to <= start + longest).map(([, to]) => to), spans.find(([from]) => from >= first)[1]);
    const end = ending(text, Math.max(start + longest, least), least, LAST * narrow);
    const inside = spans.filter(([from, to]) => from >= start && to <= end);
    const shown = pieces(text, inside, start, end);
    if (start > 0) shown.unshift(["…", false]);
    if (end < text.trimEnd().length) shown.push(["…", false]);
    return shown;
  };

  const last = (pattern, text, from, to) => [...text.slice(from, to).matchAll(pattern)].map((match) => from + match.index + match[0].length).filter((at) => at <= to).at(-1);

  const beginning = (text, first, around) => {
    const from = Math.max(0, first - around);
    const at = last(AFTER_SENTENCE, text, from, first);
    if (at !== undefined || from === 0) return at ?? 0;
    const [earliest] = text.slice(from, first).matchAll(AFTER_CLAUSE);
    if (earliest) return from + earliest.index + earliest[0].length;
    const [word] = text.slice(from, first).matchAll(AFTER_WORD);
    return word ? from + word.index + word[0].length : whole(text, from);
  };
  const ending = (text, end, least, early) => {
    if (end >= text.length) return text.length;
    const from = Math.max(least, end - early);
    for (const pattern of [AFTER_SENTENCE, AFTER_CLAUSE, AFTER_WORD]) {
      const at = last(pattern, text, from, end);
      if (at !== undefined) return at;
    }
    return whole(text, end);
  };
  // Not between the halves of a character beyond the BMP.
  const whole = (text, at) => (/[\udc00-\udfff]/.test(text[at] || "") ? at - 1 : at);

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

  // Puts `most` of the hits that hold all couples before the others, from the place `start`.
  const coupledFirst = (hits, start, most) => {
    const rest = hits.splice(start);
    const first = new Set(rest.filter(({ group, full }) => group === 0 && full).slice(0, most));
    for (const hit of first) hits.push(hit);
    for (const hit of rest) if (!first.has(hit)) hits.push(hit);
  };

  // Hits from `start` with their texts, `count` of them if there are so many: {kept, next}. `hits` is put in order as its
  // texts are read: what holds the query as it was asked stays in front, the closer together the better; what does not
  // falls among the parts, or out if it was quoted.
  search.shown = async (asked, hits, start, count, missing = new Set()) => {
    const vague = asked.clauses.length > 1 || asked.clauses.some((clause) => clause.units.length > 1);
    const ahead = vague ? READ_AHEAD * count : count;
    const kept = [];
    const loose = [];
    let next = start;
    let read = 0;
    if (asked.coupled) coupledFirst(hits, start + count, READ_COUPLED * count);
    const mostChecked = asked.granted ? READ_COUPLED * count : MOST_CHECKED; // or many would be read for what was taken for granted
    const asTyped = () => kept.filter(({ hit, close }) => hit.group === 0 && close >= AS_TYPED).length;
    const hopeful = () => asked.coupled && hits[next].group === 0 && hits[next].full && read < READ_COUPLED * count && asTyped() < ENOUGH_AS_TYPED;
    // No text tells more of what was asked than one that holds it as it was typed, but for one whose title does; and where
    // a phrase stands so in texts, the order of parts behind them matters little.
    const certain = () => (asTyped() >= count ? hits[next].paragraphs[0]?.place !== 0 : asked.clauses.length === 1 && asTyped() > 0 && hits[next].group > 0);
    while (next < hits.length && (kept.length < count || hopeful() || (read < ahead && !certain()))) {
      const most = kept.length >= count ? count : hits[next].group > 0 ? Math.min(ahead, MOST_READ) - read : read < READ_AHEAD * count ? count : Math.min(BATCH, mostChecked - read);
      const some = hits.slice(next, next + Math.max(count - kept.length, most));
      const texts = await Promise.all(some.map((hit) => search.quote(hit, asked).catch((error) => void missing.add(error.message))));
      read += some.length;
      hits.splice(next, some.length);
      for (const [place, text] of texts.entries()) {
        const hit = some[place];
        if (!text || !text.holds) continue;
        if (hit.group === 0 && !text.exact) {
          hit.group = 1;
          loose.push({ ...text, hit });
          const at = hits.findIndex((other, place) => place >= next && other.group > 0);
          hits.splice(at < 0 ? hits.length : at, 0, hit);
        } else {
          kept.push({ ...text, hit });
          hits.splice(next, 0, hit);
          next += 1;
        }
      }
      if (read >= (hits[next]?.group === 0 ? mostChecked : MOST_READ)) break;
    }
    // Those that were read in vain stand among the parts, where these have begun.
    if (kept.length < count || kept.some(({ hit }) => hit.group > 0)) {
      for (const text of loose) {
        const at = hits.indexOf(text.hit, next);
        if (at < 0) continue; // read again, and shown
        hits.splice(at, 1);
        hits.splice(next, 0, text.hit);
        next += 1;
        kept.push(text);
      }
    }
    const rank = ({ hit, close, whole }) => hit.score * (0.4 + 0.6 * close) + (whole ? 10 : 0);
    kept.sort((one, other) => one.hit.group - other.hit.group || rank(other) - rank(one));
    return { kept, next };
  };
})();
