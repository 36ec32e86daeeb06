import type { MomentumBucket } from '@skilltrace/contract';
import { apiQuery, withPreviousAnswer } from '#lib/api/queries.ts';
import { firstBucket, type Period } from '#lib/time-range.ts';
import { viewerZone } from '#lib/zone.ts';

export const momentumQuery = (personId: number, period: Period, bucket: MomentumBucket, projectId: number | undefined) =>
  withPreviousAnswer(
    apiQuery('/api/users/{id}/skills/momentum', {
      path: { id: personId },
      query: {
        bucket,
        timeZone: viewerZone().name,
        from: firstBucket(period),
        to: period.to,
        asOf: period.asOf,
        projectId,
      },
    }),
  );
