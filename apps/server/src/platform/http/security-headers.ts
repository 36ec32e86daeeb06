import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';
import { contentSecurityPolicy, policyOfDocumentation } from './content-security-policy.js';

const DOCUMENTATION = '/api/docs';
/** What a page of ours has no use for, nor has anything that gets into it. */
const DENIED = ['camera', 'display-capture', 'geolocation', 'microphone', 'midi', 'payment', 'serial', 'usb'];
const PERMISSIONS = DENIED.map((feature) => `${feature}=()`).join(', ');

/**
 * The headers of every answer, refusals and failures included: what a browser may do with it, and that it keeps none.
 * Strict-Transport-Security only where PUBLIC_URL is https: over http it means nothing. To be called before any route is
 * registered.
 */
export function sendSecurityHeaders(fastify: FastifyInstance, publicUrl: string): void {
  // Made once: Fastify's own plugin makes all of it again for each request.
  const headersWith = (directives: typeof contentSecurityPolicy) =>
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives },
      strictTransportSecurity: isHttps(publicUrl) && { maxAge: 365 * 24 * 60 * 60, includeSubDomains: true },
      frameguard: { action: 'deny' },
    });
  const [ofAnswers, ofDocumentation] = [headersWith(contentSecurityPolicy), headersWith(policyOfDocumentation)];
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('permissions-policy', PERMISSIONS);
    // Nothing is kept by a browser or in between, unless what answers says otherwise: the files of the web application do.
    void reply.header('cache-control', 'no-store');
    const send = request.routeOptions.url?.startsWith(DOCUMENTATION) ? ofDocumentation : ofAnswers;
    send(request.raw, reply.raw, (error) => done(error instanceof Error ? error : undefined));
  });
}

/** Whether the application is reached over TLS, whoever ends it. */
export function isHttps(publicUrl: string): boolean {
  return new URL(publicUrl).protocol === 'https:';
}
