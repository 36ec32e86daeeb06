/** A request to a server under torture. */
export interface Question {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  token?: string;
  cookie?: string;
  /** JSON, or text as it is with a content type among the headers. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Milliseconds until it counts as not answered. */
  patienceMs?: number;
}

export interface Answer {
  status: number;
  /** The body as it came. */
  text: string;
  headers: Headers;
}

/** No answer: the connection was refused or cut, or nothing came in time. */
export interface NoAnswer {
  status: 'none';
  why: string;
}

/** Asks once. Never throws: that nobody answers is what these tests are about. */
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

/** The body of an answer; undefined where it is none, or no JSON. */
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
  return cause?.code ?? cause?.message ?? (name === 'TimeoutError' ? 'nothing came in time' : message);
}
