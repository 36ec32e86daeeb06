import { t } from '@lingui/core/macro';
import type { SessionFocus } from '@skilltrace/contract';

/** The names of the topics of a session. */
export const focusNames = (): Record<SessionFocus, string> => ({
  project_support: t`Project support`,
  technical_guidance: t`Technical guidance`,
  career_guidance: t`Career guidance`,
  life_leadership: t`Life and leadership`,
  alumni_advice: t`Alumni advice`,
});

export const focusOptions = () => Object.entries(focusNames()).map(([value, label]) => ({ value: value as SessionFocus, label }));
