import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import { PinoPretty } from 'pino-pretty';
import type { Config } from '../config/config.js';
import { printable, printableLine } from '../terminal/printable.js';

const STANDARD_ERROR = 2;

/**
 * The process's logger: one JSON object a line, or readable lines on a terminal. Requests' bodies never reach it.
 *
 * @param destination a file descriptor, or the path of a file
 */
export function createLogger(
  { logLevel, logFormat }: Pick<Config, 'logLevel' | 'logFormat'>,
  destination: number | string = STANDARD_ERROR,
): Logger {
  const options = { level: logLevel, base: undefined, timestamp: pino.stdTimeFunctions.isoTime };
  const output = pino.destination({ dest: destination, sync: true });
  // A terminal that was closed takes no more lines, and that must not end the process.
  output.on('error', () => {});
  if (logFormat === 'json') return pino({ ...options, hooks: { streamWrite: printable } }, output);
  return pino(
    { ...options, hooks: { streamWrite: printableOnceParsed } },
    PinoPretty({ destination: output, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss', singleLine: true }),
  );
}

/** A line of JSON whose texts are still harmless when a program has parsed it and prints them. Only stacks have several lines. */
function printableOnceParsed(line: string): string {
  const safe = (name: string, value: unknown) =>
    typeof value !== 'string' ? value : name === 'stack' ? printable(value) : printableLine(value);
  return `${JSON.stringify(JSON.parse(line), safe)}\n`;
}

type Level = 'info' | 'error' | 'warn' | 'debug' | 'trace' | 'fatal';

/** What Nest tells of each module and route as it starts is of use to whoever looks for a fault, and noise to others. */
const CHATTY = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory', 'NestApplication']);

/** Nest's logger over pino. Nest hands over the message, then perhaps a stack, and last the context. */
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
    const spoken = level === 'info' && CHATTY.has(String(context)) ? 'debug' : level;
    this.logger[spoken](
      { context, ...(stack === undefined ? {} : { stack }), ...(message instanceof Error ? { err: message } : {}) },
      String(message instanceof Error ? message.message : message),
    );
  }
}
