import type { AuditEntry } from '@skilltrace/contract';
import { isolate } from '#lib/isolate.ts';
import { ACTION_WORDS } from './action-words.ts';

/** A piece of a sentence: words, or the name of something that has a page. */
export type Piece = string | { kind: 'person' | 'project' | 'skill'; id: number; name: string };

/** What was done, after the name of who did it. What is gone by now is called by its number. */
export function sentenceOf(entry: AuditEntry): Piece[] {
  return ACTION_WORDS[entry.action].did
    .split(/(\{\w+\})/)
    .filter((piece) => piece !== '')
    .map((piece): Piece => {
      switch (piece) {
        case '{person}':
          return entry.person ? { kind: 'person', ...entry.person } : 'somebody';
        case '{project}':
          return entry.project ? { kind: 'project', ...entry.project } : 'a project';
        case '{skill}':
          return entry.skill ? { kind: 'skill', ...entry.skill } : 'a skill';
        case '{number}':
          return String(entry.subjectId ?? '');
        default:
          return piece;
      }
    });
}

/** Who did it, where it was nobody with a name. */
export function namelessActor({ via, databaseRole }: Pick<AuditEntry, 'via' | 'databaseRole'>): string {
  switch (via) {
    case 'nobody':
      return 'Whoever held the invitation';
    case 'command':
      return 'The command line';
    case 'server':
      return 'Skilltrace itself';
    case null:
      return `SQL as ${isolate(databaseRole ?? '')}`;
    default:
      return 'Somebody';
  }
}
