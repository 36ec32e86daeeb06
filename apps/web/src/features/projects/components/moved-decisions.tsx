import { plural, t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import type { CompletionPreview } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { Sentence } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { listInWords } from '#lib/format/list-in-words.ts';
import { useSession } from '#lib/session/session.ts';

/** Pending decisions that leave the inbox of this project, and where they go. Renders nothing if there are none. */
export function MovedDecisions({ projectId, decisions }: { projectId: number; decisions: CompletionPreview['decisions'] }) {
  const { leads } = useSession();
  const { pending, toAdmins } = decisions;
  if (pending === 0) return null;
  return (
    <p className="rounded border border-line bg-waiting-soft px-3 py-2">
      <Trans>
        <strong>
          <Plural value={pending} one="# pending decision leaves" other="# pending decisions leave" />
        </strong>{' '}
        the inbox of this project.
      </Trans>{' '}
      {destinationInWords(pending, toAdmins)}
      {leads.includes(projectId) && (
        <>
          {' '}
          <Link to={paths.inbox} search={{ project: projectId }} className="font-medium underline underline-offset-2">
            <Trans>Decide them first</Trans>
          </Link>
        </>
      )}
    </p>
  );
}

function destinationInWords(pending: number, toAdmins: number): string {
  if (toAdmins === pending) return t`Only admins will see them.`;
  if (toAdmins === 0) return t`The Tech Leads of the people’s other projects will see them.`;
  return plural(toAdmins, {
    one: 'Only admins will see # of them. The Tech Leads of the people’s other projects will see the rest.',
    other: 'Only admins will see # of them. The Tech Leads of the people’s other projects will see the rest.',
  });
}

/** Warns about people who just joined and would get `completed` signals. */
export function NewMembers({ members }: { members: CompletionPreview['newMembers'] }) {
  if (members.length === 0) return null;
  const joined = members.length;
  const names = listInWords(members.map(({ name }) => name));
  return (
    <p className="rounded border border-line bg-waiting-soft px-3 py-2">
      <Trans>
        <strong>
          <Plural value={joined} one="# person joined" other="# people joined" />
        </strong>{' '}
        less than a day ago and will get “completed” signals too: <Sentence>{names}</Sentence>. To prevent that, end their assignments
        first.
      </Trans>
    </p>
  );
}
