import { invalid } from '../platform/errors/domain-error.js';
import { sqlState } from '../platform/errors/sqlstate.js';

const UNKNOWN_ZONE = '22023';

/**
 * PostgreSQL takes these for abbreviations, without summer time, before it looks into its list of zones. Under their other
 * name it has them as they are.
 */
const READ_AS_ABBREVIATION: Readonly<Record<string, string>> = {
  CET: 'Europe/Brussels',
  EET: 'Europe/Athens',
  MET: 'Europe/Brussels',
  WET: 'Europe/Lisbon',
};

/** A time zone as a statement takes it, so that it means what it means in a browser. */
export const zoneInDatabase = (timeZone: string): string => READ_AS_ABBREVIATION[timeZone] ?? timeZone;

/** Reports a time zone that the database does not know: its list of zones and that of the server are not always of the same year. */
export function refuseZone(error: unknown): never {
  throw sqlState(error) === UNKNOWN_ZONE ? invalid('timeZone', 'is not known to the database') : error;
}
