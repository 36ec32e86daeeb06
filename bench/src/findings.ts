import type { Measured } from './latencies.js';
import type { Finding } from './report.js';
import type { AnalyticsAtSize, AnalyticsRoute } from './scenarios/analytics.js';
import type { BulkImport } from './scenarios/bulk-import.js';
import type { PostUpdates } from './scenarios/post-updates.js';

export const milliseconds = (value: number) => `${value.toFixed(value < 10 ? 2 : 1)} ms`;
const load = ({ rate, p50, p95, p99, errors }: Measured) =>
  `${Math.round(rate)}/s, p50 ${milliseconds(p50)}, p95 ${milliseconds(p95)}, p99 ${milliseconds(p99)}, ${errors} errors`;

/** The processor time that the server may use for a post, in milliseconds. */
const CPU_BOUND = 0.55;
/** The 99th percentile of a chart that 16 connections request simultaneously, in milliseconds. */
const P99_BOUND = 15;

export function postFindings({ bare, peer, http, bareHot, httpHot }: PostUpdates): Finding[] {
  const [cpu = Number.NaN, peerCpu = Number.NaN] = [http.cpu, peer.cpu];
  const cpuDetail = `user and system time: ${milliseconds(cpu)}; hand-written ${milliseconds(peerCpu)}`;
  return [
    {
      scenario: 'POST /api/progress_updates, 6 skills, 16 connections',
      against: 'the same statement with the bare driver',
      ratio: http.rate / bare.rate,
      goal: { at: 'least', value: 0.65 },
      detail: `${load(http)}; bare ${load(bare)}`,
    },
    {
      scenario: 'the same',
      against: 'a hand-written Fastify server',
      ratio: http.rate / peer.rate,
      goal: { at: 'least', value: 0.95 },
      detail: `${load(http)}; hand-written ${load(peer)}, ${(peer.rate / bare.rate).toFixed(2)} of the bare driver`,
    },
    {
      scenario: 'processor time of the server for a post',
      against: `${CPU_BOUND} ms`,
      ratio: cpu / CPU_BOUND,
      goal: { at: 'most', value: 1 },
      detail: cpuDetail,
    },
    {
      scenario: 'processor time of the server for a post',
      against: 'a hand-written Fastify server',
      ratio: cpu / peerCpu,
      goal: { at: 'most', value: 1.15 },
      detail: cpuDetail,
    },
    {
      scenario: 'the same on a single project',
      against: 'posting to 16 projects',
      ratio: httpHot.errors === 0 ? httpHot.rate / http.rate : 0,
      goal: { at: 'least', value: 0.9 },
      detail: `${load(httpHot)}; bare ${load(bareHot)}`,
    },
  ];
}

export function importFindings({ updates, imported, bare }: BulkImport): Finding[] {
  return [
    {
      scenario: `bulk import of ${updates.toLocaleString('en')} updates`,
      against: 'bare batches through the ledger’s function',
      ratio: imported / bare,
      goal: { at: 'least', value: 0.5 },
      detail: `${Math.round(imported)} signals/s; bare ${Math.round(bare)} signals/s`,
    },
  ];
}

export function analyticsFindings(sizes: readonly AnalyticsAtSize[]): Finding[] {
  const findings: Finding[] = [];
  const first = sizes[0];
  for (const { signals, routes } of sizes) {
    for (const [route, { bare, peer, http, peerTogether, together }] of Object.entries(routes)) {
      findings.push(
        {
          scenario: `${route} of a person, ${signals.toLocaleString('en')} signals`,
          against: 'a hand-written Fastify server, p50',
          ratio: http.p50 / peer.p50,
          goal: { at: 'most', value: 1.25 },
          detail: `p50 ${milliseconds(http.p50)}; hand-written p50 ${milliseconds(peer.p50)}, p99 ${milliseconds(peer.p99)}`,
        },
        {
          scenario: `${route} of a person, ${signals.toLocaleString('en')} signals, 16 connections`,
          against: `${P99_BOUND} ms, p99`,
          ratio: together.p99 / P99_BOUND,
          goal: { at: 'most', value: 1 },
          detail: `${load(together)}; hand-written ${load(peerTogether)}`,
        },
        {
          scenario: `${route} of a person, ${signals.toLocaleString('en')} signals`,
          against: 'its bare SQL, p50',
          ratio: http.p50 / bare.p50,
          goal: { at: 'most', value: 2 },
          detail: `p50 ${milliseconds(http.p50)}, p99 ${milliseconds(http.p99)}; bare p50 ${milliseconds(bare.p50)}, p99 ${milliseconds(bare.p99)}`,
        },
      );
    }
  }
  const last = sizes.at(-1);
  if (!first || !last || first === last) return findings;
  for (const route of Object.keys(first.routes) as AnalyticsRoute[]) {
    const [small, large] = [first.routes[route].http.p50, last.routes[route].http.p50];
    findings.push({
      scenario: `${route} of a person, ${last.signals.toLocaleString('en')} signals`,
      against: `${first.signals.toLocaleString('en')} signals, p50`,
      ratio: large / small,
      goal: { at: 'most', value: 1.5 },
      detail: `${milliseconds(small)} → ${milliseconds(large)}`,
    });
  }
  return findings;
}
