import { lazy } from 'react';
import { loadCode } from '#lib/load-code.ts';

// Narrow windows and tables do not need the code of the chart.
export const TimelineChart = lazy(async () => ({ default: (await loadCode(() => import('./timeline-chart.tsx'))).TimelineChart }));
