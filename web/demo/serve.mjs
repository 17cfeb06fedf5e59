// Shows demo/index.html with the built assets and the product's own CSP:
//   node demo/serve.mjs [port]
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(here, "..", "dist");
const csp =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
  "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const types = { ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".html": "text/html; charset=utf-8" };

createServer(async (request, response) => {
  if (request.method === "POST") {
    // What the product does after a successful form: the draft may go.
    request.resume();
    response.writeHead(200, { "content-type": types[".html"], "content-security-policy": csp });
    response.end(
      '<!doctype html><html lang="id"><meta name="draft-done" content="demo:arahan-baru"><title>Terkirim</title>' +
        '<link rel="stylesheet" href="/assets/tuntas.css"><script src="/assets/app.js" defer></script>' +
        '<div class="auth"><div class="note note-ok" role="status"><p>Terkirim.</p></div><a href="/">Kembali</a></div></html>',
    );
    return;
  }
  const { pathname } = new URL(request.url, "http://localhost");
  try {
    let file = path.join(here, pathname === "/" ? "index.html" : path.basename(pathname));
    if (pathname.startsWith("/assets/")) {
      const manifest = JSON.parse(await readFile(path.join(dist, "manifest.json"), "utf8"));
      file = path.join(dist, manifest[path.basename(pathname)]);
    }
    const body = await readFile(file);
    response.writeHead(200, { "content-type": types[path.extname(file)], "content-security-policy": csp });
    response.end(body);
  } catch {
    response.writeHead(404).end("not found");
  }
}).listen(Number(process.argv[2] || 4173), "127.0.0.1");
