import { t } from '@lingui/core/macro';
import type { SkillSummary } from '@skilltrace/contract';

type Readiness = SkillSummary['items'][number]['readiness'];

/** The names of the readiness levels. */
export const readinessNames = (): Record<Readiness, string> => ({
  emerging: t`Emerging`,
  growing: t`Growing`,
  strong: t`Strong`,
});
