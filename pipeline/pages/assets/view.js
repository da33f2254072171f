// The page of a release works without this script; it adds switching of types, keys, and the way from a mention to its record.
(function () {
  const all = page.all;
  const said = document.getElementById("said");
  const buttons = all("button.type");
  const marks = all("main mark[id]");
  const order = new Map(marks.map((mark, number) => [mark.id, number]));
  let here = -1;

  function show(type, on) {
    all("main mark").forEach((mark) => { if (mark.dataset.type === type) mark.classList.toggle("off", !on); });
    buttons.forEach((button) => { if (button.dataset.type === type) button.setAttribute("aria-pressed", String(on)); });
  }
  buttons.forEach((button) => button.addEventListener("click", () => show(button.dataset.type, button.getAttribute("aria-pressed") === "false")));
  document.getElementById("all").addEventListener("click", () => buttons.forEach((button) => show(button.dataset.type, true)));
  document.getElementById("none").addEventListener("click", () => buttons.forEach((button) => show(button.dataset.type, false)));

  function label(type) {
    const button = buttons.find((one) => one.dataset.type === type);
    return button.querySelector("." + page.language()).textContent;
  }
  function reveal(record) {
    const part = record.closest("details");
    if (part) part.open = true;
  }
  function go(record) {
    reveal(record);
    record.focus({ preventScroll: true });
    record.scrollIntoView({ block: "nearest" });
  }
  // Says what a mention is, in a line at the foot of the page, and shows the record that was made of it.
  function choose(mark) {
    all(".here").forEach((one) => one.classList.remove("here"));
    const parts = all("main mark").filter((one) => one.dataset.mention === mark.dataset.mention);
    parts.forEach((one) => one.classList.add("here"));
    here = order.get(mark.dataset.mention);
    const words = parts.map((one) => one.textContent).join("");
    said.textContent = label(mark.dataset.type) + ": " + words + (mark.title.includes(" = ") ? mark.title.slice(mark.title.indexOf(" = ")) : "");
    const record = mark.dataset.record && document.getElementById(mark.dataset.record);
    if (!record) return;
    record.classList.add("here");
    const way = document.createElement("a");
    way.href = "#" + record.id;
    way.textContent = said.dataset[page.language()];
    said.append(way);
    reveal(record);
    // Only the column of records moves, and only where it has a scroll bar of its own: the text stays where it is read.
    const column = document.getElementById("records");
    const [outer, inner] = [column.getBoundingClientRect(), record.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > outer.bottom) column.scrollTop += inner.top - outer.top - 16;
  }
  document.querySelector("main").addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    if (mark) choose(mark);
  });
  function step(by) {
    const seen = marks.filter((mark) => !mark.classList.contains("off"));
    if (!seen.length) return;
    const behind = seen.findIndex((mark) => order.get(mark.id) >= here + (by > 0 ? 1 : 0));
    const at = by > 0 ? Math.max(behind, 0) : (behind < 0 ? seen.length : behind) - 1;
    const next = seen[(at + seen.length) % seen.length];
    choose(next);
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "Enter" && event.target.tagName === "MARK" && event.target.dataset.record) go(document.getElementById(event.target.dataset.record));
    else if (event.key === "r") document.getElementById("records").focus();
    else if (event.key === "t" && buttons[0]) buttons[0].focus();
    else return;
    event.preventDefault();
  });
  function arrive() {
    const target = document.querySelector(":target");
    if (!target) return;
    if (target.tagName === "MARK") choose(target);
    else reveal(target);
  }
  window.addEventListener("hashchange", arrive);
  arrive();
})();
