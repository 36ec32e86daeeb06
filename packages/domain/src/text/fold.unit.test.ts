import { expect, test } from 'vitest';
import { matchOf } from './fold.ts';

// The server orders by the same rule; `clean-text.int.test.ts` compares them.
test.for([
  ['Go', 'go', 0],
  ['Álvaro', 'alvaro', 0],
  ['alvaro', 'Álvaro', 0],
  ['Go-kart', 'go', 1],
  ['Tomás Herrera', 'TOMAS h', 1],
  ['Let it go', 'go', 2],
  ['CI/CD', 'cd', 2],
  ['Node.js', 'JS', 2],
  ['REST (OpenAPI)', 'openapi', 2],
  ['Django', 'go', 3],
  ['Rust', 'go', 4],
  ['Łukasz Øster', 'oster', 2],
  ['Straße', 'strasse', 0],
  ['Đorđe', 'dorde', 0],
  ['מִרְיָם', 'מרים', 0],
  ['Rust', '', 1],
] as const)('matches the name “%s” with the search “%s” as %i', ([name, search, match]) => {
  expect(matchOf(name, search)).toBe(match);
});
