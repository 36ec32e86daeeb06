import type { SkillDistribution } from '@skilltrace/contract';

type Item = SkillDistribution['items'][number];

export interface DistributionRow extends Pick<Item, 'skillId' | 'name' | 'signals' | 'share' | 'bySource'> {
  /** In grey under the name: what the other ledger says. */
  note?: string;
}

/** Most signals first, so that bars never grow downwards, and in one order wherever skills stand side by side. */
export function mostFirst<Row extends { skillId: number; name: string; signals: number }>(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => b.signals - a.signals || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.skillId - b.skillId));
}

/** "23 %"; "<1 %" for what is there and rounds to nothing. */
export function percent(share: number): string {
  if (share > 0 && share < 0.005) return '<1 %';
  return `${Math.round(share * 100)} %`;
}
