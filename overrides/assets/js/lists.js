// Lists: sort by a column, filter by what is typed. Ten thousand rows are hidden and shown, never rebuilt.
(() => {
  "use strict";
  const form = document.querySelector(".filter");
  const text = document.querySelector(".page--list .text");
  if (!text) return;
  const tables = [...text.querySelectorAll("table")];
  const rows = tables.flatMap((table) => [...table.tBodies[0].rows]).map((row) => ({ row, words: row.textContent.toLowerCase() }));

  if (form && rows.length) {
    const output = form.querySelector("output");
    const input = form.querySelector("input");
    (tables[0].closest(".md-typeset__scrollwrap") || tables[0]).before(form);
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    input.addEventListener("input", () => {
      const wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const { row, words } of rows) {
        const fits = wanted.every((word) => words.includes(word));
        row.hidden = !fits;
        shown += fits;
      }
      for (const table of tables) {
        const empty = ![...table.tBodies[0].rows].some((row) => !row.hidden);
        table.hidden = empty;
      }
      output.textContent = wanted.length ? (shown ? String(shown) : form.dataset.none) : "";
    });
  }

  const collator = new Intl.Collator("zh-u-co-pinyin", { numeric: true });
  for (const table of tables) {
    [...table.tHead.rows[0].cells].forEach((cell, column) => {
      if (!cell.textContent.trim()) return;
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
        const sorted = [...body.rows].sort((a, b) => collator.compare(a.cells[column].textContent, b.cells[column].textContent));
        body.append(...(down ? sorted.reverse() : sorted));
      });
    });
  }
})();
