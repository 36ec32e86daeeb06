import { t } from '@lingui/core/macro';
import type { ErrorCode } from '@skilltrace/contract';

/** Less exact sentences, for a reason that only a newer server knows. */
export const codeWords: Readonly<Record<ErrorCode, () => string>> = {
  VALIDATION_FAILED: () => t`Some of this is not valid.`,
  UNAUTHENTICATED: () => t`You are not signed in.`,
  FORBIDDEN: () => t`You may not do this.`,
  NOT_FOUND: () => t`This does not exist, or you may not see it.`,
  METHOD_NOT_ALLOWED: () => t`This route does not support this method.`,
  NOT_ACCEPTABLE: () => t`The server cannot send this format.`,
  CONFLICT: () => t`This is not possible in the current state. Reload the page to see it.`,
  PROJECT_NOT_ACTIVE: () => t`The project is no longer active.`,
  IDEMPOTENCY_KEY_REUSED: () => t`This Idempotency-Key was used for another request.`,
  IDEMPOTENCY_ANSWER_DELETED: () =>
    t`This request was processed before and is not repeated. Its stored response was deleted when a person was erased.`,
  SKILL_INACTIVE: () => t`This skill is no longer active.`,
  PERSON_ERASED: () => t`This belongs to an erased person and cannot be added again.`,
  ERASED: () => t`This person has been erased.`,
  ALREADY_PENDING: () => t`A suggestion for this skill is already pending.`,
  ALREADY_VALIDATED: () => t`This skill is already validated at this level.`,
  SKILL_EXISTS: () => t`A skill already has this name or alias.`,
  ALREADY_PROPOSED: () => t`You already proposed this name. It waits for the answer of an admin.`,
  ALREADY_ANSWERED: () => t`This proposed skill was already answered.`,
  DEPENDS_ON_REJECTED: () => t`This refers to something that was rejected.`,
  GONE: () => t`This no longer exists.`,
  PAYLOAD_TOO_LARGE: () => t`This is too large.`,
  UNSUPPORTED_MEDIA_TYPE: () => t`This route does not accept this content type.`,
  UNKNOWN_HOST: () => t`The server does not answer at this address.`,
  SKILL_OUTSIDE_SCOPE: () => t`A skill is unknown or outside the declared scope of the project.`,
  RATE_LIMITED: () => t`Too many requests. Try again shortly.`,
  INTERNAL: () => t`Something went wrong on the server. Try again later.`,
  UNAVAILABLE: () => t`The server cannot do this right now. Try again shortly.`,
};
