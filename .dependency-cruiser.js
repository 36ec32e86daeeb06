import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const src = '^apps/server/src';
const test = String.raw`\.test\.ts$`;

// The areas come from the folder listing: a new folder is under the rules the moment it is there.
const frames = new Set(['platform', 'access', 'signals', 'generated']);
const areas = readdirSync(join(import.meta.dirname, 'apps/server/src'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !frames.has(entry.name))
  .map((entry) => entry.name);

// These start, fill or drive a whole installation, and call the use cases of every area.
const composers = ['cli', 'connectors', 'demo', 'installation'];

// What one area may use of another, each with its reason.
const allowed = {
  people: ['sign-in'], // creating a person may set a password, and leaving ends sessions and tokens
};

// What the contract holds without schemas: the browser may use the values of these modules.
const withoutSchemas = 'packages/contract/src/(directory-sections|error-codes)[.]ts$';

// The areas with an event that the domain turns into signals. Mentorship, validation and the nightly job never are among them.
const emitters = ['projects', 'progress-updates', 'directory', 'cli'];

// In the order in which they may need each other: a folder needs none that comes later. A new one comes last until it is named here.
const order = ['errors', 'terminal', 'process', 'database', 'config', 'logging', 'auth', 'audit', 'http', 'idempotency', 'overload'];
const platform = readdirSync(join(import.meta.dirname, 'apps/server/src/platform'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .toSorted((one, other) => (order.indexOf(one) + 1 || Infinity) - (order.indexOf(other) + 1 || Infinity) || 0);

// Run or loaded by a path, and imported by nothing.
const entryPoints = [`${src}/(main|cli/cli)[.]ts$`, `${src}/generated/`];

// Decision 0008. The readers of rows and their controllers, the nightly job, and what puts the two together.
const usersOfPrisma = [
  `${src}/stale-skill-flagging/`,
  `${src}/mentorship/(list-sessions|session-row|mentorship-sessions[.]controller)[.]ts$`,
  `${src}/validation/(list-suggestions|suggestion-row|suggestions[.]controller)[.]ts$`,
  `${src}/taxonomy/(list-skills|skill-row|skills[.]controller)[.]ts$`,
  `${src}/platform/(platform[.]module|database/prisma)[.]ts$`,
  `${src}/(cli/commands/flag-stale-skills[.]command|demo/run-demo-night)[.]ts$`,
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'signals-internals-stay-inside',
      comment: "Guardrail 2, one writer: what surrounds the SQL that writes the ledger is nobody else's to call.",
      severity: 'error',
      from: { pathNot: [`${src}/signals/`, 'apps/server/test/docs.unit.test.ts'] },
      to: {
        path: `${src}/signals/`,
        pathNot: `${src}/signals/(emit-skill-signals|verify/verify-ledger|checkpoints/(take-checkpoint|checkpoint-file|stored-checkpoint|clusters))[.]ts$`,
      },
    },
    {
      name: 'only-events-emit',
      comment:
        'Guardrails 3 and 4, and neither ledger writes into the other: mentorship, validation, people and the rest have no road to the writer.',
      severity: 'error',
      from: { path: `${src}/(?!signals/|(${emitters.join('|')})/)`, pathNot: test },
      to: { path: `${src}/signals/emit-skill-signals[.]ts$` },
    },
    {
      name: 'analytics-cannot-write',
      comment: 'Guardrail 7: the read layer works on a connection on which the database refuses writes, and holds no other one.',
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
        'Decision 0008: Prisma reads rows of one table and runs the nightly job. A file that begins to use it is added here on purpose.',
      severity: 'error',
      from: { path: `${src}/`, pathNot: [test, `${src}/generated/`, ...usersOfPrisma] },
      to: { path: [`${src}/platform/database/prisma[.]ts$`, `${src}/generated/`, 'node_modules/@prisma/'] },
    },
    {
      name: 'the-nightly-job-is-prisma',
      comment: 'Decision 0008: the specification names Prisma for the job, and a job with two data layers has two kinds of transactions.',
      severity: 'error',
      from: { path: `${src}/stale-skill-flagging/`, pathNot: test },
      to: { path: [`${src}/platform/database/(?!prisma[.]ts$)`, 'node_modules/pg/'] },
    },
    {
      name: 'platform-knows-no-business',
      comment: 'The platform could carry another product: no word of the domain in it.',
      severity: 'error',
      from: { path: `${src}/platform/`, pathNot: test },
      to: { path: `${src}/(?!platform/|generated/)` },
    },
    ...platform.slice(0, -1).map((folder, at) => ({
      name: `platform-${folder}-needs-earlier-folders`,
      comment: 'Each folder of the platform can be read, and replaced, after those that it needs: there are no cycles between them.',
      severity: 'error',
      from: { path: `${src}/platform/${folder}/`, pathNot: test },
      to: { path: platform.slice(at + 1).map((later) => `${src}/platform/${later}/`) },
    })),
    {
      name: 'overload-has-one-entry',
      comment: 'What protects the server can be replaced as a whole.',
      severity: 'error',
      from: { path: `${src}/(?!platform/overload/)`, pathNot: test },
      to: { path: `${src}/platform/overload/(?!protect[.]ts$)` },
    },
    {
      name: 'access-knows-no-area',
      comment: 'Every area states its rules with access/, so that it can depend on none of them.',
      severity: 'error',
      from: { path: `${src}/access/`, pathNot: test },
      to: { path: `${src}/(?!access/|platform/)` },
    },
    ...areas
      .filter((area) => !composers.includes(area))
      .map((area) => ({
        name: `${area}-stays-apart`,
        comment:
          'A business area is read and changed without knowing the others; what two need stands in the database, in access/ or in platform/.',
        severity: 'error',
        from: { path: `${src}/${area}/`, pathNot: test },
        to: { path: areas.filter((other) => other !== area && !allowed[area]?.includes(other)).map((other) => `${src}/${other}/`) },
      })),
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one idea in two places.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'contract-stands-alone',
      comment: 'Server, web and command line all read the contract; it runs in a browser and knows none of them.',
      severity: 'error',
      from: { path: '^packages/contract/src/', pathNot: test },
      to: { pathNot: ['^packages/contract/', '^packages/domain/', 'node_modules/zod/'] },
    },
    {
      name: 'domain-is-pure',
      comment: 'Rules that everything shares need nothing: no I/O, no framework, no schema library.',
      severity: 'error',
      from: { path: '^packages/domain/', pathNot: test },
      to: { pathNot: '^packages/domain/' },
    },
    {
      name: 'embedded-postgres-knows-no-product',
      comment: 'Starting a PostgreSQL is of use to any program: names, roles and paths are parameters.',
      severity: 'error',
      from: { path: '^packages/embedded-postgres/' },
      to: { path: '^(apps|packages|attacks|bench)/', pathNot: '^packages/embedded-postgres/' },
    },
    {
      name: 'embedded-postgres-has-one-entry',
      comment: 'The product uses what the package exports; only tests and attacks reach inside.',
      severity: 'error',
      from: { path: '^(apps|packages)/[^/]+/src/', pathNot: [test, '^packages/embedded-postgres/'] },
      to: { path: '^packages/embedded-postgres/', pathNot: '^packages/embedded-postgres/src/acquire-embedded-postgres[.]ts$' },
    },
    {
      name: 'web-and-server-meet-in-the-contract',
      comment: 'Whatever the browser needs of the server is HTTP, and its shapes are the contract.',
      severity: 'error',
      from: { path: '^apps/(web|server)/' },
      to: { path: '^apps/(web|server)/', pathNot: '^apps/$1/' },
    },
    {
      name: 'web-features-stay-apart',
      comment: 'Routes compose features; a feature can be read and deleted by itself.',
      severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/' },
      to: { path: '^apps/web/src/features/', pathNot: '^apps/web/src/features/$1/' },
    },
    {
      name: 'web-frame-knows-no-feature',
      comment: 'What every feature stands on must not need one of them; routes/ puts the two together.',
      severity: 'error',
      from: { path: '^apps/web/src/(components|lib|config)/' },
      to: { path: '^apps/web/src/(features|routes)/' },
    },
    {
      name: 'no-zod-in-the-browser',
      comment:
        'The browser takes rules and limits from the domain, and types from the contract (`import type`): its schemas would ship zod, and the server checks anyway.',
      severity: 'error',
      from: { path: '^apps/web/src/', pathNot: test },
      to: { path: ['packages/contract/', 'node_modules/zod/'], pathNot: withoutSchemas, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'contract-values-without-zod',
      comment: 'These modules are in the bundle of the browser, so that they import nothing but the domain.',
      severity: 'error',
      from: { path: withoutSchemas },
      to: { pathNot: ['packages/domain/', withoutSchemas] },
    },
    {
      name: 'sources-never-import-tests',
      comment: 'What is shipped must not need what is not.',
      severity: 'error',
      from: { path: '^(apps|packages)/[^/]+/src/', pathNot: test },
      to: { path: ['^(apps|packages)/[^/]+/test/', test] },
    },
    {
      name: 'sources-are-not-for-tests-alone',
      comment:
        'A file of src/ that only tests import belongs into a test folder. The domain also states rules that SQL works by: tests hold the two together.',
      severity: 'error',
      from: { path: '^(apps|packages)/[^/]+/(src|build|vite[.]config[.]ts$|scripts)|^bench/', pathNot: test },
      module: { path: '^(apps/server|packages/(?!domain/)[^/]+)/src/', pathNot: [test, ...entryPoints], numberOfDependentsLessThan: 1 },
    },
    {
      name: 'attacks-are-used-by-nothing',
      comment: 'The attacks drive the product from outside. What a test of the product needs as well lies in apps/server/test.',
      severity: 'error',
      from: { pathNot: '^attacks/' },
      to: { path: '^attacks/' },
    },
    {
      name: 'every-import-resolves',
      comment: 'An import that these rules cannot follow would walk past them.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/generated/'] },
    exclude: { path: '/dist/' },
    // Types count: an area that needs another one's types needs that area.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
