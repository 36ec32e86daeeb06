import { invalid } from '../platform/errors/domain-error.js';
import { sqlState } from '../platform/errors/sqlstate.js';

const UNKNOWN_ZONE = '22023';

/** Tells a time zone that the database does not know: the browser's list of zones and its own are not always of the same year. */
export function refuseZone(error: unknown): never {
  throw sqlState(error) === UNKNOWN_ZONE ? invalid('timeZone', 'is not known to the database') : error;
}
