// "Belum terkirim" in the head of every page, with a count and what it is.
function clock(ms) {
  const day = new Date(ms);
  const time = `${String(day.getHours()).padStart(2, "0")}.${String(day.getMinutes()).padStart(2, "0")}`;
  if (day.toDateString() === new Date().toDateString()) return `pukul ${time}`;
  return `${day.toLocaleDateString("id-ID", { day: "numeric", month: "long" })} ${time}`;
}

function button(words, work) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn-sm";
  made.textContent = words;
  made.addEventListener("click", work);
  return made;
}

function state(item, capacity) {
  if (item.capacity !== capacity) return "Diisi saat bertindak dalam jabatan lain; ganti jabatan dulu untuk mengirim.";
  return item.words || "Menunggu jaringan.";
}

function line(item, capacity, can) {
  const row = document.createElement("li");
  const link = document.createElement("a");
  link.href = item.page;
  link.textContent = item.title;
  const files = item.fields.filter(([, value]) => typeof value !== "string").length;
  const words = document.createElement("p");
  words.append(link, ` · disimpan ${clock(item.at)}${files ? ` dengan ${files} berkas` : ""}. ${state(item, capacity)}`);
  const drop = button("Buang", () => can.drop(item));
  drop.dataset.confirm = "Isian dan fotonya dihapus dari perangkat ini dan tidak dikirim.";
  drop.dataset.confirmTitle = "Buang yang belum terkirim?";
  drop.dataset.confirmOk = "Ya, buang";
  const buttons = document.createElement("div");
  buttons.className = "chips";
  if (item.capacity === capacity && item.state === "menunggu") buttons.append(button("Kirim sekarang", () => can.send(item)));
  buttons.append(drop);
  row.append(words, buttons);
  return row;
}

/** Draws the bar for `items`, or takes it away. */
export function drawBar(items, capacity, can) {
  for (const form of document.querySelectorAll("form[data-sign-out]")) {
    form.dataset.confirmTitle = "Keluar sekarang?";
    form.dataset.confirmOk = "Ya, keluar dan hapus";
    if (!items.length) delete form.dataset.confirm;
    else form.dataset.confirm = `Ada ${items.length} isian yang belum terkirim. Bila Anda keluar sekarang, isian dan fotonya dihapus dari perangkat ini.`;
  }
  let bar = document.querySelector(".unsent");
  if (!items.length) return bar?.remove();
  if (!bar) {
    bar = document.createElement("details");
    bar.className = "unsent no-print";
    bar.append(document.createElement("summary"), document.createElement("ul"));
    for (const part of bar.children) part.className = "container-xl";
    document.querySelector(".topbar").after(bar);
  }
  // Drawn anew only when something changed: somebody may stand on a button.
  const now = JSON.stringify(items.map(({ key, at, state, words }) => [key, at, state, words]));
  if (bar.dataset.drawn === now) return;
  bar.dataset.drawn = now;
  const count = document.createElement("span");
  count.className = "count";
  count.textContent = items.length;
  bar.querySelector("summary").replaceChildren("Belum terkirim ", count);
  bar.querySelector("ul").replaceChildren(...items.map((item) => line(item, capacity, can)));
}
