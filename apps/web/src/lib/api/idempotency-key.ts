const MOST_REMEMBERED = 20;

/** Keys of requests that got no answer: the server may or may not have done the work. */
const unanswered = new Map<string, string>();

/**
 * The key of a POST. One that got no answer and is sent again unchanged carries its first key, so that whatever it asks for
 * is done once, however often somebody presses the button.
 */
export function idempotencyKeyOf(request: string): string {
  return unanswered.get(request) ?? newIdempotencyKey();
}

export function rememberUnanswered(request: string, key: string): void {
  unanswered.set(request, key);
  const [oldest] = unanswered.keys();
  if (unanswered.size > MOST_REMEMBERED && oldest !== undefined) unanswered.delete(oldest);
}

export const forgetAnswered = (request: string): boolean => unanswered.delete(request);

/** `randomUUID` is there only on secure origins: https and localhost. */
export function newIdempotencyKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
