import { verifyLedger } from '../../../apps/server/src/signals/verify/verify-ledger.js';
import { Fuzz } from '../../fuzz/fuzz.js';
import type { Context } from '../context.js';
import { openDatabase } from '../open-database.js';

export const about =
  'valid, almost valid and hostile requests to every documented route: each answer matches the API document, and no request causes a server error';
export const oneRoundIn = 2;

const REQUESTS_A_ROUTE = 12;

export async function run(context: Context): Promise<Record<string, number>> {
  const url = await context.createDatabase();
  const server = await context.startServer({ DATABASE_URL: url, SESSION_SECRET: 'a secret of the torture, 32 characters' });
  const database = await openDatabase(url, { poolSize: 4 });
  context.atEnd(() => database.close());
  const fuzz = await Fuzz.of(server.url, database);
  context.atEnd(() => Promise.resolve(fuzz.close()));
  let requests = 0;
  await context.eachRound(async ({ random }) => {
    for (const operation of fuzz.document.operations) {
      for (const { rule, ...found } of await fuzz.attack(operation, random.between(1, 2_000_000_000), REQUESTS_A_ROUTE))
        context.violated(rule, found);
      requests += REQUESTS_A_ROUTE;
    }
    const { checks } = await verifyLedger(database);
    context.expect(
      checks.every(({ violations }) => violations === 0),
      'the ledger passes verification after all requests',
      checks.filter(({ violations }) => violations > 0),
    );
    context.expect(server.isRunning(), 'the server is still running', server.log());
    return `${fuzz.document.operations.length * REQUESTS_A_ROUTE} requests`;
  });
  const answered = [...fuzz.answered.values()].filter((counts) => [...counts.keys()].some((status) => status < 300));
  return { requests, routes: fuzz.answered.size, routesAnsweredWithSuccess: answered.length };
}
