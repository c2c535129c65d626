// From a query to essays: which paragraphs hold which terms, how much that weighs, and in which of three groups it falls.
(() => {
  "use strict";
  const search = (window.essaySearch ||= {});
  const AS_ASKED = 0; // every term in one paragraph
  const IN_PARTS = 1; // every character of the query in one paragraph, as parts of two or more; or every clause in the essay
  const IN_SHARE = 2; // at least this share of the terms' weight in one paragraph
  const LEAST_SHARE = 0.4;
  const NEARLY_ALL = 0.999; // of a sum of weights
  // How much more a hit counts in a title, in a heading, in an essay on the theme that was asked for.
  const TITLE = 3;
  const HEADING = 1.6;
  const THEME = 1.3;

  // The paragraphs of a block in which `unit` stands, ascending lists of numbers. Of a character that stands nearly
  // everywhere, `common`, they are the first of each essay alone.
  const lookUp = async (unit, block, layout) => {
    const found = [];
    const one = async (name) => {
      const shard = await search.shard(block, name, layout);
      const place = indexOf(shard.names, name);
      if (place >= 0) found.push(search.ascending(shard.digits[place]));
    };
    if (unit.kind === "pair" || unit.kind === "exact") {
      await one(unit.text);
      return found;
    }
    if (unit.kind === "character" && search.isCommon(unit.text)) {
      await one(`${unit.text}_`);
      if (found.length) return Object.assign(found, { common: true });
    }
    const head = unit.kind === "character" ? unit.text : search.headOf(unit.text);
    const alike = unit.kind === "character" ? head : search.likeness(unit.text);
    for (const { names, digits } of await search.shards(block, head, layout)) {
      for (let place = firstNotBefore(names, alike); place < names.length; place += 1) {
        const name = names[place];
        if (!name.startsWith(alike)) break;
        if (name.includes("_")) continue;
        if (unit.kind === "character" || search.answers(unit.text, name, unit.kind === "open")) found.push(search.ascending(digits[place]));
      }
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

  // Every essay that answers, the best first: {block, essay, number, group, score, full, paragraphs: [{place, group, score}],
  // versions}; `full`: a paragraph holds all terms that were looked up, couples of words too. Paragraphs are put in order
  // when they are asked for: of thousands of hits few are.
  // `missing`: addresses of files that could not be read, so that the answer is not whole.
  search.find = async (text, stillWanted = () => true) => {
    const layout = await search.layout();
    const asked = search.query(text);
    const missing = new Set();
    if (!asked.clauses.length) return { asked, hits: [], missing };
    const nothing = (error) => {
      missing.add(error.message);
      return [];
    };
    const lookUpAll = (spared) =>
      Promise.all(
        layout.blocks.map(async (head, block) => {
          const lists = await Promise.all(asked.units.map((unit, place) => (spared[place] ? [] : lookUp(unit, block, layout).catch(nothing))));
          return { block, head, lists };
        }),
      );
    const countAll = (blocks) => asked.units.map((_, unit) => blocks.reduce((sum, { lists }) => sum + lists[unit].reduce((count, list) => count + list.length, 0), 0));
    // Common words are looked up only where nothing else that was asked for is found, for they stand in all English texts;
    // or where something is asked that these do not hold.
    const english = asked.units.every(({ text }) => !search.isHan(text));
    let spared = asked.units.map((unit) => english && unit.common);
    let blocks = await lookUpAll(spared);
    let found = countAll(blocks);
    if (spared.some(Boolean) && !found.some(Boolean)) {
      spared = spared.map(() => false);
      blocks = await lookUpAll(spared);
      found = countAll(blocks);
    }
    if (!stillWanted()) return { asked, hits: [], missing };
    const paragraphs = layout.blocks.reduce((sum, head) => sum + head.paragraphs, 0);
    for (const clause of asked.clauses) clause.found = Math.max(...clause.units.map((unit) => (spared[unit] ? paragraphs : found[unit])));
    // A common character is taken for granted in its essays where anything else was found.
    const common = asked.units.map((_, unit) => blocks.some(({ lists }) => lists[unit].common));
    const granted = found.some((count, unit) => count && !common[unit]) ? common : common.map(() => false);
    // So some hits may not hold what they seem to.
    asked.granted = spared.some(Boolean) || granted.some(Boolean);
    // What stands nowhere, or everywhere, tells nothing of where the rest does.
    const weights = found.map((count, unit) => (count && !granted[unit] ? Math.log(1 + paragraphs / count) : 0));
    const judge = judgement(asked, weights);
    const hits = blocks.flatMap((block) => ofBlock(block, judge, granted, maskOf(spared)));
    await onTheme(text, hits);
    hits.sort((one, other) => one.group - other.group || other.score - one.score || one.number - other.number);
    return { asked, hits: foldVersions(hits, layout), missing };
  };

  // An essay on the theme that was asked for by its name counts more.
  const onTheme = async (text, hits) => {
    const theme = (await search.names(text)).find(({ kind, rank }) => kind === "theme" && rank === 0);
    if (!theme) return;
    const facets = await search.whole("facets").catch(() => null);
    const place = facets?.tables.theme.indexOf(theme.id) ?? -1;
    if (place >= 0) for (const hit of hits) if (facets.rows[hit.number][0].includes(place)) hit.score *= THEME;
  };

  // Hits without those that are another version of one that is there; they stand under it, as numbers of essays.
  const foldVersions = (hits, layout) => {
    if (!layout.main.size) return hits;
    const shown = new Map(hits.filter((hit) => !layout.main.has(hit.number)).map((hit) => [hit.number, hit]));
    return hits.filter((hit) => {
      const main = layout.main.get(hit.number);
      if (main === undefined) return true;
      const first = shown.get(main);
      if (!first) shown.set(main, hit);
      else (first.versions ||= []).push(hit);
      return !first;
    });
  };

  const maskOf = (units) => units.reduce((mask, is, unit) => mask | (is ? 1 << unit : 0), 0);

  // A judge of the paragraphs of an essay, by masks of the terms that stand in them; what he says is remembered by mask.
  const judgement = (asked, weights) => {
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    const quoted = asked.clauses.filter((clause) => clause.kind === "quoted");
    const known = new Map();
    const holds = (mask, clause) => clause.units.every((unit) => (mask >>> unit) & 1);
    const judged = (mask) => {
      const has = (unit) => (mask >>> unit) & 1;
      const share = weights.reduce((sum, weight, unit) => sum + (has(unit) ? weight : 0), 0) / (all || 1);
      if (asked.clauses.every((clause) => holds(mask, clause))) return { group: AS_ASKED, score: share };
      const strict = quoted.every((clause) => holds(mask, clause));
      if (strict && asked.clauses.every((clause) => inParts(clause, has))) return { group: IN_PARTS, score: share };
      return { group: strict && share >= LEAST_SHARE ? IN_SHARE : null, score: share };
    };
    return {
      // {group, score}; group null where too little is there
      paragraph: (mask) => {
        if (!known.has(mask)) known.set(mask, judged(mask));
        return known.get(mask);
      },
      // whether all was asked for stands in an essay of which `mask` is what its paragraphs hold together
      essay: (mask) => asked.clauses.length > 1 && asked.clauses.every((clause) => holds(mask, clause)),
    };
  };

  // Whether every character of a Han run stands in one of the pairs that are there.
  const inParts = (clause, has) =>
    clause.kind === "run" && clause.units.length > 1
      ? clause.units.every((unit, place) => has(unit) || (place > 0 && place < clause.units.length - 1 && has(clause.units[place - 1]) && has(clause.units[place + 1])))
      : clause.units.every(has);

  // `granted`: whether a unit is taken to stand in all paragraphs of the essays that its lists tell of; `everywhere`: a mask
  // of those that are taken to stand in all.
  const ofBlock = ({ block, head, lists }, judge, granted, everywhere) => {
    const masks = new Int32Array(head.begins[head.essays]);
    const given = new Int32Array(head.essays).fill(everywhere);
    lists.forEach((found, unit) => {
      if (granted[unit]) return giveAll(found, 1 << unit, head, given);
      for (const list of found) for (const place of list) masks[place] |= 1 << unit;
    });
    const hits = [];
    for (let essay = 0; essay < head.essays; essay += 1) {
      const from = head.begins[essay];
      const to = from + head.counts[essay];
      let touched = false;
      for (let place = from; place < to; place += 1) {
        if (!masks[place]) continue;
        masks[place] |= given[essay];
        touched = true;
      }
      if (!touched) continue;
      const hit = ofEssay(masks, from, to, head.headings[essay], judge);
      if (hit) hits.push(Object.assign(hit, { block, essay, number: head.first + essay }));
    }
    return hits;
  };

  // Adds `bit` to what is given of each essay in which `found` has a paragraph.
  const giveAll = (found, bit, head, given) => {
    for (const list of found) {
      let essay = 0;
      for (const place of list) {
        while (place >= head.begins[essay + 1]) essay += 1;
        given[essay] |= bit;
      }
    }
  };

  // The best paragraph counts most; more of them help less and less, and a short essay says more with each.
  const ofEssay = (masks, from, to, headings, judge) => {
    const count = [0, 0, 0]; // of paragraphs, by their group
    const best = [0, 0, 0];
    let [others, bestOther] = [0, 0]; // of which too little is told for a group
    let union = 0;
    let full = false;
    const weigh = (place) => (place === 0 ? TITLE : place <= headings ? HEADING : 1);
    for (let place = from; place < to; place += 1) {
      if (!masks[place]) continue;
      const judged = judge.paragraph(masks[place]);
      const score = judged.score * weigh(place - from);
      union |= masks[place];
      full ||= judged.score > NEARLY_ALL;
      if (judged.group === null) {
        others += 1;
        bestOther = Math.max(bestOther, score);
      } else {
        count[judged.group] += 1;
        best[judged.group] = Math.max(best[judged.group], score);
      }
    }
    const together = !count[AS_ASKED] && judge.essay(union);
    if (together) {
      count[IN_SHARE] += others;
      best[IN_SHARE] = Math.max(best[IN_SHARE], bestOther);
    }
    const least = count.findIndex(Boolean);
    if (least < 0) return null;
    return new Hit(together ? IN_PARTS : least, full, best[least] + 0.03 * Math.log(count[least]) + 0.02 / Math.log(2 + to - from), () => {
      const paragraphs = [];
      for (let place = from; place < to; place += 1) {
        if (!masks[place]) continue;
        const { group, score } = judge.paragraph(masks[place]);
        if (together || group !== null) paragraphs.push({ place: place - from, group: group ?? IN_SHARE, score: score * weigh(place - from) });
      }
      return paragraphs.sort((one, other) => one.group - other.group || other.score - one.score || one.place - other.place);
    });
  };

  class Hit {
    #made;
    #make;
    constructor(group, full, score, make) {
      Object.assign(this, { group, full, score });
      this.#make = make;
    }
    get paragraphs() {
      return (this.#made ||= this.#make());
    }
  }
})();
