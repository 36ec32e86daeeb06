import type { FastifyInstance } from 'fastify';

/**
 * What a page of ours may load: our own files, and pictures of people from wherever their addresses point. Nothing
 * inline, no frames, no form that posts elsewhere.
 */
export const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'https:', 'data:'],
    fontSrc: ["'self'"],
    manifestSrc: ["'self'"],
    connectSrc: ["'self'"],
    objectSrc: ["'none'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
  },
};

/** The reader of the API's document writes styles and pictures into its page. To be called before helmet is registered. */
export function relaxPolicyOfDocumentation(fastify: FastifyInstance, path: string): void {
  const { directives } = contentSecurityPolicy;
  fastify.addHook('onRoute', (route) => {
    if (!route.url.startsWith(path)) return;
    route.helmet = {
      contentSecurityPolicy: { useDefaults: false, directives: { ...directives, styleSrc: ["'self'", "'unsafe-inline'"] } },
    };
  });
}
