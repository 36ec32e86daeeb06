import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import {
  acceptSkillProposalBody,
  answeredSkillProposal,
  declineSkillProposalBody,
  idPath,
  listSkillProposalsQuery,
  proposeSkillBody,
  skillProposal,
  skillProposalPage,
  type AcceptSkillProposalBody,
  type DeclineSkillProposalBody,
  type IdPath,
  type ListSkillProposalsQuery,
  type ProposeSkillBody,
} from '@skilltrace/contract';
import type { FastifyReply } from 'fastify';
import { admin, signedIn } from '../../access/rules.js';
import { CallerOf, type Caller } from '../../platform/auth/caller.js';
import type { Connection } from '../../platform/database/connection.js';
import { WorkOn } from '../../platform/http/connection.decorator.js';
import { Route } from '../../platform/http/route.decorator.js';
import { acceptProposal, declineProposal } from './answer-proposals.js';
import { listProposals } from './list-proposals.js';
import { readProposal } from './proposal-row.js';
import { proposeSkill } from './propose-skill.js';

@Controller('api/skill_proposals')
export class SkillProposalsController {
  @Post()
  @Route({
    access: signedIn,
    summary: 'Propose a skill that is missing in the taxonomy to the admins',
    response: skillProposal,
    status: 201,
    refuses: ['SKILL_EXISTS', 'ALREADY_PROPOSED'],
  })
  async propose(
    @Body({ schema: proposeSkillBody }) body: ProposeSkillBody,
    @CallerOf() caller: Caller,
    @WorkOn() connection: Connection,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const proposed = await proposeSkill(connection, caller.profileId, body);
    void reply.header('location', `/api/skill_proposals/${proposed.id}`);
    return proposed;
  }

  @Get()
  @Route({
    access: signedIn,
    summary: 'Proposed skills of the caller (of all people for admins), newest first',
    response: skillProposalPage,
    csv: [
      'id',
      'profileId',
      'profileName',
      'name',
      'reason',
      'status',
      'createdAt',
      'answeredAt',
      'answeredBy.id',
      'answeredBy.name',
      'skill.id',
      'skill.name',
      'comment',
    ],
  })
  list(
    @Query({ schema: listSkillProposalsQuery }) query: ListSkillProposalsQuery,
    @CallerOf() caller: Caller,
    @WorkOn() connection: Connection,
  ) {
    return listProposals(connection, caller, query);
  }

  @Get(':id')
  @Route({
    access: signedIn,
    summary: 'A proposed skill of the caller, or any for admins',
    response: skillProposal,
    refuses: ['NOT_FOUND'],
  })
  read(@Param({ schema: idPath }) { id }: IdPath, @CallerOf() caller: Caller, @WorkOn() connection: Connection) {
    return readProposal(connection, caller, id);
  }

  @Post(':id/accept')
  @Route({
    access: admin,
    summary: 'Accept the waiting proposals of one name: add the skill, or record the name as an alias of an existing one',
    response: answeredSkillProposal,
    refuses: ['NOT_FOUND', 'ALREADY_ANSWERED', 'SKILL_INACTIVE'],
  })
  accept(
    @Param({ schema: idPath }) { id }: IdPath,
    @Body({ schema: acceptSkillProposalBody }) body: AcceptSkillProposalBody,
    @CallerOf() caller: Caller,
    @WorkOn() connection: Connection,
  ) {
    return acceptProposal(connection, caller, id, body);
  }

  @Post(':id/decline')
  @Route({
    access: admin,
    summary: 'Decline the waiting proposals of one name, with a comment for the people who proposed it',
    response: answeredSkillProposal,
    refuses: ['NOT_FOUND', 'ALREADY_ANSWERED'],
  })
  decline(
    @Param({ schema: idPath }) { id }: IdPath,
    @Body({ schema: declineSkillProposalBody }) { comment }: DeclineSkillProposalBody,
    @CallerOf() caller: Caller,
    @WorkOn() connection: Connection,
  ) {
    return declineProposal(connection, caller, id, comment);
  }
}
