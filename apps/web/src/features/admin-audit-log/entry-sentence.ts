import { i18n } from '@lingui/core';
import { t } from '@lingui/core/macro';
import type { AuditEntry } from '@skilltrace/contract';
import { isolate } from '#lib/isolate.ts';
import { ACTION_WORDS } from './action-words.ts';

/** A piece of a sentence: text, the origin of a change without an actor, or the name of a record that has a page. */
export type Piece =
  | string
  | { kind: 'origin'; name: string }
  | { kind: 'actor' | 'person' | 'project' | 'skill'; id: number; name: string };

const PLACES = { actor: '{actor}', person: '{person}', project: '{project}', skill: '{skill}', number: '{number}' };

/** The sentence of an entry, split at the names in it. A record that is no longer known is named by its kind. */
export function sentenceOf(entry: AuditEntry): Piece[] {
  const sentence = { ...ACTION_WORDS[entry.action].sentence, values: PLACES };
  return i18n
    ._(sentence)
    .split(/(\{\w+\})/)
    .filter((piece) => piece !== '')
    .map((piece): Piece => {
      switch (piece) {
        case PLACES.actor:
          return entry.actor ? { kind: 'actor', ...entry.actor } : { kind: 'origin', name: namelessActor(entry) };
        case PLACES.person:
          return entry.person
            ? { kind: 'person', ...entry.person }
            : t({ message: 'a person', comment: 'Takes the place of an unknown name' });
        case PLACES.project:
          return entry.project
            ? { kind: 'project', ...entry.project }
            : t({ message: 'a project', comment: 'Takes the place of an unknown name' });
        case PLACES.skill:
          return entry.skill ? { kind: 'skill', ...entry.skill } : t({ message: 'a skill', comment: 'Takes the place of an unknown name' });
        case PLACES.number:
          return String(entry.subjectId ?? '');
        default:
          return piece;
      }
    });
}

/** The actor of an entry without a person. */
export function namelessActor({ via, databaseRole }: Pick<AuditEntry, 'via' | 'databaseRole'>): string {
  const role = isolate(databaseRole ?? '');
  switch (via) {
    case 'nobody':
      return t`A person with an invitation link`;
    case 'command':
      return t`The command line`;
    case 'server':
      return t`The server`;
    case null:
      return t`The database role ${role}`;
    default:
      return t`An unknown person`;
  }
}
