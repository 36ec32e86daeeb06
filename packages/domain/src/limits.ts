// Limits of the product. The contract checks requests against them, and the web app shows them. Lengths are in code points,
// like PostgreSQL's `char_length`.

const MIB = 1024 * 1024;

/** Items of a list per page: the default and the maximum. */
export const DEFAULT_PAGE_SIZE = 50;
export const LARGEST_PAGE_SIZE = 200;
/** Decisions in one request. */
export const MOST_DECISIONS = 200;

/** Characters of a name, a title, a role or a tag. */
export const LONGEST_NAME = 200;
export const SHORTEST_ADDRESS = 3;
export const LONGEST_ADDRESS = 254;
/** Characters of an id in another system. */
export const LONGEST_EXTERNAL_ID = 200;
/** Characters of a progress update, and of the description of a project. */
export const LONGEST_UPDATE = 10_000;
export const LONGEST_DESCRIPTION = 10_000;
/** Characters of the description of a skill, which is one line. */
export const LONGEST_SKILL_DESCRIPTION = 300;
/** Former and other names of one skill that an admin sets. Renames can add more. */
export const MOST_ALIASES = 50;
/** Characters of a comment on a decision. */
export const LONGEST_COMMENT = 1_000;
export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 200;

/** Skills that one search for people combines. */
export const MOST_SKILLS_TOGETHER = 10;
/** Tags of one assignment. */
export const MOST_TAGS = 100;
/** Skills that a project declares. */
export const MOST_DECLARED_SKILLS = 500;
/** Ideas in the metadata of a project, and characters of each. */
export const MOST_SKILL_IDEAS = 50;
export const LONGEST_SKILL_IDEA = 100;
/** Bytes of a project's metadata as JSON. */
export const LARGEST_METADATA = 16 * 1024;

/** Saved views of one person, characters of the path of a view, and bytes of its search as JSON. */
export const MOST_SAVED_VIEWS = 200;
export const LONGEST_VIEW_PATH = 200;
export const LARGEST_VIEW_SEARCH = 1024;

/** Proposed skills of one person that wait for the answer of an admin. */
export const MOST_WAITING_PROPOSALS = 20;

/** Invitations in one request. */
export const MOST_INVITATIONS = 2_000;

/** Bytes of an unpacked organization file. It is imported in one transaction and kept in memory. */
export const LARGEST_ORGANIZATION = 64 * MIB;
/** Bytes of a line in a file of progress updates. */
export const LONGEST_IMPORT_LINE = MIB;

/** Weeks of evidence for a suggestion, and the number of signals listed individually. */
export const EVIDENCE_WEEKS = 26;
export const MOST_RECENT_SIGNALS = 5;
/** Buckets of a momentum chart, including the current one: the default without a start date, and the maximum. */
export const DEFAULT_BUCKETS = 26;
export const MOST_BUCKETS = 1000;
/** Weeks of a calendar without a start date, including the current one: a year of whole weeks. */
export const DEFAULT_CALENDAR_WEEKS = 53;

/** Answers of these last days are new to a person who has not marked any as seen, so that the first visit does not list those of years. */
export const FIRST_VISIT_DAYS = 30;
