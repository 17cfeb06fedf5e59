// <button data-copy="#teks">: copies a textarea or pre, e.g. for WhatsApp.
import { say } from "./say.js";

async function copy(source) {
  const text = "value" in source ? source.value : source.textContent;
  // The clipboard API exists only on https; a city's intranet may be http.
  if (navigator.clipboard && window.isSecureContext) {
    try {
      // Some browsers leave the permission question hanging.
      const late = new Promise((_, refuse) => setTimeout(refuse, 700));
      await Promise.race([navigator.clipboard.writeText(text), late]);
      return true;
    } catch {
      // refused: try the old way
    }
  }
  const hidden = document.createElement("textarea");
  hidden.value = text;
  hidden.readOnly = true;
  hidden.className = "visually-hidden";
  document.body.append(hidden);
  hidden.focus({ preventScroll: true });
  hidden.select();
  const done = document.execCommand("copy");
  hidden.remove();
  return done;
}

export function startCopy() {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    const source = button && document.querySelector(button.dataset.copy);
    if (!source || button.dataset.copying !== undefined) return;
    button.dataset.copying = "";
    const before = [...button.childNodes];
    const done = await copy(source);
    const words = done ? "Tersalin" : "Gagal menyalin; pilih teks lalu salin sendiri";
    if (!done) window.getSelection().selectAllChildren(source);
    const tick = document.createElement("span");
    tick.className = `ico ${done ? "ico-tuntas" : "ico-telat"}`;
    tick.setAttribute("aria-hidden", "true");
    button.replaceChildren(tick, words);
    button.focus();
    say(words);
    setTimeout(() => {
      button.replaceChildren(...before);
      delete button.dataset.copying;
    }, 2500);
  });
}
