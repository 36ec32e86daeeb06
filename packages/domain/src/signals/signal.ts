export type SignalSourceType = 'project' | 'update' | 'mentorship';
export type SignalType = 'joined' | 'update' | 'completed';

/** How much a signal counts in a distribution's shares, unless the emitting rule says otherwise. Never a client's choice. */
export const defaultWeights: Readonly<Record<SignalType, number>> = { joined: 1, update: 2, completed: 3 };
