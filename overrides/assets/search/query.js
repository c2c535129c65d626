// What a reader asks: quoted phrases, runs of Han, and words; and where each stands in a text.
(() => {
  "use strict";
  const search = (window.essaySearch ||= {});
  // A longer query is cut, and the reader told: what is pasted is found by its beginning, and the answer must stay quick.
  search.LONGEST_QUERY = 120;
  // Each of these asks a file of every block. Of a long run some pairs, spread, tell as much as all.
  const PAIRS_OF_RUN = 8;
  const MOST_PAIRS = 12; // of all runs together, but two of each
  const MOST_WORDS = 6;
  const MOST_COUPLES = 4;
  // One bit each in a mask of 31.
  const MOST_UNITS = 30;
  const QUOTES = /["“”„«»「」『』]([^"“”„«»「」『』]+)["“”„«»「」『』]/g;

  // The query as {clauses, units, coupled, cut, literal}; `coupled`: words follow each other; `cut`: it was too long;
  // `literal`: all of it, folded. The search adds `granted`: some units were taken to stand where they were not looked up.
  // A clause is {kind: "run" | "word" | "quoted", text, units: [place, …]}; a unit is {kind: "pair" | "character" | "word" |
  // "open" | "exact", text, common}: what one look into the index answers; of a `common` word it would tell little.
  search.query = (text) => {
    const clauses = [];
    const units = [];
    const places = new Map();
    const unit = (kind, name) => {
      const key = `${kind} ${name}`;
      if (!places.has(key) && units.length < MOST_UNITS) places.set(key, units.push({ kind, text: name, common: kind !== "character" && search.isCommonWord(name) }) - 1);
      return places.get(key);
    };
    const known = (list) => list.filter((place) => place !== undefined);
    const ofQuoted = (runs) => [
      ...runs.slice(0, MOST_WORDS).flatMap((run) => (run.han ? ofHan(run.text, runs) : [unit("exact", search.word(run.text))])),
      ...search.couples(runs).slice(0, MOST_COUPLES).map((couple) => unit("exact", couple)),
    ];
    const ofHan = (run, all) => {
      const pairs = search.pairs(run);
      const room = Math.max(2, Math.floor(MOST_PAIRS / all.filter(({ han }) => han).length));
      const some = spread(pairs, Math.min(room, PAIRS_OF_RUN, pairs.length));
      return pairs.length ? some.map((pair) => unit("pair", pair)) : [unit("character", run)];
    };
    const whole = [...text.slice(0, 2 * search.LONGEST_QUERY)].slice(0, search.LONGEST_QUERY).join("");
    const rest = whole.replace(QUOTES, (_, phrase) => {
      const runs = search.runs(search.fold(phrase));
      if (runs.length) {
        const folded = search.fold(phrase).trim();
        clauses.push({ kind: "quoted", text: folded, units: known(ofQuoted(runs)) });
      }
      return " ";
    });
    const all = search.runs(search.fold(rest));
    const runs = all.slice(0, MOST_WORDS);
    runs.forEach((run, place) => {
      // Only the last word may still be being typed.
      const open = place === all.length - 1 && !/\s$/.test(rest);
      const word = run.han ? run.text : search.word(run.text);
      if (run.han) clauses.push({ kind: "run", text: word, units: known(ofHan(word, runs)) });
      else clauses.push({ kind: "word", text: word, open, units: known([unit(open ? "open" : "word", word)]) });
    });
    // A word as it was written counts more than one of its kin.
    for (const clause of clauses) if (clause.kind === "word") unit("exact", clause.text);
    for (const couple of search.couples(runs).slice(0, MOST_COUPLES)) unit("exact", couple);
    const cut = whole.length < text.trimEnd().length || all.length > runs.length;
    const coupled = units.some(({ text: name }) => name.includes("_"));
    return { clauses: clauses.filter((clause) => clause.units.length), units, coupled, cut, literal: search.fold(whole).trim() };
  };
  // So many pairs, one of each stretch: such as begin with a character that tells something, if there are any.
  const spread = (pairs, most) =>
    Array.from({ length: most }, (_, place) => {
      const stretch = pairs.slice(Math.floor((place * pairs.length) / most), Math.floor(((place + 1) * pairs.length) / most));
      return stretch.find((pair) => !search.isCommon([...pair][0])) || stretch[0];
    });

  // Whether a word of the index answers a word that was asked for: it is the same, has the same stem, or, where the word
  // may still be being typed, begins so.
  search.answers = (asked, word, open) =>
    word === asked || (open && word.startsWith(asked)) || (asked.length > 2 && word.length > 2 && stemOf(asked) === stemOf(word));
  // What every word begins with that answers `asked`: endings take at most the last letter of a stem for another.
  search.likeness = (asked) => {
    const [...letters] = stemOf(asked);
    const kept = letters.slice(0, Math.max(2, letters.length - 1)).join("");
    return asked.startsWith(kept) ? kept : search.headOf(asked);
  };
  const stems = new Map();
  const stemOf = (word) => {
    if (!stems.has(word)) stems.set(word, search.stem(word));
    return stems.get(word);
  };

  // Where `clause` stands in a text: ascending [start, end] pairs that do not overlap; `exact` tells whether the clause
  // stands there as it was asked. Of a word that is still being typed, what was typed. `words()` are the text's words.
  search.places = (clause, folded, words) => {
    if (clause.kind === "word") {
      const found = words().filter((run) => search.answers(clause.text, run.word, clause.open));
      const end = (run) => run.start + (clause.open && run.text.startsWith(clause.text) ? clause.text.length : run.text.length);
      return { exact: found.length > 0, spans: found.map((run) => [run.start, end(run)]) };
    }
    const spans = occurrences(folded, clause.text);
    if (spans.length) return { exact: true, spans };
    return { exact: false, spans: clause.kind === "quoted" ? [] : parts(clause.text, folded) };
  };
  search.words = (folded) => search.runs(folded).filter((run) => !run.han).map((run) => ({ ...run, word: search.word(run.text) }));

  const occurrences = (folded, wanted) => {
    const spans = [];
    for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length)) {
      spans.push([at, at + wanted.length]);
    }
    return spans;
  };

  // The longest parts of `run`, two characters at least, in order, and everywhere they stand.
  const parts = (run, folded) => {
    const spans = [];
    let start = 0;
    while (start < run.length - 1) {
      let end = start + 1;
      // What is longer stands only where what is shorter does: so it is looked for there, and in the end stands nowhere.
      for (let at = folded.indexOf(run.slice(start, start + 2)); at >= 0; at = folded.indexOf(run.slice(start, end + 1), at)) {
        while (end < run.length && folded[at + end - start] === run[end]) end += 1;
        if (end === run.length) break;
      }
      if (end - start > 1) {
        spans.push(...occurrences(folded, run.slice(start, end)));
        start = end;
      } else start += 1;
    }
    spans.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
    const apart = [];
    for (const span of spans) if (!apart.length || span[0] >= apart.at(-1)[1]) apart.push(span);
    return apart;
  };
})();
