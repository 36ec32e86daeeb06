import type { SessionFocus } from '@skilltrace/contract';

/** What a session is about, in words. */
export const FOCUS_WORDS: Record<SessionFocus, string> = {
  project_support: 'Project support',
  technical_guidance: 'Technical guidance',
  career_guidance: 'Career guidance',
  life_leadership: 'Life and leadership',
  alumni_advice: 'Alumni advice',
};

export const FOCUSES = Object.entries(FOCUS_WORDS).map(([value, label]) => ({ value: value as SessionFocus, label }));
