// The home page: one essay to begin with, another at each visit. Without script it is the one that most others point to.
(() => {
  "use strict";
  const { reading } = window;
  const door = document.querySelector(".one-title a");
  const passage = document.querySelector(".one-title + blockquote > p");
  const doors = document.querySelector(".doors");
  if (!door || !passage || !doors) return;
  const slugs = doors.dataset.doors.split(" ");
  if (slugs.length < 2) return;

  const show = (slug, { title, text, lang }) => {
    door.href = reading.carry(new URL(`essays/${slug}.html`, reading.home).href);
    door.textContent = title;
    passage.textContent = text;
    for (const part of [door.parentElement, passage]) part.lang = lang;
  };
  let wanted = "";
  const pick = async () => {
    const others = slugs.filter((slug) => slug !== wanted);
    const slug = others[Math.floor(Math.random() * others.length)];
    wanted = slug;
    const content = await reading.card(`essays/${slug}`);
    if (content && slug === wanted) show(slug, content);
  };

  const another = doors.querySelector("button");
  passage.parentElement.after(doors);
  doors.hidden = false;
  another.addEventListener("click", pick);
  pick();
})();
