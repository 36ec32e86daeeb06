import './styles/index.css';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Direction } from 'radix-ui';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiProblem } from '#lib/api/api-problem.ts';
import { directionOf } from '#lib/i18n/locale.ts';
import { startMessages } from '#lib/i18n/messages.ts';
import { pageLocale } from '#lib/i18n/page-locale.ts';
import { queryClient, router } from './router.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

function start(container: HTMLElement): void {
  createRoot(container, {
    // The page already shows an ApiProblem. Only unexpected errors go to the console.
    onCaughtError: (error) => error instanceof ApiProblem || console.error(error),
  }).render(
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <Direction.Provider dir={directionOf(pageLocale)}>
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </Direction.Provider>
      </I18nProvider>
    </StrictMode>,
  );
}

// Not a top-level await: code that is loaded on demand imports this file, and would wait for it.
startMessages().then(
  () => start(root),
  // Without messages, there is no text in any language.
  () => (root.textContent = 'Skilltrace could not be loaded. Reload the page.'),
);
