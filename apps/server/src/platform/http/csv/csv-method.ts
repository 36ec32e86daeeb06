import { Req } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import { answerCsv, type Query } from './answer-csv.js';
import type { CsvTable } from './csv-table.js';

/** Nest describes each parameter of a method by a key such as `4:1`: its kind and its index. */
type Parameters = Record<string, { index: number }>;
type Method = (...values: unknown[]) => Promise<never>;

/**
 * Makes a method of a controller answer with all pages as CSV if the client prefers that. The method is called with the same values for
 * each page, except for `limit` and `cursor`, so filters, access and connection are those of the first page.
 */
export function answersCsv(table: CsvTable): MethodDecorator {
  return (target, name, descriptor) => {
    const method = descriptor.value as unknown as Method;
    const parameters = Object.entries((Reflect.getMetadata(ROUTE_ARGS_METADATA, target.constructor, name) ?? {}) as Parameters);
    const queryAt = parameters.find(([key]) => key.startsWith(`${RouteParamtypes.QUERY}:`))?.[1].index;
    const requestAt = Math.max(-1, ...parameters.map(([, { index }]) => index)) + 1;
    Req()(target, name, requestAt);
    function answer(this: unknown, ...values: unknown[]) {
      const request = values[requestAt] as FastifyRequest;
      const own = values.slice(0, requestAt);
      if (!request.csv) return method.apply(this, own);
      const query = queryAt === undefined ? {} : (own[queryAt] as Query);
      const valuesWith = (changed: object) => (queryAt === undefined ? own : own.with(queryAt, changed));
      return answerCsv(request, request.csv, table, query, (changed) => method.apply(this, valuesWith(changed)));
    }
    // The generator of the API document finds the parameters by the name of the method.
    Object.defineProperty(answer, 'name', { value: method.name });
    for (const key of Reflect.getMetadataKeys(method)) Reflect.defineMetadata(key, Reflect.getMetadata(key, method), answer);
    Object.assign(descriptor, { value: answer });
  };
}
