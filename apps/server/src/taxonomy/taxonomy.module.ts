import { Module } from '@nestjs/common';
import { SkillProposalsController } from './proposals/skill-proposals.controller.js';
import { SkillCategoriesController } from './skill-categories.controller.js';
import { SkillsController } from './skills.controller.js';

@Module({ controllers: [SkillsController, SkillCategoriesController, SkillProposalsController] })
export class TaxonomyModule {}
