// Tabler 1.6 writes colours as light-dark(), oklch() and color-mix(). Browsers
// that offices still use (Chrome 109 on Windows 7) drop such values whole, and
// a button loses its background. The theme is light only and its palette is
// fixed at build time, so these can be worked out here once.
import postcss from "postcss";

/** Splits "a, f(b, c)" at top-level commas. */
function parts(text, separator = ",") {
  const out = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === "(") depth += 1;
    else if (text[i] === ")") depth -= 1;
    else if (depth === 0 && text[i] === separator) {
      out.push(text.slice(from, i).trim());
      from = i + 1;
    }
  }
  out.push(text.slice(from).trim());
  return out.filter((part) => part !== "");
}

/** Replaces each outermost name(...) by make(inside); undefined leaves it. */
function replaceCalls(text, name, make) {
  let out = "";
  let rest = text;
  for (;;) {
    const found = rest.match(new RegExp(`(?<![\\w-])${name}\\(`));
    if (!found) return out + rest;
    const open = found.index + name.length;
    let depth = 0;
    let end = open;
    for (; end < rest.length; end += 1) {
      if (rest[end] === "(") depth += 1;
      if (rest[end] === ")" && --depth === 0) break;
    }
    const start = open - name.length;
    const made = make(rest.slice(open + 1, end));
    out += rest.slice(0, start) + (made ?? rest.slice(start, end + 1));
    rest = rest.slice(end + 1);
  }
}

// Colours are kept as OKLab plus alpha: { l, a, b, alpha }.
function fromHex(hex) {
  const full = hex.length < 6 ? [...hex].map((c) => c + c).join("") : hex;
  const n = [0, 2, 4, 6].map((i) => (full.slice(i, i + 2) ? parseInt(full.slice(i, i + 2), 16) / 255 : 1));
  return fromRgb(n[0], n[1], n[2], n[3]);
}

function fromRgb(r, g, b, alpha) {
  const [x, y, z] = [r, g, b].map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  const l = Math.cbrt(0.4122214708 * x + 0.5363325363 * y + 0.0514459929 * z);
  const m = Math.cbrt(0.2119034982 * x + 0.6806995451 * y + 0.1073969566 * z);
  const s = Math.cbrt(0.0883024619 * x + 0.2817188376 * y + 0.6299787005 * z);
  return {
    l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    a: 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    b: 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
    alpha,
  };
}

function toHex({ l, a, b, alpha }) {
  const p = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const q = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const r = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * p - 3.3077115913 * q + 0.2309699292 * r,
    -1.2684380046 * p + 2.6097574011 * q - 0.3413193965 * r,
    -0.0041960863 * p - 0.7034186147 * q + 1.707614701 * r,
  ];
  const channel = (c) => {
    const clipped = Math.min(1, Math.max(0, c));
    const s = clipped <= 0.0031308 ? clipped * 12.92 : 1.055 * clipped ** (1 / 2.4) - 0.055;
    return Math.round(s * 255).toString(16).padStart(2, "0");
  };
  const tail = alpha >= 1 ? "" : Math.round(alpha * 255).toString(16).padStart(2, "0");
  return `#${linear.map(channel).join("")}${tail}`;
}

/** A number, a percentage, or calc() with one of + - * between plain numbers. */
function number(text, scale = 1) {
  let t = text.trim();
  if (t.startsWith("calc(")) {
    t = t.slice(5, -1).trim();
    const m = t.match(/^([\d.]+%?)\s*([-+*])\s*([\d.]+%?)$/);
    if (!m) return undefined;
    const [x, y] = [parseFloat(m[1]), parseFloat(m[3])];
    const value = m[2] === "*" ? x * y : m[2] === "+" ? x + y : x - y;
    return t.includes("%") ? (value / 100) * scale : value;
  }
  if (!/^-?[\d.]+(%|deg)?$/.test(t)) return undefined;
  return t.endsWith("%") ? (parseFloat(t) / 100) * scale : parseFloat(t);
}

/** Puts variables in, fallbacks included; undefined when one is unknown. */
function withVars(text, lookup) {
  let t = text;
  for (let i = 0; i < 12 && t.includes("var("); i += 1) {
    const next = replaceCalls(t, "var", (inside) => {
      const [name, fallback] = parts(inside);
      return lookup(name) ?? fallback;
    });
    if (next === t) return undefined;
    t = next;
  }
  return t.trim();
}

/** Works a colour text out to OKLab, or gives undefined if it cannot. */
function color(text, lookup) {
  const t = withVars(text, lookup);
  if (t === undefined) return undefined;
  if (t === "transparent") return { l: 0, a: 0, b: 0, alpha: 0 };
  if (t === "white") return fromHex("ffffff");
  if (t === "black") return fromHex("000000");
  if (/^#[\da-f]{3,8}$/i.test(t)) return fromHex(t.slice(1));
  const call = t.match(/^([\w-]+)\((.*)\)$/s);
  if (!call) return undefined;
  const [, name, inside] = call;
  if (name === "light-dark") return color(parts(inside)[0], lookup);
  if (name === "rgb" || name === "rgba") {
    const n = inside.split(/[\s,/]+/).filter(Boolean);
    const c = n.slice(0, 3).map((v) => (v.endsWith("%") ? parseFloat(v) / 100 : parseFloat(v) / 255));
    const alpha = n[3] === undefined ? 1 : number(n[3]);
    return c.length < 3 || [...c, alpha].some((v) => !(v >= 0)) ? undefined : fromRgb(...c, alpha);
  }
  if (name === "oklch") {
    let words = parts(inside, " ");
    let base;
    if (words[0] === "from") {
      base = color(words[1], lookup);
      if (!base) return undefined;
      const chroma = Math.hypot(base.a, base.b);
      const hue = (Math.atan2(base.b, base.a) * 180) / Math.PI;
      const given = { l: base.l, c: chroma, h: (hue + 360) % 360 };
      words = words.slice(2).map((w) => w.replace(/(?<![\w-])[lch](?![\w-])/g, (k) => given[k].toFixed(6)));
    }
    const [l, c, h] = [number(words[0]), number(words[1], 0.4), number(words[2])];
    if ([l, c, h].includes(undefined)) return undefined;
    const slash = words.indexOf("/");
    const alpha = slash < 0 ? (base?.alpha ?? 1) : number(words[slash + 1]);
    const turn = (h * Math.PI) / 180;
    return alpha === undefined ? undefined : { l, a: c * Math.cos(turn), b: c * Math.sin(turn), alpha };
  }
  if (name === "color-mix") {
    const [space, first, second] = parts(inside);
    if (space !== "in oklab" || !second) return undefined;
    const side = (piece) => {
      const words = parts(piece, " ");
      const share = words.find((w) => w.endsWith("%") || w.startsWith("calc("));
      return [color(words.filter((w) => w !== share).join(" "), lookup), share && (number(withVars(share, lookup) ?? "") ?? NaN)];
    };
    const [x, p] = side(first);
    const [y, q] = side(second);
    if (!x || !y || Number.isNaN(p) || Number.isNaN(q)) return undefined;
    const one = p ?? (q === undefined ? 0.5 : 1 - q);
    const two = q ?? 1 - one;
    if (!(one >= 0) || !(two >= 0)) return undefined;
    const alpha = x.alpha * one + y.alpha * two;
    if (alpha === 0) return { l: 0, a: 0, b: 0, alpha: 0 };
    const mix = (key) => (x[key] * x.alpha * one + y[key] * y.alpha * two) / alpha;
    return { l: mix("l"), a: mix("a"), b: mix("b"), alpha };
  }
  return undefined;
}

/** Rewrites every colour function in the sheet that can be known at build time. */
export function flattenColors(css) {
  const sheet = postcss.parse(css);
  const roots = new Map();
  const elsewhere = new Map();
  sheet.walkDecls(/^--/, ({ prop, value, parent }) => {
    const isRoot = parent.selectors?.some((s) => s === ":root" || s === "[data-bs-theme=light]");
    if (isRoot && parent.parent.type === "root") roots.set(prop, value);
    else elsewhere.set(prop, (elsewhere.get(prop) ?? new Set()).add(value));
  });
  // A variable that variants redefine (say .alert-danger) must stay a variable.
  const fixed = (name, value) => [...(elsewhere.get(name) ?? [])].every((other) => other === value);

  const left = new Set();
  sheet.walkDecls((decl) => {
    // Inside data: urls the brackets and the percent sign are escaped.
    decl.value = decl.value.replace(/oklch%28(.*?)%29/g, (all, inside) => {
      const known = color(`oklch(${inside.replaceAll("%25", "%")})`, () => undefined);
      return known ? toHex(known).replace("#", "%23") : all;
    });
    if (!/light-dark\(|oklch\(|color-mix\(/.test(decl.value)) return;
    // A rule's own variable comes before the root's.
    const own = new Map();
    decl.parent.each?.((d) => d.type === "decl" && d.prop.startsWith("--") && own.set(d.prop, d.value));
    const lookup = (name) => {
      const value = name === decl.prop ? roots.get(name) : (own.get(name) ?? roots.get(name));
      return fixed(name, value) ? value : undefined;
    };
    let value = replaceCalls(decl.value, "light-dark", (inside) => parts(inside)[0]);
    for (const name of ["color-mix", "oklch"]) {
      value = replaceCalls(value, name, (inside) => {
        const known = color(`${name}(${inside})`, lookup);
        if (!known) left.add(`${decl.parent.selector ?? ""} { ${decl.prop}: ${name}(${inside}) }`);
        return known && toHex(known);
      });
    }
    decl.value = value;
  });
  return { css: sheet.toString(), left: [...left] };
}

/** Drops dark-theme rules and variables that nothing reads (to a fixed point). */
export function dropUnused(css) {
  const sheet = postcss.parse(css);
  sheet.walkAtRules("media", (at) => {
    if (/prefers-color-scheme:\s*dark/.test(at.params)) at.remove();
  });
  sheet.walkRules((rule) => {
    const kept = rule.selectors.filter((s) => !/(?<!not\([^)]*)(theme=["']?dark|theme-dark|\[dir=)/.test(s));
    if (kept.length === 0) rule.remove();
    else if (kept.length !== rule.selectors.length) rule.selectors = kept;
  });
  for (let removed = 1; removed > 0; ) {
    removed = 0;
    const used = new Set();
    sheet.walkDecls((decl) => {
      for (const m of decl.value.matchAll(/var\(\s*(--[\w-]+)/g)) if (m[1] !== decl.prop) used.add(m[1]);
    });
    sheet.walkDecls(/^--/, (decl) => {
      if (used.has(decl.prop)) return;
      decl.remove();
      removed += 1;
    });
  }
  sheet.walkRules((rule) => void (rule.nodes.length === 0 && rule.remove()));
  return sheet.toString();
}
