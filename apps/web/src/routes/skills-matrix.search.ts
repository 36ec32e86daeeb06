import { matrixSearch } from '#features/skills-matrix/matrix-search.ts';
import { idsOf, searchOf } from '#lib/search-params.ts';

export const skillsMatrixSearch = searchOf((search) => {
  const projects = [...new Set(idsOf(search['projects']))];
  return {
    /** People on these projects, and the skills that they declare. */
    projects: projects.length === 0 ? undefined : projects,
    ...matrixSearch(search),
  };
});
