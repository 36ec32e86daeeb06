import { Module } from '@nestjs/common';
import { OrganizationSkillsController } from './organization-skills.controller.js';
import { PersonSkillsController } from './person-skills.controller.js';
import { SkillPeopleController } from './skill-people.controller.js';
import { PersonProjectsController } from './person-projects.controller.js';
import { WhoKnowsController } from './who-knows/who-knows.controller.js';
import { ProjectChartsController } from './project-charts.controller.js';
import { SkillsMatrixController } from './skills-matrix/skills-matrix.controller.js';

@Module({
  controllers: [
    PersonSkillsController,
    PersonProjectsController,
    ProjectChartsController,
    OrganizationSkillsController,
    SkillPeopleController,
    WhoKnowsController,
    SkillsMatrixController,
  ],
})
export class AnalyticsModule {}
