/**
 * What our pages may load: our own files, and pictures of people from any https address. No inline code, no frames, and no forms
 * that post to other sites.
 */
export const contentSecurityPolicy = {
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
};

/** Swagger UI needs inline styles. */
export const policyOfDocumentation = { ...contentSecurityPolicy, styleSrc: ["'self'", "'unsafe-inline'"] };
