// The records as forms. A change gives new records; nothing that is shown is changed in place.
bench.forms = (function () {
  const root = document.getElementById("records");
  const { words, fields } = bench.data;
  const lists = new Set(["authors", "co_funders", "awards", "recipients", "positions", "affiliations", "aliases"]);
  const long = new Set(["definition"]);
  const parts = [
    ["", "paper", ["title", "released"]],
    ["publication", "paper", ["title", "title_ja", "journal", "authors", "published", "doi", "url"]],
    ["funding", "grants", ["funder", "abbreviation", "funder_name", "funder_inferred", "co_funders", "program", "project", "awards", "recipients", "own"]],
    ["people", "people", ["name", "reading", "romanized", "positions", "affiliations", "email", "phone"]],
    ["glossary", "glossary", ["marker", "number", "term", "aliases", "definition"]],
    ["organizations", "organizations", ["name", "abbreviation", "name_en", "parent"]],
    ["contacts", "contacts", ["heading", "organization", "person", "phone", "fax", "email", "postal_code", "address"]],
  ];
  const fresh = { people: { name: "–" }, glossary: { marker: "–" }, organizations: { name: "–" } };
  let records = null;
  let changed = () => {};

  const read = (path) => path.reduce((value, key) => (value === null || value === undefined ? value : value[key]), records);
  // `records` with another value at `path`; `undefined` takes a list's entry out.
  function written(value, path, next) {
    if (!path.length) return next;
    const [key, ...rest] = path;
    const copy = Array.isArray(value) ? value.slice() : { ...value };
    if (!rest.length && next === undefined) copy.splice(key, 1);
    else copy[key] = written(copy[key], rest, next);
    return copy;
  }
  function shownValue(key, value) {
    if (key === "awards") return (value || []).map((one) => one.number).join("\n");
    if (key === "authors") return (value || []).map((one) => one.name).join("\n");
    return lists.has(key) ? (value || []).join("\n") : value === null || value === undefined ? "" : String(value);
  }
  function takenValue(key, typed, before) {
    if (lists.has(key)) {
      const lines = typed.split("\n").map((one) => one.trim()).filter(Boolean);
      const label = key === "awards" ? "number" : key === "authors" ? "name" : null;
      return label ? lines.map((line) => (before || []).find((one) => one[label] === line) || { [label]: line }) : lines;
    }
    const plain = typed.trim();
    if (key === "number") return /^\d{1,9}$/.test(plain) ? Number(plain) : null;
    return plain || (key === "name" || key === "marker" ? before : null);
  }
  function take(path, value) {
    let next = written(records, path, value);
    if (path[path.length - 1] === "definition") { // where it stands, if it is the text's
      const start = value ? bench.text.find(value, 0) : -1;
      const where = path.slice(0, -1);
      next = written(next, [...where, "definition_start"], start < 0 ? null : start);
      next = written(next, [...where, "definition_end"], start < 0 ? null : start + Array.from(value).length);
    }
    records = next;
    changed(next);
  }
  function field(path, key) {
    const label = document.createElement("label");
    label.className = "field";
    const said = document.createElement("span");
    said.append(page.say(fields[key]));
    const full = [...path, key];
    const many = lists.has(key) || long.has(key);
    const input = document.createElement(many ? "textarea" : "input");
    input.dataset.path = full.join(".");
    if (key === "own") {
      input.type = "checkbox";
      input.checked = read(full) !== false;
      input.addEventListener("change", () => take(full, input.checked));
    } else {
      if (many) input.rows = Math.min(6, Math.max(1, shownValue(key, read(full)).split("\n").length)); else input.type = "text";
      if (lists.has(key)) input.title = words.one_a_line.ja + " / " + words.one_a_line.en;
      input.spellcheck = false;
      input.value = input.dataset.was = shownValue(key, read(full));
      input.addEventListener("change", () => {
        take(full, takenValue(key, input.value, read(full)));
        input.value = input.dataset.was = shownValue(key, read(full));
      });
    }
    label.append(said, input);
    return label;
  }
  function press(label, path, action) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.path = path;
    button.append(page.say(words[label]));
    button.addEventListener("click", action);
    return button;
  }
  function name(list, entry) {
    if (list === "funding") return [entry.funder || entry.funder_inferred, ...(entry.awards || []).map((one) => one.number)].filter(Boolean).join(" ") || "–";
    if (list === "glossary") return entry.marker + " " + (entry.term || "");
    return entry.name || entry.heading || entry.organization || "–";
  }
  function details(kind, key, open, heading, count) {
    const made = document.createElement("details");
    made.className = kind;
    made.dataset.key = key;
    made.open = open;
    const summary = document.createElement("summary");
    const head = document.createElement(kind === "part" ? "h2" : "span");
    head.append(heading);
    summary.append(head);
    if (count !== undefined) {
      const number = document.createElement("span");
      number.className = "count";
      number.textContent = " " + count;
      summary.append(number);
    }
    made.append(summary);
    return made;
  }
  // The ways from an entry to its places in the text.
  function spots(entry) {
    const row = document.createElement("p");
    const known = new Map(bench.shown().map((one) => [one.id, one]));
    (entry.mentions || entry.references || []).filter((id) => known.has(id)).forEach((id) => {
      const way = document.createElement("button");
      way.type = "button";
      way.className = "spot";
      way.textContent = Array.from(known.get(id).text).slice(0, 24).join("");
      way.addEventListener("click", () => bench.choose(id));
      row.append(way);
    });
    return row;
  }
  function list(part, key, entryFields, opened) {
    (records[key] || []).forEach((entry, number) => {
      const id = key + "." + number;
      const box = details("record", id, opened.has(id), name(key, entry));
      entryFields.forEach((one) => box.append(field([key, number], one)));
      box.append(spots(entry));
      box.append(press("delete", id + ".delete", () => { take([key, number], undefined); render(records); root.querySelector(`[data-path="${key}.add"]`).focus(); }));
      part.append(box);
    });
    part.append(press("entry", key + ".add", () => {
      const number = (records[key] || []).length;
      take([key, number], { ...fresh[key] });
      render(records);
      const box = root.querySelector(`[data-key="${key}.${number}"]`);
      box.open = true;
      const input = box.querySelector("input, textarea");
      input.focus();
      input.select();
    }));
  }
  function warnings(found) {
    if (!found.length) return;
    const part = details("part", "warnings", true, page.say(words.warnings), found.length);
    const items = document.createElement("ul");
    found.forEach((one) => {
      const item = document.createElement("li");
      item.textContent = one.code + ": " + one.message;
      items.append(item);
    });
    part.append(items);
    root.append(part);
  }
  let warned = [];
  function render(next, found) {
    records = next;
    warned = found || warned;
    const known = page.all("details", root);
    const opened = new Set(known.filter((one) => one.open).map((one) => one.dataset.key));
    const first = !known.length;
    const focus = root.contains(document.activeElement) ? document.activeElement.dataset.path : null;
    const scroll = document.getElementById("side").scrollTop;
    root.textContent = "";
    warnings(warned);
    let part = null;
    parts.forEach(([key, label, entryFields]) => {
      const group = key === "publication" ? "" : key;
      if (key !== "publication") {
        part = details("part", "part." + group, first ? key === "" || key === "funding" : opened.has("part." + group), page.say(words[label]), Array.isArray(records[key]) ? records[key].length : undefined);
        root.append(part);
      }
      if (key === "" || key === "publication") {
        const box = document.createElement("fieldset");
        const legend = document.createElement("legend");
        legend.append(page.say(words[key ? "paper" : "document"]));
        box.append(legend);
        entryFields.forEach((one) => box.append(field(key ? [key] : [], one)));
        part.append(box);
      } else list(part, key, entryFields, opened);
    });
    const again = focus && root.querySelector(`[data-path="${focus}"]`);
    if (again) again.focus({ preventScroll: true });
    document.getElementById("side").scrollTop = scroll;
  }
  return {
    render,
    onChange(call) { changed = call; },
    // Whether somebody is typing what has not been taken yet.
    typing: () => root.contains(document.activeElement) && document.activeElement.dataset.was !== undefined && document.activeElement.value !== document.activeElement.dataset.was,
  };
})();
