// The page works without this script; it adds switching of types, keys, the way from a mention to its record, and the language.
"use strict";
(function () {
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
  const said = document.getElementById("said");
  const buttons = all("button.type");
  const marks = all("main mark[id]");
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
    return button ? button.querySelector("." + document.documentElement.lang).textContent : type;
  }
  function choose(mark, follow) {
    all(".here").forEach((one) => one.classList.remove("here"));
    all('main mark[data-mention="' + CSS.escape(mark.dataset.mention) + '"]').forEach((one) => one.classList.add("here"));
    here = marks.findIndex((one) => one.dataset.mention === mark.dataset.mention);
    const record = mark.dataset.record && document.getElementById(mark.dataset.record);
    if (record) { record.classList.add("here"); if (follow) record.scrollIntoView({ block: "nearest" }); }
    said.textContent = label(mark.dataset.type) + ": " + mark.textContent + (mark.dataset.value ? " = " + mark.dataset.value : "");
    mark.title = said.textContent;
  }
  document.querySelector("main").addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    if (mark) choose(mark, true);
  });
  function step(by) {
    const seen = marks.filter((mark) => !mark.classList.contains("off"));
    if (!seen.length) return;
    const at = seen.findIndex((mark) => marks.indexOf(mark) >= here + (by > 0 ? 1 : 0));
    const next = by > 0 ? (at < 0 ? seen[0] : seen[at]) : seen[((at < 0 ? seen.length : at) - 1 + seen.length) % seen.length];
    choose(next, true); next.focus({ preventScroll: true }); next.scrollIntoView({ block: "center" });
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "r") document.getElementById("records").focus();
    else if (event.key === "t" && buttons[0]) buttons[0].focus();
    else return;
    event.preventDefault();
  });
  window.addEventListener("hashchange", () => {
    const mark = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (mark && mark.tagName === "MARK") choose(mark, false);
  });
  document.getElementById("language").addEventListener("click", () => {
    document.documentElement.lang = document.documentElement.lang === "ja" ? "en" : "ja";
  });
})();
