import { KitError } from '../../errors';
import { parsePolicy, type Among, type Part, type Pattern, type Statement } from '../../model';
import type { Property, Requests } from '../property';

/** A property with its sets of requests as statements, so that they are told like every other. */
export interface PropertyPlan {
  readonly property: Property;
  /** The requests are those that one of these matches. */
  readonly scope: readonly Statement[];
  readonly twin: readonly Statement[];
  /** Requests of each exception, in the order of the property. */
  readonly exceptions: readonly (readonly Statement[])[];
}

/** What of a property does not depend on the subject. Throws KitError when its conditions are none. */
export function planProperty(property: Property): PropertyPlan {
  const { id, requests, twin, exceptions } = property;
  return {
    property,
    scope: statementsOf(id, requests),
    twin: statementsOf(id, twin.requests),
    exceptions: exceptions.map(({ actions = requests.actions, when }) => statementsOf(id, { actions, when })),
  };
}

function statementsOf(id: string, requests: Omit<Requests, 'who'>): readonly Statement[] {
  const { also = [], ...asked } = requests;
  const list = parsed(id, asked);
  const resources = resourcesOf(requests);
  return [
    ...(resources === undefined ? list : list.map((one) => ({ ...one, resources }))),
    ...also.flatMap((one) => parsed(id, one)),
  ];
}

function parsed(id: string, { actions, when = [{}] }: Pick<Requests, 'actions' | 'when'>): readonly Statement[] {
  const document = {
    Version: '2012-10-17',
    Statement: when.map((Condition) => ({ Effect: 'Allow', Action: actions, Resource: '*', Condition })),
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

/** The objects that are asked for, or all else. */
function resourcesOf({ objects, exceptObjects }: Omit<Requests, 'who'>): Among<Pattern> | undefined {
  const names = objects ?? exceptObjects;
  return names === undefined ? undefined : { not: objects === undefined, list: names.map(objectPattern) };
}

/** An object of the subject by a name with wildcards. */
function objectPattern(name: string): Pattern {
  const pieces = `/${name}`.match(/[*?]|[^*?]+/g) ?? [];
  return {
    text: `\${subject:arn}/${name}`,
    parts: [
      { kind: 'variable', key: 'subject:arn' },
      ...pieces.map((text): Part =>
        text === '*' ? { kind: 'any' } : text === '?' ? { kind: 'one' } : { kind: 'text', text },
      ),
    ],
  };
}
