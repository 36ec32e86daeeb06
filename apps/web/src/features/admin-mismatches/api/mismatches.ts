import { keepPreviousData } from '@tanstack/react-query';
import { useCancelablePages } from '#lib/api/cancelable.ts';
import { apiPages } from '#lib/api/queries.ts';
import type { MismatchList } from '../mismatch-lists.ts';

export interface MismatchesParameters {
  /** The number of rows of a page. */
  limit: number;
  /** A moment in the past. Undefined for now. */
  asOf: string | undefined;
}

const pages = {
  validatedButUnexercised: (query: MismatchesParameters) =>
    apiPages('/api/organization/skills/mismatches/validated_but_unexercised', { query }),
  exercisedButUnvalidated: (query: MismatchesParameters) =>
    apiPages('/api/organization/skills/mismatches/exercised_but_unvalidated', { query }),
  declaredButNeverSignalled: (query: MismatchesParameters) =>
    apiPages('/api/organization/skills/mismatches/declared_but_never_signalled', { query }),
};

export const mismatchesQuery = (list: MismatchList, query: MismatchesParameters) => pages[list](query);

/** A list of places where signals, validated levels and declared skills do not match. Only the shown list is requested. */
export function useMismatches(list: MismatchList, query: MismatchesParameters) {
  const when = (shown: MismatchList) => ({ enabled: list === shown, placeholderData: keepPreviousData });
  const lists = {
    validatedButUnexercised: useCancelablePages({
      ...pages.validatedButUnexercised(query),
      ...when('validatedButUnexercised'),
    }),
    exercisedButUnvalidated: useCancelablePages({
      ...pages.exercisedButUnvalidated(query),
      ...when('exercisedButUnvalidated'),
    }),
    declaredButNeverSignalled: useCancelablePages({
      ...pages.declaredButNeverSignalled(query),
      ...when('declaredButNeverSignalled'),
    }),
  };
  const { validatedButUnexercised, exercisedButUnvalidated, declaredButNeverSignalled } = lists;
  return {
    query: lists[list],
    rows: {
      validatedButUnexercised: validatedButUnexercised.data?.pages.flatMap(({ items }) => items) ?? [],
      exercisedButUnvalidated: exercisedButUnvalidated.data?.pages.flatMap(({ items }) => items) ?? [],
      declaredButNeverSignalled: declaredButNeverSignalled.data?.pages.flatMap(({ items }) => items) ?? [],
    },
  };
}
