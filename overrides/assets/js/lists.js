// Lists: sort by a column, filter by what is typed. Rows are hidden and shown, never rebuilt; where a list has
// several pages, the rows of all of them come in one file, loaded when the filter is first used.
(() => {
  "use strict";
  const text = document.querySelector(":is(.page--list, .page--themes, .page--collections) .text");
  if (!text) return;
  const form = document.querySelector(".filter");
  const tables = [...text.querySelectorAll("table")];
  const items = [...text.querySelectorAll("tbody tr, .theme-item")];
  const MOST_FOUND = 200; // rows drawn from other pages: more than anyone reads, and drawn in one frame

  const fits = (words, wanted) => wanted.every((word) => words.includes(word));

  if (form && items.length) {
    const output = form.querySelector("output");
    const input = form.querySelector("input");
    const first = items[0].closest("table, ul");
    const known = items.map((row) => ({ row, words: row.textContent.toLowerCase() }));
    (first.closest(".md-typeset__scrollwrap") || first).before(form);
    form.hidden = false;

    let all = null; // rows of every page, where there are several
    const found = document.createElement("table");
    found.append(document.createElement("tbody"));
    const draw = (wanted) => {
      const matches = all.filter(({ words }) => fits(words, wanted));
      found.tBodies[0].replaceChildren(...matches.slice(0, MOST_FOUND).map(({ cells, address, lang }) => {
        const row = document.createElement("tr");
        cells.forEach((words, column) => {
          const cell = row.insertCell();
          if (column) cell.textContent = words;
          else {
            const link = document.createElement("a");
            link.href = window.reading.carry(new URL(address, location.href).href);
            link.textContent = words;
            link.lang = lang;
            cell.append(link);
          }
        });
        return row;
      }));
      return matches.length;
    };

    const apply = () => {
      const wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const elsewhere = all && wanted.length > 0;
      let shown = 0;
      for (const { row, words } of known) {
        row.hidden = elsewhere || !fits(words, wanted);
        shown += !row.hidden;
      }
      for (const table of tables) table.hidden = Boolean(elsewhere);
      found.hidden = !elsewhere;
      if (elsewhere) shown = draw(wanted);
      output.textContent = wanted.length ? (shown ? String(shown) : form.dataset.none) : "";
    };

    form.addEventListener("submit", (event) => event.preventDefault());
    input.addEventListener("input", apply);
    if (form.dataset.rows) {
      window.reading.rows = (rows) => {
        all = rows.map(([address, lang, ...cells]) => ({ address, lang, cells, words: cells.join(" ").toLowerCase() }));
        form.after(found);
        apply();
      };
      input.addEventListener("focus", () => {
        const script = document.createElement("script");
        script.src = form.dataset.rows;
        document.head.append(script);
      }, { once: true });
    }
  }

  const collator = new Intl.Collator("zh-u-co-pinyin", { numeric: true });
  for (const table of tables) {
    [...table.tHead.rows[0].cells].forEach((cell, column) => {
      if (cell.matches(".grouped")) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...cell.childNodes);
      cell.append(button);
      button.addEventListener("click", () => {
        const down = cell.getAttribute("aria-sort") === "ascending";
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        cell.setAttribute("aria-sort", down ? "descending" : "ascending");
        table.classList.add("sorted");
        const body = table.tBodies[0];
        const keyed = [...body.rows].map((row) => ({ row, key: row.cells[column].textContent }));
        keyed.sort((a, b) => collator.compare(a.key, b.key));
        body.append(...(down ? keyed.reverse() : keyed).map(({ row }) => row));
      });
    });
  }
})();
