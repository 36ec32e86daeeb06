/**
 * What a page of ours may load: our own files, and pictures of people from wherever their addresses point. Nothing
 * inline, no frames, no form that posts elsewhere.
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

/** The reader of the API's document writes styles into its page. */
export const policyOfDocumentation = { ...contentSecurityPolicy, styleSrc: ["'self'", "'unsafe-inline'"] };
