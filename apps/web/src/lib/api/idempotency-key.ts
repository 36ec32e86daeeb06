const MOST_REMEMBERED = 20;

/** Keys of requests without an answer: the server may or may not have done the work. */
const unanswered = new Map<string, string>();

/**
 * The key of a POST. A request without an answer that is sent again unchanged keeps its first key, so that the server does the
 * work only once, no matter how often the person clicks the button.
 */
export function idempotencyKeyOf(request: string): string {
  return unanswered.get(request) ?? newIdempotencyKey();
}

export function storeUnansweredKey(request: string, key: string): void {
  unanswered.set(request, key);
  const [oldest] = unanswered.keys();
  if (unanswered.size > MOST_REMEMBERED && oldest !== undefined) unanswered.delete(oldest);
}

export const deleteAnsweredKey = (request: string): boolean => unanswered.delete(request);

/** `randomUUID` exists only on secure origins: HTTPS and localhost. */
export function newIdempotencyKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
