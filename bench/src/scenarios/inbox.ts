import pg from 'pg';
import { Client } from 'undici';
import type { ValidationInbox } from '@skilltrace/contract';
import { readInbox } from '@skilltrace/server/validation/read-inbox.js';
import { measure, type Measured } from '../latencies.js';
import { NotingDatabase } from '../noting-database.js';
import { seedInboxes, type SeededInbox } from '../seed-inbox.js';
import type { SeededLedger } from '../seed-ledger.js';
import { one } from '../seed-teams.js';
import type { Workbench } from '../workbench.js';

const FEW = 20;
const MANY = 200;

export interface InboxOfLead {
  signals: number;
  suggestions: number;
  bare: Measured;
  useCase: Measured;
  http: Measured;
  /** Bytes of the answer. */
  bytes: number;
  /** Statements that the use case sends, by number of suggestions. */
  queries: { few: number; many: number };
}

/**
 * The inbox of a lead of 5 projects with 60 people and 200 suggestions: over HTTP, as the use case, and as the bare
 * statements that the use case sends; a request at a time. They take turns, so that they meet the same moments.
 */
export async function inboxOfLead(bench: Workbench, ledger: SeededLedger, seconds: number): Promise<InboxOfLead> {
  const [few, many] = (await seedInboxes(bench.superuserUrl, ledger, [FEW, MANY])) as [SeededInbox, SeededInbox];
  const token = await bench.tokenOf(many.leadId);
  const noting = new NotingDatabase({ url: bench.ownerUrl, poolSize: 1 });
  const http = new Client(bench.serverUrl);
  const bare = new pg.Client({
    connectionString: bench.ownerUrl,
    options: '-c role=skilltrace_reader -c default_transaction_read_only=on -c timezone=UTC',
  });
  await bare.connect();
  const ask = async (): Promise<string> => {
    const answer = await http.request({ method: 'GET', path: '/api/validation_inbox', headers: { authorization: `Bearer ${token}` } });
    const body = await answer.body.text();
    if (answer.statusCode !== 200) throw new Error(`The inbox answered ${answer.statusCode}: ${body.slice(0, 500)}`);
    return body;
  };
  try {
    const queries = { few: await queriesOf(noting, few), many: await queriesOf(noting, many) };
    const statements = noting.sent.slice(-queries.many);
    const body = await ask();
    insist('HTTP', JSON.parse(body) as ValidationInbox, MANY);
    const caller = { profileId: many.leadId, isAdmin: false, via: 'token' as const };
    const sides = {
      bare: async () => {
        for (const { statement, parameters } of statements) await bare.query({ ...statement, values: parameters });
      },
      useCase: () => readInbox(noting, caller),
      http: ask,
    };
    const measured = { bare: [] as Measured[], useCase: [] as Measured[], http: [] as Measured[] };
    for (let round = 0; round < 3; round += 1) {
      for (const side of ['bare', 'useCase', 'http'] as const) {
        const work = sides[side];
        measured[side].push(
          await measure({ lanes: 1, seconds: seconds / 3 }, async () => {
            await work();
            return true;
          }),
        );
      }
    }
    return {
      signals: ledger.signals,
      suggestions: MANY,
      bytes: Buffer.byteLength(body),
      queries,
      bare: median(measured.bare),
      useCase: median(measured.useCase),
      http: median(measured.http),
    };
  } finally {
    await Promise.all([noting.close(), http.close(), bare.end()]);
  }
}

async function queriesOf(noting: NotingDatabase, { leadId, suggestions }: SeededInbox): Promise<number> {
  const before = noting.sent.length;
  insist('The use case', await readInbox(noting, { profileId: leadId, isAdmin: false, via: 'token' }), suggestions);
  return noting.sent.length - before;
}

/** Fast because it left something out would be no measurement: every suggestion is there, with evidence and a recent update. */
function insist(who: string, inbox: ValidationInbox, expected: number): void {
  const suggestions = inbox.projects.flatMap(({ employees }) => employees.flatMap((employee) => employee.suggestions));
  const distinct = new Set(suggestions.map((suggestion) => suggestion.id)).size;
  if (distinct !== expected) throw new Error(`${who} shows ${distinct} suggestions where ${expected} are pending`);
  const bare = suggestions.filter(({ evidence }) => evidence.signals === 0 || !evidence.recent.some(({ excerpt }) => excerpt));
  if (bare.length > 0) throw new Error(`${who} shows ${bare.length} suggestions without evidence`);
}

function median(runs: Measured[]): Measured {
  const sorted = runs.toSorted((a, b) => a.p50 - b.p50);
  return one(sorted.slice(Math.floor(sorted.length / 2)));
}
