// From a query to essays: which paragraphs hold which terms, how much that weighs, and in which of three groups it falls.
(() => {
  "use strict";
  const search = (window.essaySearch ||= {});
  const AS_ASKED = 0; // every term in one paragraph
  const IN_PARTS = 1; // every character of the query in one paragraph, as parts of two or more
  const IN_SHARE = 2; // at least this share of the terms' weight in one paragraph
  const LEAST_SHARE = 0.4;
  const TITLE = 3;
  const HEADING = 1.6;

  // The paragraphs of a block in which `unit` stands, ascending lists of numbers.
  const lookUp = async (unit, block, layout) => {
    const shard = await search.shard(block, unit.text, layout);
    const found = [];
    if (unit.kind === "pair" || unit.kind === "exact") {
      const place = indexOf(shard.names, unit.text);
      if (place >= 0) found.push(search.ascending(shard.digits[place]));
      return found;
    }
    const head = unit.kind === "character" ? unit.text : unit.text.slice(0, 2);
    for (let place = firstNotBefore(shard.names, head); place < shard.names.length; place += 1) {
      const name = shard.names[place];
      if (!name.startsWith(head)) break;
      if (name.includes("_")) continue;
      if (unit.kind === "character" || search.answers(unit.text, name, unit.kind === "open")) found.push(search.ascending(shard.digits[place]));
    }
    return found;
  };

  const firstNotBefore = (names, wanted) => {
    let low = 0;
    let high = names.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (search.before(names[middle], wanted)) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  const indexOf = (names, wanted) => {
    const place = firstNotBefore(names, wanted);
    return names[place] === wanted ? place : -1;
  };

  // Order of code points, as the builder sorts (characters beyond the BMP come last, not where their halves would).
  search.before = (one, other) => {
    const first = [...one];
    const second = [...other];
    for (let place = 0; place < Math.min(first.length, second.length); place += 1) {
      const difference = first[place].codePointAt(0) - second[place].codePointAt(0);
      if (difference) return difference < 0;
    }
    return first.length < second.length;
  };

  // Every essay that answers, the best first: {block, essay, group, score, paragraphs: [{place, score}]}.
  search.find = async (text, stillWanted = () => true) => {
    const layout = await search.layout();
    const asked = search.query(text);
    if (!asked.clauses.length) return { asked, hits: [] };
    const blocks = await Promise.all(
      layout.versions.map(async (_, block) => {
        const head = await search.head(block);
        const lists = await Promise.all(asked.units.map((unit) => lookUp(unit, block, layout)));
        return { block, head, lists };
      }),
    );
    if (!stillWanted()) return { asked, hits: [] };
    const paragraphs = blocks.reduce((sum, { head }) => sum + head.paragraphs, 0);
    const weights = asked.units.map((_, unit) => {
      const found = blocks.reduce((sum, { lists }) => sum + lists[unit].reduce((count, list) => count + list.length, 0), 0);
      return found ? Math.log(1 + paragraphs / found) : Math.log(1 + paragraphs);
    });
    const judge = judgement(asked, weights);
    const hits = blocks.flatMap((block) => ofBlock(block, judge));
    hits.sort((one, other) => one.group - other.group || other.score - one.score || one.block - other.block || one.essay - other.essay);
    return { asked, hits };
  };

  // A function from a mask of terms to {group, score}, or null where too little is there; remembered by mask.
  const judgement = (asked, weights) => {
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    const quoted = asked.clauses.filter((clause) => clause.kind === "quoted");
    const known = new Map();
    return (mask) => {
      if (!known.has(mask)) known.set(mask, judged(mask));
      return known.get(mask);
    };
    function judged(mask) {
      const has = (unit) => (mask >>> unit) & 1;
      if (!quoted.every((clause) => clause.units.every(has))) return null;
      const share = weights.reduce((sum, weight, unit) => sum + (has(unit) ? weight : 0), 0) / all;
      if (asked.clauses.every((clause) => clause.units.every(has))) return { group: AS_ASKED, score: share };
      if (asked.clauses.every((clause) => inParts(clause, has))) return { group: IN_PARTS, score: share };
      return share >= LEAST_SHARE ? { group: IN_SHARE, score: share } : null;
    }
  };

  // Whether every character of a Han run stands in one of the pairs that are there.
  const inParts = (clause, has) =>
    clause.kind === "run" && clause.units.length > 1
      ? clause.units.every((unit, place) => has(unit) || (place > 0 && place < clause.units.length - 1 && has(clause.units[place - 1]) && has(clause.units[place + 1])))
      : clause.units.every(has);

  const ofBlock = ({ block, head, lists }, judge) => {
    const masks = new Int32Array(head.paragraphs);
    const touched = [];
    lists.forEach((found, unit) => {
      for (const list of found) {
        for (const place of list) {
          if (!masks[place]) touched.push(place);
          masks[place] |= 1 << unit;
        }
      }
    });
    touched.sort((one, other) => one - other);
    const hits = [];
    let essay = 0;
    let hit = null;
    for (const place of touched) {
      const judged = judge(masks[place]);
      if (!judged) continue;
      while (place >= head.begins[essay + 1]) essay += 1;
      if (!hit || hit.essay !== essay) hits.push((hit = { block, essay, group: IN_SHARE, score: 0, paragraphs: [] }));
      const number = place - head.begins[essay];
      const kind = number === 0 ? TITLE : number <= head.headings[essay] ? HEADING : 1;
      hit.group = Math.min(hit.group, judged.group);
      hit.paragraphs.push({ place: number, group: judged.group, score: judged.score * kind });
    }
    for (const each of hits) {
      each.paragraphs.sort((one, other) => one.group - other.group || other.score - one.score || one.place - other.place);
      const best = each.paragraphs.filter((paragraph) => paragraph.group === each.group);
      const length = head.begins[each.essay + 1] - head.begins[each.essay];
      // The best paragraph counts most; more of them help less and less, and a short essay says more with each.
      each.score = best[0].score + 0.03 * Math.log(best.length) + 0.02 / Math.log(2 + length);
    }
    return hits;
  };

  // The word of the index nearest to a word that was not found, or null.
  search.nearest = async (word) => {
    const layout = await search.layout();
    const most = word.length > 5 ? 2 : 1;
    let best = null;
    for (const block of layout.versions.keys()) {
      const shard = await search.shard(block, word, layout);
      shard.names.forEach((name, place) => {
        if (name[0] !== word[0] || name.includes("_") || search.isHan(name)) return;
        const distance = search.distance(word, name, most);
        const found = search.ascending(shard.digits[place]).length;
        if (distance <= most && (!best || distance < best.distance || (distance === best.distance && found > best.found))) {
          best = { name, distance, found };
        }
      });
    }
    return best?.name ?? null;
  };
})();
