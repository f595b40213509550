import {
  type DocumentNode,
  type FieldNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** In tenths of a point: whole numbers add up exactly. */
const FIELD_COST = 1;
const OBJECT_COST = 10;
/** How many entries a list is taken to have where nobody says. */
const DEFAULT_PAGE = 50;

/**
 * What an operation costs: a tenth of a point a field, one an object, and what is in a connection as many times as its
 * page is long; rounded up. `variables` has their defaults filled in.
 *
 * Source: https://linear.app/developers/rate-limiting#api-request-complexity-limits
 */
export function complexityOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );

  function within(selection: SelectionSetNode, typeName: string, page: number): number {
    return selection.selections.reduce((sum, node) => {
      if (node.kind === Kind.FIELD) return sum + field(node, typeName, page);
      if (node.kind === Kind.INLINE_FRAGMENT) {
        return sum + within(node.selectionSet, node.typeCondition?.name.value ?? typeName, page);
      }
      const fragment = fragments.get(node.name.value);
      return fragment ? sum + within(fragment.selectionSet, fragment.typeCondition.name.value, page) : sum;
    }, 0);
  }

  function field(node: FieldNode, parent: string, page: number): number {
    const parentType = schema.getType(parent);
    const type = isObjectType(parentType) ? parentType.getFields()[node.name.value]?.type : undefined;
    const named = type && getNamedType(type);
    if (!type || !named || !isCompositeType(named) || !node.selectionSet) return FIELD_COST;
    if (named.name.endsWith('Connection')) {
      return within(node.selectionSet, named.name, pageOf(node, variables));
    }
    const times = isList(type) ? page : 1;
    return times * (OBJECT_COST + within(node.selectionSet, named.name, DEFAULT_PAGE));
  }

  const root = operation.operation === 'mutation' ? schema.getMutationType() : schema.getQueryType();
  return Math.ceil(within(operation.selectionSet, root?.name ?? '', DEFAULT_PAGE) / 10);
}

function pageOf(node: FieldNode, variables: Readonly<Record<string, unknown>>): number {
  for (const { name, value } of node.arguments ?? []) {
    if (name.value !== 'first' && name.value !== 'last') continue;
    const given = value.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
    if (value.kind === Kind.INT) return Number(value.value);
    if (typeof given === 'number') return given;
  }
  return DEFAULT_PAGE;
}

function isList(type: GraphQLOutputType): boolean {
  return isNonNullType(type) ? isList(type.ofType) : isListType(type);
}
