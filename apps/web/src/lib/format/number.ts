import { activeLocale } from '../i18n/active-locale.ts';
import { once } from '../once.ts';

// toLocaleString makes a formatter each time, and a chart's hundreds of counts took 50 ms.
const number = once(() => new Intl.NumberFormat(activeLocale()));

/** "1,234", as the viewer writes it. */
export const inDigits = (count: number): string => number().format(count);
