import { Injectable, Logger } from '@nestjs/common';
import { errorStatus } from '@skilltrace/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { originOfRequest } from '../audit/origin-of-request.js';
import { Config } from '../config/config.js';
import type { Transaction } from '../database/connection.js';
import { Database } from '../database/database.js';
import { DomainError, invalid } from '../errors/domain-error.js';
import type { RouteDefinition } from '../http/route.decorator.js';
import { captureResponse } from './captured-response.js';
import { claimKey, storeResponse, storeResponseIfNew, readKey, type StoredKey } from './key-store.js';
import { hashOfRequest, hashWhileRead } from './request-hash.js';
import { hashKey, seal, unseal, type StoredResponse } from './encrypted-response.js';

type Handle = () => Promise<unknown>;

/** Rolls the transaction of a failed request back. Its response is sent, but not stored. */
class NotStored extends Error {
  constructor(
    readonly response: StoredResponse,
    cause: unknown,
  ) {
    super('The request failed', { cause });
  }
}

/**
 * Supports Idempotency-Key on every POST. The key, the work and the stored response commit in one transaction, so that a retry after
 * any crash either gets the stored response or finds nothing done. Errors (4xx) of a signed-in caller are stored too, with the work
 * rolled back. The transaction starts after the body was read, so it never waits for a client (decision record 0006).
 */
@Injectable()
export class RepeatedRequests {
  private readonly logger = new Logger(RepeatedRequests.name);

  constructor(
    private readonly database: Database,
    private readonly config: Config,
  ) {}

  /** Runs the handler of a request, or sends the stored response of an earlier request with the same key. */
  async run(request: FastifyRequest, reply: FastifyReply, definition: RouteDefinition, handle: Handle): Promise<void> {
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || key === undefined || definition.unrepeatable) return void (await handle());
    if (typeof key !== 'string' || key.length < 1 || key.length > 255)
      throw invalid('Idempotency-Key', 'must have {min} to {max} characters', { min: 1, max: 255 });
    const once = definition.streamed ? this.onceStreamed(key, request, reply, handle) : this.once(key, request, reply, handle);
    const response = await once.catch((error: unknown) => {
      if (error instanceof NotStored) return error.response;
      throw error;
    });
    void reply
      .status(response.status)
      .headers(response.headers)
      .send(response.body === '' ? undefined : Buffer.from(response.body));
  }

  private async once(key: string, request: FastifyRequest, reply: FastifyReply, handle: Handle): Promise<StoredResponse> {
    const [caller, keyHash] = [callerOf(request), hashKey(key)];
    const hash = hashOfRequest(request, this.secret, key);
    return this.database.from(originOfRequest(request)).transaction(async (transaction) => {
      const kept = await claimKey(transaction, caller, keyHash);
      if (kept) return this.replay(kept, key, hash);
      const fresh = await perform(transaction, request, reply, handle);
      await storeResponse(transaction, caller, keyHash, hash, seal(fresh, this.secret, key));
      return fresh;
    });
  }

  /**
   * The same for a streamed body. It can take any time to arrive, so no transaction stays open: the handler commits in repeatable
   * steps, and only the response of a complete request is stored.
   */
  private async onceStreamed(key: string, request: FastifyRequest, reply: FastifyReply, handle: Handle): Promise<StoredResponse> {
    const [caller, keyHash] = [callerOf(request), hashKey(key)];
    const hash = hashWhileRead(request, this.secret, key);
    const kept = await readKey(this.database, caller, keyHash);
    if (kept) return this.replay(kept, key, await hash());
    const fresh = await captureResponse(reply, handle);
    if (fresh.status >= 400) return fresh;
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

  private get secret(): string {
    return this.config.sessionSecret ?? '';
  }
}

async function perform(transaction: Transaction, request: FastifyRequest, reply: FastifyReply, handle: Handle): Promise<StoredResponse> {
  await transaction.query('SAVEPOINT work');
  request.transaction = transaction;
  const response = await captureResponse(reply, handle);
  // Callers who are not signed in could fill the table with errors, so only their successful responses are stored.
  if (response.status >= errorStatus.INTERNAL || (response.status >= 400 && !request.caller))
    throw new NotStored(response, request.failure);
  if (response.status >= 400) await transaction.query('ROLLBACK TO SAVEPOINT work');
  return response;
}

function callerOf({ caller }: FastifyRequest): string {
  return caller ? `profile:${caller.profileId}` : 'nobody';
}
