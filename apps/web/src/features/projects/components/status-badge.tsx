import type { ProjectStatus } from '@skilltrace/contract';
import { Badge, type BadgeTone } from '#components/ui/badge.tsx';
import { projectStatusName } from '#lib/format/names-of-values.ts';

const TONES: Record<ProjectStatus, BadgeTone> = { active: 'accent', completed: 'neutral', archived: 'neutral' };

export const StatusBadge = ({ status }: { status: ProjectStatus }) => <Badge tone={TONES[status]}>{projectStatusName(status)}</Badge>;
