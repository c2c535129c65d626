// On paper, the page's edge says what one reads: the site, and the title of the essay on that sheet.
// Titles are not known to a style sheet, so they are told to it when the page is about to be printed.
(() => {
  "use strict";
  const name = document.querySelector(".bar__name");
  const title = document.querySelector(".text h1");
  if (!title) return;
  const quoted = (words) => `"${words.trim().replace(/\s+/g, " ").replace(/["\\]/g, "\\$&")}"`;
  const tell = (edge, words) => document.documentElement.style.setProperty(`--edge-${edge}`, quoted(words));
  const sheets = document.querySelectorAll(".page--print h1.sheet");
  const edges = new CSSStyleSheet();

  addEventListener("beforeprint", () => {
    tell("site", sheets.length ? title.textContent : name.textContent);
    tell("title", sheets.length ? "" : title.textContent);
    if (!sheets.length) return;
    edges.replaceSync([...sheets].map((sheet, place) =>
      `@page sheet${place} { @top-right { content: ${quoted(sheet.textContent)} } }`).join("\n"));
    if (!document.adoptedStyleSheets.includes(edges)) document.adoptedStyleSheets.push(edges);
    sheets.forEach((sheet, place) => {
      for (let node = sheet; node && (node === sheet || !node.matches("h1.sheet")); node = node.nextElementSibling) {
        node.style.page = `sheet${place}`;
      }
    });
  });
})();
