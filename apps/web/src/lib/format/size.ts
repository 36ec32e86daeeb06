const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** "812 bytes", "4.6 MB": a size to read, in steps of 1,000 as systems show files. */
export function sizeInWords(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  return `${value.toLocaleString(undefined, { maximumFractionDigits: digits })} ${unit === 0 && bytes === 1 ? 'byte' : UNITS[unit]}`;
}
