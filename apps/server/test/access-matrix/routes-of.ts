import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ROUTE, type RouteDefinition } from '../../src/platform/http/route.decorator.js';

/** Every route of the server's router, such as `GET /api/skills/:id`. Leaves out HEAD, which Fastify adds to each GET. */
export function routesOfRouter(app: NestFastifyApplication): string[] {
  const routes: string[] = [];
  const above: string[] = [];
  for (const line of app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false }).split('\n')) {
    const [, indent = '', segment = '', methods] = /^((?:│ {3}| {4})*)[├└]── (\S+)(?: \((.+)\))?$/.exec(line) ?? [];
    if (segment === '') {
      if (line.trim() !== '') throw new Error(`Cannot parse this line of the router’s listing: ${line}`);
      continue;
    }
    const depth = indent.length / 4;
    above[depth] = segment;
    const path = above.slice(0, depth + 1).join('');
    for (const method of methods?.split(', ') ?? []) if (method !== 'HEAD') routes.push(`${method} ${path}`);
  }
  return routes.toSorted();
}

/** The route definition of each controller method; undefined if it has none. */
export function routesOfControllers(app: NestFastifyApplication): Map<string, RouteDefinition | undefined> {
  const routes = new Map<string, RouteDefinition | undefined>();
  for (const module of app.get(ModulesContainer).values()) {
    for (const { metatype } of module.controllers.values()) {
      if (typeof metatype !== 'function') continue;
      for (const base of pathsOf(metatype)) {
        for (const name of Object.getOwnPropertyNames(metatype.prototype)) {
          const handler: unknown = metatype.prototype[name];
          if (typeof handler !== 'function' || !Reflect.hasMetadata(METHOD_METADATA, handler)) continue;
          const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod];
          for (const path of pathsOf(handler))
            routes.set(`${method} ${join(base, path)}`, Reflect.getMetadata(ROUTE, handler) as RouteDefinition | undefined);
        }
      }
    }
  }
  return routes;
}

/** The routes without an access rule. */
export function routesWithoutRule(controllers: ReadonlyMap<string, RouteDefinition | undefined>): string[] {
  return [...controllers]
    .filter(([, definition]) => definition?.access === undefined)
    .map(([route]) => route)
    .toSorted();
}

/** The routes without a line in the matrix. */
export function routesWithoutLine(routes: readonly string[], matrix: readonly { route: string }[]): string[] {
  const lines = new Set(matrix.map(({ route }) => route));
  return routes.filter((route) => !lines.has(route)).toSorted();
}

function pathsOf(target: object): string[] {
  return [(Reflect.getMetadata(PATH_METADATA, target) as string | string[] | undefined) ?? '/'].flat();
}

function join(...parts: string[]): string {
  return `/${parts
    .flatMap((part) => part.split('/'))
    .filter((part) => part !== '')
    .join('/')}`;
}
