import { KitError } from '../../errors';
import { parsePolicy, type Statement } from '../../model';
import type { Property, Requests } from '../property';

/** A property with its sets of requests as statements, so that they are told like every other. */
export interface PropertyPlan {
  readonly property: Property;
  /** The requests are those that one of these matches. */
  readonly scope: readonly Statement[];
  readonly twin: readonly Statement[];
  /** Actions of each exception, in the order of the property. */
  readonly exceptions: readonly Statement[];
}

/** What of a property does not depend on the subject. Throws KitError when its conditions are none. */
export function planProperty(property: Property): PropertyPlan {
  const { id, requests, twin, exceptions } = property;
  return {
    property,
    scope: statementsOf(id, requests),
    twin: statementsOf(id, twin.requests),
    exceptions: exceptions.flatMap(({ actions = requests.actions }) => statementsOf(id, { actions })),
  };
}

function statementsOf(
  id: string,
  { actions, when, objects, exceptObjects, also = [] }: Omit<Requests, 'who'>,
): readonly Statement[] {
  const named = (names: readonly string[]): string[] => names.map((name) => `\${subject:arn}/${name}`);
  const where =
    objects !== undefined
      ? { Resource: named(objects) }
      : exceptObjects !== undefined
        ? { NotResource: named(exceptObjects) }
        : { Resource: '*' };
  const document = {
    Version: '2012-10-17',
    Statement: [{ actions, when, where }, ...also.map((one) => ({ ...one, where: { Resource: '*' } }))].flatMap((one) =>
      (one.when ?? [{}]).map((Condition) => ({ Effect: 'Allow', Action: one.actions, ...one.where, Condition })),
    ),
  };
  const { statements, unknown } = parsePolicy(
    document,
    { file: `policies/properties/${id}.yaml`, pointer: '' },
    'identity',
  );
  const wrong = [...(unknown === undefined ? [] : [unknown]), ...statements.flatMap((one) => one.unknown)];
  if (wrong.length > 0) throw new KitError(`the property ${id} cannot be read: ${wrong.join('; ')}`);
  return statements;
}
