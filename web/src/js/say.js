// One polite live region for the ear, one visible strip for failures.
let region;
let strip;
let timer;

/** Says a short text to a screen reader. */
export function say(text) {
  if (!region) {
    region = document.createElement("div");
    region.className = "visually-hidden";
    region.setAttribute("role", "status");
    document.body.append(region);
  }
  region.textContent = "";
  // A new task, so that the same words said twice are announced twice.
  setTimeout(() => (region.textContent = text), 50);
}

/** Shows a text at the foot of the page for some seconds. */
export function show(text, seconds = 8) {
  if (!strip) {
    strip = document.createElement("div");
    strip.className = "snack no-print";
    strip.setAttribute("role", "alert");
    document.body.append(strip);
  }
  strip.hidden = false;
  strip.textContent = text;
  clearTimeout(timer);
  timer = setTimeout(() => (strip.hidden = true), seconds * 1000);
}

export function startConnectionMessages() {
  const lost = "Tidak tersambung ke server. Perubahan belum terkirim; periksa jaringan lalu coba lagi.";
  document.addEventListener("htmx:sendError", () => show(lost));
  document.addEventListener("htmx:timeout", () => show(lost));
  document.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    if (status === 401) show("Sesi Anda sudah berakhir. Muat ulang halaman lalu masuk kembali.");
    else if (status === 403) show("Anda tidak berwenang melakukan ini.");
    else if (status === 409) show("Data sudah diubah orang lain. Muat ulang halaman untuk melihat keadaan terbaru.");
    else show("Permintaan gagal diproses. Coba lagi sebentar lagi.");
  });
}
