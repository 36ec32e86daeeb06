import { t } from '@lingui/core/macro';
import type { DecisionAction, InboxSuggestion, ProficiencyLevel, ValidationInbox } from '@skilltrace/contract';
import { commentIn, needsComment } from '@skilltrace/domain/validation/decision';
import { useMemo, useState } from 'react';
import { newIdempotencyKey } from '#lib/api/idempotency-key.ts';
import type { CommentDrafts } from '../comments/comment-drafts.ts';
import { actInWords } from '../outbox/outbox-words.ts';
import { decidedIds, type Decided } from '../outbox/outbox.ts';
import { useOutbox } from '../outbox/use-outbox.ts';
import { placeFromParameters, placesOf, type PlaceParameters, type Place } from '../waiting/places.ts';
import { otherPlacesOf, waitingGroups, type WaitingGroup, type WaitingPerson } from '../waiting/waiting-groups.ts';
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

/** A selected suggestion with its person. */
export interface Selected {
  suggestion: InboxSuggestion;
  personName: string;
}

export interface UseInboxOptions {
  inbox: ValidationInbox;
  parameters: PlaceParameters;
  isFirstOpen: boolean;
  onMove: (parameters: PlaceParameters) => void;
}

/** The state of the inbox: groups, current suggestion, selection, and decisions, which take effect immediately. */
export function useInbox({ inbox, parameters, isFirstOpen, onMove }: UseInboxOptions) {
  const { outbox, dispatch, comments, writeComment } = useOutbox();
  const decided = useMemo(() => decidedIds(outbox), [outbox]);
  const groups = useMemo(() => waitingGroups(inbox, decided), [inbox, decided]);
  const places = useMemo(() => placesOf(groups), [groups]);
  const otherPlaces = useMemo(() => otherPlacesOf(groups), [groups]);
  const { at, goTo } = usePlace({ places, parameters, isFirstOpen, onMove });
  const current = currentAt(groups, at);
  /** The last action, for screen readers. */
  const [lastAction, setLastAction] = useState('');

  // Kept while the person goes from one person to the next. A decided suggestion is selected again after an undo.
  const [selectedIds, setSelectedIds] = useState<ReadonlySet<number>>(new Set());
  const selected = useMemo(() => selectedIn(groups, selectedIds), [groups, selectedIds]);
  const toggle = (ids: readonly number[]) => {
    const rest = [...selectedIds].filter((id) => !ids.includes(id));
    setSelectedIds(new Set(ids.every((id) => selectedIds.has(id)) ? rest : [...rest, ...ids]));
  };

  const decide = (chosen: readonly Selected[], action: DecisionAction, options: { level?: ProficiencyLevel; comment?: string } = {}) => {
    if (chosen.length === 0) return;
    const decisions = chosen.map(({ suggestion, personName }) =>
      decisionOn(suggestion, { action, personName, level: options.level, comment: comments.get(suggestion.id) ?? options.comment }),
    );
    setLastAction(actInWords(decisions));
    dispatch({ type: 'decide', key: newIdempotencyKey(), decisions });
  };
  const decideCurrent = (suggestion: InboxSuggestion, action: DecisionAction, level?: ProficiencyLevel) =>
    current && decide([{ suggestion, personName: current.person.name }], action, { level });

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
    otherPlaces,
    current,
    lastAction,
    selected,
    toggle,
    clearSelection: () => setSelectedIds(new Set()),
    comments,
    writeComment,
    undo,
    goTo: (place: Place | undefined) => {
      goTo(place);
      if (place) setLastAction('');
    },
    approve: (suggestion: InboxSuggestion) => decideCurrent(suggestion, 'APPROVE'),
    reject: (suggestion: InboxSuggestion) => decideCurrent(suggestion, 'REJECT'),
    approveSelected: () => decide(selected, 'APPROVE'),
    /** The comment is for those that withdraw a level and have none. It is written as their own, so that an undo keeps it. */
    rejectSelected: (comment = '') => {
      if (comment !== '')
        writeComment(
          selected.filter(({ suggestion }) => lacksComment(suggestion, comments)).map(({ suggestion }) => suggestion.id),
          comment,
        );
      decide(selected, 'REJECT', { comment });
    },
    /** Approves if the level is the suggested one, otherwise adjusts it. */
    settle: (suggestion: InboxSuggestion, level: ProficiencyLevel) =>
      level === suggestion.suggestedProficiency ? decideCurrent(suggestion, 'APPROVE') : decideCurrent(suggestion, 'ADJUST_LEVEL', level),
  };
}

const withdrawsLevel = ({ source, currentProficiency }: InboxSuggestion) =>
  needsComment({ source, isValidated: currentProficiency !== null });

/** Whether rejecting the suggestion needs a comment that the person has not written yet. */
export const lacksComment = (suggestion: InboxSuggestion, comments: CommentDrafts): boolean =>
  withdrawsLevel(suggestion) && commentIn(comments.get(suggestion.id)) === null;

interface DecisionOptions {
  action: DecisionAction;
  personName: string;
  level: ProficiencyLevel | undefined;
  comment: string | undefined;
}

function decisionOn(suggestion: InboxSuggestion, { action, personName, level, comment: text }: DecisionOptions): Decided {
  const isWithdrawal = action === 'REJECT' && withdrawsLevel(suggestion);
  const comment = commentIn(text);
  return {
    suggestionId: suggestion.id,
    action,
    skillName: suggestion.skillName,
    personName,
    ...(level !== undefined && { adjustedProficiency: level }),
    ...(comment !== null && { comment }),
    ...(isWithdrawal && { isWithdrawal }),
  };
}

/** The selected suggestions in the order of the inbox, each once. */
function selectedIn(groups: readonly WaitingGroup[], ids: ReadonlySet<number>): Selected[] {
  if (ids.size === 0) return [];
  const found = new Map<number, Selected>();
  for (const { people } of groups)
    for (const { name, suggestions } of people)
      for (const suggestion of suggestions) if (ids.has(suggestion.id)) found.set(suggestion.id, { suggestion, personName: name });
  return [...found.values()];
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
