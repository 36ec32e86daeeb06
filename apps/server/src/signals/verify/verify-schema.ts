import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Transaction } from '../../platform/database/connection.js';
import { OTHER_OBJECTS, readSchema, SETTINGS_OF_DUMP } from '../../platform/database/schema/dump-schema.js';
import { databaseFolder } from '../../platform/database/schema/database-folder.js';
import type { CheckedRule } from './ledger-check.js';
import { isSpread, linesOfCitus, spreadForm } from './spread-schema.js';

const MOST_SAMPLES = 5;
const LONGEST_SAMPLE = 160;

/**
 * Compares all database objects with the schema of this version (`schema.sql`): tables, constraints, indexes, triggers and
 * their state, views, functions with their text, owner and settings, grants, policies, rules and owners.
 */
export async function verifySchema(transaction: Transaction): Promise<CheckedRule> {
  await transaction.query(SETTINGS_OF_DUMP);
  const found = await readSchema((sql, parameters) => transaction.query<{ table?: string; text: string }>(sql, parameters));
  const shipped = (await readFile(join(databaseFolder(), 'schema.sql'), 'utf8')).replaceAll('\r\n', '\n');
  const differing = found === shipped ? [] : await differingLines(transaction, shipped.split('\n'), found.split('\n'));
  return {
    name: 'schema-as-shipped',
    rule: 'functions, views, triggers, constraints, grants, policies and owners match the schema of this version',
    examined: shipped.split('\n').length,
    violations: differing.length,
    samples: differing.slice(0, MOST_SAMPLES),
  };
}

/** The differences, apart from what `skilltrace scale-out` changes. */
async function differingLines(transaction: Transaction, shipped: readonly string[], found: readonly string[]): Promise<string[]> {
  if (!(await isSpread(transaction))) {
    const lines = linesOnOneSide(shipped, found);
    return lines.length === 0 ? ['the same lines in another order'] : lines;
  }
  // Without a foreign key after it, the last constraint has no comma.
  const bare = (line: string) => line.replace(/^( {2}CONSTRAINT .*),$/, '$1');
  return linesOnOneSide([...spreadForm(shipped), ...(await linesOfCitus(transaction))].map(bare), found.map(bare));
}

/** Lines that one side has more often than the other. */
function linesOnOneSide(shipped: readonly string[], found: readonly string[]): string[] {
  const balance = new Map<string, number>();
  for (const line of found) balance.set(line, (balance.get(line) ?? 0) + 1);
  for (const line of shipped) balance.set(line, (balance.get(line) ?? 0) - 1);
  // An added section has a heading and empty lines, which would crowd the actual differences out of the samples.
  const lines = [...balance].filter(([line, count]) => count !== 0 && line !== '' && line !== `-- ${OTHER_OBJECTS}`);
  return lines.map(([line, count]) => `${count > 0 ? 'added' : 'missing'}: ${line.trim().slice(0, LONGEST_SAMPLE)}`).toSorted();
}
