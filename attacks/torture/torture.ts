import 'reflect-metadata';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Scenario } from './context.js';
import { help, readOptions } from './options.js';
import { makeReport, toMarkdown } from './report.js';
import { runScenario } from './run-scenario.js';
import type { ScenarioResult } from './scenario-result.js';

const EXIT_VIOLATED = 1;
const EXIT_USAGE = 2;
const EXIT_INTERRUPTED = 130;

/** The entry point that start.mjs calls from the bundle. */
export async function torture(given: string[], defaultOut: string): Promise<number> {
  const scenarios = await findScenarios();
  const options = parseOptions(given, scenarios, defaultOut);
  if (typeof options === 'number') return options;
  const { seed, rounds, only, out } = options;
  const say = (line: string) => void process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted) return;
      say('stopping: removing everything that was started');
      stop.abort(new Error('interrupted by a signal'));
    });
  }
  say(`seed ${seed}, ${rounds} rounds of ${only.join(', ')}`);
  const folder = out ?? tmpdir();
  await mkdir(folder, { recursive: true });
  const results: ScenarioResult[] = [];
  for (const name of only) {
    const scenario = scenarios.get(name);
    if (!scenario || stop.signal.aborted) continue;
    say(`${name}: ${scenario.about}`);
    const historyFile = join(folder, `seed-${seed}-${name}.history.ndjson`);
    const serverEntry = join(import.meta.dirname, 'main.js');
    const ofThis = Math.ceil(rounds / (scenario.oneRoundIn ?? 1));
    const result = await runScenario(scenario, { name, rounds: ofThis, seed, serverEntry, signal: stop.signal, say, historyFile });
    results.push(result);
    if (result.violations.length === 0) continue;
    process.stderr.write(`The end of the history of ${name}:\n${result.historyTail.map((line) => `  ${line}\n`).join('')}`);
    say(`the complete history is in ${historyFile}`);
  }
  if (stop.signal.aborted) return EXIT_INTERRUPTED;
  const report = makeReport({ seed, rounds, only: only.length === scenarios.size ? undefined : only }, results);
  if (out !== undefined) {
    await writeFile(join(out, `seed-${seed}.json`), `${JSON.stringify(report, undefined, 2)}\n`);
    await writeFile(join(out, `seed-${seed}.md`), toMarkdown(report));
    say(`the report is in ${join(out, `seed-${seed}.md`)}`);
  }
  process.stdout.write(`${toMarkdown(report)}\n`);
  return report.verdict === 'clean' ? 0 : EXIT_VIOLATED;
}

function parseOptions(given: string[], scenarios: Map<string, Scenario>, defaultOut: string) {
  try {
    const options = readOptions(given, scenarios, defaultOut);
    if (options !== 'help') return options;
    process.stdout.write(help(scenarios));
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${help(scenarios)}`);
    return EXIT_USAGE;
  }
}

/** Finds every file in scenarios/. New scenarios need no registration. */
async function findScenarios(): Promise<Map<string, Scenario>> {
  const folder = join(import.meta.dirname, 'scenarios');
  const names = (await readdir(folder)).filter((file) => file.endsWith('.js')).map((file) => file.replace(/\.js$/, ''));
  const found = new Map<string, Scenario>();
  for (const name of names.toSorted()) found.set(name, (await import(pathToFileURL(join(folder, `${name}.js`)).href)) as Scenario);
  return found;
}
