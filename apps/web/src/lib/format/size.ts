import { perLocale } from '../i18n/active-locale.ts';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

const formats = UNITS.map((unit) =>
  [0, 1].map((digits) =>
    perLocale((locale) => {
      const unitDisplay = unit === 'byte' ? 'long' : 'short';
      return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay, maximumFractionDigits: digits });
    }),
  ),
);

/** "812 bytes", "4.6 MB": a file size in steps of 1,000, as file managers show it. */
export function sizeInWords(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  return formats[unit]?.[digits]?.().format(value) ?? '';
}
