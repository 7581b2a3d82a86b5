// Lighthouse on the built site: mobile profile, cold cache, median of three. The program is installed on demand
// beside the project: nobody else needs its hundred packages.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { buildIfChanged } from '../../scripts/build.ts';
import { ensureChromium } from '../../scripts/chromium.ts';
import { listen } from '../../src/server/listen.ts';
import { site } from '../../src/server/site.ts';
import { type Figure, median } from './figure.ts';

const root = resolve(import.meta.dirname, '../..');
const PACKAGE = 'lighthouse@13.5.0';
const RUNS = 3;
/** ROOTLESS_LIGHTHOUSE=/lessons/roles/,/quiz/roles/ looks at these instead. */
const PAGES = (process.env.ROOTLESS_LIGHTHOUSE ?? '/,/lessons/first-iam-user/,/practice/').split(',');

interface Report {
  categories: Record<string, { score: number | null }>;
  audits: Record<string, { numericValue?: number }>;
}

function program(): string {
  const folder = join(root, '.rootless', 'lighthouse');
  const file = join(folder, 'node_modules', 'lighthouse', 'cli', 'index.js');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', PACKAGE], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  return file;
}

async function audit(url: string, chromium: string, tries = 3): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'rootless-lighthouse-'));
  const output = join(folder, 'report.json');
  const flags =
    '--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
  // Not spawnSync: this process serves the page meanwhile.
  const child = spawn(
    process.execPath,
    [program(), url, '--quiet', '--output=json', `--output-path=${output}`, `--chrome-flags=${flags}`],
    { env: { ...process.env, CHROME_PATH: chromium }, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const [code] = (await once(child, 'exit')) as [number | null];
  // A trace that could not be recorded is Lighthouse's own trouble; it asks to be run again.
  if (code !== 0 && tries > 1) return audit(url, chromium, tries - 1);
  if (code !== 0) throw new Error(`Lighthouse failed on ${url}`);
  const report = JSON.parse(readFileSync(output, 'utf8')) as Report;
  rmSync(folder, { recursive: true });
  return report;
}

export async function* figures(): AsyncGenerator<Figure> {
  const chromium = ensureChromium();
  if (!chromium || !buildIfChanged()) throw new Error('Lighthouse needs Chromium and a build.');
  program();
  const app = site({ folder: join(root, 'dist') });
  const { port, close } = await listen(getRequestListener(app.fetch), { port: 0 });
  for (const page of PAGES) {
    const reports: Report[] = [];
    for (let run = 0; run < RUNS; run++)
      reports.push(await audit(`http://127.0.0.1:${port}${page}`, chromium));
    const of = (read: (report: Report) => number): number => median(reports.map(read));
    for (const category of ['performance', 'accessibility', 'best-practices', 'seo'])
      yield {
        name: `lighthouse ${page} ${category}`,
        value: Math.round(of((report) => (report.categories[category]?.score ?? 0) * 100)),
        unit: 'of 100',
      };
    for (const [name, id, unit] of [
      ['LCP', 'largest-contentful-paint', 'ms'],
      ['TBT', 'total-blocking-time', 'ms'],
      ['CLS', 'cumulative-layout-shift', ''],
      ['bytes', 'total-byte-weight', 'B'],
    ] as const)
      yield {
        name: `lighthouse ${page} ${name}`,
        value: Number(of((report) => report.audits[id]?.numericValue ?? Number.NaN).toFixed(unit ? 0 : 3)),
        unit,
      };
  }
  await close();
}
