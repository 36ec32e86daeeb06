import { Module } from '@nestjs/common';
import { SkillCategoriesController } from './skill-categories.controller.js';
import { SkillsController } from './skills.controller.js';

@Module({ controllers: [SkillsController, SkillCategoriesController] })
export class TaxonomyModule {}
