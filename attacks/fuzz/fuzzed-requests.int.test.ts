import { randomInt } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyLedger } from '../../apps/server/src/signals/verify/verify-ledger.js';
import { createTestApi, type TestApi } from '../../apps/server/test/api-client.js';
import { Fuzz } from './fuzz.js';

// FUZZ_SEED repeats a run and FUZZ_REQUESTS makes it longer. `npm run torture -- --only fuzz` runs for hours.
const SEED = Number(process.env['FUZZ_SEED'] ?? randomInt(1, 1_000_000_000));
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 30);

let api: TestApi;
let fuzz: Fuzz;

beforeAll(async () => {
  api = await createTestApi();
  await api.app.listen(0, '127.0.0.1');
  fuzz = await Fuzz.of(`http://127.0.0.1:${(api.app.getHttpServer().address() as AddressInfo).port}`, api.database);
});
afterAll(async () => {
  fuzz?.close();
  await api.close();
});

it(`every route answers hostile requests as the API document declares (seed ${SEED})`, { timeout: 600_000 }, async () => {
  const findings = [];
  for (const [index, operation] of fuzz.document.operations.entries())
    findings.push(...(await fuzz.attack(operation, SEED + index * 1_000_003, REQUESTS)));
  const shown = findings.slice(0, 12);
  expect(shown, `${findings.length} wrong answers; repeat them with FUZZ_SEED=${SEED}`).toEqual([]);

  expect(Object.prototype).not.toHaveProperty('polluted');
  const statuses = [...fuzz.answered.values()];
  // If most routes only ever reject, the run proves little.
  const answered = statuses.filter((counts) => [...counts.keys()].some((status) => status < 300));
  expect(answered.length / statuses.length).toBeGreaterThan(0.8);
  const { checks } = await verifyLedger(api.database);
  expect(checks.filter(({ violations }) => violations > 0)).toEqual([]);
});
