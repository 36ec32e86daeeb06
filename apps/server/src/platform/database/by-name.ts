interface NamedRows {
  /** The columns of a row. */
  name: string;
  id: string;
  /** Parameters: what is searched for, whether the best fit comes first, and the name and id after which the page begins. */
  search: string;
  isByMatch: string;
  afterName: string;
  afterId: string;
}

/**
 * The order of a list of names, and the condition for what comes after a page of it: as in a register or, where one searches
 * and asks for it, the best fit first: where nothing is searched for, all fit alike. Planned with its parameters known, a list by
 * name is read from the index of names.
 */
export function byName({ name, id, search, isByMatch, afterName, afterId }: NamedRows) {
  const byMatch = `${isByMatch}::boolean`;
  const place = `in_register(${name}), ${id}`;
  const start = `in_register(${afterName}), ${afterId}::bigint`;
  return {
    // Not LIKE: what is searched for has no wildcards then, whatever it holds.
    matches: `strpos(in_register(${name}), in_register(${search})) > 0`,
    isAfter: `(${afterName}::text IS NULL
           OR NOT ${byMatch} AND (${place}) > (${start})
           OR ${byMatch} AND (match_of(${name}, ${search}), ${place}) > (match_of(${afterName}, ${search}), ${start}))`,
    order: `CASE WHEN ${byMatch} THEN match_of(${name}, ${search}) END, ${place}`,
  };
}
