// The workbench: what is open, what was done to it, and what is asked of the server.
(function () {
  const get = (id) => document.getElementById(id);
  const { words, types } = bench.data;
  const { text, forms } = bench;
  const byKey = new Map(Object.entries(types).map(([type, one]) => [one.key, type]));
  let state = null; // what undo takes back: mentions, records, resolved, sections, warnings
  let open = { name: "", tag: null, text: "", document: null };
  let here = null; // the chosen mention, as an object of state.mentions
  let undone = [];
  let done = [];
  let dirty = false;
  let asked = 0; // the number of the latest question about records
  let timer = 0;
  let busy = 0;
  let names = [];
  let token = "";
  let retry = null;

  function say(name, more) {
    get("said").textContent = "";
    get("said").append(page.say(words[name]), more ? " " + more : "");
  }
  function working(by) {
    busy += by;
    get("progress").hidden = busy <= 0;
  }
  // Asks the server; an error has the problem document, or nothing.
  async function ask(path, options) {
    const given = { ...options, headers: { ...(options && options.headers), ...(token ? { Authorization: "Bearer " + token } : {}) } };
    working(1);
    try {
      const answer = await fetch(path, given);
      if (answer.ok) return answer;
      const problem = await answer.json().catch(() => ({ status: answer.status, detail: "", code: "" }));
      if (answer.status === 401) { get("token").hidden = false; get("token-value").focus(); retry = begin; }
      throw Object.assign(new Error(problem.detail), { problem });
    } finally {
      working(-1);
    }
  }
  function failed(error) {
    say("failed", error.problem ? error.problem.code + ": " + error.problem.detail : String(error.message));
  }
  const json = (value, headers) => ({ method: "POST", body: JSON.stringify(value), headers: { "Content-Type": "application/json", ...headers } });

  // ---- reading, opening, saving
  function mayLeave() {
    return !dirty || window.confirm(words.leave[page.language()]);
  }
  function shows(answer, name, tag, resolved) {
    const { release } = answer;
    open = { name, tag, text: answer.text, document: release.document };
    state = pack(release, resolved || release.records);
    [undone, done, here, dirty] = [[], [], null, false];
    text.set(answer.text);
    get("name").value = name;
    get("start").hidden = true;
    get("bench").hidden = false;
    get("agreement").hidden = true;
    get("conflict").hidden = true;
    render();
  }
  const pack = (release, resolved) => ({ mentions: release.mentions, records: release.records, sections: release.sections, warnings: release.warnings, resolved });
  async function readIn(body, name, type) {
    if (!mayLeave()) return;
    asked += 1;
    say("reading", name);
    const began = Date.now();
    const clock = setInterval(() => say("reading", name + " " + Math.round((Date.now() - began) / 1000) + " s"), 1000);
    try {
      const query = "include_text=true&name=" + encodeURIComponent(name);
      const answer = await ask("v1/extract?" + query, { method: "POST", body, headers: { "Content-Type": type || "application/octet-stream" } });
      shows(await answer.json(), name.replace(/\.[^.]+$/, ""), null);
      say("mentions_read", String(state.mentions.length));
      text.root.parentElement.focus();
    } catch (error) { failed(error); } finally { clearInterval(clock); }
  }
  function readPasted() {
    const file = get("file").files[0];
    if (file) readIn(file, file.name, file.type);
    else if (get("paste").value.trim()) {
      const name = get("name").value.trim() || "release-" + new Date().toISOString().slice(0, 19).replace(/[-:T]/g, "");
      readIn(JSON.stringify({ text: get("paste").value }), name + ".txt", "application/json");
    }
  }
  async function openDocument(name) {
    if (!mayLeave()) { get("document").value = open.name; return; }
    asked += 1;
    say("reading", name);
    try {
      const answer = await ask("v1/workspace/" + encodeURIComponent(name));
      const tag = answer.headers.get("ETag");
      const stored = await answer.json();
      if (stored.release) {
        const question = { text: stored.text, media_type: stored.release.document.media_type, mentions: plain(stored.release.mentions), records: stored.release.records };
        const followed = await (await ask("v1/resolve", json(question))).json();
        shows({ text: stored.text, release: { ...stored.release, mentions: without(stored.release.mentions.map((one) => ({ ...one, bare: !one.value })), followed.release.mentions), records: followed.release.records } }, name, tag, followed.resolved);
      } else {
        const read = await ask("v1/extract?include_text=true&name=" + encodeURIComponent(name + ".txt"), json({ text: stored.text }));
        shows({ ...(await read.json()), text: stored.text }, name, null);
      }
      say("mentions_read", String(state.mentions.length));
      get("document").value = name;
    } catch (error) { failed(error); }
  }
  // A person, or gold, may say that a mention has no value: `bare` mentions stay without the one that their words tell.
  function without(before, mentions) {
    const key = (one) => one.type + " " + one.start + " " + one.end;
    const bare = new Set(before.filter((one) => one.bare).map(key));
    return mentions.map((one) => (bare.has(key(one)) ? { ...one, value: null, bare: true } : one));
  }
  const plain = (mentions) => mentions.map(({ id, type, start, end, value }) => ({ id, type, start, end, value: value || null }));
  const gold = () => ({ text: open.text, release: { document: open.document, sections: state.sections, mentions: state.mentions.map(({ bare, ...one }) => one), records: state.records, warnings: state.warnings } });
  async function save(tag) {
    if (!state) return;
    if (document.activeElement && document.activeElement.blur) document.activeElement.blur(); // what was typed is taken
    if (!names) { say("closed"); return; }
    const name = get("name").value.trim();
    const same = name === open.name;
    const known = tag === undefined ? (same ? open.tag : null) : tag;
    try {
      await settled();
      const headers = known ? { "If-Match": known } : { "If-None-Match": "*" };
      const answer = await ask("v1/workspace/" + encodeURIComponent(name), { ...json(gold(), headers), method: "PUT" });
      open = { ...open, name, tag: answer.headers.get("ETag") };
      dirty = false;
      get("conflict").hidden = true;
      await list();
      say("saved", name);
    } catch (error) {
      if (error.problem && error.problem.code === "gold-changed") {
        get("conflict").hidden = false;
        get("conflict").dataset.tag = error.problem.etag ? '"' + error.problem.etag + '"' : "";
        get("theirs").disabled = !error.problem.etag;
        get("mine").focus();
      }
      failed(error);
    }
  }
  async function list() {
    const found = await (await ask("v1/workspace")).json();
    names = found.open ? found.documents.map((one) => one.name) : null;
    get("documents").hidden = !names || !names.length;
    get("compare").hidden = !found.second;
    const choice = get("document");
    choice.textContent = "";
    [["", "–"], ...found.documents.map((one) => [one.name, (one.annotated ? "✓ " : "") + one.name])].forEach(([value, label]) => choice.append(new Option(label, value)));
    choice.value = names && names.includes(open.name) ? open.name : "";
    get("save").disabled = !names;
    if (!names) say("closed");
  }
  function step(by) {
    if (!names || !names.length) return;
    const at = names.indexOf(open.name);
    openDocument(names[at < 0 ? (by > 0 ? 0 : names.length - 1) : (at + by + names.length) % names.length]);
  }
  async function compare() {
    if (!state) return;
    try {
      await settled();
      figures(await (await ask("v1/workspace/" + encodeURIComponent(get("name").value.trim()) + "/agreement", json(gold()))).json());
    } catch (error) { failed(error); }
  }
  function figures(found) {
    const table = document.createElement("table");
    const row = (cells, head) => {
      const made = table.insertRow();
      cells.forEach((one) => { const cell = document.createElement(head ? "th" : "td"); if (head) cell.scope = "col"; cell.append(one); made.append(cell); });
    };
    row([page.say(words.type), page.say(words.first), page.say(words.second), page.say(words.both), "F1"], true);
    const figure = (label, one) => row([label, String(one.a), String(one.b), String(one.both), one.f1.toFixed(3)]);
    Object.entries(found.types).forEach(([type, one]) => figure(page.say(types[type] || { ja: type, en: type }), one));
    figure("Σ", found.all_types);
    const items = document.createElement("ul");
    found.differences.forEach((one) => {
      const item = document.createElement("li");
      const way = document.createElement("button");
      way.type = "button";
      const told = (mark) => (mark ? mark.type + " " + (one.kind === "value" ? mark.value || "–" : mark.text) : "–");
      way.textContent = told(one.a) + " / " + told(one.b) + "  " + one.context;
      const place = one.a || one.b;
      way.addEventListener("click", () => text.select(place.start, place.end));
      item.append(way);
      items.append(item);
    });
    found.record_differences.forEach((one) => {
      const item = document.createElement("li");
      item.textContent = one.record + " " + (one.only === "a" ? words.first : words.second)[page.language()] + ": " + one.said;
      items.append(item);
    });
    const head = document.createElement("h3");
    head.append(page.say(words.differences), " " + (found.differences.length + found.record_differences.length));
    get("figures").replaceChildren(table, head, items);
    get("agreement").hidden = false;
    get("agreement").scrollIntoView({ block: "nearest" });
  }

  // ---- corrections
  function change(mentions, chosen) {
    undone.push(state);
    done = [];
    state = { ...state, mentions };
    here = chosen;
    dirty = true;
    render();
    follow();
  }
  function follow() {
    clearTimeout(timer);
    timer = setTimeout(resolve, 120);
  }
  let waiting = null;
  async function resolve() {
    timer = 0;
    const number = ++asked;
    const question = { text: open.text, media_type: open.document.media_type, mentions: plain(state.mentions).map((one, at) => ({ ...one, id: one.id || "new-" + at })), records: state.records, resolved: state.resolved };
    say("following");
    const work = (async () => {
      try {
        const found = await (await ask("v1/resolve", json(question))).json();
        if (number !== asked) return;
        if (forms.typing()) { late = true; return; }
        const place = here;
        state = { ...pack(found.release, found.resolved), mentions: without(state.mentions, found.release.mentions) };
        here = place && state.mentions.find((one) => one.type === place.type && one.start === place.start && one.end === place.end);
        render();
        say("followed");
      } catch (error) { if (number === asked) failed(error); }
    })();
    waiting = work;
    await work;
  }
  let late = false;
  get("records").addEventListener("focusout", () => { if (late) { late = false; follow(); } });
  // Returns when records follow all corrections.
  async function settled() {
    if (timer) { clearTimeout(timer); await resolve(); } else if (waiting) await waiting;
  }
  function move(from, to) { // undo and redo
    if (!from.length) return;
    to.push(state);
    state = from.pop();
    asked += 1;
    clearTimeout(timer);
    timer = 0;
    here = null;
    dirty = true;
    render();
    follow(); // the state may have been left before its records followed
  }
  const undo = () => move(undone, done);
  const redo = () => move(done, undone);
  function give(type) {
    const selected = text.selected();
    if (selected) {
      const same = state.mentions.find((one) => one.start === selected.start && one.end === selected.end);
      if (same) { window.getSelection().removeAllRanges(); choose(same); retype(type); return; }
      const made = { type, ...selected, text: text.slice(selected.start, selected.end), value: null };
      window.getSelection().removeAllRanges();
      change([...state.mentions, made].sort((a, b) => a.start - b.start || b.end - a.end), made);
      focusHere();
    } else if (here) retype(type);
    else say("nothing");
  }
  function edit(next) {
    const made = { ...here, ...next };
    change(state.mentions.map((one) => (one === here ? made : one)).sort((a, b) => a.start - b.start || b.end - a.end), made);
  }
  function retype(type) {
    if (type !== here.type && !taken(type, here.start, here.end)) edit({ type, value: null, bare: false });
    focusHere();
  }
  const taken = (type, start, end) => state.mentions.some((one) => one !== here && one.type === type && one.start === start && one.end === end);
  function shift(which, by) {
    if (here) reach(which, here[which] + by);
  }
  function reach(which, point) {
    const next = { start: here.start, end: here.end, [which]: point };
    if (next.start < 0 || next.end > text.length() || next.start >= next.end || taken(here.type, next.start, next.end) || point === here[which]) return;
    edit({ ...next, text: text.slice(next.start, next.end), value: null, bare: false });
    focusHere();
  }
  function remove() {
    if (!here) return;
    const at = state.mentions.indexOf(here);
    const rest = state.mentions.filter((one) => one !== here);
    change(rest, rest[Math.min(at, rest.length - 1)] || null);
    focusHere();
  }
  function choose(mention) {
    here = mention;
    render();
    focusHere();
  }
  function focusHere() {
    const mark = here && get("mark-" + state.mentions.indexOf(here));
    if (mark) { mark.focus({ preventScroll: true }); mark.scrollIntoView({ block: "nearest" }); }
  }
  function walk(by) {
    if (!state.mentions.length) return;
    const at = here ? state.mentions.indexOf(here) + by : by > 0 ? 0 : -1;
    choose(state.mentions[(at + state.mentions.length) % state.mentions.length]);
  }

  // ---- what is shown
  function render() {
    const inText = text.root.contains(document.activeElement);
    text.render(state.mentions, here ? state.mentions.indexOf(here) : -1);
    if (inText) focusHere();
    forms.render(state.records, state.warnings);
    get("undo").disabled = !undone.length;
    get("redo").disabled = !done.length;
    get("mention").hidden = !here;
    const said = get("chosen-text");
    said.textContent = "";
    if (here) {
      said.append(page.say(types[here.type]), ": " + text.slice(here.start, here.end));
      get("type").value = here.type;
      if (document.activeElement !== get("value")) get("value").value = here.value || "";
      get("at-start").textContent = here.start;
      get("at-end").textContent = here.end;
    } else said.append(page.say(words.choose));
  }
  forms.onChange((records) => {
    undone.push(state);
    done = [];
    state = { ...state, records };
    dirty = true;
    get("undo").disabled = false;
    get("redo").disabled = true;
    say("unsaved");
  });

  // ---- the mouse
  text.root.addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    if (mark && !text.selected()) choose(state.mentions[Number(mark.dataset.number)]);
  });
  text.root.addEventListener("pointerdown", (event) => {
    const which = event.target.dataset.edge;
    if (!which || !here) return;
    event.preventDefault();
    const [before, kept] = [here, state];
    let point = here[which];
    const drag = (moved) => {
      const under = text.under(moved.clientX, moved.clientY);
      const next = { ...before, [which]: under };
      if (under === null || next.start >= next.end) return;
      point = under;
      text.render(kept.mentions.map((one) => (one === before ? next : one)), kept.mentions.indexOf(before));
    };
    const drop = () => {
      document.removeEventListener("pointermove", drag);
      document.removeEventListener("pointerup", drop);
      document.removeEventListener("pointercancel", drop);
      if (state !== kept) return;
      here = before;
      if (point === before[which]) render(); else reach(which, point);
    };
    document.addEventListener("pointermove", drag);
    document.addEventListener("pointerup", drop);
    document.addEventListener("pointercancel", drop);
  });
  const press = (id, action) => get(id).addEventListener("click", action);
  press("read", readPasted);
  press("new", () => { if (mayLeave()) { dirty = false; asked += 1; clearTimeout(timer); timer = 0; state = null; open = { name: "", tag: null, text: "", document: null }; get("bench").hidden = true; get("start").hidden = false; get("name").value = ""; get("document").value = ""; get("file").value = ""; get("paste").value = ""; get("paste").focus(); } });
  press("save", () => save());
  press("undo", () => state && undo());
  press("redo", () => state && redo());
  press("compare", compare);
  press("previous", () => step(-1));
  press("next", () => step(1));
  press("add", () => give(get("type").value));
  press("delete", remove);
  press("theirs", () => { dirty = false; openDocument(get("name").value.trim()); });
  press("mine", () => save(get("conflict").dataset.tag || null));
  press("cancel", () => { get("conflict").hidden = true; get("save").focus(); });
  page.all("[data-move]").forEach((one) => one.addEventListener("click", () => { shift(one.dataset.move, Number(one.dataset.by)); one.focus(); }));
  get("document").addEventListener("change", () => { if (get("document").value) openDocument(get("document").value); });
  get("type").addEventListener("change", () => { if (here && !text.selected()) retype(get("type").value); });
  get("value").addEventListener("change", () => { if (here) edit({ value: get("value").value.trim() || null, bare: !get("value").value.trim() }); });
  get("find").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !get("find").value) return;
    event.preventDefault();
    const selected = text.selected();
    const found = text.find(get("find").value, selected ? selected.end : 0);
    if (found < 0) { say("nothing"); return; }
    get("main").focus();
    text.select(found, found + Array.from(get("find").value).length);
  });
  get("token").addEventListener("submit", (event) => {
    event.preventDefault();
    token = get("token-value").value.trim();
    get("token").hidden = true;
    if (retry) retry();
  });
  // A file may be dropped anywhere.
  document.addEventListener("dragover", (event) => { event.preventDefault(); get("start").classList.add("over"); });
  document.addEventListener("dragleave", () => get("start").classList.remove("over"));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    get("start").classList.remove("over");
    const file = event.dataTransfer.files[0];
    const words = event.dataTransfer.getData("text/plain");
    if (file) readIn(file, file.name, file.type);
    else if (words && !get("start").hidden) get("paste").value = words;
  });

  // ---- keys
  const actions = {
    j: () => walk(1), k: () => walk(-1), x: remove, Delete: remove, z: undo, y: redo, s: () => save(), n: () => step(1), b: () => step(-1),
    "[": () => shift("start", -1), "]": () => shift("start", 1), "{": () => shift("end", -1), "}": () => shift("end", 1),
    v: () => { if (here) get("value").focus(); }, r: () => get("records").focus(), f: () => get("find").focus(), Escape: () => { window.getSelection().removeAllRanges(); choose(null); },
  };
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey) return;
    const writes = event.target.matches("input:not([type=checkbox]), textarea, select");
    if (event.ctrlKey || event.metaKey) {
      const key = event.key.toLowerCase();
      const action = key === "s" ? actions.s : writes ? null : key === "z" ? (event.shiftKey ? redo : undo) : key === "y" ? redo : null;
      if (!action || !state) return;
      event.preventDefault();
      action();
      return;
    }
    if (writes) { if (event.key === "Escape") event.target.blur(); return; }
    if (!get("keys").checked || (!state && event.key !== "n" && event.key !== "b")) return;
    const action = actions[event.key] || (byKey.has(event.key) && (() => give(byKey.get(event.key))));
    if (!action) return;
    event.preventDefault();
    action();
  });
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
  get("language").addEventListener("click", () => { if (state) render(); });

  Object.entries(types).forEach(([type, one]) => {
    const option = new Option(one[page.language()] + " (" + one.key + ")", type);
    option.dataset.ja = one.ja + " (" + one.key + ")";
    option.dataset.en = one.en + " (" + one.key + ")";
    get("type").append(option);
  });
  get("undo").disabled = get("redo").disabled = true;
  bench.shown = () => state.mentions;
  bench.choose = (id) => choose(state.mentions.find((one) => one.id === id) || null);
  const begin = () => list().catch(failed);
  begin();
})();
