export const CALLERS = ['anonymous', 'outsider', 'member', 'lead', 'admin', 'revoked'] as const;
export type CallerName = (typeof CALLERS)[number];

/**
 * The status that each caller must get from each route, for an otherwise valid request (`requests.ts`). Written from the
 * access table of the API description, not from the code.
 *
 *   anonymous  no credentials               member   active member of the project; the person, author or intern in question
 *   outsider   signed in, not involved      lead     Tech Lead of that project; the mentor
 *   admin      an admin, not involved       revoked  a revoked token of an admin
 */
const TABLE = `
                                                    anonymous outsider member lead admin revoked
GET    /healthz                                           200      200    200  200   200     200
GET    /readyz                                            200      200    200  200   200     200
GET    /metrics                                           200      200    200  200   200     200

GET    /api/installation                                  200      200    200  200   200     200
GET    /api/installation/checklist                        401      403    403  403   200     401
POST   /api/demo_session                                  201      201    201  201   201     201
POST   /api/session                                       201      201    201  201   201     201
GET    /api/session                                       401      200    200  200   200     401
DELETE /api/session                                       204      204    204  204   204     204
PUT    /api/session/password                              401      403    403  403   403     401
GET    /api/sessions                                      401      403    403  403   403     401
DELETE /api/sessions                                      401      403    403  403   403     401
DELETE /api/sessions/:id                                  401      403    403  403   403     401
DELETE /api/profiles/:id/sessions                         401      403    403  403   204     401
POST   /api/api_tokens                                    401      403    403  403   201     401
GET    /api/api_tokens                                    401      403    403  403   200     401
DELETE /api/api_tokens/:id                                401      403    403  403   204     401
POST   /api/profiles/:id/invitation                       401      403    403  403   201     401
POST   /api/invitations                                   401      403    403  403   201     401
POST   /api/invitations/:code                             204      204    204  204   204     204

GET    /api/skills                                        401      200    200  200   200     401
GET    /api/skills/:id                                    401      200    200  200   200     401
POST   /api/skills                                        401      403    403  403   201     401
PATCH  /api/skills/:id                                    401      403    403  403   200     401
GET    /api/skills/:id/usage                              401      403    403  403   200     401
GET    /api/skills/:id/merge                              401      403    403  403   200     401
POST   /api/skills/:id/merge                              401      403    403  403   200     401
GET    /api/skill_categories                              401      200    200  200   200     401

POST   /api/skill_proposals                               401      201    201  201   201     401
GET    /api/skill_proposals                               401      200    200  200   200     401
GET    /api/skill_proposals/:id                           401      404    200  404   200     401
POST   /api/skill_proposals/:id/accept                    401      403    403  403   200     401
POST   /api/skill_proposals/:id/decline                   401      403    403  403   200     401

GET    /api/projects                                      401      200    200  200   200     401
POST   /api/projects                                      401      403    403  403   201     401
GET    /api/projects/:id                                  401      200    200  200   200     401
PATCH  /api/projects/:id                                  401      403    403  200   200     401
GET    /api/projects/:id/skills                           401      200    200  200   200     401
PUT    /api/projects/:id/skills                           401      403    403  200   200     401
GET    /api/projects/:id/assignments                      401      200    200  200   200     401
POST   /api/projects/:id/assignments                      401      403    403  201   201     401
GET    /api/assignments/:id                               401      200    200  200   200     401
PATCH  /api/assignments/:id                               401      403    403  200   200     401
POST   /api/projects/:id/complete                         401      403    403  200   200     401
GET    /api/projects/:id/completion_preview               401      403    403  200   200     401

GET    /api/profiles                                      401      200    200  200   200     401
POST   /api/profiles                                      401      403    403  403   201     401
GET    /api/profiles/:id                                  401      403    200  200   200     401
PATCH  /api/profiles/:id                                  401      403    403  403   200     401
GET    /api/profiles/:id/erasure_preview                  401      403    403  403   200     401
POST   /api/profiles/:id/erase                            401      403    403  403   200     401

POST   /api/directory/sync                                401      403    403  403   200     401

POST   /api/mentorship_sessions                           401      201    201  201   201     401
GET    /api/mentorship_sessions                           401      200    200  200   200     401
GET    /api/mentorship_sessions/:id                       401      404    200  200   200     401
PATCH  /api/mentorship_sessions/:id                       401      404    200  200   200     401

POST   /api/saved_views                                   401      201    201  201   201     401
GET    /api/saved_views                                   401      200    200  200   200     401
PATCH  /api/saved_views/:id                               401      404    200  404   404     401
DELETE /api/saved_views/:id                               401      404    204  404   404     401

POST   /api/progress_updates                              401      403    201  403   403     401
POST   /api/progress_updates/import                       401      403    403  403   200     401
GET    /api/progress_updates                              401      403    200  200   200     401
GET    /api/progress_updates/:id                          401      403    200  200   200     401
GET    /api/progress_updates/:id/signals                  401      403    200  200   200     401
PATCH  /api/progress_updates/:id                          401      403    200  403   403     401

POST   /api/suggestions                                   401      201    201  201   201     401
GET    /api/suggestions                                   401      200    200  200   200     401
GET    /api/suggestions/:id                               401      404    200  404   404     401
POST   /api/suggestions/seen                              401      204    204  204   204     401
GET    /api/validation_inbox                              401      403    403  200   200     401
GET    /api/validation_inbox/decisions                    401      403    403  200   200     401
POST   /api/validation_inbox/decisions/:id/restore        401      403    403  200   200     401
POST   /api/validation_inbox/resolve                      401      403    403  200   200     401

GET    /api/users/:id/projects                            401      403    200  200   200     401
GET    /api/users/:id/timeline                            401      403    200  200   200     401
GET    /api/users/:id/skills/distribution                 401      403    200  200   200     401
GET    /api/users/:id/skills/momentum                     401      403    200  200   200     401
GET    /api/users/:id/skills/activity                     401      403    200  200   200     401
GET    /api/users/:id/skills/calendar                     401      403    200  200   200     401
GET    /api/users/:id/skills/summary                      401      403    200  200   200     401
GET    /api/projects/:id/skills/distribution              401      403    200  200   200     401
GET    /api/projects/:id/skills/momentum                  401      403    200  200   200     401
GET    /api/projects/:id/skills/activity                  401      403    200  200   200     401
GET    /api/projects/:id/skills/summary                   401      403    200  200   200     401
GET    /api/projects/:id/skills/coverage                  401      403    200  200   200     401
GET    /api/projects/:id/skills/coverage/:skillId/people  401      403    200  200   200     401
GET    /api/projects/:id/skills/risks                     401      403    403  200   200     401
GET    /api/organization/skills/distribution              401      403    403  403   200     401
GET    /api/organization/skills/momentum                  401      403    403  403   200     401
GET    /api/organization/skills/activity                  401      403    403  403   200     401
GET    /api/organization/skills/summary                   401      403    403  403   200     401
GET    /api/organization/skills/risks                     401      403    403  200   200     401
GET    /api/freshness                                     401      403    403  200   200     401
GET    /api/freshness/projects                            401      403    403  200   200     401
GET    /api/organization/skills/mismatches                401      403    403  403   200     401
GET    /api/organization/skills/mismatches/validated_but_unexercised 401      403    403  403   200     401
GET    /api/organization/skills/mismatches/exercised_but_unvalidated 401      403    403  403   200     401
GET    /api/organization/skills/mismatches/declared_but_never_signalled 401      403    403  403   200     401
GET    /api/audit_log                                     401      403    403  403   200     401
GET    /api/audit_log/export                              401      403    403  403   200     401
GET    /api/skills/:id/people                             401      200    200  200   200     401
GET    /api/who_knows                                     401      200    200  200   200     401
GET    /api/skills_matrix                                 401      200    200  200   200     401
`;

/** The API description. It is public, is not served by a controller and is not an operation of the API. */
export const DOCUMENTATION = /^GET \/api\/(openapi\.json|docs(\/.*)?)$/;

export interface MatrixLine {
  route: string;
  expected: Readonly<Record<CallerName, number>>;
}

/** The parsed table. Throws if a line does not have six statuses. */
export const MATRIX: readonly MatrixLine[] = TABLE.split('\n')
  .slice(2)
  .filter((line) => line.trim() !== '')
  .map((line) => {
    const [method, path, ...statuses] = line.trim().split(/ +/);
    const numbers = statuses.map(Number);
    if (numbers.length !== CALLERS.length || numbers.some((status) => !Number.isInteger(status)))
      throw new Error(`Invalid line in the matrix: ${line}`);
    return {
      route: `${method} ${path}`,
      expected: Object.fromEntries(CALLERS.map((caller, index) => [caller, numbers[index]])) as MatrixLine['expected'],
    };
  });
