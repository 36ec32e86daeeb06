import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import helmet, { type HelmetOptions } from 'helmet';
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
  const headersWith = (directives: typeof contentSecurityPolicy) =>
    computed({
      contentSecurityPolicy: { useDefaults: false, directives },
      strictTransportSecurity: isHttps(publicUrl) && { maxAge: 365 * 24 * 60 * 60, includeSubDomains: true },
      frameguard: { action: 'deny' },
    });
  const [ofAnswers, ofDocumentation] = [headersWith(contentSecurityPolicy), headersWith(policyOfDocumentation)];
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers(request.routeOptions.url?.startsWith(DOCUMENTATION) ? ofDocumentation : ofAnswers);
    done();
  });
}

/** Computes the headers once. Helmet, and Fastify's plugin for it, would compute them again for each request. */
function computed(options: HelmetOptions): Readonly<Record<string, string>> {
  // Forbids caching by default. The files of the web application override this.
  const headers: Record<string, string> = { 'permissions-policy': PERMISSIONS, 'cache-control': 'no-store' };
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  helmet(options)(response.req, response, () => {});
  for (const [name, value] of Object.entries(response.getHeaders())) headers[name] = String(value);
  return headers;
}

/** Whether people reach the application over TLS, even if a proxy terminates it. */
export function isHttps(publicUrl: string): boolean {
  return new URL(publicUrl).protocol === 'https:';
}
