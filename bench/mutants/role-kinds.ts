import {
  alarmRule,
  breakGlassRole,
  equivalent,
  refuted,
  samlRole,
  schoolPolicy,
  undecided,
  type MutantKind,
} from './kind';
import { add, drop, onAction, without } from './policy-edits';
import { onResource, removeResource, setProperties, isFields, type Edit, type Fields } from './template';

const root = 'arn:<partition>:iam::<account>:root';
const signIn = 'sts:AssumeRoleWithSAML';
const scoped = 'saml:edupersonscopedaffiliation';
const closure = refuted('assume-closure');
const glass = refuted('break-glass-only');

function mayTake(principal: Fields): Fields {
  return { Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' };
}

/** Other conditions of signing in to the role for emergencies. */
function asks(change: (block: Fields) => Fields): Edit {
  return onAction(breakGlassRole, signIn, 'Condition', change);
}

/** One more policy of a role. */
function may(statement: Fields): Edit {
  return onResource(samlRole, (resource) => {
    const { Properties: properties } = resource;
    if (!isFields(properties) || !Array.isArray(properties.Policies)) return undefined;
    const added = { PolicyName: 'more', PolicyDocument: { Version: '2012-10-17', Statement: [statement] } };
    const policies: readonly unknown[] = properties.Policies;
    return { ...resource, Properties: { ...properties, Policies: [...policies, added] } };
  });
}

/** Mutants of what roles lead to, and of the role that reads in an emergency. */
export const roleKinds: readonly MutantKind[] = [
  {
    id: 'role-account',
    sentence: 'the account may take the role of a school',
    edit: add(samlRole, mayTake({ AWS: root })),
    expected: closure,
  },
  {
    id: 'role-other-school',
    sentence: 'the role of another school may take the role of a school',
    edit: add(samlRole, mayTake({ AWS: 'arn:<partition>:iam::<account>:role/educloud/educloud-signin-ash-teacher' })),
    expected: closure,
  },
  {
    id: 'role-service',
    sentence: 'a service that runs code of the account may take the role of a school',
    edit: add(samlRole, mayTake({ Service: 'lambda.amazonaws.com' })),
    expected: closure,
  },
  {
    id: 'role-leaves',
    sentence: 'the role of a school may take any role that lets it in',
    edit: may({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }),
    expected: undecided('assume-closure'),
  },
  {
    id: 'break-glass-operator',
    sentence: 'the operators may take the role for emergencies',
    edit: add(
      breakGlassRole,
      mayTake({ AWS: 'arn:<partition>:iam::<account>:role/educloud/educloud-signin-bureau-operator' }),
    ),
    expected: equivalent('the policies of the operators forbid them to take other roles'),
  },
  {
    id: 'break-glass-account',
    sentence: 'the account may take the role for emergencies',
    edit: add(breakGlassRole, mayTake({ AWS: root })),
    expected: glass,
  },
  {
    id: 'break-glass-any-entitlement',
    sentence: 'the role for emergencies asks for no entitlement',
    edit: asks((block) => without(block, 'ForAnyValue:StringEquals', 'saml:edupersonentitlement')),
    expected: glass,
  },
  {
    id: 'break-glass-entitlement-of-operators',
    sentence: 'the role for emergencies asks for the entitlement of operators',
    edit: asks((block) => ({
      ...block,
      'ForAnyValue:StringEquals': {
        [scoped]: 'staff@bureau.example',
        'saml:edupersonentitlement': 'urn:x-educloud:bureau-operator',
      },
    })),
    expected: glass,
  },
  {
    id: 'break-glass-anywhere',
    sentence: 'the role for emergencies can be taken in every AWS Region',
    edit: asks((block) => without(block, 'StringEquals', 'aws:RequestedRegion')),
    expected: glass,
  },
  {
    id: 'break-glass-unheard',
    sentence: 'no rule sees who takes the role for emergencies',
    edit: removeResource(alarmRule),
    expected: glass,
  },
  {
    id: 'break-glass-rule-disabled',
    sentence: 'the rule that sees who takes the role for emergencies is disabled',
    edit: setProperties(alarmRule, { State: 'DISABLED' }),
    expected: glass,
  },
  {
    id: 'break-glass-rule-blind',
    sentence: 'the rule that sees who takes the role for emergencies sees no calls that count as reading',
    edit: setProperties(alarmRule, { State: 'ENABLED' }),
    expected: glass,
  },
  {
    id: 'break-glass-rule-silent',
    sentence: 'the rule that sees who takes the role for emergencies tells nobody',
    edit: setProperties(alarmRule, { Targets: [] }),
    expected: glass,
  },
  {
    id: 'break-glass-rule-narrow',
    sentence: 'the rule sees only sign-ins from one address',
    edit: setProperties(alarmRule, {
      EventPattern: { source: ['aws.sts'], detail: { sourceIPAddress: ['192.0.2.1'] } },
    }),
    expected: undecided('break-glass-only'),
  },
  {
    id: 'break-glass-may-change',
    sentence: 'the store of a school does not keep the role for emergencies from writing',
    edit: drop(schoolPolicy, 'DenyBreakGlassChanges'),
    expected: equivalent('the policies of the role allow it to read alone'),
  },
];
