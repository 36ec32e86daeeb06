import type { ComponentType } from 'react';
import { ApiProblem } from '#lib/api/api-problem.ts';

/** A page whose code is fetched when it is about to be shown. Unlike React's own, it can be tried again after a failure. */
export function lazyPage(load: () => Promise<{ default: ComponentType }>) {
  let Loaded: ComponentType | undefined;
  const preload = async () => {
    try {
      Loaded ??= (await load()).default;
    } catch {
      throw new ApiProblem('UNREADABLE', 0, 'The code of this page did not arrive. Try again; if a new version was installed, reload.');
    }
  };
  function LazyPage() {
    if (Loaded === undefined) throw preload();
    return <Loaded />;
  }
  return Object.assign(LazyPage, { preload });
}
