// Sets the theme before the first paint. src/lib/theme/theme.ts keeps it from then on; the two agree on the key and the values.
(() => {
  let choice = 'system';
  try {
    choice = localStorage.getItem('skilltrace.theme') ?? 'system';
  } catch {
    // Storage may be refused; the system's theme will do.
  }
  const isDark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
})();
