// <input data-filter="#daftar">: hides rows that do not hold all typed words.
// A ticked row stays in sight, so nothing is chosen without being seen.
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");

function rows(target) {
  return target.matches("table") ? target.querySelectorAll("tbody > tr") : target.children;
}

function filter(input) {
  const target = document.querySelector(input.dataset.filter);
  if (!target) return;
  const words = plain(input.value).split(/\s+/).filter(Boolean);
  let shown = 0;
  let all = 0;
  for (const row of rows(target)) {
    const text = plain(row.textContent);
    const match = words.every((word) => text.includes(word));
    all += 1;
    shown += match ? 1 : 0;
    row.hidden = !match && !row.querySelector("input:checked");
  }
  const status = document.querySelector(`[data-filter-status="${input.dataset.filter}"]`);
  if (status) status.textContent = words.length ? `${shown} dari ${all} cocok` : "";
}

function count(target) {
  const status = document.querySelector(`[data-picked="#${target.id}"]`);
  if (status) status.textContent = `${target.querySelectorAll("input:checked").length} dipilih`;
}

export function startFilter() {
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-filter]")) filter(event.target);
  });
  document.addEventListener("keydown", (event) => {
    if (!event.target.matches("[data-filter]")) return;
    // Enter in the search box must not send the form around it.
    if (event.key === "Enter") event.preventDefault();
    if (event.key === "Escape" && event.target.value) {
      event.target.value = "";
      filter(event.target);
    }
  });
  document.addEventListener("change", (event) => {
    const list = event.target.closest(".picker-list[id]");
    if (list) count(list);
  });
}
