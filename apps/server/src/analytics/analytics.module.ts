import { Module } from '@nestjs/common';
import { OrganizationSkillsController } from './organization-skills.controller.js';
import { PersonSkillsController } from './person-skills.controller.js';
import { SkillPeopleController } from './skill-people.controller.js';
import { TeamSkillsController } from './team-skills.controller.js';

@Module({ controllers: [PersonSkillsController, TeamSkillsController, OrganizationSkillsController, SkillPeopleController] })
export class AnalyticsModule {}
