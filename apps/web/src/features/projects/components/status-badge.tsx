import { t } from '@lingui/core/macro';
import type { ProjectStatus } from '@skilltrace/contract';
import { Badge, type BadgeTone } from '#components/ui/badge.tsx';

const TONES: Record<ProjectStatus, BadgeTone> = { active: 'accent', completed: 'neutral', archived: 'neutral' };
const names = (): Record<ProjectStatus, string> => ({ active: t`Active`, completed: t`Completed`, archived: t`Archived` });

export const StatusBadge = ({ status }: { status: ProjectStatus }) => <Badge tone={TONES[status]}>{names()[status]}</Badge>;
