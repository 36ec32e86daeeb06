import { Body, Controller, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
import {
  changeProjectBody,
  completedProject,
  completionPreview,
  createProjectBody,
  idPath,
  listProjectsQuery,
  projectPage,
  projectWithMembers,
  type ChangeProjectBody,
  type CreateProjectBody,
  type ListProjectsQuery,
} from '@skilltrace/contract';
import type { FastifyReply } from 'fastify';
import { admin, leadsProject, signedIn } from '../access/rules.js';
import { CallerOf, type Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { ReadDatabase } from '../platform/database/read-database.js';
import { WorkOn } from '../platform/http/connection.decorator.js';
import { Route } from '../platform/http/route.decorator.js';
import { changeProject } from './change-project.js';
import { completeProject } from './complete-project.js';
import { createProject } from './create-project.js';
import { previewCompletion } from './preview-completion.js';
import { findProject, listProjects } from './read-projects.js';

@Controller('api/projects')
export class ProjectsController {
  constructor(private readonly ledger: ReadDatabase) {}

  @Get()
  @Route({
    access: signedIn,
    summary: 'Projects with their declared skills, ordered by name',
    response: projectPage,
    csv: [
      'id',
      'name',
      'description',
      'status',
      'techLead.id',
      'techLead.name',
      'skills.name',
      'memberCount',
      'metadata',
      'externalId',
      'createdAt',
      'completedAt',
    ],
  })
  list(@Query({ schema: listProjectsQuery }) query: ListProjectsQuery, @WorkOn() connection: Connection) {
    return listProjects(connection, query);
  }

  @Post()
  @Route({
    access: admin,
    summary: 'Create a project',
    response: projectWithMembers,
    status: 201,
    refuses: ['NOT_FOUND', 'SKILL_INACTIVE'],
  })
  async create(
    @Body({ schema: createProjectBody }) body: CreateProjectBody,
    @WorkOn() connection: Connection,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const project = await createProject(connection, body);
    void reply.header('location', `/api/projects/${project.id}`);
    return project;
  }

  @Get(':id')
  @Route({
    access: signedIn,
    summary: 'A project with its declared skills and active members',
    response: projectWithMembers,
    refuses: ['NOT_FOUND'],
  })
  find(@Param({ schema: idPath }) { id }: { id: number }, @WorkOn() connection: Connection) {
    return findProject(connection, id);
  }

  @Patch(':id')
  @Route({ access: leadsProject, summary: 'Change, archive or reactivate a project', response: projectWithMembers })
  change(
    @Param({ schema: idPath }) { id }: { id: number },
    @Body({ schema: changeProjectBody }) body: ChangeProjectBody,
    @CallerOf() caller: Caller,
    @WorkOn() connection: Connection,
  ) {
    return changeProject(connection, caller, id, body);
  }

  @Get(':id/completion_preview')
  @Route({
    access: leadsProject,
    summary: 'Preview of completing the project',
    response: completionPreview,
    refuses: ['PROJECT_NOT_ACTIVE'],
  })
  previewCompletion(@Param({ schema: idPath }) { id }: { id: number }) {
    return previewCompletion(this.ledger, id);
  }

  @Post(':id/complete')
  @Route({
    access: leadsProject,
    summary:
      'Complete a project: creates `completed` signals for its active members and ends their assignments. A second call changes nothing',
    response: completedProject,
    refuses: ['PROJECT_NOT_ACTIVE'],
  })
  complete(@Param({ schema: idPath }) { id }: { id: number }, @WorkOn() connection: Connection) {
    return completeProject(connection, id);
  }
}
