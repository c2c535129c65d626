// What a reader asks: quoted phrases, runs of Han, and words; and where each stands in a text.
(() => {
  "use strict";
  const search = (window.essaySearch ||= {});
  // A longer query is cut: nobody reads what would be asked for, and the answer must stay quick.
  const LONGEST_QUERY = 200;
  // One bit each in a mask of 31; of more terms the first are asked for.
  const MOST_UNITS = 30;
  const QUOTES = /["“”„«»「」『』]([^"“”„«»「」『』]+)["“”„«»「」『』]/g;

  // The query as {clauses, units}. A clause is {kind: "run" | "word" | "quoted", text, units: [place, …]}; a unit is
  // {kind: "pair" | "character" | "word", text}: what one look into the index answers.
  search.query = (text) => {
    const clauses = [];
    const units = [];
    const places = new Map();
    const unit = (kind, name) => {
      const key = `${kind} ${name}`;
      if (!places.has(key) && units.length < MOST_UNITS) places.set(key, units.push({ kind, text: name }) - 1);
      return places.get(key);
    };
    const known = (list) => list.filter((place) => place !== undefined);
    const ofQuoted = (runs) => [
      ...runs.flatMap((run) => (run.han ? ofHan(run.text) : [unit("exact", search.word(run.text))])),
      ...search.couples(runs).map((couple) => unit("exact", couple)),
    ];
    const ofHan = (run) => {
      const pairs = search.pairs(run);
      return pairs.length ? pairs.map((pair) => unit("pair", pair)) : [unit("character", run)];
    };
    const whole = text.slice(0, LONGEST_QUERY);
    const rest = whole.replace(QUOTES, (_, phrase) => {
      const runs = search.runs(search.fold(phrase));
      if (runs.length) {
        const folded = search.fold(phrase).trim();
        clauses.push({ kind: "quoted", text: folded, units: known(ofQuoted(runs)) });
      }
      return " ";
    });
    const runs = search.runs(search.fold(rest));
    runs.forEach((run, place) => {
      // Only the last word may still be being typed.
      const open = place === runs.length - 1 && !/\s$/.test(rest);
      const word = run.han ? run.text : search.word(run.text);
      if (run.han) clauses.push({ kind: "run", text: word, units: known(ofHan(word)) });
      else clauses.push({ kind: "word", text: word, open, units: known([unit(open ? "open" : "word", word)]) });
    });
    // A word as it was written counts more than one of its kin.
    for (const clause of clauses) if (clause.kind === "word") unit("exact", clause.text);
    for (const couple of search.couples(runs)) unit("exact", couple);
    return { clauses: clauses.filter((clause) => clause.units.length), units };
  };

  // Whether a word of the index answers a word that was asked for: it is the same, has the same stem, or, where the word
  // may still be being typed, begins so.
  search.answers = (asked, word, open) =>
    word === asked || (open && word.startsWith(asked)) || (asked.length > 4 && search.stem(word) === search.stem(asked));

  // Where `clause` stands in `folded`: ascending [start, end] pairs that do not overlap; `exact` tells whether the clause
  // stands there as it was asked.
  search.places = (clause, folded) => {
    if (clause.kind === "word") {
      const found = search.runs(folded).filter((run) => !run.han && search.answers(clause.text, search.word(run.text), clause.open));
      return { exact: found.length > 0, spans: found.map((run) => [run.start, run.start + run.text.length]) };
    }
    const spans = occurrences(folded, clause.text);
    if (spans.length) return { exact: true, spans };
    return { exact: false, spans: clause.kind === "quoted" ? [] : parts(clause.text, folded) };
  };

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
      let end = run.length;
      while (end - start > 1 && !folded.includes(run.slice(start, end))) end -= 1;
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
