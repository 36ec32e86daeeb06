import { i18n, type Messages } from '@lingui/core';
import { getCatalogs } from '@lingui/cli/api';
import { getConfig } from '@lingui/conf';
import { expect } from 'vitest';

const web = new URL('..', import.meta.url).pathname;
const catalog = (await getCatalogs(getConfig({ cwd: web, skipValidation: true }))).find(({ path }) => path.endsWith('/problems'));

/** Activates the translations of the catalog of problems, as text. */
export async function speak(locale: string): Promise<void> {
  const entries = Object.entries((await catalog?.read(locale)) ?? {});
  const messages: Messages = Object.fromEntries(entries.map(([id, { translation }]) => [id, translation]));
  expect(entries.length).toBeGreaterThan(150);
  i18n.loadAndActivate({ locale, messages });
}

export const speakEnglish = (): void => i18n.loadAndActivate({ locale: 'en', messages: {} });
