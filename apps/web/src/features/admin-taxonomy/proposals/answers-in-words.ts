import { t } from '@lingui/core/macro';
import { listInWords } from '#lib/format/list-in-words.ts';
import type { ProposedName } from './group-by-name.ts';

/** Who gets the answer: all people who suggested the name. */
export function answersInWords({ proposals }: ProposedName): string {
  const people = listInWords(proposals.map(({ profileName }) => profileName));
  return t`Suggested by ${people}. Your answer is shown on the profile page of each person, only to them.`;
}
