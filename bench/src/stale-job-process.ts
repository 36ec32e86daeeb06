import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { Database } from '@skilltrace/server/platform/database/database.js';
import { PrismaService } from '@skilltrace/server/platform/database/prisma.js';
import { StaleSkillFlaggingService } from '@skilltrace/server/stale-skill-flagging/stale-skill-flagging.service.js';
import type { JobRun } from './run-stale-job.js';

const database = new Database({ url: process.env['DATABASE_URL'] ?? '', role: 'skilltrace_server' });
const prisma = new PrismaService(database);
const service = new StaleSkillFlaggingService(prisma);
const now = new Date(process.env['NOW'] ?? '');
// Prisma loads its engine at its first query; this memory must not count for the job.
await prisma.skill.findFirst();
await prisma.$queryRaw`SELECT 1`;
globalThis.gc?.();
const before = residentMemory('VmRSS');
// Linux resets the high-water mark to the current resident memory.
writeFileSync('/proc/self/clear_refs', '5');
const started = performance.now();
const report = await service.flagStaleSkills(now, { log: () => {} });
const seconds = (performance.now() - started) / 1000;
if (!report.ran) throw new Error('Another run of the job is active');
const run: JobRun = {
  seconds,
  created: report.suggestionsCreated,
  stale: report.staleSkills,
  skippedPending: report.skippedPending,
  employees: report.employeesProcessed,
  memory: { before, peak: residentMemory('VmHWM') },
};
process.stdout.write(`${JSON.stringify(run)}\n`);
await database.close();

function residentMemory(line: 'VmRSS' | 'VmHWM'): number {
  return Number(new RegExp(String.raw`${line}:\s+(\d+) kB`).exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? Number.NaN) * 1024;
}
