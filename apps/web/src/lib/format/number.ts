import { perLocale } from '../i18n/active-locale.ts';

const number = perLocale((locale) => new Intl.NumberFormat(locale));

const percent = perLocale((locale) => new Intl.NumberFormat(locale, { style: 'percent' }));

/** "1,234", in the viewer's notation. */
export const inDigits = (count: number): string => number().format(count);

const difference = perLocale((locale) => new Intl.NumberFormat(locale, { signDisplay: 'always' }));

/** "+3", "-3" or "±0". */
export const inSignedDigits = (count: number): string => (count === 0 ? `±${number().format(0)}` : difference().format(count));

/** "23%" for 0.234; "<1%" for a share that would round to zero. */
export const inPercent = (share: number): string => (share > 0 && share < 0.005 ? `<${percent().format(0.01)}` : percent().format(share));
