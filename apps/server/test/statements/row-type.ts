import ts from 'typescript';

/** One property of a row type in the code. */
export interface RowProperty {
  name: string;
  /** The types of its values except null: `string`, `number`, `boolean`, `object`, `any`, or an array such as `string[]`. */
  kinds: readonly string[];
  /** The possible texts, if its type is a union of string literals. */
  literals: readonly string[] | undefined;
  isNullable: boolean;
  isOptional: boolean;
}

/** The properties of a row type, for all members of a union. @returns undefined for a type without properties */
export function propertiesOf(row: ts.Type, checker: ts.TypeChecker): RowProperty[] | undefined {
  const members = row.isUnion() ? row.types : [row];
  const names = new Set(members.flatMap((member) => checker.getPropertiesOfType(member).map((property) => property.name)));
  if (names.size === 0) return undefined;
  return [...names].map((name) => {
    const found = members.map((member) => checker.getPropertyOfType(member, name));
    const types = found.flatMap((property) => (property ? [checker.getTypeOfSymbol(property)] : []));
    const isOptional = found.some((property) => !property || (property.flags & ts.SymbolFlags.Optional) !== 0);
    return { name, isOptional, ...valuesOf(types, checker) };
  });
}

function valuesOf(types: readonly ts.Type[], checker: ts.TypeChecker) {
  const parts = types.flatMap((type) => (type.isUnion() ? type.types : [type]));
  const values = parts.filter((type) => (type.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)) === 0);
  const literals = values.flatMap((type) => (type.isStringLiteral() ? [type.value] : []));
  return {
    kinds: [...new Set(values.map((type) => kindOf(type, checker)))],
    literals: values.length > 0 && literals.length === values.length ? literals : undefined,
    isNullable: parts.some((type) => (type.flags & ts.TypeFlags.Null) !== 0),
  };
}

function kindOf(type: ts.Type, checker: ts.TypeChecker): string {
  if ((type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0) return 'any';
  if ((type.flags & ts.TypeFlags.StringLike) !== 0) return 'string';
  if ((type.flags & ts.TypeFlags.NumberLike) !== 0) return 'number';
  if ((type.flags & ts.TypeFlags.BigIntLike) !== 0) return 'bigint';
  if ((type.flags & ts.TypeFlags.BooleanLike) !== 0) return 'boolean';
  if (checker.isArrayType(type) || checker.isTupleType(type)) {
    const element = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
    const [kind = 'any', ...others] = element ? valuesOf([element], checker).kinds : [];
    return others.length > 0 ? 'any[]' : `${kind}[]`;
  }
  const name = type.symbol?.name;
  return name === 'Buffer' || name === 'Date' ? name : 'object';
}
