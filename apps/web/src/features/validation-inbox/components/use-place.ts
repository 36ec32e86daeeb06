import { useEffect, useRef, useState } from 'react';
import { parametersOfPlace, placeAfter, placeFromParameters, type PlaceParameters, type Place } from '../waiting/places.ts';

const PAUSE_MS = 250;

export interface UsePlaceOptions {
  /** All current places. */
  places: readonly Place[];
  /** The place in the address. */
  parameters: PlaceParameters;
  /** Whether to open the first place when the address names none. */
  isFirstOpen: boolean;
  /** Replaces the address. */
  onMove: (parameters: PlaceParameters) => void;
}

/**
 * The current place. It changes immediately, and the address follows after a pause. A change of the address from elsewhere
 * (a link, the back button) takes precedence.
 */
export function usePlace({ places, parameters, isFirstOpen, onMove }: UsePlaceOptions): {
  at: Place | undefined;
  goTo: (place: Place | undefined) => void;
} {
  const first = isFirstOpen ? places[0] : undefined;
  const [memory, setMemory] = useState(() => ({ places, at: placeFromParameters(places, parameters) ?? first }));
  let { at } = memory;
  if (memory.places !== places || (at === undefined && first !== undefined)) {
    at = at === undefined ? first : placeAfter(memory.places, at, places);
    setMemory({ places, at });
  }

  const inAddress = JSON.stringify(parameters);
  const latest = useRef({ places, parameters, first, onMove });
  useEffect(() => {
    latest.current = { places, parameters, first, onMove };
  });

  /** Addresses that were written and not read back yet. */
  const written = useRef<string[]>([]);
  useEffect(() => {
    const index = written.current.indexOf(inAddress);
    if (index >= 0) return void written.current.splice(0, index + 1);
    written.current = [];
    const now = latest.current;
    setMemory({ places: now.places, at: placeFromParameters(now.places, now.parameters) ?? now.first });
  }, [inAddress]);

  const wanted = at && JSON.stringify(parametersOfPlace(at));
  useEffect(() => {
    if (wanted === undefined || wanted === inAddress) return undefined;
    const timer = setTimeout(() => {
      written.current.push(wanted);
      latest.current.onMove(JSON.parse(wanted) as PlaceParameters);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted, inAddress]);

  return { at, goTo: (place) => place && setMemory({ places, at: place }) };
}
