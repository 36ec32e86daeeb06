import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const src = '^apps/server/src';
const test = String.raw`\.test\.ts$`;

// The areas are read from the folder listing, so the rules apply to a new folder immediately.
const frames = new Set(['platform', 'access', 'signals', 'generated']);
const areas = readdirSync(join(import.meta.dirname, 'apps/server/src'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !frames.has(entry.name))
  .map((entry) => entry.name);

// These start, fill or drive a whole installation and call use cases of every area.
const composers = ['cli', 'connectors', 'demo', 'installation'];

// Dependencies between areas that are allowed, each with its reason.
const allowed = {
  people: ['sign-in'], // creating a person may set a password, and deactivating one ends sessions and tokens
};

// The contract modules without schemas. The browser may use their values.
const withoutSchemas = 'packages/contract/src/(directory-sections|error-codes)[.]ts$';

// The areas with an event that emits signals. Mentorship, validation and the nightly job must never be in this list.
const emitters = ['projects', 'progress-updates', 'directory', 'cli'];

// A folder may depend only on earlier ones in this list. A new folder comes last until it is listed here.
const order = ['errors', 'terminal', 'process', 'database', 'config', 'logging', 'auth', 'audit', 'http', 'idempotency', 'overload'];
const platform = readdirSync(join(import.meta.dirname, 'apps/server/src/platform'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .toSorted((one, other) => (order.indexOf(one) + 1 || Infinity) - (order.indexOf(other) + 1 || Infinity) || 0);

// Run or loaded by path; no file imports them.
const entryPoints = [`${src}/(main|cli/cli)[.]ts$`, `${src}/generated/`];

// Decision 0008: readers of rows and their controllers, the nightly job, and the modules that connect them.
const usersOfPrisma = [
  `${src}/stale-skill-flagging/`,
  `${src}/mentorship/(list-sessions|session-row|mentorship-sessions[.]controller)[.]ts$`,
  `${src}/validation/(list-suggestions|suggestion-row|suggestions[.]controller)[.]ts$`,
  `${src}/taxonomy/(list-skills|skill-row|skills[.]controller)[.]ts$`,
  `${src}/platform/(platform[.]module|database/prisma)[.]ts$`,
  `${src}/(cli/commands/flag-stale-skills[.]command|demo/run-demo-nightly-job)[.]ts$`,
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'signals-internals-stay-inside',
      comment: 'Guardrail 2, one writer: only signals/ may call the code around the SQL that writes the ledger.',
      severity: 'error',
      from: { pathNot: [`${src}/signals/`, 'apps/server/test/docs.unit.test.ts'] },
      to: {
        path: `${src}/signals/`,
        pathNot: `${src}/signals/(emit-skill-signals|verify/verify-ledger|checkpoints/(take-checkpoint|checkpoint-file|stored-checkpoint|clusters)|partitions/partition-ledgers|scale-out/(scale-out|require-cluster))[.]ts$`,
      },
    },
    {
      name: 'only-events-emit',
      comment:
        'Guardrails 3 and 4, and the separation of the two ledgers: mentorship, validation, people and all other areas cannot call the writer.',
      severity: 'error',
      from: { path: `${src}/(?!signals/|(${emitters.join('|')})/)`, pathNot: test },
      to: { path: `${src}/signals/emit-skill-signals[.]ts$` },
    },
    {
      name: 'analytics-cannot-write',
      comment: 'Guardrail 7: the read layer uses only a connection on which the database rejects writes.',
      severity: 'error',
      from: { path: `${src}/analytics/`, pathNot: test },
      to: {
        path: [
          `${src}/platform/database/(database|prisma)[.]ts$`,
          `${src}/generated/`,
          `${src}/platform/http/connection[.]decorator[.]ts$`,
          `${src}/signals/`,
          'node_modules/(pg|@prisma/client|@prisma/adapter-pg)/',
        ],
      },
    },
    {
      name: 'prisma-reads-rows-and-runs-the-job',
      comment:
        'Decision 0008: Prisma reads rows of one table and runs the nightly job. Another file that uses it must be added here deliberately.',
      severity: 'error',
      from: { path: `${src}/`, pathNot: [test, `${src}/generated/`, ...usersOfPrisma] },
      to: { path: [`${src}/platform/database/prisma[.]ts$`, `${src}/generated/`, 'node_modules/@prisma/'] },
    },
    {
      name: 'the-nightly-job-is-prisma',
      comment:
        'Decision 0008: the specification requires Prisma for the job, and two data layers in one job would mean two kinds of transactions.',
      severity: 'error',
      from: { path: `${src}/stale-skill-flagging/`, pathNot: test },
      to: { path: [`${src}/platform/database/(?!prisma[.]ts$)`, 'node_modules/pg/'] },
    },
    {
      name: 'platform-knows-no-business',
      comment: 'The platform contains nothing about the domain, so that another product could use it.',
      severity: 'error',
      from: { path: `${src}/platform/`, pathNot: test },
      to: { path: `${src}/(?!platform/|generated/)` },
    },
    ...platform.slice(0, -1).map((folder, at) => ({
      name: `platform-${folder}-needs-earlier-folders`,
      comment:
        'Folders of the platform depend only on earlier folders, so there are no cycles and each can be read and replaced separately.',
      severity: 'error',
      from: { path: `${src}/platform/${folder}/`, pathNot: test },
      to: { path: platform.slice(at + 1).map((later) => `${src}/platform/${later}/`) },
    })),
    {
      name: 'overload-has-one-entry',
      comment: 'The overload protection can be replaced as a whole.',
      severity: 'error',
      from: { path: `${src}/(?!platform/overload/)`, pathNot: test },
      to: { path: `${src}/platform/overload/(?!protect[.]ts$)` },
    },
    {
      name: 'access-knows-no-area',
      comment: 'All areas use the rules in access/, so access/ must not depend on any area.',
      severity: 'error',
      from: { path: `${src}/access/`, pathNot: test },
      to: { path: `${src}/(?!access/|platform/)` },
    },
    ...areas
      .filter((area) => !composers.includes(area))
      .map((area) => ({
        name: `${area}-stays-apart`,
        comment:
          'A business area can be read and changed without the others. Code that two areas need belongs in the database, in access/ or in platform/.',
        severity: 'error',
        from: { path: `${src}/${area}/`, pathNot: test },
        to: { path: areas.filter((other) => other !== area && !allowed[area]?.includes(other)).map((other) => `${src}/${other}/`) },
      })),
    {
      name: 'no-cycles',
      comment: 'Two files that depend on each other are one idea in two places.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'contract-stands-alone',
      comment: 'Server, web and command line all use the contract. It runs in a browser and depends on none of them.',
      severity: 'error',
      from: { path: '^packages/contract/src/', pathNot: test },
      to: { pathNot: ['^packages/contract/', '^packages/domain/', 'node_modules/zod/'] },
    },
    {
      name: 'domain-is-pure',
      comment: 'Rules that everything shares have no dependencies: no I/O, no framework, no schema library.',
      severity: 'error',
      from: { path: '^packages/domain/', pathNot: test },
      to: { pathNot: '^packages/domain/' },
    },
    {
      name: 'embedded-postgres-knows-no-product',
      comment: 'The package could start PostgreSQL for any program: names, roles and paths are parameters.',
      severity: 'error',
      from: { path: '^packages/embedded-postgres/' },
      to: { path: '^(apps|packages|attacks|bench)/', pathNot: '^packages/embedded-postgres/' },
    },
    {
      name: 'embedded-postgres-has-one-entry',
      comment: 'The product uses only the exports of the package. Tests and attacks may use its internals.',
      severity: 'error',
      from: { path: '^(apps|packages)/[^/]+/src/', pathNot: [test, '^packages/embedded-postgres/'] },
      to: { path: '^packages/embedded-postgres/', pathNot: '^packages/embedded-postgres/src/acquire-embedded-postgres[.]ts$' },
    },
    {
      name: 'web-and-server-meet-in-the-contract',
      comment: 'Browser and server communicate only over HTTP, with the shapes in the contract.',
      severity: 'error',
      from: { path: '^apps/(web|server)/' },
      to: { path: '^apps/(web|server)/', pathNot: '^apps/$1/' },
    },
    {
      name: 'web-features-stay-apart',
      comment: 'Routes combine features. Each feature can be read and deleted separately.',
      severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/' },
      to: { path: '^apps/web/src/features/', pathNot: '^apps/web/src/features/$1/' },
    },
    {
      name: 'web-frame-knows-no-feature',
      comment: 'Code that all features use must not depend on a feature. routes/ combines the two.',
      severity: 'error',
      from: { path: '^apps/web/src/(components|lib|config)/' },
      to: { path: '^apps/web/src/(features|routes)/' },
    },
    {
      name: 'no-zod-in-the-browser',
      comment:
        'The browser uses rules and limits of the domain, and types of the contract (`import type`). The schemas would add zod to the bundle, and the server checks anyway.',
      severity: 'error',
      from: { path: '^apps/web/src/', pathNot: test },
      to: { path: ['packages/contract/', 'node_modules/zod/'], pathNot: withoutSchemas, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'contract-values-without-zod',
      comment: 'These modules are in the browser bundle, so they may import only the domain.',
      severity: 'error',
      from: { path: withoutSchemas },
      to: { pathNot: ['packages/domain/', withoutSchemas] },
    },
    {
      name: 'sources-never-import-tests',
      comment: 'Shipped code must not depend on tests.',
      severity: 'error',
      from: { path: '^(apps|packages)/[^/]+/src/', pathNot: test },
      to: { path: ['^(apps|packages)/[^/]+/test/', test] },
    },
    {
      name: 'sources-are-not-for-tests-alone',
      comment:
        'A file in src/ that only tests import belongs in a test folder. The domain is exempt, because it also states rules that SQL implements and tests compare.',
      severity: 'error',
      from: { path: '^(apps|packages)/[^/]+/(src|build|vite[.]config[.]ts$|scripts)|^bench/', pathNot: test },
      module: { path: '^(apps/server|packages/(?!domain/)[^/]+)/src/', pathNot: [test, ...entryPoints], numberOfDependentsLessThan: 1 },
    },
    {
      name: 'attacks-are-used-by-nothing',
      comment: 'The attacks run the product from outside. Helpers that the product’s tests also need belong in apps/server/test.',
      severity: 'error',
      from: { pathNot: '^attacks/' },
      to: { path: '^attacks/' },
    },
    {
      name: 'every-import-resolves',
      comment: 'These rules cannot follow an import that does not resolve.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/generated/'] },
    exclude: { path: '/dist/' },
    // Types count as dependencies: an area that uses another area's types depends on it.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
