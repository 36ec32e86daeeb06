import { createInterface } from 'node:readline';
import { acquireEmbeddedPostgres } from '../src/acquire-embedded-postgres.js';

// Run by separate-process.ts: acquires the database, prints a report as one line of JSON, and releases the database when it
// reads `release`.
const [dataDir = '', purpose] = process.argv.slice(2);
const logged: string[] = [];
const report = (line: object): void => console.log(JSON.stringify(line));

try {
  const database = await acquireEmbeddedPostgres({
    program: 'separate process',
    owner: 'an owner',
    database: 'a "database"',
    dataDir,
    purpose: purpose === 'command' ? 'command' : 'server',
    log: (message) => logged.push(message),
    settings: { fsync: 'off' },
  });
  const { url, superuserUrl } = database;
  report({ url, superuserUrl, logged });
  void database.lost.then(() => report({ lost: true }));
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'release') break;
  }
  await database.release();
  // An open stdin would keep the process alive; nothing else may.
  process.stdin.destroy();
} catch (error) {
  const { name, message } = error as Error;
  report({ refused: { name, message } });
  process.exitCode = 1;
}
