import { t } from '@lingui/core/macro';
import type { ProficiencyLevel } from '@skilltrace/contract';

/** How a level is shown: "Advanced" for ADVANCED. */
export function levelName(level: ProficiencyLevel): string {
  switch (level) {
    case 'NOVICE':
      return t`Novice`;
    case 'INTERMEDIATE':
      return t`Intermediate`;
    case 'ADVANCED':
      return t`Advanced`;
    case 'EXPERT':
      return t`Expert`;
  }
}
