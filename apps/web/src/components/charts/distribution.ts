import type { SkillDistribution } from '@skilltrace/contract';

type Item = SkillDistribution['items'][number];

export interface DistributionRow extends Pick<Item, 'skillId' | 'name' | 'signals' | 'share' | 'bySource'> {
  /** A gray line under the name: the validated level. */
  note?: string;
  /** Signals in the period that the range is compared with. */
  before?: number;
}

/** Sorts by signals, most first, then by name. Charts that are side by side have the same order. */
export function sortBySignals<Row extends { skillId: number; name: string; signals: number }>(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => b.signals - a.signals || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.skillId - b.skillId));
}
