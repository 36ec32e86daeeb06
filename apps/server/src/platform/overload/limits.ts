import type { Config } from '../config/config.js';

/** What the server takes, and how long it waits (`docs/explanation/overload.md`). Times in milliseconds. */
export interface OverloadLimits {
  /** Connections at once; where no proxy is trusted, a quarter of them from one address. */
  connections: number;
  /** Requests of the API that are worked on at once. */
  requests: number;
  /** Of those, of one person; those that wait for the others of theirs included. */
  requestsPerPerson: number;
  /** Of one person's, so many at once: fewer than there are connections to the database. */
  concurrencyPerPerson: number;
  /** Bodies of more than a megabyte that are taken in at once. */
  largeBodies: number;
  /** For the head of a request to be complete. */
  headWithin: number;
  /** For a request to be complete, unless it is a large one of a caller who may send it. */
  requestWithin: number;
  /** Of silence on a connection. */
  silence: number;
  /** Bytes of a long answer that a client takes within that time. */
  leastTaken: number;
}

/** What one person may have of the connections to the database: the rest is always there for others. */
const OF_CONNECTIONS = 0.75;

export function overloadLimits(config: Config): OverloadLimits {
  return {
    connections: config.maxConnections,
    requests: config.maxRequests,
    requestsPerPerson: config.maxRequestsPerPerson,
    concurrencyPerPerson: Math.max(1, Math.floor(config.databaseConnections * OF_CONNECTIONS)),
    largeBodies: 4,
    headWithin: 15_000,
    requestWithin: 60_000,
    silence: 120_000,
    leastTaken: 128 * 1024,
  };
}
