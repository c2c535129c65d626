// Names that a query may stand for: themes, authors and titles, also by pinyin; and words near to one that was not found.
(() => {
  "use strict";
  const search = (window.essaySearch ||= {});
  const MOST_NAMES = 6;
  const NEVER = 9;
  const isLatin = (wanted) => /^[a-z' ]+$/.test(wanted) && wanted.replace(/[ ']/g, "").length > 1;

  // How well `tight` (letters alone) is the pinyin `syllables`, or its initials: 0 whole … 3 inside, or NEVER.
  const heard = (tight, syllables) => {
    if (!syllables) return NEVER;
    const list = syllables.split(" ");
    const initials = list.map((syllable) => syllable[0]).join("");
    const whole = list.join("");
    if (whole === tight || initials === tight) return 0;
    if (whole.startsWith(tight)) return 1;
    if (initials.startsWith(tight)) return 2;
    return list.some((_, place) => place && tight.length > 2 && list.slice(place).join("").startsWith(tight)) ? 3 : NEVER;
  };

  // Themes and authors whose name, or its pinyin, holds what was typed: [{kind, id, name, address, rank}], the closest
  // first; `rank` is 0 for the very name.
  search.names = async (text) => {
    const layout = await search.layout();
    const wanted = search.fold(text.slice(0, search.LONGEST_QUERY)).trim().replace(/\s+/g, " ");
    if (!wanted) return [];
    const tight = isLatin(wanted) ? wanted.replace(/[ ']/g, "") : "";
    const found = [];
    for (const [kind, name, address, forms, pinyin] of layout.names) {
      const written = Math.min(...forms.map((form) => (form === wanted ? 0 : wanted.length < 2 ? NEVER : form.startsWith(wanted) ? 3 : form.includes(wanted) ? 6 : NEVER)));
      const sound = tight ? heard(tight, pinyin) : NEVER;
      const rank = Math.min(written, sound === NEVER ? NEVER : sound + 1.5);
      if (rank < NEVER) found.push({ kind, name, address, rank, id: kind === "theme" ? address.slice("themes/".length, -".html".length) : name });
    }
    return found.sort((one, other) => one.rank - other.rank || one.name.length - other.name.length).slice(0, MOST_NAMES);
  };

  // Essays whose title in pinyin holds what was typed: [{number, slug, title}], the closest first.
  search.titles = async (text) => {
    const wanted = search.fold(text.slice(0, search.LONGEST_QUERY)).trim();
    if (!isLatin(wanted)) return [];
    const tight = wanted.replace(/[\s']/g, "");
    const { main } = await search.layout();
    const found = [];
    (await search.whole("titles")).forEach(([slug, title, pinyin], number) => {
      const rank = heard(tight, pinyin);
      if (rank < NEVER && !main.has(number)) found.push({ number, slug, title, rank });
    });
    return found.sort((one, other) => one.rank - other.rank || one.title.length - other.title.length || one.number - other.number);
  };

  // What is nearest to a clause that was found nowhere, or null.
  search.nearest = async (clause) => {
    const layout = await search.layout();
    return search.isHan(clause.text) ? nearestRun(clause.text, layout) : nearestWord(clause.text, layout);
  };

  // A word of the index, of those that begin alike, but for one slip in the first two letters.
  const nearestWord = async (word, layout) => {
    const most = word.length > 5 ? 2 : 1;
    const [a, b = "", c = ""] = word;
    const heads = new Set([a + b, b + a, a + c, b + c].filter((head) => head.length === 2));
    const found = new Map(); // word → how often
    await Promise.all(
      [...heads].flatMap((head) =>
        layout.blocks.map(async (_, block) => {
          const shard = await search.shard(block, head, layout);
          shard.names.forEach((name, place) => {
            if (name.startsWith(head) && !name.includes("_")) found.set(name, (found.get(name) || 0) + shard.digits[place].length);
          });
        }),
      ),
    );
    const near = [...found].map(([name, often]) => ({ name, often, distance: search.distance(word, name, most) }));
    near.sort((one, other) => one.distance - other.distance || other.often - one.often);
    return near[0]?.distance <= most && near[0].name !== word ? near[0].name : null;
  };

  // Of a run of Han one character may be another: as a theme's or author's name has it, else the commonest pair.
  const nearestRun = async (run, layout) => {
    const wanted = [...run];
    if (wanted.length < 2 || wanted.length > 8) return null;
    const alike = (other) => other.length === wanted.length && other.filter((character, place) => character === wanted[place]).length === wanted.length - 1;
    for (const [, , , forms] of layout.names) {
      for (const form of forms) {
        const characters = [...form];
        for (let start = 0; start + wanted.length <= characters.length; start += 1) {
          const part = characters.slice(start, start + wanted.length);
          if (alike(part)) return part.join("");
        }
      }
    }
    if (wanted.length > 2) return null;
    const found = new Map();
    for (const block of layout.blocks.keys()) {
      const near = search.isCommon(wanted[0]) ? [await search.shard(block, run, layout)] : await search.shards(block, run, layout);
      for (const { names, digits } of near) {
        names.forEach((name, place) => {
          if (alike([...name]) && !name.includes("_")) found.set(name, (found.get(name) || 0) + digits[place].length);
        });
      }
    }
    return [...found].sort((one, other) => other[1] - one[1])[0]?.[0] ?? null;
  };
})();
