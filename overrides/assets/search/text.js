// How a text is folded and cut into terms: the same rules as builder/search/terms.py, held together by a test.
(() => {
  "use strict";
  const search = (window.essaySearch ||= {});
  const HAN = "\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const LATIN = `(?:(?![${HAN}])[\\p{L}\\p{N}])+`;
  const RUNS = new RegExp(`[${HAN}]+|${LATIN}(?:['\\u2019]${LATIN})*`, "gu");
  const IS_HAN = new RegExp(`^[${HAN}]`, "u");
  const MARKS = /[\u0300-\u036f'\u2019]/g;
  const PLAIN = /^[a-z0-9]+$/;
  const LONGEST_WORD = 24;
  let simplified = new Map();
  let known = new Map(); // a character and what it folds to: a text has few different ones

  // `pairs`: a character and its folded form, one after the other.
  search.learn = (pairs) => {
    const all = [...pairs];
    simplified = new Map();
    for (let place = 0; place + 1 < all.length; place += 2) simplified.set(all[place], all[place + 1]);
    known = new Map();
  };

  const foldOne = (character) => {
    const plain = character.normalize("NFKC").toLowerCase();
    const one = plain.length === character.length ? plain : character;
    return simplified.get(one) ?? one;
  };

  // Folded, of the same length: what is found in it is marked in the text as printed.
  search.fold = (text) => {
    let folded = "";
    for (const character of text) {
      let one = known.get(character);
      if (one === undefined) known.set(character, (one = foldOne(character)));
      folded += one;
    }
    return folded;
  };

  // Words that stand in nearly every paragraph of English.
  const COMMON_WORDS = new Set(["the", "of", "and", "to", "in", "a", "is", "that", "it", "for"]);
  search.isCommonWord = (word) => COMMON_WORDS.has(word);

  search.isHan = (text) => IS_HAN.test(text);
  search.word = (run) => (PLAIN.test(run) ? run : run.normalize("NFD").replace(MARKS, "")).slice(0, LONGEST_WORD);

  // The runs of a folded text: Han or Latin, with their places.
  search.runs = (folded) =>
    [...folded.matchAll(RUNS)].map((match) => ({ text: match[0], start: match.index, han: IS_HAN.test(match[0]) }));

  search.pairs = (run) => {
    const characters = [...run];
    return characters.slice(1).map((character, place) => characters[place] + character);
  };

  // What words that lie together begin with.
  search.headOf = (word) => [...word].slice(0, 2).join("");
  // Two Latin words that follow each other: one of 256 terms that the index has for couples with such a first word.
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  search.couples = (runs) =>
    runs.slice(1).flatMap((run, place) => {
      const before = runs[place];
      if (run.han || before.han) return [];
      const first = search.word(before.text);
      const number = hash(`${first} ${search.word(run.text)}`) % 256;
      return [`${search.headOf(first)}_${DIGITS[number >> 6]}${DIGITS[number & 63]}`];
    });

  search.terms = (text) => {
    const runs = search.runs(search.fold(text));
    return runs.flatMap((run, place) =>
      run.han
        ? [...search.pairs(run.text), [...run.text].at(-1)]
        : [search.word(run.text), ...search.couples(runs.slice(Math.max(0, place - 1), place + 1))],
    );
  };

  // FNV-1a over UTF-16 code units, its halves folded.
  const hash = (text) => {
    let number = 0x811c9dc5;
    for (let place = 0; place < text.length; place += 1) {
      number = Math.imul(number ^ text.charCodeAt(place), 0x01000193) >>> 0;
    }
    return (number ^ (number >>> 15)) >>> 0;
  };

  // Terms that begin alike lie together: by the first two letters, or by the first Han character and by which part of the
  // characters the second is of: of sixteen after a common character, else of four.
  const PARTS = [..."且于侍劝吭太左我施枇琉真耍诵邦"].map((first) => first.codePointAt(0));
  const QUARTERS = PARTS.filter((_, place) => place % 4 === 3);
  const COMMON = new Set("的一是了人不有个在年来上就里看说话我要到他去这子们三得把问过十下部后那成天也写出事着都大为多会记时学家以能地作中国工");
  search.isCommon = (character) => COMMON.has(character);
  // Couples of the commonest words lie apart from the words, in sixteen files.
  const HEADS_APART = new Set("th an a of to in is it wh fo be ha co re wa we no on st se so he ho ma pa wi wo as do ca fi sh al at bu pr ne mo li di".split(" "));
  const partsAfter = (first) => (COMMON.has(first) ? PARTS : QUARTERS);
  search.shardOf = (term, shards) => {
    if (!IS_HAN.test(term)) {
      const [first, number] = term.split("_");
      const part = number && HEADS_APART.has(first) ? 1 + 4 * DIGITS.indexOf(number[0]) + (DIGITS.indexOf(number[1]) >> 4) : 0;
      return (hash(search.headOf(first)) ^ part) & (shards - 1);
    }
    const [first, second] = [...term];
    const part = partsAfter(first).filter((from) => second?.codePointAt(0) >= from).length;
    return (hash(first) ^ part) & (shards - 1);
  };
  // Every shard with terms that begin with the characters of `head`.
  search.shardsOf = (head, shards) => {
    if (!IS_HAN.test(head)) return [search.shardOf(head, shards)];
    const [first] = head;
    return new Set([0, ...partsAfter(first)].map((_, part) => (hash(first) ^ part) & (shards - 1)));
  };

  // What a word is about: its plural, its verb's forms and the nouns made of it come to the same, as far as endings tell.
  // Each step takes at most one ending, and only if enough of the word is left (Lovins, Porter: the idea; few rules of it).
  const STEPS = [
    [["ies", "y", 2], ["sses", "ss", 1], ["xes", "x", 2], ["ches", "ch", 2], ["shes", "sh", 2], ["ss", "ss", 1], ["us", "us", 1], ["is", "is", 1], ["s", "", 3]],
    [["ional", "ion", 2], ["ical", "ic", 2], ["fully", "", 4], ["ly", "", 4], ["ness", "", 4], ["ship", "", 4]],
    [
      ["ization", "iz", 3], ["isation", "iz", 3], ["izing", "iz", 3], ["ising", "iz", 3], ["izer", "iz", 3], ["iser", "iz", 3],
      ["ized", "iz", 3], ["ised", "iz", 3], ["ize", "iz", 3], ["ise", "iz", 3], ["ative", "", 4], ["ation", "", 4], ["ating", "", 4],
      ["ated", "", 4], ["ator", "", 4], ["ate", "", 4], ["ment", "", 4], ["ing", "", 3], ["ion", "", 5], ["ive", "", 4], ["ied", "y", 2],
      ["ed", "", 3], ["er", "", 4], ["or", "", 4],
    ],
    [["e", "", 3], ["y", "i", 3]],
  ];
  search.stem = (word) => {
    let stem = word;
    for (const step of STEPS) {
      const found = step.find(([ending, , least]) => stem.length >= ending.length + least && stem.endsWith(ending));
      if (!found) continue;
      const left = stem.slice(0, -found[0].length);
      if (found[0] === "ing" && !/[aeiouy]/.test(left)) continue; // string, spring
      stem = left + found[1];
      // planning, controlled: but passing, calling
      if ((found[0] === "ing" || found[0] === "ed") && stem.length > 3 && /([^aeioulsz])\1$|.{4}ll$/.test(stem)) stem = stem.slice(0, -1);
    }
    return stem;
  };

  // How many letters must be changed, added, left out or exchanged with the next between two words (Damerau), or `most` + 1
  // if more than `most`.
  search.distance = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = null;
    let row = Array.from({ length: other.length + 1 }, (_, place) => place);
    for (let i = 1; i <= one.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= other.length; j += 1) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (Math.min(...next) > most) return most + 1;
      before = row;
      row = next;
    }
    return row[other.length];
  };
})();
