/** What a signal comes from. Mentorship is named so that the writer can refuse it: it never emits. */
export const SIGNAL_SOURCE_TYPES = ['project', 'update', 'mentorship'] as const;
export type SignalSourceType = (typeof SIGNAL_SOURCE_TYPES)[number];

/** The events that emit: a person joins a project, posts an update on it, or is on it when it is completed. */
export const SIGNAL_TYPES = ['joined', 'update', 'completed'] as const;
export type SignalType = (typeof SIGNAL_TYPES)[number];

/** How much a signal counts in a distribution's shares. Never a client's choice. */
export const DEFAULT_WEIGHTS: Readonly<Record<SignalType, number>> = { joined: 1, update: 2, completed: 3 };
