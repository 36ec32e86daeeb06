import { Module } from '@nestjs/common';
import { AssignmentsController } from './assignments.controller.js';
import { ProjectSkillsController } from './project-skills.controller.js';
import { ProjectsController } from './projects.controller.js';

@Module({ controllers: [ProjectsController, ProjectSkillsController, AssignmentsController] })
export class ProjectsModule {}
