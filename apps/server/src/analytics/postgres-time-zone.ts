import { invalid } from '../platform/errors/domain-error.js';
import { sqlState } from '../platform/errors/sqlstate.js';

const UNKNOWN_ZONE = '22023';

/**
 * PostgreSQL reads these names as abbreviations without daylight saving time before it looks into its list of zones. The
 * equivalent names here avoid that.
 */
const READ_AS_ABBREVIATION: Readonly<Record<string, string>> = {
  CET: 'Europe/Brussels',
  EET: 'Europe/Athens',
  MET: 'Europe/Brussels',
  WET: 'Europe/Lisbon',
};

/** Converts a time zone name so that PostgreSQL reads it with the same meaning as a browser. */
export const postgresTimeZone = (timeZone: string): string => READ_AS_ABBREVIATION[timeZone] ?? timeZone;

/** Reports a time zone that the database does not know. The zone lists of the database and of Node.js can be from different years. */
export function rethrowUnknownTimeZone(error: unknown): never {
  throw sqlState(error) === UNKNOWN_ZONE ? invalid('timeZone', 'is not known to the database') : error;
}
