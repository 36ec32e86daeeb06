import { Body, Controller, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
import {
  assignment,
  assignmentPage,
  assignPersonBody,
  changeAssignmentBody,
  idPath,
  listAssignmentsQuery,
  type AssignPersonBody,
  type ChangeAssignmentBody,
  type ListAssignmentsQuery,
} from '@skilltrace/contract';
import type { FastifyReply } from 'fastify';
import { changesAssignment, leadsProject, signedIn } from '../access/rules.js';
import { CallerOf, type Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { WorkOn } from '../platform/http/connection.decorator.js';
import { Route } from '../platform/http/route.decorator.js';
import { assignPerson } from './assign-person.js';
import { changeAssignment } from './change-assignment.js';
import { findAssignment, listAssignments } from './read-assignments.js';

@Controller('api')
export class AssignmentsController {
  @Get('projects/:id/assignments')
  @Route({
    access: signedIn,
    summary: 'Current and past assignments of a project, newest start first',
    response: assignmentPage,
    csv: ['id', 'projectId', 'profileId', 'name', 'title', 'role', 'tags', 'startedAt', 'endedAt'],
    refuses: ['NOT_FOUND'],
  })
  list(
    @Param({ schema: idPath }) { id }: { id: number },
    @Query({ schema: listAssignmentsQuery }) query: ListAssignmentsQuery,
    @WorkOn() connection: Connection,
  ) {
    return listAssignments(connection, id, query);
  }

  @Post('projects/:id/assignments')
  @Route({
    access: leadsProject,
    summary: 'Assign a person to a project and create `joined` signals for its declared skills',
    response: assignment,
    status: 201,
    refuses: ['PROJECT_NOT_ACTIVE'],
  })
  async assign(
    @Param({ schema: idPath }) { id }: { id: number },
    @Body({ schema: assignPersonBody }) body: AssignPersonBody,
    @CallerOf() caller: Caller,
    @WorkOn() connection: Connection,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const assigned = await assignPerson(connection, caller, id, body);
    void reply.header('location', `/api/assignments/${assigned.id}`);
    return assigned;
  }

  @Get('assignments/:id')
  @Route({ access: signedIn, summary: 'An assignment', response: assignment, refuses: ['NOT_FOUND'] })
  find(@Param({ schema: idPath }) { id }: { id: number }, @WorkOn() connection: Connection) {
    return findAssignment(connection, id);
  }

  @Patch('assignments/:id')
  @Route({
    access: changesAssignment,
    summary: 'Change the role or tags of an assignment, or end it. The assigned person may only end it',
    response: assignment,
  })
  change(
    @Param({ schema: idPath }) { id }: { id: number },
    @Body({ schema: changeAssignmentBody }) body: ChangeAssignmentBody,
    @CallerOf() caller: Caller,
    @WorkOn() connection: Connection,
  ) {
    return changeAssignment(connection, caller, id, body);
  }
}
