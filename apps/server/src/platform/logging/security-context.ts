/**
 * The context of log lines about sign-ins and rejected requests. They contain the ids of people and the addresses of clients, and
 * nothing else from a request (`docs/explanation/security.md`).
 */
export const SECURITY = 'Security';
