import { mkdir, writeFile } from 'node:fs/promises';
import { machine, revision } from '../src/report.js';
import { withWorkbench } from '../src/workbench.js';
import { decisions } from './decisions.js';
import { firstLoads } from './first-loads.js';
import { interactions } from './interactions.js';
import { mainPages } from './main-pages.js';
import { matrix } from './matrix.js';
import { paints } from './paints.js';
import { scrolling } from './scrolling.js';
import { withStage } from './stage.js';
import { PARTS, readWebOptions } from './web-options.js';
import { reached, toMarkdown, toTable, type Measurement, type WebReport } from './web-report.js';

const { only, out } = readWebOptions();
const log = (message: string) => void process.stderr.write(`${message}\n`);
const began = performance.now();

const report = await withWorkbench(
  log,
  (bench) =>
    withStage(bench, async (stage): Promise<WebReport> => {
      const pages = await mainPages(stage);
      const parts: Record<(typeof PARTS)[number], () => Promise<Measurement[]>> = {
        // The order matters: later parts fill the inbox and a project, and the first two measure the demo as it is.
        size: () => firstLoads(stage, pages),
        paint: () => paints(stage, pages, log),
        interaction: () => interactions(stage, pages, log),
        decision: () => decisions(stage),
        scroll: () => scrolling(stage, log),
        matrix: () => matrix(stage, log),
      };
      const measurements: Measurement[] = [];
      for (const part of PARTS.filter((name) => only.has(name))) {
        log(`measuring: ${part}`);
        measurements.push(...(await parts[part]()));
      }
      return {
        measuredAt: new Date().toISOString(),
        revision: revision(),
        machine: machine(),
        browser: `Chromium ${stage.browser.version()}`,
        measurements: measurements.map((measurement) => ({ ...measurement, reached: reached(measurement) })),
      };
    }),
  { demo: true },
);

if (out !== undefined) {
  await mkdir(out, { recursive: true });
  await writeFile(`${out}/web.json`, `${JSON.stringify(report, undefined, 2)}\n`);
  await writeFile(`${out}/web.md`, toMarkdown(report));
}
console.table(toTable(report));
const missed = report.measurements.filter((measurement) => measurement.reached === false);
log(missed.length === 0 ? 'Every budget is met.' : `Budgets missed: ${missed.map(({ what }) => what).join('; ')}.`);
log(
  `${Math.round((performance.now() - began) / 1000)} s. ${out === undefined ? 'No report was written.' : `Written to ${out}/web.md and web.json.`}`,
);
