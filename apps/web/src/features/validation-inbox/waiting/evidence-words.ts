import type { Evidence, InboxSuggestion } from '@skilltrace/contract';
import { localDay, monthInWords } from '#lib/days.ts';
import { ageInWords, plural, timeInWords } from '#lib/format/time.ts';
import { isolate } from '#lib/isolate.ts';

type Validation = Pick<InboxSuggestion, 'source' | 'createdAt' | 'currentProficiency' | 'lastValidatedAt' | 'lastValidatedBy' | 'imported'>;

/** Why it waits, and what is validated now: "re-validation · validated 14 months ago by Lea Lead". */
export function originInWords(suggestion: Validation, now = new Date()): string {
  const { source, createdAt, currentProficiency } = suggestion;
  if (source === 'SYSTEM_FLAG') return `re-validation · ${validationInWords(suggestion, now)}`;
  const current = currentProficiency === null ? 'not validated yet' : `now ${currentProficiency}, ${validationInWords(suggestion, now)}`;
  return `self-reported ${timeInWords(createdAt, now)} · ${current}`;
}

function validationInWords({ lastValidatedAt, lastValidatedBy, imported }: Validation, now: Date): string {
  if (lastValidatedAt === null) return 'not validated any more';
  const age = ageInWords(lastValidatedAt, now);
  const when = age === 'today' ? age : `${age} ago`;
  if (imported) return `validated ${when}${imported.validator ? ` by ${isolate(imported.validator.name)},` : ''} according to an import`;
  return `validated ${when}${lastValidatedBy ? ` by ${isolate(lastValidatedBy.name)}` : ''}`;
}

/** What the ledger has: "41 signals since then, last 3 days ago", "No signals since then, last 8 months ago". */
export function evidenceInWords(
  { evidence, lastValidatedAt }: Pick<InboxSuggestion, 'evidence' | 'lastValidatedAt'>,
  now = new Date(),
): string {
  const { signals, signalsSinceValidation, lastSignalAt } = evidence;
  if (signals === 0 || lastSignalAt === null) return 'No signals for this skill';
  const last = `last ${timeInWords(lastSignalAt, now)}`;
  if (lastValidatedAt === null) return `${plural(signals, 'signal')}, ${last}`;
  return `${signalsSinceValidation === 0 ? 'No signals' : plural(signalsSinceValidation, 'signal')} since then, ${last}`;
}

/** Recent work that has no words of its own: "Joined Alpha". Undefined for an update. */
export function eventInWords({ signalType, projectName }: Evidence['recent'][number]): string | undefined {
  if (signalType === 'joined') return `Joined ${isolate(projectName)}`;
  if (signalType === 'completed') return `Completed ${isolate(projectName)}`;
  return undefined;
}

/** What a rejection does beyond rejecting; undefined where it does nothing else. */
export function rejectionInWords({
  source,
  currentProficiency,
}: Pick<InboxSuggestion, 'source' | 'currentProficiency'>): string | undefined {
  if (source !== 'SYSTEM_FLAG' || currentProficiency === null) return undefined;
  return `Rejecting says that it no longer holds: the validated ${currentProficiency} is withdrawn.`;
}

/** Since when somebody is on a project: "March", "March 2025". */
export const sinceInWords = (iso: string, now = new Date()): string => monthInWords(localDay(new Date(iso)), localDay(now));
