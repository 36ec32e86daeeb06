import { expect, test, vi } from 'vitest';
import { lazyPage } from './lazy-page.tsx';

const code = { default: () => null };

test('loads the code of a page once, however often the router asks for it', async () => {
  const fetchCode = vi.fn<() => Promise<typeof code>>().mockResolvedValue(code);
  const page = lazyPage(fetchCode);
  await page.preload();
  expect(await page.load()).toBe(code);
  expect(fetchCode).toHaveBeenCalledOnce();
});

test('loads the code again after a failure', async () => {
  const fetchCode = vi.fn<() => Promise<typeof code>>().mockRejectedValueOnce(new Error('offline')).mockResolvedValue(code);
  const page = lazyPage(fetchCode);
  await expect(page.load()).rejects.toMatchObject({ code: 'UNREADABLE' });
  expect(await page.load()).toBe(code);
});
