import { useShortcuts } from '#lib/keyboard/shortcuts.ts';
import { neighbor, neighborOfPerson, neighboringPerson } from '../waiting/places.ts';
import type { InboxState } from './use-inbox.ts';

const group = 'Inbox';

/** Everything in the Inbox by one key. They stand in the help as long as it is open. */
export function useInboxKeys(inbox: InboxState, adjust: () => void): void {
  const { current, places, selected, goTo } = inbox;
  const move = (find: typeof neighbor, step: 1 | -1) => () => current && goTo(find(places, current.place, step));
  const all = current?.person.suggestions ?? [];
  useShortcuts([
    { key: 'a', withShift: false, does: 'Approve', group, run: () => current && inbox.approve([current.suggestion]) },
    { key: 'e', does: 'Adjust the level: then 1 to 4, or the arrows and Enter', group, run: adjust },
    { key: 'r', withShift: false, does: 'Reject', group, run: () => current && inbox.reject([current.suggestion]) },
    { key: 's', does: 'Skip to the next suggestion, whoever’s it is', group, run: move(neighbor, 1) },
    { key: 'n', does: 'Next suggestion of this person', group, run: move(neighborOfPerson, 1) },
    { key: 'p', does: 'Previous suggestion of this person', group, run: move(neighborOfPerson, -1) },
    { key: 'j', does: 'Next person', group, run: move(neighboringPerson, 1) },
    { key: 'k', does: 'Previous person', group, run: move(neighboringPerson, -1) },
    { key: 'x', withShift: false, does: 'Select, or no longer', group, run: () => current && inbox.toggle(current.suggestion.id) },
    {
      key: 'x',
      withShift: true,
      does: 'Select all of this person, or none',
      group,
      run: () => inbox.select(selected.length === all.length ? [] : all.map(({ id }) => id)),
    },
    { key: 'a', withShift: true, does: 'Approve what is selected', group, run: () => inbox.approve(selected) },
    { key: 'r', withShift: true, does: 'Reject what is selected', group, run: () => inbox.reject(selected) },
  ]);
}
