import './styles/index.css';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiProblem } from '#lib/api/api-problem.ts';
import { startMessages } from '#lib/i18n/messages.ts';
import { queryClient, router } from './router.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

await startMessages();
createRoot(root, {
  // The page already shows an ApiProblem. Only unexpected errors go to the console.
  onCaughtError: (error) => error instanceof ApiProblem || console.error(error),
}).render(
  <StrictMode>
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </I18nProvider>
  </StrictMode>,
);
