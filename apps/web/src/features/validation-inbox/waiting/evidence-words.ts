import { plural, t } from '@lingui/core/macro';
import type { Evidence, InboxSuggestion } from '@skilltrace/contract';
import { localDay, monthInWords } from '#lib/days.ts';
import { agoInWords } from '#lib/format/ago.ts';
import { timeInWords } from '#lib/format/time.ts';
import { isolate } from '#lib/isolate.ts';
import { levelName } from '#lib/format/names-of-values.ts';

type Validation = Pick<InboxSuggestion, 'source' | 'createdAt' | 'currentProficiency' | 'lastValidatedAt' | 'lastValidatedBy' | 'imported'>;

/** The source of the suggestion, and the current validation: "Re-validation · validated 14 months ago by Lea Lead". */
export function originInWords(suggestion: Validation, now = new Date()): string {
  const { source, createdAt, currentProficiency } = suggestion;
  if (source === 'SYSTEM_FLAG') return [t`Re-validation`, validationInWords(suggestion, now)].join(' · ');
  const when = timeInWords(createdAt, now);
  const reported = t`Self-reported ${when}`;
  if (currentProficiency === null) return [reported, t`not validated yet`].join(' · ');
  const level = levelName(currentProficiency);
  return [reported, t`currently ${level}`, validationInWords(suggestion, now)].join(' · ');
}

function validationInWords({ lastValidatedAt, lastValidatedBy, imported }: Validation, now: Date): string {
  if (lastValidatedAt === null) return t`no longer validated`;
  const when = agoInWords(lastValidatedAt, now);
  const person = isolate((imported ? imported.validator : lastValidatedBy)?.name ?? '');
  if (imported)
    return person === '' ? t`validated ${when}, according to an import` : t`validated ${when} by ${person}, according to an import`;
  return person === '' ? t`validated ${when}` : t`validated ${when} by ${person}`;
}

/** The signals in the ledger: "41 signals since validation, last signal 3 days ago". */
export function evidenceInWords(
  { evidence, lastValidatedAt }: Pick<InboxSuggestion, 'evidence' | 'lastValidatedAt'>,
  now = new Date(),
): string {
  const { signals, signalsSinceValidation, lastSignalAt } = evidence;
  if (signals === 0 || lastSignalAt === null) return t`No signals for this skill`;
  const when = timeInWords(lastSignalAt, now);
  if (lastValidatedAt === null) return plural(signals, { one: `# signal, last signal ${when}`, other: `# signals, last signal ${when}` });
  return plural(signalsSinceValidation, {
    0: `No signals since validation, last signal ${when}`,
    one: `# signal since validation, last signal ${when}`,
    other: `# signals since validation, last signal ${when}`,
  });
}

/** Recent work that has no text: "Joined Alpha". Undefined for an update. */
export function eventInWords({ signalType, projectName }: Evidence['recent'][number]): string | undefined {
  const project = isolate(projectName);
  if (signalType === 'joined') return t`Joined ${project}`;
  if (signalType === 'completed') return t`Completed ${project}`;
  return undefined;
}

/** The side effect of a rejection, or undefined if it has none. */
export function rejectionInWords({
  source,
  currentProficiency,
}: Pick<InboxSuggestion, 'source' | 'currentProficiency'>): string | undefined {
  if (source !== 'SYSTEM_FLAG' || currentProficiency === null) return undefined;
  const level = levelName(currentProficiency);
  return t`Rejecting withdraws the confirmed level ${level}.`;
}

interface Membership {
  role: string | null;
  /** Undefined while it loads. */
  since: string | undefined;
  projectName: string;
}

/** A person's part in a project, after their name: "— Engineer on Alpha since March". */
export function membershipInWords({ role: roleName, since: startedAt, projectName }: Membership, now = new Date()): string {
  const project = isolate(projectName);
  const role = isolate(roleName ?? '');
  const since = startedAt === undefined ? '' : monthInWords(localDay(new Date(startedAt)), localDay(now));
  if (role === '') return since === '' ? t`— ${project}` : t`— ${project} since ${since}`;
  return since === '' ? t`— ${role} on ${project}` : t`— ${role} on ${project} since ${since}`;
}
