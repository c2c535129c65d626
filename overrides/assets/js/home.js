// The home page: one essay to begin with, another at each visit. Without script it is the one that most others point to.
(() => {
  "use strict";
  const { reading } = window;
  const door = document.querySelector(".one-title a");
  const passage = document.querySelector(".one-title + blockquote > p");
  const doors = document.querySelector(".doors");
  if (!door || !passage || !doors) return;
  const files = new Map(doors.dataset.doors.split(" ").map((place) => place.split("/").reverse())); // slug → its file
  if (files.size < 2) return;
  const known = new Map();

  const show = (slug, { title, text, lang }) => {
    door.href = reading.carry(new URL(`essays/${slug}.html`, reading.home).href);
    door.textContent = title;
    passage.textContent = text;
    for (const part of [door.parentElement, passage]) part.lang = lang;
  };
  const before = reading.preview;
  reading.preview = (key, content) => {
    before?.(key, content);
    known.set(key, content);
    if (key === wanted) show(key.slice("essays/".length), content);
  };
  let wanted = "";
  const pick = () => {
    const others = [...files.keys()].filter((slug) => `essays/${slug}` !== wanted);
    const slug = others[Math.floor(Math.random() * others.length)];
    wanted = `essays/${slug}`;
    if (known.has(wanted)) return show(slug, known.get(wanted));
    const script = document.createElement("script");
    script.src = `${reading.home}previews/${files.get(slug)}.js`;
    document.head.append(script);
    return undefined;
  };

  const another = doors.querySelector("button");
  passage.parentElement.after(doors);
  doors.hidden = false;
  another.addEventListener("click", pick);
  pick();
})();
