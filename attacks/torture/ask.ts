/** A request to the server under test. */
export interface Question {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  token?: string;
  cookie?: string;
  /** Sent as JSON. A string is sent unchanged; set its content type in `headers`. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Timeout in milliseconds, after which the request counts as unanswered. */
  patienceMs?: number;
}

export interface Answer {
  status: number;
  /** The body as received. */
  text: string;
  headers: Headers;
}

/** No answer: the connection was refused or closed, or the request timed out. */
export interface NoAnswer {
  status: 'none';
  why: string;
}

/** Sends one request. Never throws, because these tests expect servers that do not answer. */
export async function ask(server: string, question: Question): Promise<Answer | NoAnswer> {
  const { method = 'GET', path, token, cookie, body, headers = {}, patienceMs = 30_000 } = question;
  try {
    const response = await fetch(`${server}${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(cookie === undefined ? {} : { cookie }),
        ...(body === undefined || typeof body === 'string' ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(patienceMs),
    });
    return { status: response.status, text: await response.text(), headers: response.headers };
  } catch (error) {
    return { status: 'none', why: reason(error) };
  }
}

/** The parsed JSON body of an answer; undefined if there is no answer or the body is not JSON. */
export function bodyOf(answer: Answer | NoAnswer): any {
  if (answer.status === 'none') return undefined;
  try {
    return JSON.parse(answer.text);
  } catch {
    return undefined;
  }
}

function reason(error: unknown): string {
  const { cause, name, message } = error as { cause?: { code?: string; message?: string }; name: string; message: string };
  return cause?.code ?? cause?.message ?? (name === 'TimeoutError' ? 'timeout' : message);
}
