import type { ComponentType } from 'react';
import { ApiProblem } from '#lib/api/api-problem.ts';
import { loadMessages } from '#lib/i18n/messages.ts';

/**
 * A page whose code is fetched when it is about to be shown, and with it the messages of the features that it shows. Unlike React's
 * own, it can be tried again after a failure.
 */
export function lazyPage<Code extends { default: ComponentType }>(fetchCode: () => Promise<Code>, ...catalogs: readonly string[]) {
  let code: Code | undefined;
  const load = async (): Promise<Code> => {
    try {
      const [fetched] = await Promise.all([fetchCode(), loadMessages(...catalogs)]);
      return (code = fetched);
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
