// Citing a paragraph: what is copied was written by the builder; the link carries the paragraph's fingerprint.
(() => {
  "use strict";
  const text = document.querySelector(".page--essay .text");
  const box = document.querySelector(".cite");
  if (!text || !box) return;

  // FNV-1a over the letters alone: neither blanks nor our own marks nor the paragraph's number count.
  const fingerprint = (paragraph) => {
    const words = window.reading.printed(paragraph, ".number, .gap");
    let hash = 0x811c9dc5;
    for (const letter of words.replace(/\s/g, "")) hash = Math.imul(hash ^ letter.codePointAt(0), 0x01000193);
    return (hash >>> 0).toString(36);
  };

  const said = box.querySelector("output");
  const tell = (words) => {
    said.textContent = words;
    box.hidden = false;
  };

  // Arriving by such a link: the paragraph that has that text, wherever it stands now, and never a lookalike.
  const wanted = new URLSearchParams(location.search).get("t");
  const arrive = async () => {
    if (window.reading.back) await window.reading.printedKnown();
    const meant = document.querySelector(":target");
    if (meant && fingerprint(meant) === wanted) return;
    const found = [...text.querySelectorAll("[id^='p']")].filter((node) => fingerprint(node) === wanted);
    const goal = found.length === 1 ? found[0] : text.querySelector("h1");
    history.replaceState(null, "", `#${goal.id}`);
    goal.scrollIntoView();
    tell(found.length === 1 ? box.dataset.moved : box.dataset.lost);
    box.classList.add("cite--said");
  };
  if (wanted && location.hash) arrive();

  let paragraph = null;
  const address = () => {
    const base = box.dataset.address || location.href.split(/[?#]/)[0];
    return `${base}?t=${fingerprint(paragraph)}#${paragraph.id}`;
  };
  const fill = (form) => {
    const now = new Date();
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
    const place = window.reading.spoken(box.dataset.place).replace("{n}", paragraph.id.slice(1));
    return form.replace("{place}", place).replace("{day}", day).replace("{address}", address());
  };
  const copy = async (words) => {
    try {
      await navigator.clipboard.writeText(words);
    } catch {
      const area = document.createElement("textarea"); // file:// and plain http have no clipboard of their own
      area.value = words;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    tell(box.dataset.copied);
  };

  text.addEventListener("click", (event) => {
    const number = event.target.closest("a.number");
    if (!number) return;
    event.preventDefault();
    paragraph = number.parentElement;
    history.replaceState(null, "", number.hash);
    box.classList.remove("cite--said");
    said.textContent = box.dataset.place.replace("{n}", paragraph.id.slice(1));
    paragraph.after(box);
    box.hidden = false;
    box.querySelector("button").focus({ preventScroll: true });
  });
  box.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (window.reading.back) await window.reading.printedKnown();
    if (button.name === "close") {
      box.hidden = true;
      paragraph?.querySelector(".number")?.focus();
    } else if (button.name === "link") copy(address());
    else copy(fill(window.reading.spoken(button.value)));
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") box.querySelector("[name=close]").click();
  });
})();
