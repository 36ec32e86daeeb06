import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const SERVER = join(import.meta.dirname, '..');
const SOURCES = ['src', 'database/functions', 'database/views', 'database/guards', 'database/audit'];

interface Term {
  /** The views and functions to use instead. */
  instead: string;
  raw: RegExp;
  /** The files that define the term or use the same words with another meaning, each with the reason. */
  exceptions: Readonly<Record<string, string>>;
}

const ENDS = 'ends every assignment, on projects of any status';
const AT_THE_TIME = 'looks for an assignment at a time in the past';
const ANY_STATUS = 'looks for the Tech Lead of a project of any status';

const TERMS: Readonly<Record<string, Term>> = {
  'active assignment': {
    instead: 'active_assignments',
    raw: /\bended_at IS NULL\b|\bendedAt: null\b/i,
    exceptions: {
      'database/views/active_assignments.sql': 'defines it',
      'database/audit/assignments.sql': 'detects that an assignment ended',
      'database/functions/projects/ends_before_updates.sql': ENDS,
      'database/functions/signals/emit_skill_signals.sql': AT_THE_TIME,
      'database/functions/signals/emit_skill_signals_in_bulk.sql': AT_THE_TIME,
      'database/functions/progress-updates/import_progress_updates.sql': AT_THE_TIME,
      'database/functions/progress-updates/post_progress_update.sql': 'rejects a project that is not active with a separate error',
      'src/projects/assign-person.ts': 'uses the condition of the unique index',
      'src/projects/complete-project.ts': ENDS,
      'src/projects/preview-completion.ts': ENDS,
      'src/directory/close-projects.ts': ENDS,
      'src/people/update-profile.ts': ENDS,
      'src/people/erasure/erase-person.ts': ENDS,
      'src/people/erasure/read-erasure-preview.ts': ENDS,
      'src/signals/verify/ledger-checks.ts': 'checks every assignment that has not ended',
      'src/taxonomy/rename-tag.ts': 'renames the tags of projects that may be active again',
      'src/taxonomy/read-skill-usage.ts': 'counts what a rename would change',
      'src/taxonomy/preview-merge.ts': 'counts what a merge would change',
    },
  },
  'leads this person, leads this project': {
    instead: 'project_leads, leads_this_person, may_see_skills_of_others, work_readers',
    raw: /\btech_lead_id\s*(=|<>|IN\b)|(=|<>)\s*(\w+\.)?tech_lead_id\b/i,
    exceptions: {
      'database/views/project_leads.sql': 'defines it',
      'database/views/suggestion_routes.sql': 'defines the routes',
      'database/audit/projects.sql': 'detects a change of the Tech Lead',
      'src/access/relations.ts': ANY_STATUS,
      'src/sign-in/sessions/read-session.ts': ANY_STATUS,
      'src/projects/read-projects.ts': ANY_STATUS,
      'src/projects/change-project.ts': 'writes the Tech Lead',
      'src/directory/sync-projects.ts': 'writes the Tech Lead',
      'src/signals/verify/logged-checks.ts': 'compares the Tech Lead with the audit log',
      'src/people/erasure/read-erasure-preview.ts': 'also counts the projects of a person who has left',
      'src/people/read-profile.ts': 'shows the Tech Lead, who may have left',
      'src/validation/read-inbox-statement.ts': 'selects routes by their Tech Lead',
    },
  },
  'Core Stack, or routing of a suggestion by tags': {
    instead: 'core_stack, suggestion_routes',
    raw: /\bANY \((\w+\.)?tags\)|\btags (@>|<@|&& ?ARRAY)|\bunnest\((\w+\.)?tags\)/i,
    exceptions: {
      'database/views/core_stack.sql': 'defines it',
      'database/views/core_stack_periods.sql': 'defines it for a time in the past',
      'database/views/suggestion_routes.sql': 'defines the routes',
      'src/taxonomy/rename-tag.ts': 'renames tags',
      'src/taxonomy/read-skill-usage.ts': 'counts what a rename would change',
      'src/taxonomy/preview-merge.ts': 'counts what a merge would change',
    },
  },
};

/** The terms that a text spells out instead of using the view or function. */
function rawTerms(path: string, text: string): string[] {
  return Object.entries(TERMS)
    .filter(([, { raw, exceptions }]) => raw.test(text) && !(path in exceptions))
    .map(([term, { instead }]) => `${path} spells out "${term}": use ${instead}`);
}

const files = SOURCES.flatMap((folder) =>
  readdirSync(join(SERVER, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.split(sep).join('/')}`)
    .filter((path) => /\.(ts|sql)$/.test(path) && !path.endsWith('.test.ts') && !path.includes('/generated/')),
).map((path) => ({ path, text: readFileSync(join(SERVER, path), 'utf8') }));

describe('the SQL vocabulary', () => {
  it('is used by every statement that needs one of its terms', () => {
    expect(files.length).toBeGreaterThan(200);
    expect(files.flatMap(({ path, text }) => rawTerms(path, text))).toEqual([]);
  });

  it.each([
    [
      "SELECT FROM assignments a JOIN projects p ON p.id = a.project_id WHERE a.ended_at IS NULL AND p.status = 'active'",
      'active assignment',
    ],
    ['prisma.assignment.findMany({ where: { endedAt: null } })', 'active assignment'],
    ['SELECT FROM projects p JOIN assignments a ON a.project_id = p.id WHERE p.tech_lead_id = $1', 'leads this person'],
    ['JOIN skills s ON s.skill_name = ANY (a.tags)', 'Core Stack'],
    ['WHERE a.tags @> ARRAY[s.skill_name]', 'Core Stack'],
  ])('rejects %s in another file', (statement, term) => {
    expect(rawTerms('src/analytics/planted.ts', `const READ = \`${statement}\`;`)).toEqual([expect.stringContaining(term)]);
  });

  it.each(Object.values(TERMS).flatMap(({ raw, exceptions }) => Object.keys(exceptions).map((path) => ({ path, raw }))))(
    'still needs its exception for $path',
    ({ path, raw }) => {
      expect(files.find((file) => file.path === path)?.text).toMatch(raw);
    },
  );
});
