// <input type="file" data-max-bytes="10485760">: says at once that a file is
// too big instead of letting it travel over a slow line and be refused there.
// data-photo-side="1600": photos are made smaller first (see photo.js).
// As the server counts: 10 MB are ten million bytes.
import { shrink } from "./photo.js";
import { say } from "./say.js";

const MB = 1_000_000;
/** Files made smaller here, with what they measured before. */
const before = new WeakMap();
/** Inputs whose photos are being made smaller: the promise that ends with it. */
const busy = new WeakMap();

function size(bytes) {
  const number = (value) => new Intl.NumberFormat("id-ID", { maximumFractionDigits: 1 }).format(value);
  return bytes < MB ? `${number(Math.max(1, Math.round(bytes / 1000)))} kB` : `${number(bytes / MB)} MB`;
}

function tooBig(input) {
  const max = Number(input.dataset.maxBytes);
  return max ? [...input.files].filter((file) => file.size > max) : [];
}

/** The element that carries this input's own messages, made when first needed. */
function after(input, role, tag, className) {
  let node = document.getElementById(`${input.id}-${role}`);
  if (!node) {
    node = document.createElement(tag);
    node.id = `${input.id}-${role}`;
    node.className = className;
    input.insertAdjacentElement("afterend", node);
  }
  return node;
}

function describe(input, file, oversized) {
  const item = document.createElement("li");
  item.classList.toggle("is-too-big", oversized);
  if (/^image\/(png|jpeg|webp|gif)$/.test(file.type)) {
    const image = document.createElement("img");
    image.alt = "";
    image.src = URL.createObjectURL(file);
    const release = () => URL.revokeObjectURL(image.src);
    image.addEventListener("load", release);
    image.addEventListener("error", release);
    item.append(image);
  } else {
    const icon = document.createElement("span");
    icon.className = "ico ico-berkas";
    item.append(icon);
  }
  const text = document.createElement("span");
  const name = document.createElement("span");
  name.className = "file-name";
  name.textContent = file.name;
  text.append(name, ` · ${size(file.size)}${oversized ? " · terlalu besar" : ""}`);
  if (before.has(file)) text.append(` · diperkecil dari ${size(before.get(file))}; tempat dan waktu pengambilan tidak ikut`);
  item.append(text);
  return item;
}

function update(input) {
  if (!input.id) input.id = `berkas-${Math.random().toString(36).slice(2)}`;
  const big = tooBig(input);
  const max = Number(input.dataset.maxBytes);
  const message = big
    .map((file) => `Berkas ${size(file.size)} melebihi batas ${size(max)}. Perkecil atau pilih berkas lain: ${file.name}`)
    .join(" ");

  // The list goes in first so that the message ends up right under the field.
  const list = after(input, "list", "ul", "file-list");
  const error = after(input, "error", "div", "invalid-feedback");
  error.textContent = message;
  error.setAttribute("role", "alert");
  input.classList.toggle("is-invalid", big.length > 0);
  input.setCustomValidity(message);
  if (message) {
    input.setAttribute("aria-invalid", "true");
    const ids = (input.getAttribute("aria-describedby") || "").split(" ").filter(Boolean);
    if (!ids.includes(error.id)) input.setAttribute("aria-describedby", [...ids, error.id].join(" "));
  } else {
    input.removeAttribute("aria-invalid");
  }

  const items = [...input.files].map((file) => describe(input, file, big.includes(file)));
  if (items.length) {
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "btn btn-sm";
    drop.textContent = "Hapus pilihan";
    drop.addEventListener("click", () => {
      input.value = "";
      update(input);
      input.focus();
    });
    const last = document.createElement("li");
    last.className = "file-drop";
    last.append(drop);
    items.push(last);
  }
  list.replaceChildren(...items);
}

async function makeSmaller(input) {
  const picked = [...input.files];
  if (!picked.length) return;
  after(input, "list", "ul", "file-list").replaceChildren(waiting());
  const files = [];
  for (const file of picked) {
    const small = await shrink(file, Number(input.dataset.photoSide));
    if (small !== file) before.set(small, file.size);
    files.push(small);
  }
  // Somebody chose again meanwhile: that choice is dealt with on its own.
  if (picked.some((file, n) => input.files[n] !== file) || input.files.length !== picked.length) return;
  if (!files.some((file) => before.has(file))) return;
  const all = new DataTransfer();
  for (const file of files) all.items.add(file);
  input.files = all.files;
  const smaller = files.filter((file) => before.has(file));
  say(smaller.map((file) => `Foto diperkecil dari ${size(before.get(file))} menjadi ${size(file.size)}.`).join(" "));
}

function waiting() {
  const item = document.createElement("li");
  item.textContent = "Memperkecil foto...";
  return item;
}

function chosen(input) {
  if (!input.dataset.photoSide) return update(input);
  if (!input.id) input.id = `berkas-${Math.random().toString(36).slice(2)}`;
  const work = makeSmaller(input).then(() => {
    if (busy.get(input) !== work) return;
    busy.delete(input);
    update(input);
  });
  busy.set(input, work);
  return work;
}

/** Puts files into an input as if they had been chosen. */
export function putBack(input, files) {
  const all = new DataTransfer();
  for (const file of files) all.items.add(file);
  input.files = all.files;
  update(input);
}

export function startFiles() {
  document.addEventListener("change", (event) => {
    if (event.target.matches("input[type=file]")) chosen(event.target);
  });
  // Forms with novalidate skip the browser's own check.
  document.addEventListener(
    "submit",
    (event) => {
      const slow = [...event.target.elements].map((field) => busy.get(field)).filter(Boolean);
      if (slow.length) {
        event.preventDefault();
        event.stopImmediatePropagation();
        Promise.all(slow).then(() => event.target.requestSubmit(event.submitter));
        return;
      }
      const bad = [...event.target.elements].find((field) => field.type === "file" && tooBig(field).length);
      if (!bad) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      bad.focus();
    },
    true,
  );
}
