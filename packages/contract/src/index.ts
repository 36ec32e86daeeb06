export * from './api-tokens.ts';
export * from './error-codes.ts';
export * from './fields.ts';
export * from './invitations.ts';
export * from './page.ts';
export * from './problem.ts';
export * from './progress-updates.ts';
export * from './session.ts';
