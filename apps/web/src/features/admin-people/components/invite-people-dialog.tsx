import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { InvitationRefusal, InvitationsOfPeople, ProfileItem } from '@skilltrace/contract';
import { MOST_INVITATIONS } from '@skilltrace/domain/limits';
import { DownloadIcon } from '@radix-ui/react-icons';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { SearchBox } from '#components/ui/search-box.tsx';
import { SkeletonRows } from '#components/ui/skeleton.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { download } from '#lib/download.ts';
import { useInvitePeople, usePeopleToInvite } from '../api/invite-people.ts';
import { invitationsCsv } from '../invitations-csv.ts';

/** Invites many people who cannot sign in yet. The links are shown only once, as a file. */
export function InvitePeopleDialog({ onClose }: { onClose: () => void }) {
  const [search, setSearch] = useState<string>();
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const { people, isComplete, error, retry } = usePeopleToInvite(search);
  const invite = useInvitePeople();
  const chosen = people.filter(({ id }) => !left.has(id));
  const count = chosen.length;
  const choose = (ids: readonly number[], isChosen: boolean) =>
    setLeft((before) => {
      const after = new Set(before);
      for (const id of ids)
        if (isChosen) after.delete(id);
        else after.add(id);
      return after;
    });
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t`Invite people`}
      description={
        invite.data === undefined &&
        t`Active people who cannot sign in and have no open invitation. Each gets a link that works once, for seven days.`
      }
      footer={
        invite.data ? (
          <Button onClick={onClose}>
            <Trans>Done</Trans>
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>
              <Trans>Cancel</Trans>
            </Button>
            <Button
              variant="primary"
              isBusy={invite.isPending}
              disabled={count === 0 || !isComplete}
              onClick={() => invite.mutate(chosen.map(({ id }) => id))}
            >
              {plural(count, { one: 'Create # link', other: 'Create # links' })}
            </Button>
          </>
        )
      }
    >
      {invite.data ? (
        <Created result={invite.data} />
      ) : (
        <div className="grid gap-3 pt-1">
          <SearchBox label={t`Search by name or e-mail`} value={search} onChange={setSearch} />
          {error ? (
            <ErrorState error={error} onRetry={retry} />
          ) : !isComplete ? (
            <SkeletonRows />
          ) : people.length === 0 ? (
            <EmptyState title={t`No people to invite`}>
              <Trans>Everyone who matches can sign in, or has an open invitation.</Trans>
            </EmptyState>
          ) : (
            <Choice people={people} left={left} count={count} onChoose={choose} />
          )}
          {invite.isError && (
            <p role="alert" className="text-failed">
              {toApiProblem(invite.error).detail}
            </p>
          )}
        </div>
      )}
    </Dialog>
  );
}

interface ChoiceProps {
  people: readonly ProfileItem[];
  left: ReadonlySet<number>;
  count: number;
  onChoose: (ids: readonly number[], isChosen: boolean) => void;
}

function Choice({ people, left, count, onChoose }: ChoiceProps) {
  const total = people.length;
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <p role="status" className="grow text-sm text-ink-muted">
          <Trans>
            {count} of {total} selected
          </Trans>
        </p>
        <Button
          size="sm"
          onClick={() =>
            onChoose(
              people.map(({ id }) => id),
              count === 0,
            )
          }
        >
          {count === 0 ? <Trans>Select all</Trans> : <Trans>Select none</Trans>}
        </Button>
      </div>
      <ul aria-label={t`People to invite`} className="max-h-72 overflow-y-auto overscroll-contain rounded border border-line">
        {people.map(({ id, name, email }) => (
          <li key={id} className="border-b border-line last:border-b-0">
            <label className="flex min-h-9 cursor-pointer items-center gap-2 px-3 py-1 hover:bg-sunken">
              <input
                type="checkbox"
                aria-label={email === null ? name : `${name} ${email}`}
                className="size-4 shrink-0 accent-accent"
                checked={!left.has(id)}
                onChange={(event) => onChoose([id], event.target.checked)}
              />
              <span className="grid min-w-0 grow gap-x-3 sm:flex sm:justify-between">
                <span className="min-w-0 wrap-anywhere">
                  <UserText>{name}</UserText>
                </span>
                <span className="min-w-0 text-sm wrap-anywhere text-ink-faint">
                  <UserText>{email ?? ''}</UserText>
                </span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      {total >= MOST_INVITATIONS && (
        <p className="text-sm text-ink-muted">
          <Trans>One step invites at most {MOST_INVITATIONS} people. Repeat it for the others.</Trans>
        </p>
      )}
    </>
  );
}

const refusals = (): Record<InvitationRefusal, string> => ({
  CAN_SIGN_IN: t`Can sign in already`,
  INACTIVE: t`Former member`,
  UNKNOWN: t`No longer exists`,
});

function Created({ result }: { result: InvitationsOfPeople }) {
  const [isSaved, setSaved] = useState(false);
  const reasons = refusals();
  const created = result.invitations.length;
  const save = () => {
    download('invitations.csv', invitationsCsv(result), 'text/csv');
    setSaved(true);
  };
  return (
    <div className="grid gap-3">
      <p role="status">{plural(created, { one: '# link was created.', other: '# links were created.' })}</p>
      {created > 0 && (
        <>
          <p className="max-w-text text-ink-muted">
            <Trans>
              Download the links now: they are not shown again. Skilltrace does not send e-mail. Anyone who has a link can set the password
              of that person, so send each link only to its person.
            </Trans>
          </p>
          <div>
            <Button variant="primary" onClick={save}>
              <DownloadIcon /> <Trans>Download links (CSV)</Trans>
            </Button>
          </div>
          <p role="status" className="text-sm text-ink-faint">
            {isSaved && t`The file was downloaded.`}
          </p>
        </>
      )}
      {result.skipped.length > 0 && (
        <ul aria-label={t`Not invited`} className="max-h-48 list-disc overflow-y-auto ps-5 text-sm text-ink-muted">
          {result.skipped.map(({ profileId, name, reason }) => (
            <li key={profileId}>
              <UserText>{name ?? `#${profileId}`}</UserText> · {reasons[reason]}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
