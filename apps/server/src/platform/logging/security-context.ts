/**
 * The context of log lines about signing in and being refused. They name people by number and addresses of clients, and nothing
 * else of a request (`docs/explanation/security.md`).
 */
export const SECURITY = 'Security';
