/** Returns the only row of a result that must have one. A missing row is a defect of the statement, not of the request. */
export function singleRow<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error('The statement returned no row although it must return one');
  return row;
}
