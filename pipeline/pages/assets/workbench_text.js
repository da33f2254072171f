// The text with its mentions. The page counts code points, as the server does; only a selection in the browser is UTF-16.
const bench = {};
bench.data = JSON.parse(document.getElementById("words").textContent);
bench.text = (function () {
  const root = document.getElementById("text");
  const shown = new Map(); // text node → [start, end] in code points; where its own length differs it is one thing
  let points = [];
  const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
  const broken = /^[\r\u000b\u000c\u0085\u2028\u2029]$/u;

  function node(words, start, end, parent) {
    const made = document.createTextNode(words);
    shown.set(made, [start, end]);
    parent.append(made);
  }
  function write(start, end, parent) {
    let from = start;
    for (let at = start; at < end; at += 1) {
      const one = points[at];
      const pair = one === "\r" && points[at + 1] === "\n" && at + 1 < end;
      if (!broken.test(one) && !control.test(one)) continue;
      if (from < at) node(points.slice(from, at).join(""), from, at, parent);
      if (pair || broken.test(one)) {
        node("\n", at, at + (pair ? 2 : 1), parent);
        at += pair ? 1 : 0;
      } else {
        const span = document.createElement("span");
        span.className = "control";
        node("U+" + one.codePointAt(0).toString(16).toUpperCase().padStart(4, "0"), at, at + 1, span);
        parent.append(span);
      }
      from = at + 1;
    }
    if (from < end) node(points.slice(from, end).join(""), from, end, parent);
  }
  // Pieces between the ends of mentions, each inside all the marks that cover it: no order of mentions is wrong.
  function render(mentions, here) {
    const scroll = window.scrollY;
    shown.clear();
    root.textContent = "";
    const sorted = mentions.map((one, number) => ({ one, number })).sort((a, b) => a.one.start - b.one.start || b.one.end - a.one.end);
    const cuts = Array.from(new Set([0, points.length, ...mentions.flatMap((one) => [one.start, one.end])])).sort((a, b) => a - b);
    let waiting = 0;
    let open = [];
    for (let at = 0; at + 1 < cuts.length; at += 1) {
      const [start, end] = [cuts[at], cuts[at + 1]];
      open = open.filter((each) => each.one.end > start);
      while (waiting < sorted.length && sorted[waiting].one.start <= start) open.push(sorted[waiting++]);
      let parent = root;
      const edges = [];
      for (const each of open) {
        const mark = document.createElement("mark");
        mark.dataset.type = each.one.type;
        mark.dataset.number = each.number;
        mark.title = bench.data.types[each.one.type][page.language()] + (each.one.value ? " = " + each.one.value : "");
        if (each.one.start === start) { mark.id = "mark-" + each.number; mark.tabIndex = -1; }
        if (each.number === here) { mark.classList.add("here"); edges.push([each.one, mark]); }
        parent.append(mark);
        parent = mark;
      }
      edges.forEach(([one, mark]) => { if (one.start === start) mark.prepend(edge("start")); });
      write(start, end, parent);
      edges.forEach(([one, mark]) => { if (one.end === end) mark.append(edge("end")); });
    }
    window.scrollTo({ top: scroll, behavior: "instant" });
  }
  function edge(which) {
    const made = document.createElement("span");
    made.className = "edge";
    made.dataset.edge = which;
    return made;
  }
  // A place in the document → code points; null outside the text.
  function at(container, offset) {
    if (!root.contains(container)) return null;
    if (shown.has(container)) {
      const [start, end] = shown.get(container);
      const whole = Array.from(container.data).length === end - start && !container.parentNode.classList.contains("control");
      return whole ? start + Array.from(container.data.slice(0, offset)).length : offset > 0 ? end : start;
    }
    const range = document.createRange();
    range.setStart(root, 0);
    range.setEnd(container, offset);
    let found = 0;
    for (const [one, [, end]] of shown) {
      if (range.comparePoint(one, one.length) > 0) break;
      found = end;
    }
    return found;
  }
  function place(point) {
    for (const [one, [start, end]] of shown) {
      if (point >= start && point < end) return [one, Array.from(one.data).length === end - start ? points.slice(start, point).join("").length : 0];
    }
    const last = Array.from(shown.keys()).pop();
    return last ? [last, last.length] : [root, 0];
  }
  return {
    root, render, at,
    set(text) { points = Array.from(text); },
    length: () => points.length,
    slice: (start, end) => points.slice(start, end).join(""),
    // Where words stand, from a place on and then from the beginning; -1 where they do not.
    find(words, from) {
      const whole = points.join("");
      const behind = whole.indexOf(words, points.slice(0, from).join("").length);
      const found = behind < 0 ? whole.indexOf(words) : behind;
      return found < 0 ? -1 : Array.from(whole.slice(0, found)).length;
    },
    // What is selected in the text, without blanks at its ends; null where nothing is.
    selected() {
      const selection = window.getSelection();
      if (!selection.rangeCount || selection.isCollapsed) return null;
      const range = selection.getRangeAt(0);
      let [start, end] = [at(range.startContainer, range.startOffset), at(range.endContainer, range.endOffset)];
      if (start === null || end === null) return null;
      while (start < end && /\s/u.test(points[start])) start += 1;
      while (start < end && /\s/u.test(points[end - 1])) end -= 1;
      return start < end ? { start, end } : null;
    },
    select(start, end) {
      const range = document.createRange();
      range.setStart(...place(start));
      const [last, before] = place(end - 1);
      range.setEnd(last, before + (Array.from(last.data).length === 1 ? last.length : points[end - 1].length));
      const selection = window.getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      range.startContainer.parentElement.scrollIntoView({ block: "nearest" });
    },
    under(x, y) {
      const found = document.caretPositionFromPoint ? document.caretPositionFromPoint(x, y) : document.caretRangeFromPoint(x, y);
      return found && at(found.offsetNode || found.startContainer, found.offsetNode ? found.offset : found.startOffset);
    },
  };
})();
