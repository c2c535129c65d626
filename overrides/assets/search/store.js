// Loads the files of the index when they are asked for, once; they are scripts, so that a folder serves as well as http.
(() => {
  "use strict";
  const search = (window.essaySearch ||= {});
  const waiting = new Map(); // name → {promise, resolve}
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUE = new Uint8Array(128);
  [...DIGITS].forEach((digit, value) => (VALUE[digit.charCodeAt(0)] = value));

  // Every file of the index calls this with its name and its data.
  window.essaySearchData = (name, data) => waiting.get(name)?.resolve(data);

  // Runs the script at `address`; resolves when it has run.
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
        reject(new Error(`not to be had: ${address}`));
      };
      document.head.append(element);
    });

  // The data of the file `name`; `version` makes its address one that may be kept forever.
  search.file = (name, version) => {
    let entry = waiting.get(name);
    if (!entry) {
      entry = {};
      entry.promise = new Promise((resolve, reject) => {
        entry.resolve = resolve;
        entry.reject = reject;
      });
      waiting.set(name, entry);
      search.script(`${search.base}search/data/${name}.js${version ? `?${version}` : ""}`).catch((error) => {
        waiting.delete(name);
        entry.reject(error);
      });
    }
    return entry.promise;
  };

  // Digits of five bits, the lowest first, as ascending numbers: each counted from the one before.
  search.ascending = (digits) => {
    const numbers = [];
    let last = -1;
    search.numbers(digits, (step) => {
      last += step + 1;
      numbers.push(last);
    });
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

  const heads = new Map();

  // The layout, once; with it the program learns to fold.
  search.layout = () =>
    (search.layoutPromise ||= search.file("layout", search.version).then((layout) => {
      search.learn(layout.fold);
      return layout;
    }));

  // The head of a block: where each essay's paragraphs begin, and how many of them are headings.
  search.head = async (block) => {
    if (!heads.has(block)) {
      heads.set(
        block,
        search.layout().then(async (layout) => {
          const data = await search.file(`b${block}/head`, layout.versions[block]);
          const begins = [0];
          const headings = [];
          search.numbers(data.paragraphs, (count) => begins.push(begins.at(-1) + count));
          search.numbers(data.headings, (count) => headings.push(count));
          return { begins, headings, essays: headings.length, paragraphs: begins.at(-1) };
        }),
      );
    }
    return heads.get(block);
  };

  const shards = new Map();

  // The terms of a block that begin like `term`: sorted names, and the digits of each one's paragraphs.
  search.shard = (block, term, layout) => {
    const name = `b${block}/s${search.shardOf(term, layout.shards)}`;
    if (!shards.has(name)) {
      const file = search.file(name, layout.versions[block]);
      shards.set(
        name,
        file.then(([names, digits]) => ({ names: names ? names.split(" ") : [], digits: digits.split(" ") })),
      );
    }
    return shards.get(name);
  };

  // The texts of one essay: slug, title, author, year, language, then its paragraphs as [block id, text].
  search.texts = async (block, essay) => {
    const layout = await search.layout();
    const group = await search.file(`b${block}/t${Math.floor(essay / layout.texts)}`, layout.versions[block]);
    const [slug, title, author, year, language, ...paragraphs] = group[essay % layout.texts];
    return { slug, title, author, year, language, paragraphs };
  };

  search.facets = async (block) => {
    const layout = await search.layout();
    return search.file(`b${block}/facets`, layout.versions[block]);
  };
})();
