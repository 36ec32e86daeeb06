import { plural, t } from '@lingui/core/macro';
import type { KnownSkill } from '@skilltrace/contract';
import { dayInWords, localDay, type Day } from '#lib/days.ts';
import { agoInWords } from '#lib/format/ago.ts';
import { listInWords } from '#lib/format/list-in-words.ts';
import { timeInWords } from '#lib/format/time.ts';

const MOST_PROJECTS = 3;

/** Why a person is listed for a skill: "Validated 3 months ago; 14 signals since 1 Sep on Harbour". */
export function reasonInWords(skill: KnownSkill, since: Day | undefined, now: Date): string {
  const validation = validationInWords(skill, now);
  const evidence = evidenceInWords(skill, since, now);
  return t({
    message: `${validation}; ${evidence}`,
    comment: 'Two independent parts: "Validated 3 months ago; 14 signals since 1 Sep on Harbour"',
  });
}

function validationInWords({ lastValidatedAt, isStale }: KnownSkill, now: Date): string {
  if (lastValidatedAt === null) return t`Not validated`;
  const ago = agoInWords(lastValidatedAt, now);
  return isStale ? t`Validated ${ago}, so it is stale` : t`Validated ${ago}`;
}

function evidenceInWords({ signals, lastSignalAt, evidence }: KnownSkill, since: Day | undefined, now: Date): string {
  if (signals === null) return t`signals are not shared`;
  const day = since === undefined ? undefined : dayInWords(since, localDay(now));
  if (signals === 0 || lastSignalAt === null) return day === undefined ? t`no signals` : t`no signals since ${day}`;
  if (day !== undefined)
    return placed(plural(signals, { one: `# signal since ${day}`, other: `# signals since ${day}` }), signals, evidence);
  const counted = placed(plural(signals, { one: '# signal', other: '# signals' }), signals, evidence);
  const last = timeInWords(lastSignalAt, now);
  return t({ message: `${counted}, last one ${last}`, comment: '"14 signals on Harbour, last one 3 days ago"' });
}

/** Adds the projects that the signals come from, as far as the viewer may see them. */
function placed(counted: string, signals: number, evidence: KnownSkill['evidence']): string {
  const shown = evidence.reduce((sum, each) => sum + each.signals, 0);
  if (shown === 0) return counted;
  const names = evidence.map(({ projectName }) => projectName);
  const projects = listInWords(names, MOST_PROJECTS);
  return shown === signals
    ? t({ message: `${counted} on ${projects}`, comment: '"14 signals since 1 Sep on Harbour"' })
    : plural(shown, { one: `${counted}, # of them on ${projects}`, other: `${counted}, # of them on ${projects}` });
}
