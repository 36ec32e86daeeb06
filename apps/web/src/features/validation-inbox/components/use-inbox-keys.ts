import { t } from '@lingui/core/macro';
import { useShortcuts } from '#lib/keyboard/shortcuts.ts';
import { neighbor, neighborOfPerson, neighboringPerson } from '../waiting/places.ts';
import type { InboxState } from './use-inbox.ts';

/** The keyboard shortcuts of the inbox, also listed in the keyboard help. */
export function useInboxKeys(
  inbox: InboxState,
  { adjust, reject, rejectSelected, comment }: { adjust: () => void; reject: () => void; rejectSelected: () => void; comment: () => void },
): void {
  const group = t`Inbox`;
  const { current, places, goTo } = inbox;
  const move = (find: typeof neighbor, step: 1 | -1) => () => current && goTo(find(places, current.place, step));
  const all = current?.person.suggestions ?? [];
  useShortcuts([
    { key: 'a', withShift: false, does: t`Approve`, group, run: () => current && inbox.approve(current.suggestion) },
    { key: 'e', does: t`Adjust the level: then 1 to 4, or arrow keys and Enter`, group, run: adjust },
    { key: 'r', withShift: false, does: t`Reject, or withdraw the level`, group, run: reject },
    { key: 'c', does: t`Write a comment for the person`, group, run: comment },
    { key: 's', does: t`Skip to the next suggestion (any person)`, group, run: move(neighbor, 1) },
    { key: 'n', does: t`Next suggestion of this person`, group, run: move(neighborOfPerson, 1) },
    { key: 'p', does: t`Previous suggestion of this person`, group, run: move(neighborOfPerson, -1) },
    { key: 'j', does: t`Next person`, group, run: move(neighboringPerson, 1) },
    { key: 'k', does: t`Previous person`, group, run: move(neighboringPerson, -1) },
    { key: 'x', withShift: false, does: t`Select or deselect`, group, run: () => current && inbox.toggle([current.suggestion.id]) },
    {
      key: 'x',
      withShift: true,
      does: t`Select or deselect all suggestions of this person`,
      group,
      run: () => inbox.toggle(all.map(({ id }) => id)),
    },
    { key: 'a', withShift: true, does: t`Approve selected suggestions`, group, run: inbox.approveSelected },
    { key: 'r', withShift: true, does: t`Reject selected suggestions`, group, run: rejectSelected },
  ]);
}
