import { Injectable, Logger, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { errorStatus } from '@skilltrace/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { defer, firstValueFrom, type Observable } from 'rxjs';
import { originOfRequest } from '../audit/origin-of-request.js';
import { Config } from '../config/config.js';
import type { Transaction } from '../database/connection.js';
import { Database } from '../database/database.js';
import { DomainError, invalid } from '../errors/domain-error.js';
import { toProblem } from '../http/problem.filter.js';
import { ROUTE, type RouteDefinition } from '../http/route.decorator.js';
import { claimKey, storeResponse, storeResponseIfNew, readKey, type StoredKey } from './key-store.js';
import { hashOfRequest, hashWhileRead } from './request-hash.js';
import { hashKey, seal, unseal, type StoredResponse } from './encrypted-response.js';

const KEPT_HEADERS = ['location', 'content-type'];

/**
 * Supports Idempotency-Key on every POST. The key, the work and the stored response commit in one transaction, so that a retry after
 * any crash either gets the stored response or finds nothing done. Errors (4xx) of a signed-in caller are stored too, with the work
 * rolled back. The transaction starts after the body was read, so it never waits for a client (decision record 0006).
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private readonly logger = new Logger(IdempotencyInterceptor.name);

  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const key = request.headers['idempotency-key'];
    const definition = this.reflector.get<RouteDefinition>(ROUTE, context.getHandler());
    if (request.method !== 'POST' || key === undefined || definition.unrepeatable) return next.handle();
    if (typeof key !== 'string' || key.length < 1 || key.length > 255)
      throw invalid('Idempotency-Key', 'must have {min} to {max} characters', { min: 1, max: 255 });
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return defer(async () => {
      const answer = definition.streamed ? await this.onceStreamed(key, request, next, reply) : await this.once(key, request, next, reply);
      void reply.status(answer.status).headers(answer.headers);
      void reply.send(answer.body === '' ? undefined : Buffer.from(answer.body));
    });
  }

  private async once(key: string, request: FastifyRequest, next: CallHandler, reply: FastifyReply): Promise<StoredResponse> {
    const [caller, keyHash] = [callerOf(request), hashKey(key)];
    const hash = hashOfRequest(request, this.secret, key);
    return this.database.from(originOfRequest(request)).transaction(async (transaction) => {
      const kept = await claimKey(transaction, caller, keyHash);
      if (kept) return this.replay(kept, key, hash);
      const fresh = await this.perform(transaction, request, reply, next);
      await storeResponse(transaction, caller, keyHash, hash, seal(fresh, this.secret, key));
      return fresh;
    });
  }

  /**
   * The same for a streamed body. It can take any time to arrive, so no transaction stays open: the handler commits in repeatable
   * steps, and only the response of a complete request is stored.
   */
  private async onceStreamed(key: string, request: FastifyRequest, next: CallHandler, reply: FastifyReply): Promise<StoredResponse> {
    const [caller, keyHash] = [callerOf(request), hashKey(key)];
    const hash = hashWhileRead(request, this.secret, key);
    const kept = await readKey(this.database, caller, keyHash);
    if (kept) return this.replay(kept, key, await hash());
    const fresh = await answerOf(next, reply);
    const requestHash = await hash();
    const others = await storeResponseIfNew(this.database, caller, keyHash, requestHash, seal(fresh, this.secret, key)).catch((error) => {
      // The work is done, and a retry does not repeat it, so the request must not fail.
      this.logger.warn(`could not store the response of a streamed request: ${error instanceof Error ? error.message : String(error)}`);
    });
    return others?.request_hash?.equals(requestHash) ? this.replay(others, key, requestHash) : fresh;
  }

  private replay(kept: StoredKey, key: string, request: Buffer): StoredResponse {
    if (kept.request_hash === null) throw new DomainError('CONFLICT', 'The first request with this key is still running.');
    if (!kept.request_hash.equals(request))
      throw new DomainError('IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used for another request.');
    if (kept.response === null)
      throw new DomainError(
        'IDEMPOTENCY_ANSWER_DELETED',
        'This request was processed before and is not repeated. Its stored response was deleted when a person was erased.',
      );
    return unseal(kept.response, this.secret, key);
  }

  private async perform(
    transaction: Transaction,
    request: FastifyRequest,
    reply: FastifyReply,
    next: CallHandler,
  ): Promise<StoredResponse> {
    await transaction.query('SAVEPOINT work');
    request.transaction = transaction;
    try {
      return await answerOf(next, reply);
    } catch (error) {
      const problem = toProblem(error);
      // Callers who are not signed in could fill the table with errors, so only their successful responses are stored.
      if (problem.status >= errorStatus.INTERNAL || !request.caller) throw error;
      await transaction.query('ROLLBACK TO SAVEPOINT work');
      return { status: problem.status, headers: { 'content-type': 'application/problem+json' }, body: JSON.stringify(problem) };
    }
  }

  private get secret(): string {
    return this.config.sessionSecret ?? '';
  }
}

function callerOf({ caller }: FastifyRequest): string {
  return caller ? `profile:${caller.profileId}` : 'nobody';
}

async function answerOf(next: CallHandler, reply: FastifyReply): Promise<StoredResponse> {
  const result: unknown = await firstValueFrom(next.handle(), { defaultValue: undefined });
  const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' };
  for (const name of KEPT_HEADERS) {
    const value = reply.getHeader(name);
    if (value !== undefined) headers[name] = String(value);
  }
  return { status: reply.statusCode, headers, body: result === undefined ? '' : JSON.stringify(result) };
}
