import { plural, t } from '@lingui/core/macro';
import { listInWords } from '#lib/format/list-in-words.ts';
import { isolate } from '#lib/isolate.ts';

/** The API's figures for one range. */
export interface SummaryFigures {
  /** The person's name; undefined for the viewer. */
  name?: string | undefined;
  /** The range: "in the last 90 days", "from 1 May to 30 Jun 2026", "so far". */
  time: string;
  /** The name of the project, if only its signals count. */
  project?: string | undefined;
  /** Whether the data is as of a past day. */
  isPast?: boolean;
  /** Skills with signals in the range. */
  skills: readonly { name: string; signals: number; share: number }[];
  /** Their signals by bucket, oldest first. */
  series: readonly { name: string; counts: readonly number[] }[];
  /** All skills that ever had signals, with the month of the last signal in words ("March"). */
  ever: readonly { name: string; signals: number; lastMonth: string; isBeforeRange: boolean }[];
}

// A trend is mentioned only if it is obvious in the chart.
const LEAST_FOR_TREND = 4;
const MOST_NAMED = 3;

/**
 * Summarizes a person's signals in a few sentences:
 *
 * - "mostly": the fewest skills, at most three, that together have over half of the weighted share. If more are needed, or if a
 *   skill that is left out has the same share as a named one, the number of skills is given, and the one with the largest share.
 * - "increasing": at least twice as many signals in the second half of the range as in the first, and at least four. "Decreasing" is
 *   the opposite.
 * - "no activity": of the skills without signals in the range, the one with the most signals before, and those whose last signal was
 *   in the same month.
 */
export function summarySentence(figures: SummaryFigures): string {
  if (figures.ever.length === 0) return nothing(figures);
  const sentences = [figures.skills.length === 0 ? nothingInRange(figures) : mostly(figures), ...trends(figures), quiet(figures)];
  return sentences.filter((sentence) => sentence !== undefined).join(' ');
}

function nothing({ name, project, isPast }: SummaryFigures): string {
  const [person, where] = [isolate(name ?? ''), isolate(project ?? '')];
  if (name === undefined && project === undefined) return isPast ? t`You had no signals by that day.` : t`You have no signals yet.`;
  if (name === undefined) return isPast ? t`You had no signals from ${where} by that day.` : t`You have no signals from ${where} yet.`;
  if (project === undefined) return isPast ? t`${person} had no signals by that day.` : t`${person} has no signals yet.`;
  return isPast ? t`${person} had no signals from ${where} by that day.` : t`${person} has no signals from ${where} yet.`;
}

function nothingInRange({ name, project, time }: SummaryFigures): string {
  const [person, where] = [isolate(name ?? ''), isolate(project ?? '')];
  if (name === undefined) return project === undefined ? t`You have no signals ${time}.` : t`You have no signals from ${where} ${time}.`;
  return project === undefined ? t`${person} has no signals ${time}.` : t`${person} has no signals from ${where} ${time}.`;
}

function mostly({ skills, name, project, time }: SummaryFigures): string {
  const when = project === undefined ? time : timeOnProject(time, project);
  const person = isolate(name ?? '');
  const leading = leadingSkills(skills);
  if (leading) {
    const named = listInWords(leading);
    if (leading.length === skills.length)
      return name === undefined ? t`You worked only with ${named} ${when}.` : t`${person} worked only with ${named} ${when}.`;
    return name === undefined ? t`You worked mostly with ${named} ${when}.` : t`${person} worked mostly with ${named} ${when}.`;
  }
  const first = firstSkill(skills);
  const count = skills.length;
  const most = isolate(first ?? '');
  if (name === undefined)
    return first === undefined
      ? t`You worked with ${plural(count, { one: '# skill', other: '# skills' })} ${when}.`
      : t`You worked with ${plural(count, { one: '# skill', other: '# skills' })} ${when}, most often with ${most}.`;
  return first === undefined
    ? t`${person} worked with ${plural(count, { one: '# skill', other: '# skills' })} ${when}.`
    : t`${person} worked with ${plural(count, { one: '# skill', other: '# skills' })} ${when}, most often with ${most}.`;
}

function timeOnProject(time: string, name: string): string {
  const project = isolate(name);
  return t({ message: `${time} on ${project}`, comment: 'A time phrase with a project: "in the last 90 days on Harbour"' });
}

function leadingSkills(skills: SummaryFigures['skills']): string[] | undefined {
  const byShare = skills.toSorted((a, b) => b.share - a.share || b.signals - a.signals || compare(a.name, b.name));
  let [sum, count] = [0, 0];
  while (sum <= 0.5 && count < byShare.length) sum += byShare[count++]?.share ?? 0;
  // Skills with the same share as the last one are included.
  while (byShare[count] !== undefined && byShare[count]?.share === byShare[count - 1]?.share) count++;
  return count <= MOST_NAMED ? byShare.slice(0, count).map(({ name }) => name) : undefined;
}

/** The skill with the largest share, unless two are equal. */
function firstSkill(skills: SummaryFigures['skills']): string | undefined {
  const [first, second] = skills.toSorted((a, b) => b.share - a.share);
  return first && first.share > (second?.share ?? 0) ? first.name : undefined;
}

function trends({ series, ever }: SummaryFigures): string[] {
  // Skills without signals in the range are left to the sentence about no activity.
  const stopped = new Set(ever.filter(({ isBeforeRange }) => isBeforeRange).map(({ name }) => name));
  const current = series.filter(({ name }) => !stopped.has(name));
  const halves = current.map(({ name, counts }) => {
    // An odd bucket in the middle belongs to neither half.
    const half = Math.floor(counts.length / 2);
    return { name, earlier: total(counts.slice(0, half)), later: total(counts.slice(counts.length - half)) };
  });
  const up = halves.filter(({ earlier, later }) => later >= LEAST_FOR_TREND && later >= 2 * earlier);
  const down = halves.filter(({ earlier, later }) => earlier >= LEAST_FOR_TREND && earlier >= 2 * later);
  const by = (difference: (half: (typeof halves)[number]) => number) => (a: (typeof halves)[number], b: (typeof halves)[number]) =>
    difference(b) - difference(a) || compare(a.name, b.name);
  const increasing = someOf(up.toSorted(by(({ earlier, later }) => later - earlier)));
  const decreasing = someOf(down.toSorted(by(({ earlier, later }) => earlier - later)));
  return [
    ...(up.length > 0 ? [t`Activity in ${increasing} is increasing.`] : []),
    ...(down.length > 0 ? [t`Activity in ${decreasing} is decreasing.`] : []),
  ];
}

function quiet({ ever }: SummaryFigures): string | undefined {
  const before = ever.filter(({ isBeforeRange }) => isBeforeRange).toSorted((a, b) => b.signals - a.signals || compare(a.name, b.name));
  const month = before[0]?.lastMonth;
  if (month === undefined) return undefined;
  const skills = someOf(before.filter(({ lastMonth }) => lastMonth === month));
  return t`No activity in ${skills} since ${month}.`;
}

/** Up to two names; of more skills, the first name and the number of others. */
function someOf(skills: readonly { name: string }[]): string {
  if (skills.length <= 2) return listInWords(skills.map(({ name }) => name));
  const [first, others] = [isolate(skills[0]?.name ?? ''), skills.length - 1];
  return t`${first} and ${plural(others, { one: '# other skill', other: '# other skills' })}`;
}

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
