import type { MomentumBucket, SkillMomentum } from '@skilltrace/contract';
import { firstBucket, type Period } from '#lib/time-range.ts';
import { viewerZone } from '#lib/zone.ts';
import { chartQuery } from './chart-query.ts';

export const momentumQuery = (personId: number, period: Period, bucket: MomentumBucket, projectId: number | undefined) =>
  chartQuery<SkillMomentum>(personId, 'momentum', {
    bucket,
    timeZone: viewerZone().name,
    from: firstBucket(period),
    to: period.to,
    asOf: period.asOf,
    projectId,
  });
