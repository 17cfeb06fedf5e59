// <form data-draft="key">: what was typed survives a power cut. The key names
// the account and the record, so a shared computer never mixes two people.
const PREFIX = "tuntas.draf.";
const KEEP_DAYS = 14;

// Storage may be full or forbidden; typing must go on regardless.
const store = {
  get(key) {
    try {
      return JSON.parse(localStorage.getItem(PREFIX + key));
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(PREFIX + key, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  },
  drop(key) {
    try {
      localStorage.removeItem(PREFIX + key);
    } catch {
      // nothing to drop
    }
  },
  prune() {
    try {
      const oldest = Date.now() - KEEP_DAYS * 86_400_000;
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith(PREFIX) && !(store.get(key.slice(PREFIX.length))?.at > oldest)) localStorage.removeItem(key);
      }
    } catch {
      // no storage
    }
  },
};

const SKIP = new Set(["file", "password", "hidden", "submit", "button", "reset", "image"]);
const fields = (form) =>
  [...form.elements].filter((f) => f.name && !SKIP.has(f.type) && f.tagName !== "FIELDSET" && !f.closest("[data-no-draft]"));
const chosen = (f) => f.type === "checkbox" || f.type === "radio";
const values = (f) => (f.multiple ? [...f.selectedOptions].map((o) => o.value) : f.value);

/** A list of [name, value, index among equal names] is enough to put all back. */
function read(form) {
  const seen = {};
  return fields(form).map((f) => {
    if (chosen(f)) return [f.name, f.checked, f.value];
    const n = (seen[f.name] = (seen[f.name] ?? -1) + 1);
    return [f.name, values(f), n];
  });
}

function write(form, saved) {
  const seen = {};
  for (const f of fields(form)) {
    const nth = chosen(f) ? f.value : (seen[f.name] = (seen[f.name] ?? -1) + 1);
    const found = saved.find(([name, , key]) => name === f.name && key === nth);
    if (!found) continue;
    if (chosen(f)) f.checked = found[1];
    else if (f.multiple) for (const o of f.options) o.selected = found[1].includes(o.value);
    else f.value = found[1];
    f.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function clock(ms) {
  const d = new Date(ms);
  const time = `${String(d.getHours()).padStart(2, "0")}.${String(d.getMinutes()).padStart(2, "0")}`;
  if (d.toDateString() === new Date().toDateString()) return time;
  return `${d.toLocaleDateString("id-ID", { day: "numeric", month: "long" })} ${time}`;
}

function noteAbove(form, text, buttons) {
  const note = document.createElement("div");
  note.className = "note draft-note no-print";
  note.setAttribute("role", "status");
  const p = document.createElement("p");
  p.textContent = text;
  note.append(p);
  for (const [label, act] of buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-sm";
    button.textContent = label;
    button.addEventListener("click", () => {
      act();
      note.remove();
    });
    note.append(button);
  }
  form.prepend(note);
}

function watch(form) {
  const key = form.dataset.draft;
  // data-draft-skip: the server sent the typed values back (with errors), so
  // nothing is put back here and the draft keeps the base it started from.
  const echoed = form.hasAttribute("data-draft-skip");
  const old = store.get(key);
  // What the server sent, before anything is put back.
  const start = read(form);
  const base = JSON.stringify(start);
  let status = form.querySelector("[data-draft-status]");
  if (!status) {
    status = document.createElement("span");
    status.className = "draft-status";
    (form.querySelector(".form-actions") || form).append(status);
  }

  let timer;
  let sent = false;
  const save = () => {
    clearTimeout(timer);
    timer = undefined;
    if (sent || !form.isConnected) return;
    const now = read(form);
    // Nothing typed (any more) that the server does not have.
    if (JSON.stringify(now) === base && !echoed) {
      store.drop(key);
      status.textContent = "";
      return;
    }
    const at = Date.now();
    status.textContent = store.set(key, { at, base: (echoed && old?.base) || base, values: now })
      ? `Draf tersimpan di perangkat ${clock(at)}`
      : "Draf tidak dapat disimpan di perangkat ini";
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, 600);
  };
  const clear = () => {
    clearTimeout(timer);
    store.drop(key);
    write(form, start);
    clearTimeout(timer);
    status.textContent = "";
  };

  if (old?.values && !echoed && JSON.stringify(old.values) !== base) {
    const restore = () => {
      write(form, old.values);
      status.textContent = `Draf tersimpan di perangkat ${clock(old.at)}`;
    };
    if (old.base === base) {
      restore();
      noteAbove(form, `Isian yang belum terkirim dipulihkan dari draf pukul ${clock(old.at)}.`, [["Buang draf", clear]]);
    } else {
      // The record changed meanwhile: the person decides, not the script.
      noteAbove(form, `Ada draf pukul ${clock(old.at)}, tetapi data di server sudah berubah sesudahnya.`, [
        ["Pakai draf", restore],
        ["Buang draf", () => store.drop(key)],
      ]);
    }
  }

  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  // Typing in the last second before leaving or sending.
  const flush = () => timer && save();
  form.addEventListener("submit", flush);
  window.addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", flush);
  // An htmx answer may say that the record is in.
  form.addEventListener("draft-done", () => {
    sent = true;
    clearTimeout(timer);
    store.drop(key);
  });
}

/** The page (or part) that follows a successful submission names the key. */
function finish(root) {
  const marks = [...document.querySelectorAll('meta[name="draft-done"]')].map((m) => m.content);
  const holders = [...root.querySelectorAll("[data-draft-done]")];
  if (root.matches("[data-draft-done]")) holders.push(root);
  for (const key of [...marks, ...holders.map((h) => h.dataset.draftDone)]) {
    if (!key) continue;
    store.drop(key);
    for (const form of document.querySelectorAll("form[data-draft]")) {
      if (form.dataset.draft === key) form.dispatchEvent(new Event("draft-done"));
    }
  }
}

/** Drops a draft: what was typed lies elsewhere, or has arrived. */
export const forget = (key) => store.drop(key);

const watched = new WeakSet();

export function startDrafts(root) {
  if (root === document.body) store.prune();
  finish(root);
  const forms = [...root.querySelectorAll("form[data-draft]")];
  if (root.matches("form[data-draft]")) forms.push(root);
  for (const form of forms) {
    if (watched.has(form)) continue;
    watched.add(form);
    watch(form);
  }
}
