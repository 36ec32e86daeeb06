import type { ComponentType } from 'react';
import { ApiProblem } from '#lib/api/api-problem.ts';

/** A page whose code is fetched when it is about to be shown. Unlike React's own, it can be tried again after a failure. */
export function lazyPage<Code extends { default: ComponentType }>(fetchCode: () => Promise<Code>) {
  let code: Code | undefined;
  const load = async (): Promise<Code> => {
    try {
      return (code ??= await fetchCode());
    } catch {
      throw new ApiProblem('UNREADABLE', 0, 'The code of this page did not arrive. Try again; if a new version was installed, reload.');
    }
  };
  const preload = async () => void (await load());
  function LazyPage() {
    if (code === undefined) throw preload();
    return <code.default />;
  }
  return Object.assign(LazyPage, { preload, load });
}
