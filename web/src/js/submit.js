// A second press on "Kirim" must not send twice: buttons rest while a form
// travels. The server stays idempotent anyway; this only spares the person.
const resting = new Set();

/** Lets the buttons of a form rest; gives what wakes them. */
export function rest(form, submitter) {
  const buttons = [...form.elements].filter((field) => field.type === "submit" && !field.disabled);
  const release = () => {
    resting.delete(release);
    clearTimeout(timer);
    clearTimeout(notice);
    submitter?.removeAttribute("aria-busy");
    for (const button of buttons) button.disabled = false;
    const note = form.querySelector("[data-sending]");
    if (note) note.remove();
  };
  resting.add(release);
  submitter?.setAttribute("aria-busy", "true");
  // After this turn: a disabled button would not send its own name and value.
  setTimeout(() => resting.has(release) && buttons.forEach((button) => (button.disabled = true)));
  // A download or a lost connection never leaves the page: give them back.
  const timer = setTimeout(release, 90_000);
  const notice = setTimeout(() => {
    const files = form.enctype === "multipart/form-data";
    const note = document.createElement("p");
    note.className = "draft-status";
    note.dataset.sending = "";
    note.setAttribute("role", "status");
    (form.querySelector(".form-actions") || form).append(note);
    note.textContent = files ? "Mengirim berkas... jangan tutup halaman ini." : "Mengirim...";
  }, 2000);
  return release;
}

export function startSubmit() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.hasAttribute("data-no-busy")) return;
    const throughHtmx = form.matches("[hx-post], [hx-put], [hx-patch], [hx-delete]");
    if (event.defaultPrevented && !throughHtmx) return;
    const release = rest(form, event.submitter);
    if (throughHtmx) form.addEventListener("htmx:afterRequest", release, { once: true });
  });
  // Coming back with the browser's back button.
  window.addEventListener("pageshow", () => resting.forEach((release) => release()));
}
