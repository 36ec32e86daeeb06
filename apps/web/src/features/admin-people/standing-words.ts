import { plural } from '#lib/format/time.ts';
import { isolate } from '#lib/isolate.ts';

/** What may become of a person's standing. */
export type Standing = 'leave' | 'return' | 'makeAdmin' | 'takeAdmin';

export interface StandingWords {
  title: string;
  action: string;
  sentences: string[];
  /** Said once it is done. */
  done: string;
}

export interface StandingPerson {
  name: string;
  /** How many assignments are active. */
  assignments: number;
  isSelf: boolean;
}

/** The question before, what follows from it, and the word for it afterwards. */
export function standingWords(standing: Standing, { name, assignments, isSelf }: StandingPerson): StandingWords {
  switch (standing) {
    case 'leave':
      return {
        title: isSelf ? 'Have you left?' : `Has ${isolate(name)} left?`,
        action: isSelf ? 'I have left' : 'Has left',
        sentences: [
          isSelf ? 'You are signed out at once and cannot sign in again.' : 'They are signed out everywhere, and cannot sign in any more.',
          `API tokens that act as ${isSelf ? 'you' : 'them'}, and an open invitation, stop working.`,
          assignments > 0
            ? `${plural(assignments, 'active assignment ends', 'active assignments end')}.`
            : 'There is no active assignment to end.',
          'Both ledgers stay: every signal and every validated level. Bringing them back later restores sign-in alone; assignments and tokens are made anew.',
        ],
        done: `${isolate(name)} has left; both ledgers stay`,
      };
    case 'return':
      return {
        title: `Bring ${isolate(name)} back?`,
        action: 'Bring back',
        sentences: [
          'They can sign in again with the password that they had.',
          'Assignments and API tokens that ended stay ended. Signals and validated levels are as they were.',
        ],
        done: `${isolate(name)} is back`,
      };
    case 'makeAdmin':
      return {
        title: `Make ${isolate(name)} an admin?`,
        action: 'Make admin',
        sentences: [
          'They see everybody’s charts, signals and levels, decide any suggestion but their own, and keep taxonomy, people, API tokens and imports.',
        ],
        done: `${isolate(name)} is an admin now`,
      };
    case 'takeAdmin':
      return {
        title: isSelf ? 'Stop being an admin?' : `${isolate(name)} no longer an admin?`,
        action: 'No longer an admin',
        sentences: [
          isSelf
            ? 'You lose this part of Skilltrace at once; another admin would have to give it back.'
            : 'They lose this part of Skilltrace at once, and see again what members and Tech Leads see.',
          `API tokens that act as ${isSelf ? 'you' : 'them'} go on to work, with no more rights than ${isSelf ? 'you' : 'they'} then have.`,
        ],
        done: `${isolate(name)} is no longer an admin`,
      };
  }
}
