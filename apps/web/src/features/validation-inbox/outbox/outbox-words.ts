import type { ResolveSuggestionsResult } from '@skilltrace/contract';
import { plural } from '#lib/format/time.ts';
import { isolate, isolateWithin } from '#lib/isolate.ts';
import { zonedFormat } from '#lib/zone.ts';
import { decisionsOf, type Decided, type Refused, type UnsentParcel } from './outbox.ts';

/** What was done to one suggestion: "approved", "adjusted to EXPERT", "rejected". */
export function doneInWords({ action, adjustedProficiency }: Pick<Decided, 'action' | 'adjustedProficiency'>): string {
  switch (action) {
    case 'APPROVE':
      return 'approved';
    case 'ADJUST_LEVEL':
      return `adjusted to ${adjustedProficiency}`;
    case 'REJECT':
      return 'rejected';
  }
}

/** An act as the bar tells it: "React approved for Ana Dev", "3 skills rejected for Ana Dev". */
export function actInWords(decisions: readonly Decided[]): string {
  const [first] = decisions;
  if (!first) return '';
  const what = decisions.length === 1 ? isolate(first.skillName) : plural(decisions.length, 'skill');
  return `${what} ${doneInWords(first)} for ${isolate(first.personName)}`;
}

const moment = zonedFormat({ dateStyle: 'medium', timeStyle: 'short' });

/** Why the server refused a decision: of one that was decided already by whom, as what, and when in the viewer's zone. */
export function messageInWords({ code, message, params }: ResolveSuggestionsResult['errors'][number]): string {
  const { status, isOwnDecision, resolvedBy, proficiencyLevel, resolvedAt } = params;
  if (code !== 'ALREADY_PROCESSED' || typeof resolvedAt !== 'string') return message;
  const who = isOwnDecision === true ? 'You' : String(resolvedBy ?? 'Somebody');
  const did =
    status === 'REJECTED'
      ? 'rejected this'
      : `${status === 'APPROVED' ? 'approved this as' : 'adjusted this to'} ${String(proficiencyLevel)}`;
  return `${who} ${did} on ${moment(new Date(resolvedAt))}.`;
}

/** Why a decision was not carried out: "React for Ana Dev: Lea Lead approved this as EXPERT on …". */
export const refusalInWords = ({ skillName, personName, message }: Refused): string =>
  `${isolate(skillName)} for ${isolate(personName)}: ${isolateWithin(message)}`;

/** What was not sent, why, and that it is kept. */
export function unsentInWords(unsent: readonly UnsentParcel[]): string {
  const decisions = decisionsOf(unsent);
  const [first] = decisions;
  const reason = unsent.at(-1)?.reason ?? '';
  if (first && decisions.length === 1) return `Not sent, but kept: ${actInWords([first])}. ${reason}`;
  return `${plural(decisions.length, 'decision')} not sent, but kept. ${reason}`;
}
