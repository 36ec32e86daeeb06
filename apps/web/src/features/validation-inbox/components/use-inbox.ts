import { t } from '@lingui/core/macro';
import type { DecisionAction, InboxSuggestion, ProficiencyLevel, ValidationInbox } from '@skilltrace/contract';
import { useMemo, useState } from 'react';
import { newIdempotencyKey } from '#lib/api/idempotency-key.ts';
import { actInWords } from '../outbox/outbox-words.ts';
import { decidedIds, type Decided } from '../outbox/outbox.ts';
import { useOutbox } from '../outbox/use-outbox.ts';
import { isSamePerson, placeFromParameters, placesOf, type PlaceParameters, type Place } from '../waiting/places.ts';
import { waitingGroups, type WaitingGroup, type WaitingPerson } from '../waiting/waiting-groups.ts';
import { usePlace } from './use-place.ts';

/** The current suggestion with its group and person. */
export interface Current {
  place: Place;
  group: WaitingGroup;
  person: WaitingPerson;
  suggestion: InboxSuggestion;
  /** Index among the person's suggestions, from 0. */
  index: number;
}

const NONE_SELECTED: { of: Place | undefined; ids: ReadonlySet<number> } = { of: undefined, ids: new Set() };

export interface UseInboxOptions {
  inbox: ValidationInbox;
  parameters: PlaceParameters;
  isFirstOpen: boolean;
  onMove: (parameters: PlaceParameters) => void;
}

/** The state of the inbox: groups, current suggestion, selection, and decisions, which take effect immediately. */
export function useInbox({ inbox, parameters, isFirstOpen, onMove }: UseInboxOptions) {
  const { outbox, dispatch } = useOutbox();
  const decided = useMemo(() => decidedIds(outbox), [outbox]);
  const groups = useMemo(() => waitingGroups(inbox, decided), [inbox, decided]);
  const places = useMemo(() => placesOf(groups), [groups]);
  const { at, goTo } = usePlace({ places, parameters, isFirstOpen, onMove });
  const current = currentAt(groups, at);
  /** The last action, for screen readers. */
  const [lastAction, setLastAction] = useState('');

  const [selection, setSelection] = useState(NONE_SELECTED);
  const isOfThisPerson = selection.of !== undefined && current !== undefined && isSamePerson(selection.of, current.place);
  const selected = current && isOfThisPerson ? current.person.suggestions.filter(({ id }) => selection.ids.has(id)) : [];
  const select = (ids: readonly number[]) => setSelection({ of: current?.place, ids: new Set(ids) });
  const toggle = (id: number) => {
    const ids = selected.map((one) => one.id);
    select(ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]);
  };

  const decide = (suggestions: readonly InboxSuggestion[], action: DecisionAction, level?: ProficiencyLevel) => {
    if (!current || suggestions.length === 0) return;
    const decisions = suggestions.map(({ id, skillName }): Decided => {
      const base = { suggestionId: id, action, skillName, personName: current.person.name };
      return level === undefined ? base : { ...base, adjustedProficiency: level };
    });
    setLastAction(actInWords(decisions));
    dispatch({ type: 'decide', key: newIdempotencyKey(), decisions });
  };

  const undo = () => {
    const last = outbox.waiting.at(-1);
    if (!last) return setLastAction(t`Nothing to undo. All decisions were sent.`);
    dispatch({ type: 'undo' });
    const suggestion = last.decisions[0]?.suggestionId;
    goTo(placeFromParameters(placesOf(waitingGroups(inbox, new Set())), { project: at?.projectId ?? undefined, suggestion }));
    const act = actInWords(last.decisions);
    setLastAction(t`Undone: ${act}`);
  };

  return {
    outbox,
    dispatch,
    groups,
    places,
    current,
    lastAction,
    selected,
    select,
    toggle,
    undo,
    goTo: (place: Place | undefined) => {
      goTo(place);
      if (place) setLastAction('');
    },
    approve: (suggestions: readonly InboxSuggestion[]) => decide(suggestions, 'APPROVE'),
    reject: (suggestions: readonly InboxSuggestion[]) => decide(suggestions, 'REJECT'),
    /** Approves if the level is the suggested one, otherwise adjusts it. */
    settle: (suggestion: InboxSuggestion, level: ProficiencyLevel) =>
      level === suggestion.suggestedProficiency ? decide([suggestion], 'APPROVE') : decide([suggestion], 'ADJUST_LEVEL', level),
  };
}

function currentAt(groups: readonly WaitingGroup[], at: Place | undefined): Current | undefined {
  if (!at) return undefined;
  const group = groups.find(({ projectId }) => projectId === at.projectId);
  const person = group?.people.find(({ profileId }) => profileId === at.profileId);
  const index = person?.suggestions.findIndex(({ id }) => id === at.suggestionId) ?? -1;
  const suggestion = person?.suggestions[index];
  return group && person && suggestion && { place: at, group, person, suggestion, index };
}

export type InboxState = ReturnType<typeof useInbox>;
