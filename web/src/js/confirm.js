// data-confirm="question" on a form, a submit button or an hx-* button asks in
// a <dialog>: the browser traps focus, Esc cancels, and it needs no library.
// data-confirm-title and data-confirm-ok change the words.
let dialog;

function build() {
  dialog = document.createElement("dialog");
  dialog.className = "ask";
  dialog.setAttribute("role", "alertdialog");
  dialog.setAttribute("aria-labelledby", "ask-title");
  dialog.setAttribute("aria-describedby", "ask-text");
  // method=dialog closes it without a request.
  dialog.innerHTML = `<form method="dialog"><h2 id="ask-title"></h2><p id="ask-text"></p>
    <div class="ask-buttons"><button class="btn" value="no">Kembali</button>
    <button class="btn btn-primary" value="yes"></button></div></form>`;
  document.body.append(dialog);
}

function ask(source) {
  if (!dialog) build();
  dialog.querySelector("h2").textContent = source.dataset.confirmTitle || "Lanjutkan?";
  dialog.querySelector("p").textContent = source.dataset.confirm;
  const yes = dialog.querySelector("[value=yes]");
  yes.textContent = source.dataset.confirmOk || "Ya, lanjutkan";
  yes.className = source.hasAttribute("data-confirm-danger") ? "btn btn-danger" : "btn btn-primary";
  dialog.returnValue = "no";
  dialog.showModal();
  dialog.querySelector("[value=no]").focus();
  return new Promise((resolve) =>
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true }),
  );
}

// Things already answered with yes; one pass each.
const agreed = new WeakSet();

function hold(event, source, key, again) {
  if (agreed.delete(key)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  ask(source).then((yes) => {
    if (!yes) return;
    agreed.add(key);
    again();
    agreed.delete(key);
  });
}

export function startConfirm() {
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      const button = event.submitter;
      const source = button?.hasAttribute("data-confirm") ? button : form.hasAttribute("data-confirm") ? form : null;
      if (source) hold(event, source, form, () => form.requestSubmit(button || undefined));
    },
    true,
  );
  // Buttons and links that do not submit a form.
  document.addEventListener(
    "click",
    (event) => {
      const source = event.target.closest("[data-confirm]:not(form)");
      if (!source || (source.type === "submit" && source.form)) return;
      hold(event, source, source, () => source.click());
    },
    true,
  );
}
