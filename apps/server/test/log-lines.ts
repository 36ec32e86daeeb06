import { Writable } from 'node:stream';
import { pino } from 'pino';
import { PinoLogger } from '../src/platform/logging/pino-logger.js';

export interface LogLine {
  level: number;
  context: string;
  msg: string;
}

/** Creates a logger for a test, with the lines that it has written so far. */
export function logLines(): { logger: PinoLogger; lines: LogLine[] } {
  const lines: LogLine[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()));
      done();
    },
  });
  return { logger: new PinoLogger(pino({}, stream)), lines };
}
