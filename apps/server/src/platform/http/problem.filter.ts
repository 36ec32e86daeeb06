import { STATUS_CODES } from 'node:http';
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { errorStatus, reasonOfSentence, type ErrorCode, type Problem, type Reason, type Sentence } from '@skilltrace/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { whoAsks } from '../auth/caller.js';
import { DomainError } from '../errors/domain-error.js';
import { SECURITY } from '../logging/security-context.js';
import { PartlyDone, reasonOf } from '../errors/partly-done.js';
import { sqlState, translateDatabaseError } from '../errors/sqlstate.js';

const codeOfStatus = new Map<number, ErrorCode>(
  (Object.entries(errorStatus) as [ErrorCode, number][]).toReversed().map(([code, status]) => [status, code]),
);
codeOfStatus.set(400, 'VALIDATION_FAILED').set(409, 'CONFLICT').set(503, 'UNAVAILABLE');

const WENT_WRONG = 'Something went wrong on our side.';
const details: Partial<Record<ErrorCode, Sentence>> = {
  VALIDATION_FAILED: 'The request cannot be read.',
  UNAUTHENTICATED: 'Sign in, or send an API token.',
  NOT_FOUND: 'No route exists at this address.',
  PAYLOAD_TOO_LARGE: 'The body is larger than this route accepts.',
  UNSUPPORTED_MEDIA_TYPE: 'This route does not accept this content type.',
  INTERNAL: 'Something went wrong on our side. Nothing of the request was kept.',
};

/** A problem of this server, which always has a reason. */
type Told = Problem & { reason: Reason };

/** The problem that an error is told as. What is not meant for the caller becomes INTERNAL, without its message. */
export function toProblem(error: unknown): Told {
  if (error instanceof PartlyDone) {
    const detail = `${reasonOf(error.cause) ?? WENT_WRONG} ${error.message}`;
    return { ...toProblem(error.cause), detail, standing: error.standing };
  }
  const known = translateDatabaseError(error);
  if (known instanceof DomainError) return problemOf(known.code, known);
  const status = known instanceof HttpException ? known.getStatus() : (known as { statusCode?: unknown } | null)?.statusCode;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    const code = codeOfStatus.get(status) ?? 'VALIDATION_FAILED';
    return { ...usualProblem(code), status, title: STATUS_CODES[status] ?? 'Refused' };
  }
  return usualProblem('INTERNAL');
}

function usualProblem(code: ErrorCode): Told {
  const sentence = details[code] ?? 'The server does not accept this request.';
  return problemOf(code, { message: sentence, reason: reasonOfSentence(sentence), params: {} });
}

function problemOf(
  code: ErrorCode,
  { message, reason, params, fields }: Pick<DomainError, 'message' | 'reason' | 'params' | 'fields'>,
): Told {
  const status = errorStatus[code];
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: message,
    code,
    reason,
    ...(Object.keys(params).length > 0 && { params }),
    ...(fields && { errors: [...fields] }),
  };
}

/** The one place where errors become answers (RFC 9457). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');
  private readonly security = new Logger(SECURITY);

  catch(thrown: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const problem = toProblem(thrown);
    const error = thrown instanceof PartlyDone ? thrown.cause : thrown;
    // A database that is away fails every request: one line each, without its stack.
    if (problem.status === errorStatus.UNAVAILABLE)
      this.logger.warn(`${request.method} ${request.routeOptions.url ?? 'unknown route'} unavailable: ${forTheLog(error)}`);
    else if (problem.status >= 500)
      this.logger.error(
        `${request.method} ${request.routeOptions.url ?? 'unknown route'} failed`,
        error instanceof Error ? error.stack : String(error),
      );
    else if (isRefusalOfSomebody(problem, request))
      this.security.warn(`${request.method} ${request.routeOptions.url ?? 'unknown route'} refused: ${problem.code} ${whoAsks(request)}`);
    sendProblem(reply, problem);
  }
}

/** Not allowed, or with a token that does not count. Without one it is merely somebody who has not signed in. */
function isRefusalOfSomebody({ status }: Problem, { headers }: FastifyRequest): boolean {
  return status === errorStatus.FORBIDDEN || (status === errorStatus.UNAUTHENTICATED && headers.authorization !== undefined);
}

function forTheLog(error: unknown): string {
  const state = sqlState(error);
  const message = error instanceof Error ? error.message : String(error);
  return state === undefined ? message : `${message} (${state})`;
}

/** Sends a problem, with the headers that its status asks for. */
export function sendProblem(reply: FastifyReply, problem: Problem): void {
  // Set by a handler whose work was undone after it: it would lead to what is not there.
  void reply.removeHeader('location');
  if (problem.status === 503) void reply.header('retry-after', '5');
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer realm="skilltrace"');
  // As bytes, for to text of any JSON type Fastify adds a charset, which this type does not have (RFC 9457).
  void reply
    .status(problem.status)
    .header('content-type', 'application/problem+json')
    .send(Buffer.from(JSON.stringify(problem)));
}
