// Sets the theme before the first paint. Afterwards, src/lib/theme/theme.ts sets it. Both must use the same key and values.
(() => {
  let choice = 'system';
  try {
    choice = localStorage.getItem('skilltrace.theme') ?? 'system';
  } catch {
    // The storage is blocked, so the theme of the system is used.
  }
  const isDark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
})();
