import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { contentSecurityPolicy, relaxPolicyOfDocumentation } from './content-security-policy.js';

/** What a page of ours has no use for, nor has anything that gets into it. */
const DENIED = ['camera', 'display-capture', 'geolocation', 'microphone', 'midi', 'payment', 'serial', 'usb'];
const PERMISSIONS = DENIED.map((feature) => `${feature}=()`).join(', ');
/**
 * The headers of every answer, refusals and failures included: what a browser may do with it, and that it keeps none. Strict-Transport-Security only where PUBLIC_URL is https: over http it means nothing. To be called before any route
 * is registered.
 */
export async function sendSecurityHeaders(app: NestFastifyApplication, publicUrl: string): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  relaxPolicyOfDocumentation(fastify, '/api/docs');
  const options: FastifyHelmetOptions = {
    contentSecurityPolicy,
    strictTransportSecurity: isHttps(publicUrl) && { maxAge: 365 * 24 * 60 * 60, includeSubDomains: true },
    frameguard: { action: 'deny' },
  };
  await app.register(helmet, options);
  fastify.addHook('onRequest', (_request, reply, done) => {
    void reply.header('permissions-policy', PERMISSIONS);
    // Nothing is kept by a browser or in between, unless what answers says otherwise: the files of the web application do.
    void reply.header('cache-control', 'no-store');
    done();
  });
}

/** Whether the application is reached over TLS, whoever ends it. */
export function isHttps(publicUrl: string): boolean {
  return new URL(publicUrl).protocol === 'https:';
}
