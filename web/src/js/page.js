// Small manners of a page: menus close, errors get the focus, printing.
// "Wajib diisi." alone does not say what: each line begins with the name of its field.
function nameErrors(summary) {
  for (const link of summary.querySelectorAll('a[href^="#"]')) {
    const field = document.getElementById(link.hash.slice(1));
    const name = (field?.labels?.[0] || field?.querySelector("legend"))?.firstChild.textContent.trim();
    if (name && !link.textContent.startsWith(name)) link.prepend(`${name}: `);
  }
}
/** Leads to what is wrong with a form. */
export function focusErrors(root) {
  const summary = root.querySelector(".error-summary");
  if (!summary) return;
  nameErrors(summary);
  summary.focus();
}

export function startPage() {
  const menus = () => document.querySelectorAll("details.menu[open], details.navmenu[open]");
  document.addEventListener("click", (event) => {
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
    if (event.target.closest("[data-print]")) window.print();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  // A filter that applies itself: <select data-autosubmit> in a GET form.
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-autosubmit]")) event.target.form.requestSubmit();
  });
  document.addEventListener("DOMContentLoaded", () => focusErrors(document));
  document.addEventListener("htmx:afterSettle", (event) => focusErrors(event.target));
}
