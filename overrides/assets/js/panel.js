// The reader's panel, the bar that leaves while one reads down, and choices that travel over file://.
(() => {
  "use strict";
  const { reading } = window;
  const root = document.documentElement;
  const panel = document.getElementById("reader");
  const USUAL = { tone: "system", size: "m", width: "normal", face: "serif", links: "on", script: reading.usual };

  const show = () => {
    for (const [name, usual] of Object.entries(USUAL)) {
      const value = reading.choices[name] || usual;
      for (const input of panel.querySelectorAll(`input[name="${name}"]`)) input.checked = input.value === value;
    }
  };

  if (panel) {
    show();
    panel.addEventListener("change", ({ target }) => {
      reading.set(target.name, target.value === USUAL[target.name] ? "" : target.value);
    });
    panel.addEventListener("reset", (event) => {
      event.preventDefault();
      for (const name of Object.keys(USUAL)) reading.set(name, "");
      show();
    });
    document.addEventListener("click", (event) => {
      if (panel.open && !panel.contains(event.target)) panel.open = false;
    });
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && panel.open) {
        panel.open = false;
        panel.querySelector("summary").focus();
      }
    });
  }

  // Material opens its search box by labels, which a keyboard does not reach: ours are buttons.
  for (const button of document.querySelectorAll(".bar__search, .ask")) {
    button.addEventListener("click", () => {
      const toggle = document.getElementById("__search");
      if (!toggle.checked) toggle.click();
      document.querySelector(".md-search__input")?.focus();
    });
  }

  // Material names every block of code anew; links and numbers of paragraphs go by the name that it had.
  addEventListener("load", () => {
    for (const block of document.querySelectorAll("pre[id^='__code_']")) {
      const id = block.id.slice("__code_".length);
      if (!/^(e\d+-)?p\d+$/.test(id)) continue;
      block.id = id;
      if (location.hash === `#${id}`) block.scrollIntoView();
    }
  });

  // Reading down hides the bar, reading up brings it back.
  const STEP = 24; // pixels: less is a trembling hand
  let last = scrollY;
  addEventListener("scroll", () => {
    if (Math.abs(scrollY - last) < STEP) return;
    if (scrollY > last && scrollY > 200) root.dataset.reading = "";
    else delete root.dataset.reading;
    last = scrollY;
  }, { passive: true });

  if ("file" in root.dataset) {
    const carry = () => {
      for (const link of document.querySelectorAll("a[href]")) {
        // In a drawing, `href` of a link is no text: the attribute is, everywhere.
        const url = new URL(link.getAttribute("href"), location.href);
        if (url.protocol !== "file:" || url.pathname === location.pathname) continue;
        link.setAttribute("href", reading.carry(url.href));
      }
    };
    carry();
    document.addEventListener("reading", carry);
  }
})();
