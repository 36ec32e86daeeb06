import { plural, t } from '@lingui/core/macro';
import type { MatrixCell, ProficiencyLevel } from '@skilltrace/contract';
import { agoInWords, daysSince } from '#lib/format/ago.ts';
import { levelName } from '#lib/format/names-of-values.ts';
import { perLocale } from '#lib/i18n/active-locale.ts';

const inUnit = (unit: string) => perLocale((locale) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }));
const relative = perLocale((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
const [inDays, inWeeks, inMonths, inYears] = [inUnit('day'), inUnit('week'), inUnit('month'), inUnit('year')];

const known = perLocale(() => new Map<string, string>());

/** Composes each text once. The cells of a matrix repeat few texts. */
function once(key: string, compose: () => string): string {
  const text = known().get(key) ?? compose();
  known().set(key, text);
  return text;
}

/** A level in a narrow column. The legend has the whole words. */
export function shortLevel(level: ProficiencyLevel): string {
  switch (level) {
    case 'NOVICE':
      return t({ message: 'Nov', comment: 'Short for the level Novice, at most 4 letters' });
    case 'INTERMEDIATE':
      return t({ message: 'Int', comment: 'Short for the level Intermediate, at most 4 letters' });
    case 'ADVANCED':
      return t({ message: 'Adv', comment: 'Short for the level Advanced, at most 4 letters' });
    case 'EXPERT':
      return t({ message: 'Exp', comment: 'Short for the level Expert, at most 4 letters' });
  }
}

/** An age in one short unit: "14 months", "3 weeks" or "today" in short. */
export function shortAge(iso: string, now: Date): string {
  const days = daysSince(iso, now);
  return once(`age ${days}`, () => shortAgeOf(days));
}

function shortAgeOf(days: number): string {
  if (days < 1) return relative().format(0, 'day');
  if (days < 14) return inDays().format(days);
  if (days < 61) return inWeeks().format(Math.floor(days / 7));
  if (days < 730) return inMonths().format(Math.floor(days / 30.44));
  return inYears().format(Math.floor(days / 365.25));
}

type Validation = Pick<MatrixCell, 'proficiencyLevel' | 'lastValidatedAt' | 'isStale'>;

/** "Advanced, validated 14 months ago, stale" */
function validationInWords({ proficiencyLevel, lastValidatedAt, isStale }: Validation, now: Date): string {
  if (proficiencyLevel === null || lastValidatedAt === null) return t`not validated`;
  return once(`${proficiencyLevel} ${daysSince(lastValidatedAt, now)} ${isStale}`, () => {
    const [level, when] = [levelName(proficiencyLevel), agoInWords(lastValidatedAt, now)];
    return isStale ? t`${level}, validated ${when}, stale` : t`${level}, validated ${when}`;
  });
}

/** "23 signals, the last one 3 days ago" */
export function evidenceInWords({ signals, lastSignalAt }: Pick<MatrixCell, 'signals' | 'lastSignalAt'>, now: Date): string {
  if (signals === null) return t`signals not shared`;
  if (signals === 0 || lastSignalAt === null) return t`no signals in this range`;
  return once(`signals ${signals} ${daysSince(lastSignalAt, now)}`, () => {
    const when = agoInWords(lastSignalAt, now);
    return plural(signals, { one: `# signal, ${when}`, other: `# signals, the last one ${when}` });
  });
}

/** Everything that a cell shows. */
export function cellInWords(cell: MatrixCell | undefined, now: Date): string {
  if (!cell) return t`not validated, no signals in this range`;
  return [validationInWords(cell, now), evidenceInWords(cell, now)].join('; ');
}
