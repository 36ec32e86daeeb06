interface NamedRows {
  /** The columns of a row. */
  name: string;
  id: string;
  /** Parameters: the search text, whether the best match comes first, and the name and id after which the page begins. */
  search: string;
  isByMatch: string;
  afterName: string;
  afterId: string;
}

/**
 * Returns the SQL for searching, paging and ordering a list of names. The order is alphabetical or, if `isByMatch` is set, best
 * match first; without a search text, all names match equally. When PostgreSQL plans the query with known parameters, it reads an
 * alphabetical list from the index on names.
 */
export function byName({ name, id, search, isByMatch, afterName, afterId }: NamedRows) {
  const byMatch = `${isByMatch}::boolean`;
  const place = `in_register(${name}), ${id}`;
  const start = `in_register(${afterName}), ${afterId}::bigint`;
  return {
    // Not LIKE, so that the search text cannot contain wildcards.
    matches: `strpos(in_register(${name}), in_register(${search})) > 0`,
    isAfter: `(${afterName}::text IS NULL
           OR NOT ${byMatch} AND (${place}) > (${start})
           OR ${byMatch} AND (match_of(${name}, ${search}), ${place}) > (match_of(${afterName}, ${search}), ${start}))`,
    order: `CASE WHEN ${byMatch} THEN match_of(${name}, ${search}) END, ${place}`,
  };
}
