import { Fragment, type ReactNode } from 'react';
import { piecesOf, withoutDirectionControls } from '#lib/isolate.ts';

/** A name or another text that people wrote. It cannot reorder the sentence around it. Longer texts: a block with `dir="auto"`. */
export const UserText = ({ children }: { children: string }) => <bdi>{withoutDirectionControls(children)}</bdi>;

/**
 * What is isolated in a sentence as elements of their own, so that no invisible characters are copied with it. For everything
 * that is shown of a string prop; other nodes are left as they are.
 */
export function Sentence({ children }: { children: ReactNode }) {
  if (typeof children !== 'string') return children;
  return piecesOf(children).map((piece, index) =>
    index % 2 === 1 ? <bdi key={index}>{piece}</bdi> : <Fragment key={index}>{piece}</Fragment>,
  );
}
