import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';
import { contentSecurityPolicy, policyOfDocumentation } from './content-security-policy.js';

const DOCUMENTATION = '/api/docs';
/** Browser features that our pages do not need, so that injected code cannot use them either. */
const DENIED = ['camera', 'display-capture', 'geolocation', 'microphone', 'midi', 'payment', 'serial', 'usb'];
const PERMISSIONS = DENIED.map((feature) => `${feature}=()`).join(', ');

/**
 * Sets the security headers of every response, including errors, and forbids caching. Strict-Transport-Security is sent only if
 * PUBLIC_URL is https, because browsers ignore it over http. Must be called before any route is registered.
 */
export function sendSecurityHeaders(fastify: FastifyInstance, publicUrl: string): void {
  // Computed once. Fastify's helmet plugin computes the headers again for each request.
  const headersWith = (directives: typeof contentSecurityPolicy) =>
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives },
      strictTransportSecurity: isHttps(publicUrl) && { maxAge: 365 * 24 * 60 * 60, includeSubDomains: true },
      frameguard: { action: 'deny' },
    });
  const [ofAnswers, ofDocumentation] = [headersWith(contentSecurityPolicy), headersWith(policyOfDocumentation)];
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('permissions-policy', PERMISSIONS);
    // Forbids caching by default. The files of the web application override this.
    void reply.header('cache-control', 'no-store');
    const send = request.routeOptions.url?.startsWith(DOCUMENTATION) ? ofDocumentation : ofAnswers;
    send(request.raw, reply.raw, (error) => done(error instanceof Error ? error : undefined));
  });
}

/** Whether people reach the application over TLS, even if a proxy terminates it. */
export function isHttps(publicUrl: string): boolean {
  return new URL(publicUrl).protocol === 'https:';
}
