// Loads the files of the index when they are asked for, once; they are scripts, so that a folder serves as well as http.
// Over http their data is fetched, which costs a browser a third less than to run them.
(() => {
  "use strict";
  const search = (window.essaySearch ||= {});
  const waiting = new Map(); // name → {promise, resolve, reject}
  const running = new Map(); // address of a file → promise that its script has run
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUE = new Uint8Array(128);
  [...DIGITS].forEach((digit, value) => (VALUE[digit.charCodeAt(0)] = value));

  const entryOf = (name) => {
    if (!waiting.has(name)) {
      const entry = {};
      entry.promise = new Promise((resolve, reject) => Object.assign(entry, { resolve, reject }));
      waiting.set(name, entry);
    }
    return waiting.get(name);
  };

  // Every file of the index calls this with its name and its data; what came along in one file is kept for later.
  window.essaySearchData = (name, data) => entryOf(name).resolve(data);

  // In a folder that is carried, `search.gathered` says among how many files of terms those of all blocks are dealt out, and
  // how many of texts stand in the first of them.
  const placeOf = (name) => {
    const { terms, texts } = search.gathered;
    return name
      .replace(/^b\d+\/s(\d+)$/, (_, number) => `b0/s${number % terms}`)
      .replace(/^(b\d+\/t)(\d+)$/, (_, kind, number) => kind + (number - (number % texts)));
  };

  // Runs the script at `address`; resolves when it has run, or fails with an error that names it.
  search.script = (address) =>
    new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = address;
      element.onload = () => {
        element.remove();
        resolve();
      };
      element.onerror = () => {
        element.remove();
        reject(new Error(address));
      };
      document.head.append(element);
    });

  // The same without running it: what stands between the name and the last bracket is JSON.
  const fetched = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(address);
    const text = await answer.text();
    const comma = text.indexOf(",");
    const name = JSON.parse(text.slice(text.indexOf("(") + 1, comma));
    window.essaySearchData(name, JSON.parse(text.slice(comma + 1, -1)));
  };
  // What was gathered holds several calls.
  const read = (address) => (search.gathered || !address.startsWith("http") ? search.script(address) : fetched(address));

  // The data of the file `name`; `version` makes its address one that may be kept forever.
  search.file = (name, version) => {
    if (!waiting.has(name)) {
      entryOf(name);
      // What was gathered is of several blocks, and nobody keeps it.
      const place = search.gathered ? `${placeOf(name)}.js` : `${name}.js${version ? `?${version}` : ""}`;
      const address = `${search.base}search/data/${place}`;
      if (!running.has(address)) running.set(address, read(address));
      running.get(address).catch((error) => {
        running.delete(address);
        entryOf(name).reject(error);
        waiting.delete(name);
      });
    }
    return entryOf(name).promise;
  };

  // Digits of five bits, the lowest first, as ascending numbers: each counted from the one before.
  search.ascending = (digits) => {
    const numbers = [];
    let last = -1;
    let value = 0;
    let shift = 0;
    for (let place = 0; place < digits.length; place += 1) {
      const digit = VALUE[digits.charCodeAt(place)];
      value |= (digit & 31) << shift; // places are far below 2 ** 31
      if (digit < 32) {
        numbers.push((last += value + 1));
        value = shift = 0;
      } else shift += 5;
    }
    return numbers;
  };

  search.numbers = (digits, each) => {
    let value = 0;
    let shift = 0;
    for (let place = 0; place < digits.length; place += 1) {
      const digit = VALUE[digits.charCodeAt(place)];
      value += (digit & 31) * 2 ** shift;
      shift += 5;
      if (digit < 32) {
        each(value);
        value = 0;
        shift = 0;
      }
    }
  };

  // A promise that is kept under `name` once made, unless it failed: then the next who asks tries again.
  const kept = new Map();
  const once = (name, make) => {
    if (!kept.has(name)) {
      const made = make();
      kept.set(name, made);
      made.catch(() => kept.delete(name));
    }
    return kept.get(name);
  };

  // The layout; with it the program learns to fold. `blocks`: where the numbers of each essay's paragraphs begin, how many
  // it has and how many of them are headings, and the number of the first essay; `main`: the number of each version's main text.
  search.layout = () =>
    once("layout", async () => {
      const layout = await search.file("layout");
      search.learn(layout.fold);
      let first = 0;
      layout.blocks = layout.heads.map(([paragraphs, heads]) => {
        const begins = [0];
        const counts = [];
        const headings = [];
        search.numbers(paragraphs, (count) => {
          counts.push(count);
          begins.push(begins.at(-1) + Math.ceil(count / layout.room) * layout.room);
        });
        search.numbers(heads, (count) => headings.push(count));
        const block = { begins, counts, headings, first, essays: headings.length, paragraphs: counts.reduce((sum, count) => sum + count, 0) };
        first += headings.length;
        return block;
      });
      layout.main = new Map(layout.folded);
      return layout;
    });

  // The terms of a block that lie together with `term`: sorted names, and the digits of each one's paragraphs.
  search.shard = (block, term, layout) => shard(block, search.shardOf(term, layout.shards), layout);
  // The same of all the terms that begin with `head`, a list of such.
  search.shards = (block, head, layout) =>
    Promise.all([...search.shardsOf(head, layout.shards)].map((number) => shard(block, number, layout)));
  const shard = (block, number, layout) => {
    const name = `b${block}/s${number}`;
    return once(name, async () => {
      const [names, digits] = await search.file(name, layout.versions[`b${block}`]);
      return { names: names ? names.split(" ") : [], digits: digits.split(" ") };
    });
  };

  // The texts of one essay: slug, title, author, year, language, then its paragraphs as [block id, text]; text alone
  // where the id is numbered next to the one before.
  search.texts = async (block, essay) => {
    const layout = await search.layout();
    const group = await search.file(`b${block}/t${Math.floor(essay / layout.texts)}`, layout.versions[`b${block}`]);
    const [slug, title, author, year, language, ...told] = group[essay % layout.texts];
    let id = "";
    const paragraphs = told.map((one) => {
      id = typeof one === "string" ? id.replace(/\d+$/, (number) => Number(number) + 1) : one[0];
      return typeof one === "string" ? [id, one] : one;
    });
    return { slug, title, author, year, language, paragraphs };
  };

  // A file of the whole library: "facets" or "titles", both in the order of the essays' numbers.
  search.whole = async (name) => search.file(name, (await search.layout()).versions[name]);
})();
