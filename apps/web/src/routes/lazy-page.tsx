import { t } from '@lingui/core/macro';
import type { ComponentType } from 'react';
import { ApiProblem } from '#lib/api/api-problem.ts';
import { loadMessages } from '#lib/i18n/messages.ts';

/**
 * A page whose code, and the messages of its features, are loaded on demand. Unlike a lazy component of React, it can be retried
 * after a failure.
 */
export function lazyPage<Code extends { default: ComponentType }>(fetchCode: () => Promise<Code>, ...catalogs: readonly string[]) {
  let code: Code | undefined;
  const load = async (): Promise<Code> => {
    if (code !== undefined) return code;
    try {
      const [fetched] = await Promise.all([fetchCode(), loadMessages(...catalogs)]);
      return (code = fetched);
    } catch {
      throw new ApiProblem('UNREADABLE', 0, t`This page could not be loaded. Try again. If a new version was installed, reload the page.`);
    }
  };
  const preload = async () => void (await load());
  function LazyPage() {
    if (code === undefined) throw preload();
    return <code.default />;
  }
  return Object.assign(LazyPage, { preload, load });
}
