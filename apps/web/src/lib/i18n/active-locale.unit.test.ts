import { i18n } from '@lingui/core';
import { afterEach, expect, test } from 'vitest';
import { speakEnglish } from '../../../test/speak.ts';
import { dayInWords, monthInWords } from '../days.ts';
import { listInWords } from '../format/list-in-words.ts';
import { inDigits, inPercent } from '../format/number.ts';
import { sizeInWords } from '../format/size.ts';
import { dateInWords, timeInWords } from '../format/time.ts';

const noon = new Date('2026-11-29T12:00:00Z');
const formats = () => [
  inDigits(10_000),
  inPercent(0.5),
  sizeInWords(1_500_000),
  listInWords(['a', 'b']),
  dayInWords('2025-10-03', '2026-11-29'),
  monthInWords('2026-10-03', '2026-11-29'),
  dateInWords('2025-10-03T12:00:00Z', noon),
  timeInWords('2026-11-29T09:00:00Z', noon),
];

afterEach(speakEnglish);

test('every formatter follows a change of the language', () => {
  const english = formats();
  i18n.loadAndActivate({ locale: 'de', messages: {} });
  formats().forEach((words, at) => expect(words).not.toBe(english[at]));
  speakEnglish();
  expect(formats()).toEqual(english);
});
