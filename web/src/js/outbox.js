// <form data-outbox="lapor:7">: what is sent is laid down on the device first
// and taken away when the server has it. Without a line it waits as "Belum
// terkirim" and goes by itself when the line is back. The form's key (sekali)
// makes the server count it once, however often it is sent.
import * as store from "./outbox_store.js";
import { drawBar } from "./outbox_bar.js";
import { forget } from "./draft.js";
import { fill, noteAbove, showAnswer } from "./outbox_form.js";
import { rest } from "./submit.js";
import { say, show } from "./say.js";

const DAY = 86_400_000;
// The server remembers keys for seven days; after that it could count twice.
const SURE = 6 * DAY;
const KEEP = 14 * DAY;
const PATIENCE = 180_000;
const PAUSE = 20_000;

const OLD = "Sudah lebih dari enam hari di perangkat ini. Periksa dulu apakah sudah masuk, lalu kirim lagi.";
const OVER = "Sesi Anda sudah berakhir. Isian dan foto tetap di perangkat ini; masuk kembali dengan akun yang sama, lalu isian dikirim.";

const { account, capacity } = document.body.dataset;
/** Keys on their way just now. */
const travelling = new Set();
/** Whether the server said that nobody is signed in any more. */
let over = false;

async function mine() {
  try {
    const items = await store.all();
    return items.filter((item) => item.account === account).sort((a, b) => a.at - b.at);
  } catch {
    return [];
  }
}

const formOf = (item) =>
  [...document.querySelectorAll("form[data-outbox]")].find((form) => keyOf(form) === item.key);
const keyOf = (form) => `${account}|${form.dataset.outbox}`;

function wrap(form, button) {
  const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string" || value.size);
  return {
    key: keyOf(form),
    account,
    capacity,
    title: form.dataset.outboxTitle,
    page: location.pathname,
    action: button?.getAttribute("formaction") || form.getAttribute("action"),
    draft: form.dataset.draft,
    fields,
    at: Date.now(),
    state: "menunggu",
    words: "",
  };
}

/** One try: sent, waiting for the line, or a sentence of the server. */
async function attempt(item) {
  const body = new FormData();
  for (const [name, value] of item.fields) body.append(name, value);
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  travelling.add(item.key);
  try {
    const answer = await fetch(item.action, { method: "POST", body, signal: stop.signal });
    if (answer.redirected) return { state: "terkirim", url: answer.url };
    if (answer.status === 429 || answer.status >= 500) return { state: "menunggu", words: "" };
    if (answer.status === 401) {
      over = true;
      return { state: "menunggu", words: OVER };
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const lines = [...page.querySelectorAll(".error-summary li")].map((line) => line.textContent.trim());
    const words = lines.join(" ") || page.querySelector("main h1 + p")?.textContent || "";
    return { state: "periksa", words, page: answer.status === 422 ? page : null };
  } catch {
    return { state: "menunggu", words: "" };
  } finally {
    clearTimeout(timer);
    travelling.delete(item.key);
  }
}

async function settle(item, result, byHand) {
  const form = formOf(item);
  if (result.state === "terkirim") {
    await store.drop(item.key);
    if (form) {
      form.dispatchEvent(new Event("draft-done"));
      location.assign(result.url);
    } else {
      forget(item.draft);
      show(`Terkirim: ${item.title}`);
    }
    return;
  }
  if (result.page && form && byHand) {
    await store.drop(item.key);
    showAnswer(result.page, form, item.fields);
    return;
  }
  const kept = { ...item, state: result.state, words: result.words };
  await store.put(kept);
  // It lies in one place only; what is typed from now on is a draft again.
  forget(item.draft);
  if (form) noteAbove(form, kept);
  say("Belum terkirim. Isian dan foto tersimpan di perangkat ini.");
}

async function send(item, byHand) {
  if (travelling.has(item.key)) return;
  if (Date.now() - item.at > SURE && !byHand) {
    if (item.state === "menunggu") await store.put({ ...item, state: "periksa", words: OLD });
    return;
  }
  await settle(item, await attempt(item), byHand);
}

async function flush() {
  if (over || navigator.onLine === false) return;
  for (const item of await mine()) {
    if (item.state === "menunggu" && item.capacity === capacity) await send(item, false);
  }
  await draw();
}

async function draw() {
  const items = await mine();
  drawBar(items, capacity, {
    send: async (item) => {
      over = false;
      await send(item, true);
      await draw();
    },
    drop: async (item) => {
      await store.drop(item.key);
      formOf(item)?.querySelector("[data-unsent-note]")?.remove();
      await draw();
    },
  });
}

async function sendForm(form, button) {
  const release = rest(form, button);
  const item = wrap(form, button);
  try {
    await store.put(item);
  } catch {
    // No place on this device: sent as without script.
    release();
    form.action = item.action;
    form.submit();
    return;
  }
  await send(item, true);
  release();
  await draw();
}

/** Nothing of an account stays behind on a shared device. */
async function leave(form) {
  for (const item of await mine()) {
    await store.drop(item.key);
    forget(item.draft);
  }
  form.submit();
}

async function putBack(form) {
  const item = (await mine()).find((kept) => kept.key === keyOf(form));
  if (!item) return;
  fill(form, item.fields, item.state === "diubah");
  noteAbove(form, item);
}

/** Who goes on typing decides anew when it is sent. */
async function hold(form) {
  if (form.dataset.unsentHeld !== undefined || !form.querySelector("[data-unsent-note]")) return;
  form.dataset.unsentHeld = "";
  const item = (await mine()).find((kept) => kept.key === keyOf(form));
  if (!item || travelling.has(item.key)) return;
  const kept = { ...item, state: "diubah", words: "Isiannya sedang diubah; tekan Kirim bila sudah selesai." };
  await store.put(kept);
  noteAbove(form, kept);
  await draw();
}

async function prune() {
  try {
    for (const item of await store.all()) if (Date.now() - item.at > KEEP) await store.drop(item.key);
  } catch {
    // no storage on this device
  }
}

export function startOutbox() {
  prune();
  if (!account) return;
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented) return;
    if (form.dataset.outbox) {
      event.preventDefault();
      delete form.dataset.unsentHeld;
      sendForm(form, event.submitter);
    } else if (form.matches("[data-sign-out][data-confirm]")) {
      event.preventDefault();
      leave(form);
    }
  });
  const typed = (event) => event.isTrusted && event.target.form?.dataset.outbox && hold(event.target.form);
  document.addEventListener("input", typed);
  document.addEventListener("change", typed);
  window.addEventListener("online", flush);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && flush());
  setInterval(flush, PAUSE);
}

/** Forms that came with the page or a part of it. */
export async function watchOutbox(root) {
  if (!account) return;
  for (const form of root.querySelectorAll("form[data-outbox]")) {
    // The server has just said what is wrong with it.
    if (!form.hasAttribute("data-draft-skip")) await putBack(form);
  }
  await draw();
  await flush();
}
