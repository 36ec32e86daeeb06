import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import { PinoPretty } from 'pino-pretty';
import type { Config } from '../config/config.js';
import { printable, printableLine } from '../terminal/printable.js';

const STANDARD_ERROR = 2;

/**
 * Creates the logger of the process. It writes one JSON object per line, or readable lines on a terminal. Request bodies are
 * never logged.
 *
 * @param destination a file descriptor, or the path of a file
 */
export function createLogger(
  { logLevel, logFormat }: Pick<Config, 'logLevel' | 'logFormat'>,
  destination: number | string = STANDARD_ERROR,
): Logger {
  const options = { level: logLevel, base: undefined, timestamp: pino.stdTimeFunctions.isoTime };
  const output = pino.destination({ dest: destination, sync: true });
  // Writing to a closed terminal fails. That must not end the process.
  output.on('error', () => {});
  if (logFormat === 'json') return pino({ ...options, hooks: { streamWrite: printable } }, output);
  return pino(
    { ...options, hooks: { streamWrite: printableOnceParsed } },
    PinoPretty({ destination: output, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss', singleLine: true }),
  );
}

/** Escapes the strings inside a JSON line, so that they are safe to print after parsing. Only stacks keep their line breaks. */
function printableOnceParsed(line: string): string {
  const safe = (name: string, value: unknown) =>
    typeof value !== 'string' ? value : name === 'stack' ? printable(value) : printableLine(value);
  return `${JSON.stringify(JSON.parse(line), safe)}\n`;
}

type Level = 'info' | 'error' | 'warn' | 'debug' | 'trace' | 'fatal';

/** Nest logs each module and route at startup. That is useful only for debugging. */
const CHATTY = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory', 'NestApplication']);

/** Nest's logger on top of pino. Nest passes the message, an optional stack, and the context as the last argument. */
export class PinoLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log = (message: unknown, ...rest: unknown[]) => this.write('info', message, rest);
  error = (message: unknown, ...rest: unknown[]) => this.write('error', message, rest);
  warn = (message: unknown, ...rest: unknown[]) => this.write('warn', message, rest);
  debug = (message: unknown, ...rest: unknown[]) => this.write('debug', message, rest);
  verbose = (message: unknown, ...rest: unknown[]) => this.write('trace', message, rest);
  fatal = (message: unknown, ...rest: unknown[]) => this.write('fatal', message, rest);

  private write(level: Level, message: unknown, rest: unknown[]): void {
    const context = rest.length > 0 ? rest.at(-1) : undefined;
    const stack = rest.length > 1 ? rest[0] : undefined;
    const actualLevel = level === 'info' && CHATTY.has(String(context)) ? 'debug' : level;
    this.logger[actualLevel](
      { context, ...(stack === undefined ? {} : { stack }), ...(message instanceof Error ? { err: message } : {}) },
      String(message instanceof Error ? message.message : message),
    );
  }
}
