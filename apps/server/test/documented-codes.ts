import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { codesOfRoute } from '../src/platform/http/documented-problems.js';
import { routesOfControllers } from './access-matrix/routes-of.js';

interface DocumentedRoute {
  method: string;
  pattern: RegExp;
  /** Its parameters, so that of two routes that fit the more exact one counts. */
  parameters: number;
  codes: ReadonlySet<string>;
}

const documented = new WeakMap<NestFastifyApplication, DocumentedRoute[]>();

/** Fails where a route answers with a code that the API's document does not name for it. */
export function expectDocumentedCode(app: NestFastifyApplication, method: string, url: string, code: string): void {
  const routes = documented.get(app) ?? routesOf(app);
  documented.set(app, routes);
  const [path = ''] = url.split('?', 1);
  const route = routes.find((one) => one.method === method && one.pattern.test(path));
  if (route && !route.codes.has(code))
    throw new Error(`${method} ${path} answers ${code}, which its @Route does not name: add it to \`refuses\`, then npm run openapi`);
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
