// Builds web/dist: one script, one style sheet, one icon, and script and style
// of maps for the pages that show one; each with its hash in the name and with
// .br and .gz beside it. Same input, same bytes.
import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build, transform } from "esbuild";
import { PurgeCSS } from "purgecss";
import { dropUnused, flattenColors } from "./colors.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
process.chdir(here);
const dist = "dist";
const distTest = "dist-test";
const MAX_BROTLI = 60_000;
/** What every page loads. */
const FIRST = ["app.js", "tuntas.css"];
// The last Chrome for Windows 7, and phones of the same years.
const target = ["chrome109", "firefox109", "safari16"];

/** Class names that reach the page from script, or from Rust in pieces. */
const safelist = {
  standard: [
    "js", "is-invalid", "is-valid", "invalid-feedback", "valid-feedback", "was-validated", "show", "active",
    "disabled", "collapsed", "visually-hidden", "visually-hidden-focusable", "text-secondary", "text-danger",
    "text-success", "text-warning", "text-primary", "text-muted", "text-end", "text-center", "text-start",
    "text-nowrap", "text-break", "text-truncate", "btn-danger", "btn-sm", "d-none", "d-block", "d-flex", "w-100",
  ],
  deep: [],
  greedy: [/^htmx-/, /^bg-(primary|secondary|blue|azure|green|red|orange|yellow|teal|cyan|purple)-lt$/],
};

// Names that Tabler also uses, but which src/css defines on its own.
const ours = [
  /^timeline/, /^empty/, /^chip/, /^tag/, /^due/, /^who/, /^kpi/, /^note/, /^tabs/, /^field/, /^filters?/, /^picker/,
  /^toolbar/, /^pager/, /^tasks?$/, /^task-/, /^facts/, /^legend/, /^bar/, /^meter/, /^menu/, /^brand/, /^count$/,
  /^stack/, /^split/, /^receipt/, /^ask/, /^auth/, /^more$/, /^topbar/, /^num$/,
];

async function script(entry, legalComments) {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target,
    legalComments,
  });
  return result.outputFiles[0].text;
}

async function styles() {
  const tabler = await readFile("node_modules/@tabler/core/dist/css/tabler.css", "utf8");
  const [purged] = await new PurgeCSS().purge({
    content: ["../crates/*/templates/**/*.html", "../crates/**/src/**/*.rs", "src/**/*.js", "demo/*.html"],
    css: [{ raw: tabler }],
    safelist,
    blocklist: ours,
    keyframes: true,
  });
  const bundled = await build({
    entryPoints: ["src/tuntas.css"],
    bundle: true,
    write: false,
    target,
  });
  const { css, left } = flattenColors(`${purged.css}\n${bundled.outputFiles[0].text}`);
  const small = await transform(dropUnused(css), { loader: "css", minify: true, target, legalComments: "eof" });
  const foreign = [...small.code.matchAll(/url\(\s*(?!["']?data:)[^)]*\)|@import/g)].map((m) => m[0]);
  if (foreign.length) throw new Error(`The style sheet may not load other files: ${foreign.join(", ")}`);
  return { code: small.code, left };
}

/** Leaflet's rules without those of pictures it brings for controls nobody uses here. */
async function mapStyles() {
  const leaflet = await readFile("node_modules/leaflet/dist/leaflet.css", "utf8");
  const own = await readFile("src/map.css", "utf8");
  const plain = leaflet.replace(/[^{}]+\{[^{}]*(?:url\(|behavior)[^{}]*\}/g, "");
  const small = await transform(`${plain}\n${own}`, { loader: "css", minify: true, target, legalComments: "none" });
  if (/url\(|@import/.test(small.code)) throw new Error("The style sheet of maps may not load other files.");
  return small.code;
}

/** One gzip byte names the operating system; a fixed value keeps output equal. */
function gzip(bytes) {
  const out = gzipSync(bytes, { level: 9 });
  out[9] = 255;
  return out;
}

function brotli(bytes) {
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    },
  });
}

const started = Date.now();
const [js, css, icon, mapJs, mapCss] = await Promise.all([
  script("src/app.js", "none"), styles(), readFile("src/favicon.svg", "utf8"), script("src/map.js", "eof"), mapStyles(),
]);
if (process.argv.includes("--colors")) console.log(css.left.join("\n"));

await mkdir(dist, { recursive: true });
for (const name of await readdir(dist)) {
  if (name !== ".gitkeep") await rm(path.join(dist, name), { recursive: true });
}

const manifest = {};
let firstLoad = 0;
const rows = [];
const files = [["app.js", js], ["favicon.svg", icon], ["map.css", mapCss], ["map.js", mapJs], ["tuntas.css", css.code]];
for (const [name, text] of files) {
  const bytes = Buffer.from(text);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const { name: stem, ext } = path.parse(name);
  const file = `${stem}-${hash}${ext}`;
  const [br, gz] = [brotli(bytes), gzip(bytes)];
  await writeFile(path.join(dist, file), bytes);
  await writeFile(path.join(dist, `${file}.br`), br);
  await writeFile(path.join(dist, `${file}.gz`), gz);
  manifest[name] = file;
  if (FIRST.includes(name)) firstLoad += br.length;
  rows.push([file, bytes.length, gz.length, br.length]);
}
await writeFile(path.join(dist, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);

// For the accessibility tests only; never embedded in the product.
await mkdir(distTest, { recursive: true });
await copyFile("node_modules/axe-core/axe.min.js", path.join(distTest, "axe.min.js"));

const kB = (n) => (n / 1000).toFixed(1).padStart(8);
console.log(`${"kB".padEnd(26)}${"raw".padStart(8)}${"gz".padStart(8)}${"br".padStart(8)}`);
for (const [file, ...sizes] of rows) console.log(file.padEnd(26) + sizes.map(kB).join(""));
console.log(`app.js + tuntas.css: ${(firstLoad / 1000).toFixed(1)} kB brotli of ${MAX_BROTLI / 1000} allowed, ${Date.now() - started} ms`);
if (firstLoad > MAX_BROTLI) {
  console.error("Too heavy for the first load: trim before adding more.");
  process.exit(1);
}
