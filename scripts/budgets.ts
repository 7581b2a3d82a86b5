// Weighs every built page: gzip bytes of its HTML, CSS and the JavaScript it loads before the learner does anything
// (scripts, module preloads, and the code of islands that hydrate by themselves), and what a first visit keeps for
// reading without a connection. Over budget fails.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';

export interface Budget {
  /** Matches the page's route, e.g. /^lessons\// */
  route: RegExp;
  /** KB (1,000 bytes), gzip -9. */
  js: number;
  total: number;
}

/** The first one that matches counts. */
export const budgets: readonly Budget[] = [
  { route: /^(qps\/)?lessons\//, js: 30, total: 60 },
  { route: /^(qps\/)?practice\//, js: 120, total: 160 },
  { route: /^(qps\/)?live\//, js: 60, total: 90 },
  { route: /./, js: 30, total: 60 },
  { route: /^$/, js: 30, total: 60 },
];

export interface Weight {
  route: string;
  html: number;
  css: number;
  js: number;
  files: string[];
}

const gzip = new Map<string, number>();
function gzipBytes(file: string): number {
  let bytes = gzip.get(file);
  if (bytes === undefined) {
    bytes = gzipSync(readFileSync(file), { level: 9 }).length;
    gzip.set(file, bytes);
  }
  return bytes;
}

/** The files a page refers to, as paths under the folder; those outside it (other sites) are left out. */
function references(html: string, base: string): string[] {
  const urls = [
    ...html.matchAll(/<script[^>]*\ssrc="([^"]+)"/g),
    ...html.matchAll(/<link[^>]*\srel="(?:stylesheet|modulepreload)"[^>]*\shref="([^"]+)"/g),
    ...html.matchAll(/<link[^>]*\shref="([^"]+)"[^>]*\srel="(?:stylesheet|modulepreload)"/g),
    // Islands: component, renderer and the hook before hydration.
    ...html.matchAll(/\s(?:component-url|renderer-url|before-hydration-url)="([^"]+)"/g),
    // Imports of inline modules.
    ...html.matchAll(/\bfrom\s?["']([^"']+\.js)["']|\bimport\s?["']([^"']+\.js)["']/g),
  ].map((match) => match[1] ?? match[2] ?? '');
  return urls
    .filter((url) => url.startsWith(base))
    .map((url) => url.slice(base.length).replace(/[?#].*/, ''));
}

/** Static imports of a built module, transitively: dynamic ones are what the learner has to reach for. */
function withImports(folder: string, file: string, seen: Set<string>, lazily = false): void {
  if (seen.has(file) || !existsSync(join(folder, file))) return;
  seen.add(file);
  if (!file.endsWith('.js')) return;
  const code = readFileSync(join(folder, file), 'utf8');
  if (lazily)
    for (const match of code.matchAll(/\bimport\(\s*["'`](\.[^"'`]+)["'`]\s*\)/g))
      withImports(folder, posix.join(posix.dirname(file), match[1] ?? ''), seen, lazily);
  for (const match of code.matchAll(
    /(?:^|[;}\s])(?:import|export)\s*(?:[\w*{}\s,$]+?\s*from\s*)?["'](\.[^"']+)["']/g,
  ))
    withImports(folder, posix.join(posix.dirname(file), match[1] ?? ''), seen, lazily);
}

/** These files and all that they can ever load, paths under the folder; workers and what is fetched are not among them. */
export function reachable(folder: string, files: readonly string[]): string[] {
  const seen = new Set<string>();
  for (const file of files) withImports(folder, file, seen, true);
  return [...seen];
}

export function weigh(folder: string, base = '/'): Weight[] {
  const pages = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => join(entry.parentPath, entry.name));
  return pages.map((page) => {
    const html = readFileSync(page, 'utf8');
    const files = new Set<string>();
    for (const file of references(html, base)) withImports(folder, file, files);
    const sum = (ending: string): number =>
      [...files]
        .filter((file) => file.endsWith(ending))
        .reduce((total, file) => total + gzipBytes(join(folder, file)), 0);
    const route = relative(folder, page.endsWith('index.html') ? dirname(page) : page);
    return {
      route: route && !route.endsWith('.html') ? `${route}/` : route,
      html: gzipBytes(page),
      css: sum('.css'),
      js: sum('.js'),
      files: [...files],
    };
  });
}

/** KB (1,000 bytes), gzip -9: fetched in the background at a first visit. */
const OFFLINE = 2000;

/** What the service worker keeps from the first visit on. */
function offlineBytes(folder: string): number {
  const [, list] = /^const FILES=(.*);$/m.exec(readFileSync(join(folder, 'sw.js'), 'utf8')) ?? [];
  const { kept } = JSON.parse(list ?? '{"kept":{}}') as { kept: Record<string, string> };
  return Object.keys(kept)
    .map((path) => (path === '' || path.endsWith('/') ? `${path}index.html` : path))
    .reduce((total, path) => total + gzipBytes(join(folder, path)), 0);
}

/** Prints the table and answers the pages that are over budget. */
export function checkBudgets(folder: string, base = '/'): string[] {
  const over: string[] = [];
  const kb = (bytes: number): string => (bytes / 1000).toFixed(1).padStart(7);
  console.log(`${'page'.padEnd(40)}     JS     CSS    HTML     all  (KB, gzip)`);
  for (const { route, html, css, js } of weigh(folder, base).sort((a, b) => a.route.localeCompare(b.route))) {
    const budget = budgets.find((one) => one.route.test(route));
    const total = html + css + js;
    console.log(`${`/${route}`.padEnd(40)}${kb(js)} ${kb(css)} ${kb(html)} ${kb(total)}`);
    if (!budget) continue;
    if (js > budget.js * 1000) over.push(`/${route}: ${kb(js).trim()} KB of JavaScript, budget ${budget.js}`);
    if (total > budget.total * 1000)
      over.push(`/${route}: ${kb(total).trim()} KB in all, budget ${budget.total}`);
  }
  const offline = offlineBytes(folder);
  console.log(`${'kept without a connection'.padEnd(64)}${kb(offline)}`);
  if (offline > OFFLINE * 1000)
    over.push(
      `kept at a first visit: ${kb(offline).trim()} KB, budget ${OFFLINE} (src/course/build/offline.ts)`,
    );
  return over;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { out: { type: 'string', default: 'dist' }, base: { type: 'string', default: '/' } },
  });
  const over = checkBudgets(resolve(values.out), values.base);
  for (const line of over) console.error(`Over budget: ${line}`);
  process.exitCode = over.length ? 1 : 0;
}
