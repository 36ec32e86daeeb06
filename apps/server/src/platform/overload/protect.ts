import type { Provider } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Admission, CallerObserver } from '../http/admission.js';
import { EarlyRefusals } from './early-refusals.js';
import { endSlowReaders } from './end-slow-readers.js';
import { FairShares } from './fair-shares.js';
import { holdIdleConnections } from './idle-connections.js';
import { limitConnections } from './limit-connections.js';
import type { OverloadLimits } from './limits.js';
import { LoadShedding } from './load-shedding.js';
import { streamBodiesWhereDeclared } from './streamed-bodies.js';

export { FairShares } from './fair-shares.js';
export { LoadShedding } from './load-shedding.js';
export { overloadLimits, type OverloadLimits } from './limits.js';

/** The providers for overload control. */
export const overloadProviders: Provider[] = [LoadShedding, FairShares, { provide: CallerObserver, useExisting: FairShares }];

/**
 * Protects a server from too many, too slow and too large requests. Must be called before any route is registered, and after the
 * hooks that set headers, so that error responses have them.
 *
 * @returns an object that says whether a connection has no deadline
 */
export function protect(
  server: NestFastifyApplication,
  limits: OverloadLimits,
  isBehindProxy: boolean,
): Pick<EarlyRefusals, 'isPatientWith'> {
  const fastify = server.getHttpAdapter().getInstance();
  limitConnections(fastify.server, limits, isBehindProxy);
  holdIdleConnections(fastify);
  endSlowReaders(fastify, limits);
  server.get(LoadShedding).protect(fastify, limits.requests);
  server.get(FairShares).protect(fastify, limits);
  const early = new EarlyRefusals(server.get(Admission), limits);
  // Must be the last request hook, because the body is requested after it.
  early.protect(fastify);
  streamBodiesWhereDeclared(fastify);
  return early;
}
