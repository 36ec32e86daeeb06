/** The only row of an answer that must have one; a missing row is a defect of the statement, not of the request. */
export function singleRow<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error('The statement returned no row where it must return one');
  return row;
}
