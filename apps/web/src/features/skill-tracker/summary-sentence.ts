import { isolate } from '#lib/isolate.ts';
/** What the sentence is made of: the API's figures for one range. */
export interface SummaryFigures {
  /** Undefined for one's own. */
  name?: string | undefined;
  /** "last 90 days", "90 days to 3 October": what "most of the …" can be said of; undefined for other ranges. */
  span?: string | undefined;
  /** "from 1 May to 30 June": said of the signals, where there is no span. '' for everything. */
  period: string;
  /** "on Harbour", where only one project counts. */
  where?: string | undefined;
  /** The ledger is shown as it stood on a past day. */
  isPast?: boolean;
  /** Skills with signals in the range. */
  skills: readonly { name: string; signals: number; share: number }[];
  /** Their signals by bucket, the oldest first. */
  series: readonly { name: string; counts: readonly number[] }[];
  /** Every skill that ever had signals, with when the last one was as a month in words ("March"). */
  ever: readonly { name: string; signals: number; lastMonth: string; isBeforeRange: boolean }[];
}

// What the rules hang on. A trend is claimed only where the chart beside it shows it plainly.
const LEAST_FOR_TREND = 4;
const MOST_NAMED = 3;

/**
 * What somebody worked on, in a sentence and by plain rules:
 *
 * - "most": the fewest skills, at most three, that together hold over half of the weighted share; where a skill that is
 *   left out has as much as one that is named, or three do not do, it is spread, and the one with more than any other is named.
 * - "picking up": at least twice as many signals in the later half of the range as in the earlier, and four or more.
 *   "fading" is the mirror of it.
 * - "nothing on X since": the skill with most signals of those that have none in the range, with those that ended in the
 *   same month.
 */
export function summarySentence(figures: SummaryFigures): string {
  if (figures.ever.length === 0) return nothing(figures);
  const parts = [mostly(figures), ...trends(figures), quiet(figures)].filter((part) => part !== undefined);
  return `${parts.join('; ')}.`;
}

function nothing({ name, where, isPast }: SummaryFigures): string {
  const on = where === undefined ? '' : ` ${where}`;
  if (isPast) return `The ledger held no signals of ${name === undefined ? 'yours' : `${isolate(name)}’s`}${on} then.`;
  return `${name === undefined ? 'You have' : `${isolate(name)} has`} no signals${on} yet.`;
}

function mostly(figures: SummaryFigures): string {
  const { skills, span, name, period, where } = figures;
  const words = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(' ');
  if (skills.length === 0) {
    const time = span === undefined ? period : `in the ${span}`;
    return words(name === undefined ? 'You' : isolate(name), name === undefined ? 'have' : 'has', 'no signals', time, where);
  }
  const leading = leadingSkills(skills);
  const amount = leading?.length === skills.length ? 'All' : 'Most';
  const first = firstSkill(skills);
  const spread = `spread over ${skills.length} skills${first === undefined ? '' : `, ${isolate(first)} above all`}`;
  if (span !== undefined) {
    const time = words(name === undefined ? 'the' : `${isolate(name)}’s`, span, where);
    return leading
      ? `${amount} of ${time} went to ${list(leading)}`
      : `${capital(time)} ${/^(last )?year/.test(span) ? 'was' : 'were'} ${spread}`;
  }
  const signals = words(name === undefined ? 'your' : `${isolate(name)}’s`, 'signals', period, where);
  return leading ? `${amount} of ${signals} are for ${list(leading)}` : `${capital(signals)} are ${spread}`;
}

function leadingSkills(skills: SummaryFigures['skills']): string[] | undefined {
  const byShare = skills.toSorted((a, b) => b.share - a.share || b.signals - a.signals || compare(a.name, b.name));
  let [sum, count] = [0, 0];
  while (sum <= 0.5 && count < byShare.length) sum += byShare[count++]?.share ?? 0;
  // One that has as much as the last one named is named as well.
  while (byShare[count] !== undefined && byShare[count]?.share === byShare[count - 1]?.share) count++;
  return count <= MOST_NAMED ? byShare.slice(0, count).map(({ name }) => name) : undefined;
}

/** The one with more than any other, if there is one. */
function firstSkill(skills: SummaryFigures['skills']): string | undefined {
  const [first, second] = skills.toSorted((a, b) => b.share - a.share);
  return first && first.share > (second?.share ?? 0) ? first.name : undefined;
}

function trends({ series, ever }: SummaryFigures): string[] {
  // Of what has stopped, it is said since when.
  const stopped = new Set(ever.filter(({ isBeforeRange }) => isBeforeRange).map(({ name }) => name));
  const going = series.filter(({ name }) => !stopped.has(name));
  const halves = going.map(({ name, counts }) => {
    // An odd bucket in the middle belongs to neither half.
    const half = Math.floor(counts.length / 2);
    return { name, earlier: total(counts.slice(0, half)), later: total(counts.slice(counts.length - half)) };
  });
  const up = halves.filter(({ earlier, later }) => later >= LEAST_FOR_TREND && later >= 2 * earlier);
  const down = halves.filter(({ earlier, later }) => earlier >= LEAST_FOR_TREND && earlier >= 2 * later);
  const by = (difference: (half: (typeof halves)[number]) => number) => (a: (typeof halves)[number], b: (typeof halves)[number]) =>
    difference(b) - difference(a) || compare(a.name, b.name);
  return [
    trend(up.toSorted(by(({ earlier, later }) => later - earlier)), 'picking up'),
    trend(down.toSorted(by(({ earlier, later }) => earlier - later)), 'fading'),
  ].filter((part) => part !== undefined);
}

function trend(skills: readonly { name: string }[], word: string): string | undefined {
  if (skills.length === 0) return undefined;
  return `${someOf(skills)} ${skills.length === 1 ? 'is' : 'are'} ${word}`;
}

function quiet({ ever }: SummaryFigures): string | undefined {
  const before = ever.filter(({ isBeforeRange }) => isBeforeRange).toSorted((a, b) => b.signals - a.signals || compare(a.name, b.name));
  const since = before[0]?.lastMonth;
  if (since === undefined) return undefined;
  return `nothing on ${someOf(before.filter(({ lastMonth }) => lastMonth === since))} since ${since}`;
}

/** Two by name; of more the first, and how many others. */
const someOf = (skills: readonly { name: string }[]) =>
  list(skills.length > 2 ? [skills[0]?.name ?? '', `${skills.length - 1} others`] : skills.map(({ name }) => name));
const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);
const list = (names: readonly string[]) => {
  const isolated = names.map(isolate);
  return isolated.length < 2 ? isolated.join('') : `${isolated.slice(0, -1).join(', ')} and ${isolated.at(-1)}`;
};
