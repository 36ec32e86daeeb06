import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

// Decision 0008: a write through Prisma would have no origin in the audit log, and raw SQL goes through pg.
const SRC = resolve(import.meta.dirname, '../src');
const JOB = 'stale-skill-flagging/';

const filesWithPrisma = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('generated'))
  .map((name) => ({ name, text: readFileSync(join(SRC, name), 'utf8') }))
  .filter(({ text }) => /prisma: PrismaService|this\.prisma/.test(text));

/** The files outside the nightly job that use Prisma for more than reading rows. */
const offenses = (files: readonly { name: string; text: string }[]) =>
  files
    .filter(({ name, text }) => !name.startsWith(JOB) && /\bprisma(\.\w+)?\.(\$|create|update|upsert|delete)/.test(text))
    .map(({ name }) => name);

describe('Prisma outside the nightly job', () => {
  test('only reads rows', () => {
    expect(filesWithPrisma.length).toBeGreaterThan(5);
    expect(offenses(filesWithPrisma)).toEqual([]);
  });

  test.each([
    'prisma.skill.update({ where: { id }, data })',
    'this.prisma.skill.create({ data })',
    'prisma.$queryRaw`SELECT 1`',
    'prisma.$transaction(async () => {})',
    'prisma.suggestion.deleteMany({})',
  ])('is reported for a statement that does more: %s', (text) => {
    expect(offenses([{ name: 'people/zz-planted.ts', text }])).toEqual(['people/zz-planted.ts']);
    expect(offenses([{ name: 'stale-skill-flagging/zz-planted.ts', text }])).toEqual([]);
  });
});
