import type { ReactNode } from 'react';
import { Sentence } from '#components/ui/user-text.tsx';

/** Lists the consequences of a change before it is saved. */
export function Consequences({ title, sentences }: { title: string; sentences: readonly ReactNode[] }) {
  return (
    <div className="rounded border border-line bg-sunken px-3 py-2">
      <p className="text-sm font-medium">
        <Sentence>{title}</Sentence>
      </p>
      <ul className="mt-1 grid list-disc gap-1 ps-4 text-ink-muted">
        {sentences.map((sentence, index) => (
          <li key={index}>
            <Sentence>{sentence}</Sentence>
          </li>
        ))}
      </ul>
    </div>
  );
}
