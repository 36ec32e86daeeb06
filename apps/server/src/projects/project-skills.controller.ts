import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { declaredSkills, declareSkillsBody, idPath, type DeclareSkillsBody } from '@skilltrace/contract';
import { leadsProject, signedIn } from '../access/rules.js';
import type { Connection } from '../platform/database/connection.js';
import { WorkOn } from '../platform/http/connection.decorator.js';
import { Route } from '../platform/http/route.decorator.js';
import { declaredSkillsOf, declareSkills } from './declare-skills.js';

@Controller('api/projects/:id/skills')
export class ProjectSkillsController {
  @Get()
  @Route({
    access: signedIn,
    summary: 'Declared skills of a project, ordered by name',
    response: declaredSkills,
    csv: ['id', 'name', 'category', 'isActive'],
    refuses: ['NOT_FOUND'],
  })
  list(@Param({ schema: idPath }) { id }: { id: number }, @WorkOn() connection: Connection) {
    return declaredSkillsOf(connection, id);
  }

  @Put()
  @Route({
    access: leadsProject,
    summary: 'Replace the declared skills of an active project. Creates no signals',
    response: declaredSkills,
    refuses: ['PROJECT_NOT_ACTIVE', 'SKILL_INACTIVE'],
  })
  replace(
    @Param({ schema: idPath }) { id }: { id: number },
    @Body({ schema: declareSkillsBody }) body: DeclareSkillsBody,
    @WorkOn() connection: Connection,
  ) {
    return declareSkills(connection, id, body.skillIds);
  }
}
