import pg from 'pg';

export interface SeededLedger {
  signals: number;
  people: number[];
  random: () => number;
}

const SIGNALS_PER_PERSON = 200;
const SKILLS = 30;

// Inserts rows directly instead of through the ledger's functions. Only the owner of a temporary database can do that, and
// only reads are measured.
const DROP = `
  ALTER TABLE user_skill_signals DROP CONSTRAINT IF EXISTS user_skill_signals_user_id_fkey, DROP CONSTRAINT IF EXISTS user_skill_signals_skill_id_fkey,
    DROP CONSTRAINT IF EXISTS user_skill_signals_pkey`;
const PEOPLE = `
  INSERT INTO profiles (email, name) SELECT 'ledger-' || n || '@example.org', 'Person ' || n FROM generate_series($1::int + 1, $2::int) n`;
const SKILL_ROWS = `
  INSERT INTO skills (skill_name, category) SELECT 'Ledger skill ' || n, 'Bench' FROM generate_series(1, ${SKILLS}) n ON CONFLICT DO NOTHING`;
// In order of time, as a ledger grows: neighboring rows in the heap belong to different people.
const SIGNALS = `
  INSERT INTO user_skill_signals (user_id, skill_id, source_type, source_id, signal_type, weight, created_at, project_id)
  SELECT p.ids[1 + n % cardinality(p.ids)], s.ids[1 + (n / cardinality(p.ids)) % ${SKILLS}], 'update', 1000000000 + n, 'update', 2,
         date_trunc('milliseconds', now()) - ($2::bigint - n) * (interval '3 years' / $2::bigint), 1 + n % 1000
    FROM generate_series($1::bigint, $2::bigint - 1) n,
         (SELECT array_agg(id ORDER BY id) AS ids FROM profiles WHERE email LIKE 'ledger-%') p,
         (SELECT array_agg(id ORDER BY id) AS ids FROM skills WHERE skill_name LIKE 'Ledger skill %') s`;

/** Grows the ledger to `signals` rows, always 200 per person, and restores keys and indexes. */
export async function growLedger(superuserUrl: string, before: number, signals: number, random: () => number): Promise<SeededLedger> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(
      "SELECT indexname AS name, indexdef AS definition FROM pg_indexes WHERE tablename = 'user_skill_signals' AND indexname <> 'user_skill_signals_pkey'",
    );
    await client.query("SET maintenance_work_mem = '1GB'");
    await client.query(DROP);
    for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
    await client.query(SKILL_ROWS);
    await client.query(PEOPLE, [before / SIGNALS_PER_PERSON, signals / SIGNALS_PER_PERSON]);
    await client.query(SIGNALS, [before, signals]);
    await client.query('ALTER TABLE user_skill_signals ADD PRIMARY KEY (user_id, skill_id, source_type, source_id, signal_type)');
    for (const { definition } of indexes) await client.query(definition);
    // All tables, so that autovacuum has nothing to do while the charts are measured.
    await client.query('VACUUM ANALYZE');
    await client.query('CHECKPOINT');
    const { rows: people } = await client.query<{ id: string }>("SELECT id FROM profiles WHERE email LIKE 'ledger-%' ORDER BY id");
    return { signals, people: people.map((row) => Number(row.id)), random };
  } finally {
    await client.end();
  }
}

/** A generator of numbers from 0 to 1; the same seed gives the same numbers (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
