import type { Hmac } from 'node:crypto';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { errorStatus } from '@skilltrace/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { defer, firstValueFrom, type Observable } from 'rxjs';
import { originOfRequest } from '../audit/origin-of-request.js';
import { Config } from '../config/config.js';
import type { Transaction } from '../database/connection.js';
import { Database } from '../database/database.js';
import { DomainError, invalid } from '../errors/domain-error.js';
import { toProblem } from '../errors/problem.filter.js';
import { ROUTE, type RouteDefinition } from '../http/route.decorator.js';
import { claimKey, keepAnswer, type KeptRow } from './key-store.js';
import { hashKey, requestHash, seal, unseal, type KeptAnswer } from './sealed-answer.js';

const KEPT_HEADERS = ['location', 'content-type'];

/**
 * Idempotency keys for every POST: the key, the work and the kept answer commit in one transaction, so that a retry
 * after any crash either finds the answer or finds nothing done. Refusals (4xx) are kept as well, with the work undone.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
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
    if (typeof key !== 'string' || key.length < 1 || key.length > 255) throw invalid('Idempotency-Key', 'must have 1 to 255 characters');
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return defer(() => this.once(key, request, reply, next));
  }

  private async once(key: string, request: FastifyRequest, reply: FastifyReply, next: CallHandler): Promise<unknown> {
    const caller = request.caller ? `profile:${request.caller.profileId}` : 'nobody';
    const keyHash = hashKey(key);
    const body = bodyHash(request, requestHash(this.config.sessionSecret ?? '', key));
    const answer = await this.database.from(originOfRequest(request)).transaction(async (transaction) => {
      const kept = await claimKey(transaction, caller, keyHash);
      if (kept) return this.replay(kept, key, await body.digest());
      const fresh = await this.perform(transaction, request, reply, next);
      await keepAnswer(transaction, caller, keyHash, await body.digest(), seal(fresh, this.config.sessionSecret ?? '', key));
      return fresh;
    });
    void reply.status(answer.status).headers(answer.headers);
    void reply.send(answer.body === '' ? undefined : Buffer.from(answer.body));
    return undefined;
  }

  private replay(kept: KeptRow, key: string, request: Buffer): KeptAnswer {
    if (kept.request_hash === null || kept.response === null)
      throw new DomainError('CONFLICT', 'The first request with this key has no answer yet.');
    if (!kept.request_hash.equals(request))
      throw new DomainError('IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used for another request.');
    return unseal(kept.response, this.config.sessionSecret ?? '', key);
  }

  private async perform(transaction: Transaction, request: FastifyRequest, reply: FastifyReply, next: CallHandler): Promise<KeptAnswer> {
    await transaction.query('SAVEPOINT work');
    request.transaction = transaction;
    try {
      const result: unknown = await firstValueFrom(next.handle(), { defaultValue: undefined });
      const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' };
      for (const name of KEPT_HEADERS) {
        const value = reply.getHeader(name);
        if (value !== undefined) headers[name] = String(value);
      }
      return { status: reply.statusCode, headers, body: result === undefined ? '' : JSON.stringify(result) };
    } catch (error) {
      const problem = toProblem(error);
      if (problem.status >= errorStatus.INTERNAL) throw error;
      await transaction.query('ROLLBACK TO SAVEPOINT work');
      return { status: problem.status, headers: { 'content-type': 'application/problem+json' }, body: JSON.stringify(problem) };
    }
  }
}

/** Hashes method, address and body; the hash of a streamed body is known once it has been read to its end. */
function bodyHash(request: FastifyRequest, hash: Hmac): { digest(): Promise<Buffer> } {
  hash.update(`${request.method} ${request.url}\n`);
  if (!(request.body instanceof Readable)) {
    const digest = hash.update(JSON.stringify(request.body ?? null)).digest();
    return { digest: () => Promise.resolve(digest) };
  }
  const source = request.body;
  const tap = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  request.body = tap;
  const read = pipeline(source, tap);
  read.catch(() => {});
  return {
    digest: async () => {
      tap.resume();
      await read;
      return hash.digest();
    },
  };
}
