import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { harmfulCharacters } from '../../../test/harmful-characters.js';
import { createLogger, PinoLogger } from './pino-logger.js';

let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'skilltrace-log-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Returns the log after logging these words as a message, an error and a field. */
function logged(logFormat: 'json' | 'pretty', words: string): string {
  const path = join(folder, logFormat);
  const logger = createLogger({ logLevel: 'info', logFormat }, path);
  const ofNest = new PinoLogger(logger);
  ofNest.log(words, 'Http');
  ofNest.error(words, `Error: ${words}\n    at here`, 'Http');
  logger.error(new Error(words), words);
  logger.info({ name: words }, 'a field');
  return readFileSync(path, 'utf8');
}

const HOSTILE = 'Esc \x1b[31mRed \x9b2J \x7f \u202e \u2028';

it.each(['json', 'pretty'] as const)('writes no character to the %s log that a terminal interprets', (format) => {
  const text = logged(format, HOSTILE);
  expect(text).toContain('u001b[31mRed');
  expect(harmfulCharacters(text)).toEqual([]);
});

it('escapes the line breaks in a message so that it cannot forge a log line', () => {
  const lines = logged('pretty', 'One\n[12:00:00] INFO: forged').split('\n');
  expect(lines.filter((line) => line.startsWith('[12:00:00]'))).toEqual([]);
});

it('keeps the line breaks of a stack', () => {
  expect(logged('pretty', 'Failed')).toMatch(/\n +at /);
});
