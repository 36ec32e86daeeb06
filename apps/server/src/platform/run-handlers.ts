import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { forbidden } from './errors/domain-error.js';
import { RepeatedRequests } from './idempotency/repeated-requests.js';
import { FairShares } from './overload/protect.js';
import { Admission } from './http/admission.js';
import { negotiateCsv } from './http/csv/negotiate-csv.js';

/** The only routes that are not in a controller. They have no access rule, because everyone may read the documentation. */
const DOCUMENTATION = /^\/api\/(docs(\/|$)|openapi\.json$)/;

/**
 * Runs the handler of every route: checks who may call it, waits for the person's turn, and keeps the response of a request with an
 * Idempotency-Key. A route without a rule is closed.
 *
 * This is not a guard and interceptors of Nest, because each request would pay for those, even if they do nothing.
 */
@Injectable()
export class RunHandlers {
  private readonly known = new WeakSet<RouteOptions['handler']>();

  constructor(
    host: HttpAdapterHost,
    private readonly admission: Admission,
    private readonly shares: FairShares,
    private readonly repeated: RepeatedRequests,
  ) {
    // Providers are created before any route is registered.
    host.httpAdapter.getInstance<FastifyInstance>().addHook('onRoute', (route) => {
      // Fastify adds a HEAD route with the handler of each GET route.
      if (this.known.has(route.handler) || DOCUMENTATION.test(route.url)) return;
      route.handler = this.around(route);
      this.known.add(route.handler);
    });
  }

  private around({ handler, config }: RouteOptions): RouteOptions['handler'] {
    const definition = config?.definition;
    const { admission, shares, repeated } = this;
    return async function handle(this: FastifyInstance, request: FastifyRequest, reply: FastifyReply) {
      if (!definition) throw forbidden('This route is closed.');
      await admission.admit(request, definition);
      if (definition.csv)
        negotiateCsv(request, reply, async (work) => {
          await admission.admit(request, definition);
          await shares.run(request, reply, work);
        });
      await shares.run(request, reply, () =>
        repeated.run(request, reply, definition, async () => {
          await handler.call(this, request, reply);
        }),
      );
    };
  }
}
