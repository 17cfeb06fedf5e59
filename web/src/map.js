// The map of a page: <div data-map="/99.99/wilayah/batas.geojson">, beside a table
// whose rows say how each area stands: <tr data-area="99.99.01.1001" data-kelas="2">.
// What the map shows stands in the table too; without script there is the table.
// No tiles: the areas themselves are the map, so that it needs no other server.
import { GeoJSON, Map as LeafletMap, SVG } from "leaflet";

const NS = "http://www.w3.org/2000/svg";
/** How the classes are drawn: never by colour alone, each has lines of its own. */
const CLASSES = [
  { fill: "#ffffff", lines: "M0 8L8 0M-2 2L2-2M6 10L10 6", ink: "#8a2d1c" },
  { fill: "#d8ecea", lines: "", ink: "#0f6167" },
  { fill: "#6fb5b3", lines: "M0 4H8", ink: "#0f6167" },
  { fill: "#0f6167", lines: "", ink: "#0f6167" },
];
const LINE = "#33474a";

function node(name, attributes) {
  const made = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/** The patterns of the classes, inside the picture that uses them. */
function patterns(svg) {
  const defs = node("defs", {});
  CLASSES.forEach((look, number) => {
    const pattern = node("pattern", { id: `kelas-${number}`, width: 8, height: 8, patternUnits: "userSpaceOnUse" });
    pattern.append(node("rect", { width: 8, height: 8, fill: look.fill }));
    if (look.lines) pattern.append(node("path", { d: look.lines, stroke: look.ink, "stroke-width": 1.5, fill: "none" }));
    defs.append(pattern);
  });
  svg.prepend(defs);
}

/** What the table says about each area. */
function rows() {
  const found = new Map();
  for (const row of document.querySelectorAll("tr[data-area]")) {
    const cells = [...row.cells]
      .filter((cell) => cell.dataset.label || cell.classList.contains("stack-title"))
      .map((cell) => [cell.dataset.label, cell.innerText.replace(/\s+/g, " ").trim()]);
    found.set(row.dataset.area, { kind: Number(row.dataset.kelas), number: row.dataset.nomor, cells, row });
  }
  return found;
}

/** The words of a row, as lines of a small window. */
function words(known) {
  const box = document.createElement("div");
  known.cells.filter(([, text]) => text).forEach(([label, text]) => {
    const line = document.createElement(label ? "p" : "strong");
    line.textContent = label ? `${label}: ${text}` : text;
    box.append(line);
  });
  return box;
}

function sentence(known) {
  return known.cells
    .filter(([, text]) => text)
    .map(([label, text]) => (label ? `${label} ${text}` : text))
    .join(", ");
}

async function draw(holder) {
  const answer = await fetch(holder.dataset.map);
  if (!answer.ok) return;
  const areas = await answer.json();
  const table = rows();
  const shown = areas.features.filter((area) => table.has(area.properties.code));
  if (!shown.length) return;
  holder.hidden = false;
  document.querySelector(".map-none")?.remove();
  const map = new LeafletMap(holder, {
    zoomSnap: 0.25,
    scrollWheelZoom: false,
    attributionControl: false,
    zoomControl: false,
    zoomAnimation: false,
    fadeAnimation: false,
    renderer: new SVG({ padding: 0.5 }),
  });
  const layer = new GeoJSON(
    { type: "FeatureCollection", features: shown },
    { style: (area) => ({ color: LINE, weight: 1.25, fillOpacity: 1, fillColor: `url(#kelas-${table.get(area.properties.code).kind})` }) },
  ).addTo(map);
  map.fitBounds(layer.getBounds(), { padding: [4, 4] });
  map.setMaxBounds(layer.getBounds().pad(0.5));
  const svg = holder.querySelector("svg");
  patterns(svg);
  svg.setAttribute("role", "group");
  svg.setAttribute("aria-label", holder.dataset.mapLabel);
  layer.eachLayer((area) => {
    const known = table.get(area.feature.properties.code);
    const path = area.getElement();
    path.setAttribute("tabindex", "0");
    path.setAttribute("role", "button");
    path.setAttribute("aria-label", sentence(known));
    area.bindPopup(() => words(known), { autoPan: true, closeButton: true });
    area.bindTooltip(known.number, { permanent: true, direction: "center", className: "map-number", interactive: false });
    path.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      area.openPopup();
    });
  });
  holder.addEventListener("keydown", (event) => {
    if (event.key === "Escape") map.closePopup();
  });
  new ResizeObserver(() => {
    map.invalidateSize();
    map.fitBounds(layer.getBounds(), { padding: [4, 4] });
  }).observe(holder);
}

const holder = document.querySelector("[data-map]");
if (holder) draw(holder);
