// Saves each measure of an entry grid as its cells are left, and shows what became of it. Without it one button saves all.
(() => {
  "use strict";

  const form = document.querySelector("form[data-grid]");
  if (!form || !form.querySelector("tbody[data-save]")) {
    return;
  }

  const FIGURE = "td.in input[data-figure]";
  const said = form.querySelector("[data-said]");
  const waiting = new Set();
  const failed = new Set();
  let working = false;
  let leaving = false;

  form.querySelectorAll("[data-with-script]").forEach((part) => {
    part.hidden = false;
  });

  // -- what is not saved yet

  const isTyped = (cell) => !cell.readOnly && cell.value.trim() !== cell.dataset.stored;
  const unsaved = () => [...form.querySelectorAll(FIGURE)].filter(isTyped);

  /** Each figure's state, by its first cell: a ratio has two cells and is one figure. */
  const states = () => {
    const found = new Map();
    for (const cell of form.querySelectorAll(FIGURE)) {
      if (!found.has(cell.dataset.figure)) {
        found.set(cell.dataset.figure, cell.dataset.state);
      }
    }
    return [...found.values()];
  };

  const COUNTED = { locked: "saved", typed: "failed" };

  const count = () => {
    const all = states().map((state) => COUNTED[state] ?? state);
    for (const part of form.querySelectorAll("[data-tally]")) {
      const n = all.filter((state) => state === part.dataset.tally).length;
      part.querySelector("b").textContent = String(n);
      part.querySelector(":scope > span").textContent = n === 1 ? part.dataset.one : part.dataset.many;
      part.hidden = n === 0 && part.dataset.tally !== "saved";
    }
    const saved = all.filter((state) => state === "saved").length;
    form.querySelector("[data-meter]")?.setAttribute("width", String(saved));
  };

  // -- the answer

  /** What a measure's fields say, by name; a radio or a box only if it is chosen. */
  const fieldsOf = (body) => {
    const fields = new URLSearchParams();
    for (const field of body.querySelectorAll("input[name], select[name]")) {
      if (!["radio", "checkbox"].includes(field.type) || field.checked) {
        fields.set(field.name, field.value);
      }
    }
    return fields;
  };

  /** The figures in which somebody has typed on since the fields were sent. */
  const typedSince = (body, sent) => {
    const cells = [...body.querySelectorAll(FIGURE)];
    return new Set(cells.filter((cell) => cell.name && cell.value !== sent.get(cell.name)).map((cell) => cell.dataset.figure));
  };

  const COPIED = ["class", "readonly", "name", "aria-invalid", "aria-describedby", "data-state", "data-stored"];

  const copy = (from, to, names) => {
    for (const name of names) {
      if (from.hasAttribute(name)) {
        to.setAttribute(name, from.getAttribute(name));
      } else {
        to.removeAttribute(name);
      }
    }
  };

  const patchCells = (body, answer, on) => {
    for (const cell of body.querySelectorAll(FIGURE)) {
      const drawn = answer.querySelector(`[id="${cell.id}"]`);
      copy(drawn, cell, COPIED);
      if (!on.has(cell.dataset.figure) && cell.value !== drawn.value) {
        cell.value = drawn.value;
      }
    }
  };

  /** What each figure is based on: newer, unless somebody typed on over a value that they have not seen. */
  const patchBases = (body, answer, on) => {
    const stored = new Set((answer.dataset.stored ?? "").split(" "));
    for (const base of body.querySelectorAll('input[type="hidden"][name$=".base"]')) {
      const figure = base.name.slice(0, -".base".length);
      const drawn = answer.querySelector(`input[name="${base.name}"]`);
      if (!drawn) {
        base.remove();
      } else if (!on.has(figure) || stored.has(figure)) {
        base.value = drawn.value;
      }
    }
  };

  const patchRow = (body, answer, sent) => {
    for (const field of body.querySelectorAll("td.note input, td.sym select, input[name$='.noted']")) {
      const drawn = answer.querySelector(`[name="${field.name}"]`);
      if (!drawn) {
        field.disabled = true;
      } else if (field.value === sent.get(field.name)) {
        field.value = drawn.value;
      }
    }
    const totals = answer.querySelectorAll("td.q");
    body.querySelectorAll("td.q").forEach((total, place) => {
      total.textContent = totals[place].textContent;
    });
    const rows = answer.querySelectorAll("tr");
    body.querySelectorAll("tr").forEach((row, place) => copy(rows[place], row, ["class"]));
    copy(answer, body, ["data-measure"]);
  };

  /** The last column; a reason that somebody is typing there, and their place, stay. */
  const patchState = (body, answer) => {
    const state = body.querySelector("td.st");
    const focused = state.contains(document.activeElement) ? document.activeElement : null;
    const typed = focused?.matches("input[type='text']") ? focused.value : null;
    state.replaceChildren(...answer.querySelector("td.st").childNodes);
    if (focused) {
      const again = focused.id ? document.getElementById(focused.id) : null;
      (again ?? body.querySelector(`${FIGURE}:not([readonly])`) ?? body.querySelector(FIGURE)).focus();
      if (again && typed !== null) {
        again.value = typed;
      }
    }
  };

  const URGENT = ["error", "conflict", "warning", "todo", "tick", "lock"];

  const announce = (body) => {
    const parts = [...body.querySelectorAll("td.st [data-glyph]")];
    const first = URGENT.map((glyph) => parts.find((part) => part.dataset.glyph === glyph)).find(Boolean);
    said.textContent = first ? `${body.dataset.name}: ${first.textContent}` : "";
  };

  const patch = (body, answer, sent) => {
    const on = typedSince(body, sent);
    patchBases(body, answer, on);
    patchCells(body, answer, on);
    patchRow(body, answer, sent);
    patchState(body, answer);
    announce(body);
    count();
  };

  // -- sending

  const read = (html) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    return template.content.querySelector("tbody[data-save]");
  };

  const fail = (body, why) => {
    failed.add(body);
    for (const cell of body.querySelectorAll(FIGURE)) {
      if (isTyped(cell)) {
        cell.classList.add("cell--failed");
        cell.dataset.state = "failed";
      }
    }
    const words = document.createElement("span");
    words.textContent = `${why} `;
    words.dataset.glyph = "error";
    const again = document.createElement("button");
    again.type = "button";
    again.className = "bare";
    again.textContent = form.dataset.again;
    again.addEventListener("click", () => save(body));
    words.append(again);
    body.querySelector("td.st").replaceChildren(words);
    said.textContent = `${body.dataset.name}: ${why}`;
    count();
  };

  const send = async (body) => {
    const sent = fieldsOf(body);
    const token = form.querySelector("input[name='csrfmiddlewaretoken']").value;
    const fields = new URLSearchParams(sent);
    fields.set("csrfmiddlewaretoken", token);
    body.toggleAttribute("data-busy", true);
    try {
      const response = await fetch(body.dataset.save, { method: "POST", body: fields, redirect: "manual" });
      const answer = response.ok ? read(await response.text()) : null;
      if (answer) {
        failed.delete(body);
        patch(body, answer, sent);
      } else if (!leaving) {
        const isOut = response.type === "opaqueredirect" || response.status === 403;
        fail(body, isOut ? form.dataset.signedOut : form.dataset.failed);
      }
    } catch {
      if (!leaving) {
        fail(body, form.dataset.failed);
      }
    }
    body.toggleAttribute("data-busy", false);
  };

  /** One measure at a time, in the order in which they were left. */
  const work = async () => {
    if (working) {
      return;
    }
    working = true;
    form.toggleAttribute("data-busy", true);
    for (const body of waiting) {
      waiting.delete(body);
      await send(body);
    }
    working = false;
    form.toggleAttribute("data-busy", false);
  };

  const save = (body) => {
    waiting.add(body);
    queueMicrotask(work);
  };

  form.addEventListener("change", (event) => {
    const body = event.target.closest("tbody[data-save]");
    if (body && event.target.name) {
      save(body);
    }
  });

  window.addEventListener("online", () => failed.forEach(save));

  form.addEventListener("submit", () => {
    leaving = true;
  });

  window.addEventListener("beforeunload", (event) => {
    if (!leaving && (working || waiting.size || unsaved().length)) {
      event.preventDefault();
    }
  });

  // -- only what is still to do

  const isDone = (body) => ["saved", "locked"].includes(body.dataset.measure);

  form.querySelector("[data-only-to-do]")?.addEventListener("change", (event) => {
    let head = null;
    for (const body of form.querySelectorAll("table.grid > tbody")) {
      if (!body.dataset.measure) {
        head = body;
        head.hidden = event.target.checked;
      } else {
        body.hidden = event.target.checked && isDone(body);
        head.hidden = head.hidden && body.hidden;
      }
    }
  });

  count();
})();
