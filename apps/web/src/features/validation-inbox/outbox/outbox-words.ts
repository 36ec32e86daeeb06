import { plural, t } from '@lingui/core/macro';
import type { ProficiencyLevel, ResolveSuggestionsResult } from '@skilltrace/contract';
import { isolate, isolateWithin } from '#lib/isolate.ts';
import { inDigits } from '#lib/format/number.ts';
import { levelName } from '#lib/format/names-of-values.ts';
import { zonedFormat } from '#lib/zone.ts';
import { decisionReasonInWords } from './decision-reason-words.ts';
import { decisionsOf, type Decided, type Refused, type UnsentParcel } from './outbox.ts';

const levelOf = ({ adjustedProficiency }: Pick<Decided, 'adjustedProficiency'>): string =>
  adjustedProficiency === undefined ? '' : levelName(adjustedProficiency);

/** A decision that did not reach the server: "Approved, not sent". */
export function notSentInWords(decided: Pick<Decided, 'action' | 'adjustedProficiency' | 'isWithdrawal'>): string {
  const level = levelOf(decided);
  switch (decided.action) {
    case 'APPROVE':
      return t`Approved, not sent`;
    case 'ADJUST_LEVEL':
      return t`Adjusted to ${level}, not sent`;
    case 'REJECT':
      return decided.isWithdrawal ? t`Withdrawn, not sent` : t`Rejected, not sent`;
  }
}

/** An act as the bar shows it: "React approved for Ana Dev.", "3 skills rejected for Ana Dev.", "3 skills rejected for 2 people." */
export function actInWords(decisions: readonly Decided[]): string {
  const [first] = decisions;
  if (!first) return '';
  const person = isolate(first.personName);
  const level = levelOf(first);
  const skill = isolate(first.skillName);
  if (decisions.length > 1) return severalInWords(decisions, person);
  switch (first.action) {
    case 'APPROVE':
      return t`${skill} approved for ${person}.`;
    case 'ADJUST_LEVEL':
      return t`${skill} adjusted to ${level} for ${person}.`;
    case 'REJECT':
      return first.isWithdrawal ? t`${skill} withdrawn for ${person}.` : t`${skill} rejected for ${person}.`;
  }
}

/** Several decisions are approvals or rejections. Namesakes count as one person, because the sentence names people. */
function severalInWords(decisions: readonly Decided[], person: string): string {
  const count = decisions.length;
  const people = new Set(decisions.map(({ personName }) => personName)).size;
  const isRejection = decisions[0]?.action === 'REJECT';
  if (people === 1)
    return isRejection
      ? plural(count, { one: `# skill rejected for ${person}.`, other: `# skills rejected for ${person}.` })
      : plural(count, { one: `# skill approved for ${person}.`, other: `# skills approved for ${person}.` });
  const ofPeople = inDigits(people);
  return isRejection
    ? plural(count, { one: `# skill rejected for ${ofPeople} people.`, other: `# skills rejected for ${ofPeople} people.` })
    : plural(count, { one: `# skill approved for ${ofPeople} people.`, other: `# skills approved for ${ofPeople} people.` });
}

const moment = zonedFormat({ dateStyle: 'medium', timeStyle: 'short' });

/** Explains why the server rejected a decision. For an earlier decision: who made it, how, and when in the viewer's zone. */
export function messageInWords({ code, reason, message, params }: ResolveSuggestionsResult['errors'][number]): string {
  const { status, isOwnDecision, resolvedBy, proficiencyLevel, resolvedAt } = params;
  if (code !== 'ALREADY_PROCESSED' || typeof resolvedAt !== 'string') return decisionReasonInWords(reason) ?? message;
  const date = moment(new Date(resolvedAt));
  const person = typeof resolvedBy === 'string' ? resolvedBy : t`Another person`;
  const level = typeof proficiencyLevel === 'string' ? levelName(proficiencyLevel as ProficiencyLevel) : '';
  const isOwn = isOwnDecision === true;
  if (status === 'REJECTED') return isOwn ? t`You rejected this on ${date}.` : t`${person} rejected this on ${date}.`;
  if (status === 'APPROVED')
    return isOwn ? t`You approved this as ${level} on ${date}.` : t`${person} approved this as ${level} on ${date}.`;
  return isOwn ? t`You adjusted this to ${level} on ${date}.` : t`${person} adjusted this to ${level} on ${date}.`;
}

/** Says which decision was not saved, and why: "React for Ana Dev: Lea Lead approved this as Expert on …". */
export function refusalInWords({ skillName, personName, message }: Refused): string {
  const skill = isolate(skillName);
  const person = isolate(personName);
  const reason = isolateWithin(message);
  return t`${skill} for ${person}: ${reason}`;
}

/** Says which decisions were not sent and why, and that they are kept. */
export function unsentInWords(unsent: readonly UnsentParcel[]): string {
  const decisions = decisionsOf(unsent);
  const [first] = decisions;
  const reason = unsent.at(-1)?.reason ?? '';
  if (first && decisions.length === 1) {
    const act = actInWords([first]);
    return t`Not sent: ${act} The decision is kept. ${reason}`;
  }
  const count = decisions.length;
  return plural(count, {
    one: `# decision was not sent. It is kept. ${reason}`,
    other: `# decisions were not sent. They are kept. ${reason}`,
  });
}
