import type { ProjectStatus } from '@skilltrace/contract';
import { Badge, type BadgeTone } from '#components/ui/badge.tsx';

const SHOWN: Record<ProjectStatus, { word: string; tone: BadgeTone }> = {
  active: { word: 'Active', tone: 'accent' },
  completed: { word: 'Completed', tone: 'neutral' },
  archived: { word: 'Archived', tone: 'neutral' },
};

export const StatusBadge = ({ status }: { status: ProjectStatus }) => <Badge tone={SHOWN[status].tone}>{SHOWN[status].word}</Badge>;
