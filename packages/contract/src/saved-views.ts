import { LARGEST_VIEW_SEARCH, LONGEST_VIEW_PATH } from '@skilltrace/domain/limits';
import { z } from 'zod';
import { issueOf } from './field-reasons.ts';
import { id, line, searchText, timestampOut } from './fields.ts';
import { nameOrder, page, pageQuery } from './page.ts';
import { storableJson } from './storable-json.ts';

const plain = z.union([z.string(), z.number(), z.boolean()]);
/** The parameters of an address. An array is a parameter that occurs several times. */
const viewSearch = z.record(z.string(), z.union([plain, z.array(plain)]));

/** A page with its filters, under a name. */
export const savedView = z
  .object({
    id: z.int(),
    name: z.string(),
    path: z.string().describe('of the page in the web app, such as `/people`'),
    search: viewSearch.describe('the filters: the query parameters of the page'),
    project: z
      .object({ id: z.int(), name: z.string() })
      .nullable()
      .describe('the project whose active members and Tech Lead see the view too; null: only its owner'),
    owner: z.object({ id: z.int(), name: z.string() }),
    createdAt: timestampOut,
  })
  .meta({ id: 'SavedView' });
export type SavedView = z.infer<typeof savedView>;

const projectId = id.nullable().optional().describe('shares the view with a project that the caller is on or leads; null: with no project');

export const createSavedViewBody = z.strictObject({
  name: line().describe('unique among the views of the caller'),
  path: z
    .string()
    .max(LONGEST_VIEW_PATH)
    .regex(/^\/([A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*)?$/, issueOf('must be the path of a page, such as /people').message)
    .describe('the path of a page of the web app'),
  search: storableJson(viewSearch, LARGEST_VIEW_SEARCH).optional().describe('its query parameters, at most 1 kB of JSON'),
  projectId,
});
export type CreateSavedViewBody = z.infer<typeof createSavedViewBody>;

export const changeSavedViewBody = z.strictObject({ name: line().optional(), projectId });
export type ChangeSavedViewBody = z.infer<typeof changeSavedViewBody>;

export const listSavedViewsQuery = z.strictObject({
  search: searchText.optional().describe('part of the name, ignoring case and accents'),
  order: nameOrder.optional(),
  ...pageQuery,
});
export type ListSavedViewsQuery = z.infer<typeof listSavedViewsQuery>;
export const savedViewPage = page(savedView);
