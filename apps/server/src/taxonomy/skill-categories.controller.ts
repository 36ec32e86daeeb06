import { Controller, Get } from '@nestjs/common';
import { skillCategories } from '@skilltrace/contract';
import { signedIn } from '../access/rules.js';
import type { Connection } from '../platform/database/connection.js';
import { WorkOn } from '../platform/http/connection.decorator.js';
import { Route } from '../platform/http/route.decorator.js';
import { listCategories } from './list-categories.js';

@Controller('api/skill_categories')
export class SkillCategoriesController {
  @Get()
  @Route({
    access: signedIn,
    summary: 'The categories of the taxonomy, by name',
    response: skillCategories,
    csv: ['category', 'active', 'inactive'],
  })
  list(@WorkOn() connection: Connection) {
    return listCategories(connection);
  }
}
