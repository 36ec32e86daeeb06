import { lazy } from 'react';

// The charts are fetched where one is about to be shown, and for nobody else.
export const DistributionChart = lazy(async () => ({ default: (await import('./distribution-chart.tsx')).DistributionChart }));
export const DistributionTable = lazy(async () => ({ default: (await import('./distribution-table.tsx')).DistributionTable }));
export const MomentumChart = lazy(async () => ({ default: (await import('./momentum-chart.tsx')).MomentumChart }));
export const MomentumTable = lazy(async () => ({ default: (await import('./momentum-table.tsx')).MomentumTable }));
export const CalendarChart = lazy(async () => ({ default: (await import('./calendar-chart.tsx')).CalendarChart }));
export const CalendarTable = lazy(async () => ({ default: (await import('./calendar-table.tsx')).CalendarTable }));
