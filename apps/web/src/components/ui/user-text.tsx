import { Fragment, type ReactNode } from 'react';
import { piecesOf, withoutDirectionControls } from '#lib/isolate.ts';

/** A name or another text that people wrote. It cannot reorder the sentence around it. Use a block with `dir="auto"` for longer texts. */
export const UserText = ({ children }: { children: string }) => <bdi>{withoutDirectionControls(children)}</bdi>;

/**
 * Renders the isolated parts of a sentence as elements, so that copied text has no invisible characters. Use it for every string
 * prop that is shown. Other nodes are rendered unchanged.
 */
export function Sentence({ children }: { children: ReactNode }) {
  if (typeof children !== 'string') return children;
  return piecesOf(children).map((piece, index) =>
    index % 2 === 1 ? <bdi key={index}>{piece}</bdi> : <Fragment key={index}>{piece}</Fragment>,
  );
}
