import pg from 'pg';
import { Client } from 'undici';
import type { ValidationInbox } from '@skilltrace/contract';
import { readInbox } from '@skilltrace/server/validation/read-inbox.js';
import { alternate, type Measured } from '../latencies.js';
import { RecordingDatabase } from '../recording-database.js';
import { seedInboxes, type SeededInbox } from '../seed-inbox.js';
import type { SeededLedger } from '../seed-ledger.js';
import type { Workbench } from '../workbench.js';

const FEW = 20;
const MANY = 200;

export interface InboxOfLead {
  signals: number;
  suggestions: number;
  bare: Measured;
  useCase: Measured;
  http: Measured;
  /** Over HTTP, for a lead with as many people but a tenth of the suggestions. */
  httpFew: Measured;
  /** The size of the answer in bytes. */
  bytes: number;
  /** The number of statements that the use case sends, for few and for many suggestions. */
  queries: { few: number; many: number };
}

/**
 * Measures the inbox of a lead of 5 projects with 60 people and 200 suggestions: over HTTP, as the use case, and as the bare
 * statements that the use case sends. One request at a time, alternating. The bare SQL does not show whether a statement
 * grows faster than its rows, so an inbox with 20 suggestions is measured too.
 */
export async function inboxOfLead(bench: Workbench, ledger: SeededLedger, seconds: number): Promise<InboxOfLead> {
  const [few, many] = (await seedInboxes(bench.superuserUrl, ledger, [FEW, MANY])) as [SeededInbox, SeededInbox];
  const [token, tokenOfFew] = [await bench.tokenOf(many.leadId), await bench.tokenOf(few.leadId)];
  const noting = new RecordingDatabase({ url: bench.logins.readerUrl, poolSize: 1 });
  const http = new Client(bench.server.url);
  const bare = new pg.Client({
    connectionString: bench.logins.readerUrl,
    options: '-c timezone=UTC',
  });
  await bare.connect();
  const ask = async (bearer: string): Promise<string> => {
    const answer = await http.request({ method: 'GET', path: '/api/validation_inbox', headers: { authorization: `Bearer ${bearer}` } });
    const body = await answer.body.text();
    if (answer.statusCode !== 200) throw new Error(`The inbox answered ${answer.statusCode}: ${body.slice(0, 500)}`);
    return body;
  };
  try {
    const queries = { few: await queriesOf(noting, few), many: await queriesOf(noting, many) };
    const statements = noting.sent.slice(-queries.many);
    const body = await ask(token);
    requireComplete('HTTP', JSON.parse(body) as ValidationInbox, MANY);
    const latencies = await alternate(seconds, {
      bare: async () => {
        for (const { statement, parameters } of statements) await bare.query({ ...statement, values: parameters });
      },
      useCase: () => readInbox(noting, { profileId: many.leadId, isAdmin: false, via: 'token' }),
      http: () => ask(token),
      httpFew: () => ask(tokenOfFew),
    });
    return { signals: ledger.signals, suggestions: MANY, bytes: Buffer.byteLength(body), queries, ...latencies };
  } finally {
    await Promise.all([noting.close(), http.close(), bare.end()]);
  }
}

async function queriesOf(noting: RecordingDatabase, { leadId, suggestions }: SeededInbox): Promise<number> {
  const before = noting.sent.length;
  requireComplete('The use case', await readInbox(noting, { profileId: leadId, isAdmin: false, via: 'token' }), suggestions);
  return noting.sent.length - before;
}

/** Guards against measuring an incomplete inbox: every suggestion must be there, with evidence and a recent update. */
function requireComplete(side: string, inbox: ValidationInbox, expected: number): void {
  const suggestions = inbox.projects.flatMap(({ employees }) => employees.flatMap((employee) => employee.suggestions));
  const distinct = new Set(suggestions.map((suggestion) => suggestion.id)).size;
  if (distinct !== expected) throw new Error(`${side} shows ${distinct} suggestions, but ${expected} are pending`);
  const bare = suggestions.filter(({ evidence }) => evidence.signals === 0 || !evidence.recent.some(({ excerpt }) => excerpt));
  if (bare.length > 0) throw new Error(`${side} shows ${bare.length} suggestions without evidence`);
}
