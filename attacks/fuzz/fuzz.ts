import { Agent, request as httpRequest } from 'node:http';
import fc from 'fast-check';
import type { Connection } from '../../apps/server/src/platform/database/connection.js';
import { brokenRules, type FuzzAnswer } from './answer-rules.js';
import { draw } from './draw.js';
import { readDocument, type ApiDocument, type Operation } from '../../apps/server/test/api-document/operations.js';
import { requestsTo, type FuzzedRequest } from './requests.js';
import { World } from './world.js';

export interface Finding {
  route: string;
  rule: string;
  request: object;
}

/** These requests may change the rights of people, revoke tokens or complete projects. */
const UNSETTLING = /\/(profiles|api_tokens|directory|projects|assignments|invitations|people)/;

/** Sends requests derived from a seed to the operations of a server, and checks each answer. */
export class Fuzz {
  /** How often each route answered with each status. */
  readonly answered = new Map<string, Map<number, number>>();
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  private constructor(
    private readonly url: string,
    readonly document: ApiDocument,
    private readonly world: World,
  ) {}

  static async of(url: string, connection: Connection): Promise<Fuzz> {
    const document = (await (await fetch(`${url}/api/openapi.json`)).json()) as Parameters<typeof readDocument>[0];
    return new Fuzz(url, readDocument(document), await World.create(connection));
  }

  /** @returns the broken rules in the answers to `requests` requests to one operation */
  async attack(operation: Operation, seed: number, requests: number): Promise<Finding[]> {
    const findings: Finding[] = [];
    for (let sent = 0; sent < requests; sent += 1) {
      // Drawn one by one, because the ids to draw from change as rows are created and deleted.
      const fuzzed = draw(fc.noBias(requestsTo(operation, this.document, this.world)), seed + sent);
      const answer = await this.send(fuzzed);
      this.count(operation.route, answer.status);
      for (const rule of brokenRules(operation, this.document, answer))
        findings.push({ route: operation.route, rule, request: shown(fuzzed) });
      if (operation.method !== 'GET' && answer.status < 400 && UNSETTLING.test(operation.path)) await this.world.renew();
    }
    return findings;
  }

  close(): void {
    this.agent.destroy();
  }

  private count(route: string, status: number): void {
    const counts = this.answered.get(route) ?? new Map<number, number>();
    counts.set(status, (counts.get(status) ?? 0) + 1);
    this.answered.set(route, counts);
  }

  private send({ role, method, path, headers, body }: FuzzedRequest): Promise<FuzzAnswer> {
    return new Promise((resolve, reject) => {
      const sending = httpRequest(this.url + path, {
        agent: this.agent,
        method,
        headers: { authorization: `Bearer ${this.world.tokens[role]}`, ...headers, ...(body && { 'content-length': body.length }) },
      });
      // A server that rejects a large body early may close the connection while we still send. In that case the answer
      // counts, not the error.
      let answered = false;
      sending.on('error', (error) => !answered && reject(error));
      sending.on('response', (response) => {
        answered = true;
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            contentType: response.headers['content-type'] ?? '',
            nosniff: response.headers['x-content-type-options'] === 'nosniff',
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      });
      sending.end(body);
    });
  }
}

function shown({ body, ...request }: FuzzedRequest): object {
  return { ...request, path: request.path.slice(0, 400), ...(body && { body: body.toString('utf8').slice(0, 600) }) };
}
