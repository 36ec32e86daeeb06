import { plural } from '@lingui/core/macro';

/** "1 signal", "41 signals". */
export const signalsInWords = (signals: number): string => plural(signals, { one: '# signal', other: '# signals' });
