/** The source of a signal. Mentorship never emits signals; it is in the list so that the ledger can reject it explicitly. */
export const SIGNAL_SOURCE_TYPES = ['project', 'update', 'mentorship'] as const;
export type SignalSourceType = (typeof SIGNAL_SOURCE_TYPES)[number];

/** The events that emit signals: a person joins a project, posts an update on it, or is a member when it is completed. */
export const SIGNAL_TYPES = ['joined', 'update', 'completed'] as const;
export type SignalType = (typeof SIGNAL_TYPES)[number];

/** The weight of a signal in the shares of a distribution. Clients cannot choose it. */
export const DEFAULT_WEIGHTS: Readonly<Record<SignalType, number>> = { joined: 1, update: 2, completed: 3 };
