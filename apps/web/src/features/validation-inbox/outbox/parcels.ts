import { MOST_DECISIONS } from '@skilltrace/domain/limits';
import type { Parcel } from './outbox.ts';

/**
 * As many decisions of the first parcels as fit into one request, with the key of the first. A key must always mean the same
 * decisions, so the rest of a split parcel gets another key, and a sealed parcel is sent alone.
 */
export function packFirst(parcels: readonly Parcel[]): { parcel: Parcel; rest: readonly Parcel[] } {
  const [first] = parcels;
  if (!first) throw new RangeError('There is nothing to pack.');
  if (first.isSealed) return { parcel: first, rest: parcels.slice(1) };
  let room = MOST_DECISIONS;
  const decisions: Parcel['decisions'][number][] = [];
  const rest: Parcel[] = [];
  for (const parcel of parcels) {
    if (parcel.isSealed) room = 0;
    decisions.push(...parcel.decisions.slice(0, room));
    const left = parcel.decisions.slice(room);
    if (left.length > 0) rest.push(left.length < parcel.decisions.length ? { key: `${parcel.key}+`, decisions: left } : parcel);
    room = Math.max(0, room - parcel.decisions.length);
  }
  return { parcel: { key: first.key, decisions }, rest };
}

export function packAll(parcels: readonly Parcel[]): Parcel[] {
  const packed: Parcel[] = [];
  let left = parcels;
  while (left.length > 0) {
    const { parcel, rest } = packFirst(left);
    packed.push(parcel);
    left = rest;
  }
  return packed;
}

/** Parcels without the decisions about these suggestions. A parcel that loses some of its decisions gets another key. */
export function without<Kind extends Parcel>(parcels: readonly Kind[], suggestionIds: ReadonlySet<number>): readonly Kind[] {
  return parcels.flatMap((parcel) => {
    const decisions = parcel.decisions.filter(({ suggestionId }) => !suggestionIds.has(suggestionId));
    if (decisions.length === parcel.decisions.length) return [parcel];
    return decisions.length === 0 ? [] : [{ ...parcel, key: `${parcel.key}~`, decisions }];
  });
}
