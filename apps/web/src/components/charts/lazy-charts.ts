import { lazy } from 'react';
import { loadCode } from '#lib/load-code.ts';

// The code of a chart is loaded when a page shows one.
export const DistributionChart = lazy(async () => ({
  default: (await loadCode(() => import('./distribution-chart.tsx'))).DistributionChart,
}));
export const DistributionTable = lazy(async () => ({
  default: (await loadCode(() => import('./distribution-table.tsx'))).DistributionTable,
}));
export const MomentumChart = lazy(async () => ({ default: (await loadCode(() => import('./momentum-chart.tsx'))).MomentumChart }));
export const MomentumTable = lazy(async () => ({ default: (await loadCode(() => import('./momentum-table.tsx'))).MomentumTable }));
export const CalendarChart = lazy(async () => ({ default: (await loadCode(() => import('./calendar-chart.tsx'))).CalendarChart }));
export const CalendarTable = lazy(async () => ({ default: (await loadCode(() => import('./calendar-table.tsx'))).CalendarTable }));
