// What all pages share: the button that changes the language of the page's own words. Everything else works without it.
"use strict";
const page = {
  all: (selector, root) => Array.from((root || document).querySelectorAll(selector)),
  language: () => document.documentElement.lang,
  // A label in both languages; style shows the one that is wanted.
  say(words) {
    const both = document.createDocumentFragment();
    for (const language of ["ja", "en"]) {
      const span = document.createElement("span");
      span.className = span.lang = language;
      span.textContent = words[language];
      both.append(span);
    }
    return both;
  },
  // Where no markup can stand (options, placeholders): the words of the language that is on.
  relabel() {
    page.all("[data-ja]").forEach((one) => {
      const words = one.dataset[page.language()];
      if (one.placeholder !== undefined) one.placeholder = words; else one.textContent = words;
    });
  },
};
document.getElementById("language").addEventListener("click", () => {
  document.documentElement.lang = page.language() === "ja" ? "en" : "ja";
  page.relabel();
});
