import { Body, Controller, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
import {
  createSkillBody,
  idPath,
  listSkillsQuery,
  mergeSkillBody,
  mergeSkillQuery,
  skill,
  skillMerge,
  skillPage,
  skillUsage,
  updateSkillBody,
  type CreateSkillBody,
  type ListSkillsQuery,
  type MergeSkillBody,
  type UpdateSkillBody,
} from '@skilltrace/contract';
import type { FastifyReply } from 'fastify';
import { admin, signedIn } from '../access/rules.js';
import { CallerOf, type Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { ReadDatabase } from '../platform/database/read-database.js';
import { WorkOn } from '../platform/http/connection.decorator.js';
import { Route } from '../platform/http/route.decorator.js';
import { createSkill } from './create-skill.js';
import { listSkills, readSkill } from './list-skills.js';
import { mergeSkill } from './merge-skill.js';
import { previewMerge } from './preview-merge.js';
import { readSkillUsage } from './read-skill-usage.js';
import { updateSkill } from './update-skill.js';

@Controller('api/skills')
export class SkillsController {
  constructor(private readonly ledger: ReadDatabase) {}

  @Get()
  @Route({
    access: signedIn,
    summary: 'The taxonomy of skills, by name',
    response: skillPage,
    csv: ['id', 'name', 'category', 'isActive', 'description', 'aliases'],
  })
  list(@Query({ schema: listSkillsQuery }) query: ListSkillsQuery, @CallerOf() caller: Caller, @WorkOn() connection: Connection) {
    return listSkills(connection, caller, query);
  }

  @Get(':id')
  @Route({ access: signedIn, summary: 'A skill', response: skill, refuses: ['NOT_FOUND'] })
  read(@Param({ schema: idPath }) { id }: { id: number }, @WorkOn() connection: Connection) {
    return readSkill(connection, id);
  }

  @Get(':id/usage')
  @Route({
    access: admin,
    summary: 'Where a skill is used, and so what renaming or deactivating it affects',
    response: skillUsage,
    refuses: ['NOT_FOUND'],
  })
  usage(@Param({ schema: idPath }) { id }: { id: number }) {
    return readSkillUsage(this.ledger, id);
  }

  @Get(':id/merge')
  @Route({
    access: admin,
    summary: 'What merging a skill into another one would change now',
    response: skillMerge,
    refuses: ['NOT_FOUND', 'CONFLICT', 'SKILL_INACTIVE'],
  })
  previewMerge(@Param({ schema: idPath }) { id }: { id: number }, @Query({ schema: mergeSkillQuery }) { intoSkillId }: MergeSkillBody) {
    return previewMerge(this.ledger, id, intoSkillId);
  }

  @Post(':id/merge')
  @Route({
    access: admin,
    summary: 'Merge a skill into another one, with its names, declared scopes, tags, validated levels and pending suggestions',
    response: skillMerge,
    status: 200,
    refuses: ['NOT_FOUND', 'CONFLICT', 'SKILL_INACTIVE', 'ALREADY_PENDING'],
  })
  merge(
    @Param({ schema: idPath }) { id }: { id: number },
    @Body({ schema: mergeSkillBody }) { intoSkillId }: MergeSkillBody,
    @WorkOn() connection: Connection,
  ) {
    return mergeSkill(connection, id, intoSkillId);
  }

  @Post()
  @Route({ access: admin, summary: 'Add a skill to the taxonomy', response: skill, status: 201 })
  async create(
    @Body({ schema: createSkillBody }) body: CreateSkillBody,
    @WorkOn() connection: Connection,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const created = await createSkill(connection, body);
    void reply.header('location', `/api/skills/${created.id}`);
    return created;
  }

  @Patch(':id')
  @Route({
    access: admin,
    summary: 'Change a skill; a new name replaces the tag in every active assignment',
    response: skill,
    refuses: ['NOT_FOUND'],
  })
  update(
    @Param({ schema: idPath }) { id }: { id: number },
    @Body({ schema: updateSkillBody }) body: UpdateSkillBody,
    @WorkOn() connection: Connection,
  ) {
    return updateSkill(connection, id, body);
  }
}
