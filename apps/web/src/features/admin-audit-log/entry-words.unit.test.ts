import { readdirSync, readFileSync } from 'node:fs';
import type { AuditEntry } from '@skilltrace/contract';
import { describe, expect, it } from 'vitest';
import { clientInWords } from '#lib/format/client-in-words.ts';
import { inDigits } from '#lib/format/number.ts';
import { changesIn } from './change-words.ts';
import { entryOrigin } from './client-words.ts';
import { namelessActor, sentenceOf } from './entry-sentence.ts';

const folder = new URL('../../../../server/database/audit/', import.meta.url);
const auditTriggers = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));

const entry: AuditEntry = {
  id: 1,
  recordedAt: '2026-03-01T10:00:00.000Z',
  action: 'project_scope.added',
  actor: { id: 3, name: 'Ingrid' },
  via: 'session',
  apiTokenId: null,
  address: '192.0.2.1',
  userAgent: null,
  requestId: null,
  databaseRole: 'skilltrace_server',
  subjectType: 'project',
  subjectId: 7,
  person: null,
  project: { id: 7, name: 'Atlas' },
  skill: { id: 9, name: 'Go' },
  details: {},
};
const sentenceText = (of: Partial<AuditEntry>) =>
  sentenceOf({ ...entry, ...of })
    .map((piece) => (typeof piece === 'string' ? piece : `[${piece.name}]`))
    .join('');

describe('the sentence of an entry', () => {
  it('names the actor, the skill and the project with their pages', () => {
    expect(sentenceText({})).toBe('[Ingrid] added [Go] to the scope of [Atlas]');
    expect(sentenceOf(entry)).toContainEqual({ kind: 'actor', id: 3, name: 'Ingrid' });
    expect(sentenceOf(entry)).toContainEqual({ kind: 'project', id: 7, name: 'Atlas' });
  });

  it('names an unknown record by its kind', () =>
    expect(sentenceText({ skill: null, project: null })).toBe('[Ingrid] added a skill to the scope of a project'));

  it('names an API token by its number', () =>
    expect(sentenceText({ action: 'api_token.revoked', subjectId: 12, person: { id: 4, name: 'Ada' } })).toBe(
      '[Ingrid] revoked API token 12 of [Ada]',
    ));

  it('names the origin of a change without an actor', () => {
    expect(namelessActor({ via: null, databaseRole: 'postgres' })).toBe('The database role postgres');
    expect(sentenceText({ actor: null, via: 'server' })).toBe('[The server] added [Go] to the scope of [Atlas]');
    expect(namelessActor({ via: 'command', databaseRole: 'skilltrace_server' })).toBe('The command line');
  });
});

describe('the changes of an entry', () => {
  const objects = auditTriggers.flatMap((sql) => sql.match(/jsonb_build_object\((?:[^()]|\([^()]*\))*\)/g) ?? []);
  const recorded = objects.flatMap((object) => [...object.matchAll(/'(\w+)', [a-z]\.\w+/g)].map(([, name = '']) => name));

  it.each([...new Set(recorded)])('name the field %s that a trigger records', (name) => {
    for (const words of changesIn({ action: 'person.changed', details: { after: { [name]: 'x' } } })) expect(words).not.toContain(name);
  });

  it('show the previous and the new value', () => {
    const tags = { before: { tags: ['Go'] }, after: { tags: ['Go', 'SQL'] } };
    expect(changesIn({ action: 'assignment.retagged', details: tags })).toEqual(['Tags: Go → Go, SQL']);
    expect(changesIn({ action: 'assignment.retagged', details: { before: { tags: [] }, after: { tags: ['Go'] } } })).toEqual([
      'Tags: none → Go',
    ]);
  });

  it('show only the suggested level of a rejected suggestion', () =>
    expect(
      changesIn({ action: 'suggestion.rejected', details: { before: { level: 'EXPERT' }, after: { level: null, resolvedById: 3 } } }),
    ).toEqual(['Level: Expert']));

  it('show only the names of fields whose values are not logged', () =>
    expect(changesIn({ action: 'person.changed', details: { fields: ['email', 'title'] } })).toEqual([
      'Changed fields: E-mail address, Title',
    ]));

  it('leave out unchanged fields and fields that the sentence contains', () => {
    const validated = {
      before: { level: 'NOVICE', validatedById: 3 },
      after: { level: 'NOVICE', validatedById: 4 },
    };
    expect(changesIn({ action: 'validated_skill.changed', details: validated })).toEqual([]);
  });

  it('show the counts of an import', () => {
    const counts = { skills: { created: 2, updated: 0, unchanged: 9, rejected: 1 }, projects: { created: 0 }, signals: 1200 };
    expect(changesIn({ action: 'import.run', details: { kind: 'organisation', isWhole: true, counts } })).toEqual([
      'Organization file',
      'Skills: 2 created, 1 rejected',
      `${inDigits(1200)} signals`,
    ]);
    expect(changesIn({ action: 'import.run', details: { kind: 'progress_updates', isWhole: false, counts: { imported: 0 } } })).toEqual([
      'Progress updates',
      'No changes',
      'Interrupted',
    ]);
  });
});

describe('the origin of an entry', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36', 'Chrome on Linux'],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0 Safari/537.36 Edg/147.0',
      'Edge on Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/604.1',
      'Safari on iOS',
    ],
    ['curl/8.5.0', 'curl/8.5.0'],
  ])('shows the client %s as %s', (userAgent, words) => expect(clientInWords(userAgent)).toBe(words));

  it('shows the API token, the address and the client', () =>
    expect(entryOrigin({ via: 'token', apiTokenId: 5, address: '192.0.2.1', userAgent: 'curl/8.5.0' })).toEqual([
      'API token 5',
      '192.0.2.1',
      'curl/8.5.0',
    ]));

  it('is empty after it was erased', () =>
    expect(entryOrigin({ via: 'session', apiTokenId: null, address: null, userAgent: null })).toEqual([]));
});
