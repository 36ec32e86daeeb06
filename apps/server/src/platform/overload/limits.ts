import type { Config } from '../config/config.js';

/** The limits of the server (`docs/explanation/overload.md`). Times are in milliseconds. */
export interface OverloadLimits {
  /** Open connections. Unless a proxy is trusted, one address can have a quarter of them. */
  connections: number;
  /** API requests that run concurrently. */
  requests: number;
  /** Of these, requests of one person, including waiting ones. */
  requestsPerPerson: number;
  /** Requests of one person that run concurrently. Less than the number of database connections. */
  concurrencyPerPerson: number;
  /** Requests of large routes that run concurrently. The other database connections are left for quick reads. */
  largeReads: number;
  /** Of these, requests of one person. */
  largeReadsPerPerson: number;
  /** Bodies of more than a megabyte that are read concurrently. */
  largeBodies: number;
  /** The time for the headers of a request to arrive. */
  headWithin: number;
  /** The time for a whole request to arrive, except for a large body from an authorized caller. */
  requestWithin: number;
  /** The time without any data on a connection. */
  silence: number;
  /** Bytes of a long response that a client must read within `silence`. */
  leastTaken: number;
}

/** The share of the database connections that one person can use. The rest is reserved for other people. */
const OF_CONNECTIONS = 0.75;

export function overloadLimits(config: Config): OverloadLimits {
  const connections = (share: number) => Math.max(1, Math.floor(config.databaseConnections * share));
  return {
    connections: config.maxConnections,
    requests: config.maxRequests,
    requestsPerPerson: config.maxRequestsPerPerson,
    concurrencyPerPerson: connections(OF_CONNECTIONS),
    largeReads: connections(0.5),
    largeReadsPerPerson: connections(0.25),
    largeBodies: 4,
    headWithin: 15_000,
    requestWithin: 60_000,
    silence: 120_000,
    leastTaken: 128 * 1024,
  };
}
