import { t } from '@lingui/core/macro';
import type { MomentumBucket } from '@skilltrace/contract';
import type { Group } from './api/group-chart.ts';

type GroupKind = Group['of'];

/** The names of the charts and tables, for screen readers. */
export const distributionLabel = (of: GroupKind): string =>
  of === 'team' ? t`Signals from this project by skill` : t`Signals of the organization by skill`;

export function momentumLabel(of: GroupKind, bucket: MomentumBucket): string {
  const labels =
    of === 'team'
      ? {
          day: t`Signals from this project by skill and day`,
          week: t`Signals from this project by skill and week`,
          month: t`Signals from this project by skill and month`,
        }
      : {
          day: t`Signals of the organization by skill and day`,
          week: t`Signals of the organization by skill and week`,
          month: t`Signals of the organization by skill and month`,
        };
  return labels[bucket];
}

export const summaryLabel = (of: GroupKind): string =>
  of === 'team' ? t`Readiness of this project by skill` : t`Readiness of the organization by skill`;
