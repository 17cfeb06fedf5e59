// What the form itself shows of what was not sent: the fields as they were
// filled, a note above them, and what the server said.
import htmx from "htmx.org";
import { putBack } from "./files.js";
import { focusErrors } from "./page.js";

/** Fills a form with what was kept; `filesOnly` where newer text stands in it. */
export function fill(form, fields, filesOnly) {
  for (const field of form.elements) {
    if (!field.name || /^(hidden|submit|button|fieldset)$/.test(field.type)) continue;
    const kept = fields.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "file") {
      if (kept.length) putBack(field, kept);
    } else if (filesOnly) {
      continue;
    } else if (field.type === "checkbox" || field.type === "radio") {
      field.checked = kept.includes(field.value);
    } else if (kept.length) {
      field.value = kept[0];
    }
  }
}

export function noteAbove(form, item) {
  let note = form.querySelector("[data-unsent-note]");
  if (!note) {
    note = document.createElement("div");
    note.className = "note note-warn";
    note.dataset.unsentNote = "";
    form.prepend(note);
  }
  const line = document.createElement("p");
  const head = document.createElement("strong");
  head.textContent = "Belum terkirim. ";
  line.append(head, item.words || "Isian dan foto tersimpan di perangkat ini dan dikirim sendiri begitu jaringan kembali.");
  note.replaceChildren(line);
  const draft = form.querySelector("[data-draft-status]");
  if (draft) draft.textContent = "";
}

/** Shows the form as the server sent it back, with the files that were chosen. */
export function showAnswer(page, form, fields) {
  const main = page.querySelector("main");
  document.querySelector("main").replaceWith(main);
  htmx.process(main);
  htmx.trigger(main, "htmx:load");
  const again = main.querySelector(`form[data-outbox="${CSS.escape(form.dataset.outbox)}"]`);
  if (again) fill(again, fields, true);
  focusErrors(main);
}
