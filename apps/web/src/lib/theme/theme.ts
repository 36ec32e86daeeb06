import { createStore, useStore } from '../store.ts';

const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

// public/theme.js reads the same key before the first paint.
const KEY = 'skilltrace.theme';
const system = matchMedia('(prefers-color-scheme: dark)');
const theme = createStore<Theme>(readSaved());

function readSaved(): Theme {
  try {
    const saved = localStorage.getItem(KEY);
    return THEMES.find((known) => known === saved) ?? 'system';
  } catch {
    return 'system';
  }
}

function apply(): void {
  const isDark = theme.read() === 'dark' || (theme.read() === 'system' && system.matches);
  document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
}

system.addEventListener('change', apply);

export function setTheme(chosen: Theme): void {
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // Without storage, the choice lasts until the page is closed.
  }
  theme.set(chosen);
  apply();
}

export const useTheme = (): Theme => useStore(theme);
