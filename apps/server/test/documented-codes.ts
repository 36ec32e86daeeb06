import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { codesOfRoute } from '../src/platform/http/documented-problems.js';
import { routesOfControllers } from './access-matrix/routes-of.js';

interface DocumentedRoute {
  method: string;
  pattern: RegExp;
  /** The number of parameters. If several routes match, the one with the fewest parameters is used. */
  parameters: number;
  codes: ReadonlySet<string>;
}

const documented = new WeakMap<NestFastifyApplication, DocumentedRoute[]>();

/** Throws if a route responds with an error code that the API document does not list for it. */
export function expectDocumentedCode(app: NestFastifyApplication, method: string, url: string, code: string): void {
  const routes = documented.get(app) ?? routesOf(app);
  documented.set(app, routes);
  const [path = ''] = url.split('?', 1);
  const route = routes.find((one) => one.method === method && one.pattern.test(path));
  if (route && !route.codes.has(code))
    throw new Error(`${method} ${path} responds with ${code}, which its @Route does not list: add it to \`refuses\`, then npm run openapi`);
}

function routesOf(app: NestFastifyApplication): DocumentedRoute[] {
  return [...routesOfControllers(app)]
    .flatMap(([route, definition]) => {
      if (!definition) return [];
      const [method = '', path = ''] = route.split(' ');
      return {
        method,
        pattern: new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`),
        parameters: path.split(':').length - 1,
        codes: new Set<string>(codesOfRoute(method, path, definition)),
      };
    })
    .toSorted((one, other) => one.parameters - other.parameters);
}
