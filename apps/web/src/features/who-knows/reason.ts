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
  if (signals === 0) return day === undefined ? t`no signals` : t`no signals since ${day}`;
  const counted = countedInWords(signals, lastSignalAt ?? '', day, now);
  const projects = listInWords(
    evidence.map(({ projectName }) => projectName),
    MOST_PROJECTS,
  );
  const shown = evidence.reduce((sum, each) => sum + each.signals, 0);
  if (shown === 0) return counted;
  return shown === signals
    ? t({
        message: `${counted} on ${projects}`,
        comment: '"14 signals since 1 Sep on Harbour", or "14 signals, last one 3 days ago, on Harbour"',
      })
    : plural(shown, {
        one: `${counted}, # of them on ${projects}`,
        other: `${counted}, # of them on ${projects}`,
      });
}

function countedInWords(signals: number, lastSignalAt: string, day: string | undefined, now: Date): string {
  if (day !== undefined) return plural(signals, { one: `# signal since ${day}`, other: `# signals since ${day}` });
  const last = timeInWords(lastSignalAt, now);
  return plural(signals, { one: `# signal (${last})`, other: `# signals (last ${last})` });
}
