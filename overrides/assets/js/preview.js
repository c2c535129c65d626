// A look ahead: what an essay or a theme says first, shown when its link is hovered or focused.
// The words come in a small script of their own, so that this works from file:// too.
(() => {
  "use strict";
  const { reading } = window;
  const PAUSE = 350; // milliseconds: a pointer that only passes by opens nothing
  const cards = new Map();
  const waiting = new Map();

  reading.preview = (key, content) => {
    cards.set(key, content);
    waiting.get(key)?.();
  };

  // Several cards share a file; builder/emit/previews.py counts the same way.
  const numberOf = (key) => [...key].reduce((told, letter) => (told * 31 + letter.codePointAt(0)) % 65521, 0) % 32;
  // In a folder that is carried, so many files stand in the first of them.
  const fileOf = (key) => numberOf(key) - (numberOf(key) % (reading.previewsAFile || 1));
  const load = ({ key, base }) => new Promise((done) => {
    if (cards.has(key)) return done();
    waiting.set(key, done);
    const script = document.createElement("script");
    script.src = `${base}previews/${fileOf(key)}.js`;
    script.onload = done;
    script.onerror = done;
    document.head.append(script);
  });

  // What is said of the essay or theme `key`, for whoever asks.
  reading.card = (key) => load({ key, base: reading.home }).then(() => cards.get(key));

  if (matchMedia("(hover: none) and (pointer: coarse)").matches) return; // a finger cannot hover
  let timer = 0;
  let card = null;
  let over = null;

  const keyOf = (link) => {
    const { href, pathname } = new URL(link.getAttribute("href"), location.href); // of a link in a drawing too
    const found = pathname.match(/\/(essays|themes)\/([^/]+)\.html$/);
    if (!found || found[2] === "index" || pathname === location.pathname) return null;
    return { key: `${found[1]}/${found[2]}`, base: href.split(/[?#]/)[0].replace(/[^/]+\/[^/]+$/, "") };
  };
  const hide = () => {
    clearTimeout(timer);
    over = null;
    if (card) card.hidden = true;
  };
  const show = async (link, where) => {
    await load(where);
    const content = cards.get(where.key);
    if (content && over === link) draw(link, content);
  };
  const draw = (link, content) => {
    if (!card) {
      card = document.createElement("div");
      card.className = "preview";
      card.id = "preview";
      card.setAttribute("role", "tooltip");
      document.querySelector("main").append(card);
      card.addEventListener("mouseleave", hide);
    }
    card.replaceChildren();
    for (const [name, words] of Object.entries({ title: content.title, line: content.line, text: content.text })) {
      if (!words) continue;
      const part = document.createElement("div");
      part.className = `preview__${name}`;
      part.textContent = words;
      card.append(part);
    }
    card.lang = content.lang;
    card.hidden = false;
    const box = link.getClientRects()[0];
    const left = Math.min(Math.max(8, box.left), innerWidth - card.offsetWidth - 8);
    const above = box.bottom + card.offsetHeight + 12 > innerHeight && box.top > card.offsetHeight + 12;
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${(above ? box.top - card.offsetHeight - 6 : box.bottom + 6) + scrollY}px`;
  };

  const begin = (event) => {
    const link = event.target.closest?.(".text a[href]");
    // What the source reads, where a repair is only likely: the browser itself shows a title to the mouse alone.
    if (event.type === "focusin" && link?.matches(".repaired, .doubted") && link.title) {
      hide();
      over = link;
      timer = setTimeout(() => draw(link, { text: link.title, lang: document.documentElement.lang }), PAUSE);
      return;
    }
    const where = link && !link.classList.contains("number") && keyOf(link);
    if (!where || link === over) return;
    hide();
    over = link;
    timer = setTimeout(() => show(link, where), PAUSE);
  };
  document.addEventListener("mouseover", begin);
  document.addEventListener("focusin", begin);
  document.addEventListener("focusout", hide);
  document.addEventListener("mouseout", (event) => {
    if (over && !over.contains(event.relatedTarget) && !card?.contains(event.relatedTarget)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
})();
