// Shows the errors of an evaluation, a hundred at a time, and filters them. All that comes from documents is set as text.
(function () {
  const CHUNK = 100;
  const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
  const data = JSON.parse(document.getElementById("data").textContent);
  const [EXTRACTOR, DOCUMENT, KIND, TYPE, TAKEN, SENTENCE, GOLD, OUTPUT] = [0, 1, 2, 3, 4, 5, 6, 7];
  const form = document.getElementById("filters");
  const list = document.getElementById("list");
  const more = document.getElementById("more");
  const count = document.getElementById("count");
  const labels = {};
  page.all("[data-key]", document.getElementById("labels").content).forEach((one) => { labels[one.dataset.key] = one; });
  const label = (key) => labels[key].cloneNode(true);
  const both = (entry) => page.say({ ja: entry[1], en: entry[2] });

  const selects = {};
  for (const [name, column, entries] of [
    ["extractor", EXTRACTOR, data.extractors.map((one) => [one, one, one])], ["type", TYPE, data.types],
    ["kind", KIND, data.kinds], ["document", DOCUMENT, data.documents.map((one) => [one, one, one])],
  ]) {
    const present = new Set(data.errors.map((error) => error[column]));
    const select = document.getElementById("by-" + name);
    selects[name] = { select, column, entries };
    entries.forEach((entry, number) => {
      if (!present.has(number)) return;
      const option = document.createElement("option");
      option.value = number;
      option.dataset.ja = entry[1];
      option.dataset.en = entry[2];
      select.append(option);
    });
  }
  page.relabel();

  function node(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }
  // Text with its controls shown by their names, as on every page.
  function plain(words) {
    const shown = document.createDocumentFragment();
    words = words.replace(/\r\n|[\r\u000b\u000c\u0085\u2028\u2029]/g, "\n");
    let at = 0;
    for (const match of words.matchAll(CONTROL)) {
      shown.append(words.slice(at, match.index));
      shown.append(node("span", "control", "U+" + match[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0")));
      at = match.index + match[0].length;
    }
    shown.append(words.slice(at));
    return shown;
  }
  // The sentence with the marks of one side; offsets are code points.
  function sentence(error, marks) {
    if (!marks.length) return [node("span", "none", "–")];
    if (error[SENTENCE] < 0) return marks.map((mark) => node("mark", "", plain(mark[4])));
    const points = Array.from(data.sentences[error[SENTENCE]][1]);
    const parts = [];
    let at = 0;
    for (const [start, end, type] of [...marks].sort((one, other) => one[0] - other[0] || one[1] - other[1])) {
      const begin = Math.max(start, at);
      parts.push(plain(points.slice(at, begin).join("")));
      const mark = node("mark", "", plain(points.slice(begin, Math.max(end, begin)).join("")));
      mark.dataset.type = data.types[type][0];
      parts.push(mark);
      at = Math.max(end, begin);
    }
    return [...parts, plain(points.slice(at).join(""))];
  }
  function sideOf(error, key, marks) {
    const words = node("p", "words", ...sentence(error, marks));
    words.lang = "ja";
    const values = marks.map((mark) => mark[3]).filter((value) => value);
    if (values.length) words.append(" ", node("span", "value", plain(values.join(" "))));
    return node("div", key, node("p", "side", label(key)), words);
  }
  function shown(error) {
    const first = (error[GOLD][0] || error[OUTPUT][0]);
    const start = error[SENTENCE] < 0 ? 0 : data.sentences[error[SENTENCE]][0];
    const where = data.extractors[error[EXTRACTOR]] + " · " + data.documents[error[DOCUMENT]] + " [" + (start + first[0]) + ", " + (start + first[1]) + ")";
    const types = node("span", "", both(data.types[error[TYPE]]));
    if (error[TAKEN] >= 0) types.append(" → ", both(data.types[error[TAKEN]]));
    const head = node("p", "head", node("strong", "", both(data.kinds[error[KIND]])), types, node("span", "soft", plain(where)));
    return node("li", "error", head, node("div", "sides", sideOf(error, "gold", error[GOLD]), sideOf(error, "output", error[OUTPUT])));
  }

  const texts = new Map();
  // What the words of a filter are looked for in: the sentence, its marks and their values.
  function haystack(error) {
    if (!texts.has(error)) {
      const marks = [...error[GOLD], ...error[OUTPUT]].map((mark) => (mark[3] || "") + "\n" + (mark[4] || ""));
      texts.set(error, ((error[SENTENCE] < 0 ? "" : data.sentences[error[SENTENCE]][1]) + "\n" + marks.join("\n")).normalize("NFKC").toLowerCase());
    }
    return texts.get(error);
  }
  let found = data.errors;
  let done = 0;
  function grow() {
    const next = found.slice(done, done + CHUNK).map(shown);
    list.append(...next);
    done += next.length;
    more.hidden = done >= found.length;
    const say = (pattern) => pattern.replace("FOUND", found.length.toLocaleString("en")).replace("SHOWN", done.toLocaleString("en"));
    count.replaceChildren(page.say({ ja: say(count.dataset.countJa), en: say(count.dataset.countEn) }));
    return next[0];
  }
  function filter() {
    const wanted = Object.values(selects).filter((one) => one.select.value !== "").map((one) => [one.column, Number(one.select.value)]);
    const words = document.getElementById("by-words").value.normalize("NFKC").toLowerCase().split(/\s+/).filter((word) => word);
    found = data.errors.filter((error) => wanted.every(([column, value]) => error[column] === value) && words.every((word) => haystack(error).includes(word)));
    done = 0;
    list.replaceChildren();
    grow();
  }
  more.addEventListener("click", () => {
    const first = grow();
    first.tabIndex = -1;
    first.focus();
  });
  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  let waiting = 0;
  document.getElementById("by-words").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 150);
  });
  // A count of errors by kind leads to them.
  function only(name, value) {
    const number = selects[name].entries.findIndex((entry) => entry[0] === value);
    selects[name].select.value = String(number);
  }
  page.all("td[data-kind]").forEach((cell) => {
    const button = node("button", "", cell.textContent);
    button.type = "button";
    button.addEventListener("click", () => {
      form.reset();
      only("extractor", cell.dataset.extractor);
      only("type", cell.dataset.of);
      only("kind", cell.dataset.kind);
      filter();
      document.getElementById("main").focus();
    });
    const row = cell.closest("tr");
    button.setAttribute("aria-label", cell.textContent + ": " + row.cells[0].textContent + " " + row.cells[1].textContent);
    cell.replaceChildren(button);
  });
  form.hidden = data.errors.length === 0;
  if (data.errors.length) grow();
})();
