import { milliseconds } from './findings.js';
import type { Finding } from './report.js';
import type { InboxOfLead } from './scenarios/inbox.js';
import type { LiteralJob } from './scenarios/literal-job.js';
import type { StaleJob } from './scenarios/stale-job.js';

/** The memory that the job may add to its process, regardless of the number of people. */
const MEMORY_BOUND_MB = 64;
const MEGABYTE = 2 ** 20;

const many = (count: number) => count.toLocaleString('en');
const inSeconds = (value: number) => `${value.toFixed(value < 10 ? 2 : 1)} s`;
const inMegabytes = (bytes: number) => `${(bytes / MEGABYTE).toFixed(0)} MiB`;

export function staleJobFindings({ organization, bareSeconds, bareRuns, first, jobRuns, second }: StaleJob): Finding[] {
  const size = `${many(organization.people)} people, ${many(organization.employeeSkills)} validated skills, ${many(organization.assignments)} assignments`;
  const { before, peak } = first.memory;
  return [
    {
      scenario: `the stale-skill job, ${size}`,
      against: 'one bare INSERT … SELECT',
      ratio: first.seconds / bareSeconds,
      goal: { at: 'most', value: 1.3 },
      detail: `${inSeconds(first.seconds)} of ${jobRuns.map(inSeconds).join(', ')}; bare ${inSeconds(bareSeconds)} of ${bareRuns.map(inSeconds).join(', ')}; ${many(first.created)} suggestions, ${many(first.skippedPending)} already pending`,
    },
    {
      scenario: 'memory that the job adds to its process',
      against: `${MEMORY_BOUND_MB} MiB, regardless of the size`,
      ratio: (peak - before) / MEGABYTE / MEMORY_BOUND_MB,
      goal: { at: 'most', value: 1 },
      detail: `${inMegabytes(before)} before, ${inMegabytes(peak)} at the peak`,
    },
    {
      scenario: 'a second night with nothing to flag',
      against: 'the first night',
      ratio: second.seconds / first.seconds,
      goal: { at: 'most', value: 1 },
      detail: `${inSeconds(second.seconds)} after ${inSeconds(first.seconds)}; ${many(second.skippedPending)} already pending`,
    },
  ];
}

export function literalJobFindings({ people, created, literalSeconds, jobSeconds, jobRuns }: LiteralJob): Finding[] {
  return [
    {
      scenario: `the stale-skill job, ${many(people)} people`,
      against: 'person by person through Prisma (times faster)',
      ratio: literalSeconds / jobSeconds,
      goal: { at: 'least', value: 25 },
      detail: `${inSeconds(jobSeconds)} of ${jobRuns.map(inSeconds).join(', ')}; person by person ${inSeconds(literalSeconds)}; ${many(created)} suggestions`,
    },
  ];
}

export function inboxFindings({ signals, suggestions, bare, useCase, http, httpFew, bytes, queries }: InboxOfLead): Finding[] {
  const size = `${suggestions} suggestions, 60 people, 5 projects, ${many(signals)} signals`;
  return [
    {
      scenario: `GET /api/validation_inbox, ${size}`,
      against: 'its bare SQL, p50',
      ratio: http.p50 / bare.p50,
      goal: { at: 'most', value: 2 },
      detail: `p50 ${milliseconds(http.p50)}, p99 ${milliseconds(http.p99)}, ${Math.round(bytes / 1024)} KiB; bare p50 ${milliseconds(bare.p50)}, p99 ${milliseconds(bare.p99)}`,
    },
    {
      scenario: `the inbox's use case, ${size}`,
      against: 'its bare SQL, p50',
      ratio: useCase.p50 / bare.p50,
      goal: { at: 'most', value: 2 },
      detail: `p50 ${milliseconds(useCase.p50)}, p99 ${milliseconds(useCase.p99)}`,
    },
    {
      scenario: `GET /api/validation_inbox, ${suggestions} suggestions`,
      against: '20 suggestions, p50: at most this many times slower',
      ratio: http.p50 / httpFew.p50,
      goal: { at: 'most', value: 10 },
      detail: `${milliseconds(httpFew.p50)} → ${milliseconds(http.p50)}`,
    },
    {
      scenario: `statements of the inbox, ${suggestions} suggestions`,
      against: '20 suggestions',
      ratio: queries.many / queries.few,
      goal: { at: 'most', value: 1 },
      detail: `${queries.few} → ${queries.many}`,
    },
  ];
}
