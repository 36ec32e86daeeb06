import { APP_INTERCEPTOR } from '@nestjs/core';
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
import { WantedWork } from './wanted-work.interceptor.js';

export { LoadShedding } from './load-shedding.js';
export { overloadLimits, type OverloadLimits } from './limits.js';

/** What the application provides for it; the interceptor comes before all others, whose work is part of a person's share. */
export const overloadProviders: Provider[] = [
  LoadShedding,
  FairShares,
  { provide: CallerObserver, useExisting: FairShares },
  { provide: APP_INTERCEPTOR, useClass: WantedWork },
];

/**
 * Protects a server from too many, too slow and too large requests. To be called before any route is registered, and after the
 * hooks that set headers, so that refusals carry them.
 *
 * @returns whether a request on that connection may take as long as it likes
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
  // The last of the hooks on requests: with it, the body is asked for.
  early.protect(fastify);
  streamBodiesWhereDeclared(fastify);
  return early;
}
