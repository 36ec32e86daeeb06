import { plural, t } from '@lingui/core/macro';
import { isolate } from '#lib/isolate.ts';

/** How an admin can change the status of a person. */
export type StatusChange = 'leave' | 'return' | 'makeAdmin' | 'takeAdmin';

export interface StatusChangeWords {
  title: string;
  action: string;
  sentences: string[];
  /** The status message after the change. */
  done: string;
}

export interface StatusChangePerson {
  /** Undefined while the person loads. */
  name: string | undefined;
  /** How many assignments are active. */
  assignments: number;
  isSelf: boolean;
}

/** The question of the dialog, the consequences, and the status message afterwards. */
export function statusChangeWords(change: StatusChange, { name, assignments, isSelf }: StatusChangePerson): StatusChangeWords {
  const person = isolate(name ?? t({ message: 'this person', comment: 'Takes the place of a name while it loads' }));
  switch (change) {
    case 'leave':
      return {
        title: isSelf ? t`Deactivate your own account?` : t`Deactivate ${person}?`,
        action: t`Deactivate`,
        sentences: [
          isSelf
            ? t`You are signed out immediately and cannot sign in again.`
            : t`This person is signed out of all sessions and cannot sign in again.`,
          isSelf
            ? t`API tokens that act as you stop working, and so does an open invitation.`
            : t`API tokens that act as this person stop working, and so does an open invitation.`,
          assignments > 0
            ? plural(assignments, { one: '# active assignment ends.', other: '# active assignments end.' })
            : t`There is no active assignment to end.`,
          t`All signals and validated levels are kept. Reactivating the person later restores only the sign-in: create new assignments and API tokens then.`,
        ],
        done: t`${person} was deactivated. All signals and validated levels are kept.`,
      };
    case 'return':
      return {
        title: t`Reactivate ${person}?`,
        action: t`Reactivate`,
        sentences: [
          t`This person can sign in again with the previous password.`,
          t`Assignments and API tokens that have ended are not restored. Signals and validated levels are unchanged.`,
        ],
        done: t`${person} was reactivated`,
      };
    case 'makeAdmin':
      return {
        title: t`Make ${person} an admin?`,
        action: t`Make admin`,
        sentences: [
          t`Admins see the charts, signals and levels of all people, decide all suggestions except their own, and manage the taxonomy, people, API tokens and imports.`,
        ],
        done: t`${person} is now an admin`,
      };
    case 'takeAdmin':
      return {
        title: isSelf ? t`Remove your own admin rights?` : t`Remove the admin rights of ${person}?`,
        action: t`Remove admin rights`,
        sentences: [
          isSelf
            ? t`You lose access to the admin pages immediately. Only another admin can restore it.`
            : t`This person immediately loses access to the admin pages and to everything that only admins can see.`,
          isSelf
            ? t`API tokens that act as you keep working, with your remaining rights.`
            : t`API tokens that act as this person keep working, with the remaining rights of this person.`,
        ],
        done: t`${person} is no longer an admin`,
      };
  }
}
