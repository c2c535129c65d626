// How far one has read: a line at the top, an offer to go on where one stopped, and the last essay on the home page.
(() => {
  "use strict";
  const KEY = "places";
  const MOST = 40; // essays remembered: enough for a season's reading, under 8 KB
  const EARLY = 3; // paragraphs: who stopped before has not begun

  // Other programs of the same host may keep something under the same name.
  const ours = (place) => place && [place.page, place.id, place.title].every((part) => typeof part === "string");
  const read = () => {
    try {
      const found = JSON.parse(localStorage.getItem(KEY));
      return Array.isArray(found) ? found.filter(ours) : [];
    } catch {
      return [];
    }
  };
  const write = (places) => {
    try {
      localStorage.setItem(KEY, JSON.stringify(places.slice(0, MOST)));
    } catch {
      // nothing is kept here; the page reads as well without it
    }
  };

  const { reading } = window;
  const last = document.querySelector(".last-read");
  const offerLast = (page, title, lang) => {
    const link = last.querySelector("a");
    link.href = reading.carry(new URL(`essays/${page}`, location.href).href);
    link.textContent = title;
    link.lang = lang;
    last.hidden = false;
  };
  if (last) {
    const [place] = read();
    const [slug] = reading.last.split("~");
    if (place) offerLast(place.page, place.title, place.lang);
    // Where nothing is kept, the address says the essay, and its card the title.
    else if (slug) reading.card(`essays/${slug}`).then((card) => card && offerLast(`${slug}.html`, card.title, card.lang));
  }

  const text = document.querySelector(".page--essay .text");
  if (!text) return;
  const paragraphs = [...text.querySelectorAll("[id^='p']")].filter((node) => /^p\d+$/.test(node.id));
  if (!paragraphs.length) return;
  const page = location.pathname.split("/").pop();

  const offer = document.querySelector(".resume");
  const known = read().find((place) => place.page === page);
  if (offer && known && !location.hash) {
    const index = paragraphs.findIndex((node) => node.id === known.id);
    if (index >= EARLY && index < paragraphs.length - 1) {
      offer.querySelector("a").href = `#${known.id}`;
      offer.hidden = false;
      offer.addEventListener("click", (event) => {
        if (event.target.closest("a, button")) offer.hidden = true;
      });
    }
  }

  const bar = document.createElement("div");
  bar.className = "progress";
  document.body.append(bar);
  const end = paragraphs[paragraphs.length - 1];
  let waiting = 0;
  const follow = () => {
    const top = text.getBoundingClientRect().top;
    const length = end.getBoundingClientRect().bottom - top - innerHeight;
    bar.style.transform = `scaleX(${length > 0 ? Math.min(1, Math.max(0, -top / length)) : 0})`;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const index = paragraphs.findIndex((node) => node.getBoundingClientRect().bottom > innerHeight / 4);
      if (index < EARLY && !read().some((place) => place.page === page)) return;
      const here = paragraphs[index < 0 ? paragraphs.length - 1 : index];
      const title = text.querySelector("h1").textContent;
      write([{ page, id: here.id, title, lang: text.lang }, ...read().filter((place) => place.page !== page)]);
      const now = `${page.replace(/\.html$/, "")}~${here.id}`;
      if (now === reading.last) return;
      reading.last = now;
      document.dispatchEvent(new CustomEvent("reading", { detail: "last" }));
    }, 400);
  };
  addEventListener("scroll", follow, { passive: true });
})();
