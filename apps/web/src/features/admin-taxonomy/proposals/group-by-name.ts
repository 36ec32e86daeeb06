import type { SkillProposal } from '@skilltrace/contract';

/** The waiting proposals of one name, which an admin answers together. */
export interface ProposedName {
  name: string;
  /** In the order of the list. There is at least one. */
  proposals: readonly [SkillProposal, ...SkillProposal[]];
}

/** Groups proposals by their exact name, in the order of the first of each name. */
export function groupByName(proposals: readonly SkillProposal[]): ProposedName[] {
  const groups = new Map<string, [SkillProposal, ...SkillProposal[]]>();
  for (const proposal of proposals) {
    const group = groups.get(proposal.name);
    if (group) group.push(proposal);
    else groups.set(proposal.name, [proposal]);
  }
  return [...groups].map(([name, ofName]) => ({ name, proposals: ofName }));
}
