// An essay: paragraph numbers, the outline that follows, how far one has read, and the folded list of repairs.
(() => {
  "use strict";
  const text = document.querySelector(".page--essay .text");
  if (!text) return;

  // Paragraph numbers are links, so that they can be reached and copied.
  const place = document.querySelector(".cite")?.dataset.place;
  const numbered = text.querySelectorAll(":scope > p[id^='p']");
  for (const paragraph of numbered) {
    const link = document.createElement("a");
    link.className = "number";
    link.href = `#${paragraph.id}`;
    link.textContent = paragraph.id.slice(1);
    if (place) link.setAttribute("aria-label", place.replace("{n}", link.textContent));
    // In front: behind the last word it would make the last line of a justified paragraph a full one.
    paragraph.prepend(link);
  }

  // The outline stands open where there is room beside the text, and follows the reading.
  const outline = document.querySelector(".outline");
  const links = outline ? [...outline.querySelectorAll("a")] : [];
  if (outline) {
    const beside = matchMedia("(width >= 75rem)");
    const open = () => { outline.open = beside.matches; };
    open();
    beside.addEventListener("change", open);
    outline.addEventListener("click", (event) => {
      if (event.target.closest("a") && !beside.matches) outline.open = false;
    });
    const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    let current = -1;
    const follow = () => {
      // Near its end a page scrolls no further: there a heading is read that stands lower, at last the lowest.
      const left = document.documentElement.scrollHeight - innerHeight - scrollY;
      const read = Math.max(innerHeight / 3, innerHeight - left);
      let place = -1;
      headings.forEach((heading, index) => {
        if (heading && heading.getBoundingClientRect().top < read) place = index;
      });
      if (place === current) return;
      links[current]?.removeAttribute("aria-current");
      links[place]?.setAttribute("aria-current", "location");
      current = place;
      const link = links[place];
      if (link && beside.matches) link.scrollIntoView({ block: "nearest" });
    };
    addEventListener("scroll", follow, { passive: true });
    follow();
  }

  // A table that is wider than the page is scrolled with the keyboard too.
  const wide = () => {
    for (const frame of document.querySelectorAll(".md-typeset__scrollwrap")) {
      if (frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0;
      else frame.removeAttribute("tabindex");
    }
  };
  addEventListener("load", wide);
  addEventListener("resize", wide);

  // The list of repairs opens from one quiet line.
  for (const heading of text.querySelectorAll(".fold")) {
    const rest = [];
    for (let node = heading.nextElementSibling; node && node.tagName !== "H2"; node = node.nextElementSibling) {
      if (!node.classList.contains("quiet")) rest.push(node);
    }
    if (!rest.length) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    const fold = (open) => {
      button.setAttribute("aria-expanded", String(open));
      for (const node of rest) node.hidden = !open;
    };
    const reach = () => {
      const target = document.querySelector(":target"); // what the address says may be anything
      if (target && rest.some((node) => node.contains(target))) {
        fold(true);
        target.scrollIntoView({ block: "center" });
      }
    };
    button.addEventListener("click", () => fold(button.getAttribute("aria-expanded") !== "true"));
    fold(false);
    reach();
    addEventListener("hashchange", reach);
    addEventListener("beforeprint", () => fold(true));
  }
})();
