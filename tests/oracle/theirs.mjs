// The case as a simulation of @cloud-copilot/iam-simulate, and what it makes of it.
import { anonymousPrincipal, runSimulation } from '@cloud-copilot/iam-simulate';

const words = { Allowed: 'allowed', ExplicitlyDenied: 'denied, explicit', ImplicitlyDenied: 'denied, implicit' };
const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** `allowed`, `denied, explicit` or `denied, implicit`, and the condition keys that it does not take for this action. */
export async function theirs(one) {
  const answer = await runSimulation(simulationOf(one), {});
  if (answer.resultType !== 'single')
    return { word: `no answer: ${JSON.stringify(answer.errors ?? answer.resultType)}`, ignored: [] };
  return { word: words[answer.overallResult] ?? 'no answer', ignored: answer.result.ignoredContextKeys ?? [] };
}

export function simulationOf(one) {
  const named = (documents) => documents.map((policy, index) => ({ name: `p${index}`, policy }));
  const levels = (list, name) =>
    list
      .filter(({ length }) => length > 0)
      .map((documents, index) => ({ orgIdentifier: `${name}-${index}`, policies: named(documents) }));
  const whole = ['unseen', 'root', 'identity'].includes(one.caller);
  return {
    request: {
      principal: one.caller === 'anonymous' ? anonymousPrincipal : (one.session ?? one.arn),
      action: one.action,
      resource: { resource: one.resource, accountId: one.account },
      contextVariables: contextOf(one),
    },
    identityPolicies: whole ? named([everything]) : named(one.identity),
    serviceControlPolicies: levels(one.serviceControl, 'scp'),
    resourceControlPolicies: levels(one.resourceControl, 'rcp'),
    sessionPolicy: oneDocument(one.sessionPolicies),
    resourcePolicy: one.policy,
    permissionBoundaryPolicies: one.boundary === undefined ? undefined : named([one.boundary]),
    additionalSettings: { s3: { blockPublicAccess: one.blockPublicAccess } },
  };
}

/** The statements of several documents of one version. */
function oneDocument(documents) {
  if (documents.length === 0) return undefined;
  return { Version: documents[0].Version, Statement: documents.flatMap(({ Statement }) => Statement) };
}

/** It derives nothing, so the condition keys that follow from caller and resource are stated. */
function contextOf({ caller, arn, own, account, organization, tags, context, action }) {
  const unsigned = caller === 'anonymous' || caller === 'saml' || caller === 'oidc';
  const person = !unsigned && caller !== 'service' && caller !== 'identity';
  // A tag of the session goes before one of the role.
  const stated = new Set(Object.keys(context).map((key) => key.toLowerCase()));
  const secure = context['aws:SecureTransport'] ?? 'true';
  return {
    'aws:SecureTransport': secure,
    'aws:ViaAWSService': 'false',
    'aws:ResourceAccount': account,
    ...(action.startsWith('s3:') && secure === 'true' ? { 's3:TlsVersion': '1.3' } : {}),
    ...(person ? { 'aws:PrincipalArn': arn, 'aws:PrincipalAccount': own, 'aws:PrincipalIsAWSService': 'false' } : {}),
    ...(caller === 'service' ? { 'aws:PrincipalIsAWSService': 'true' } : {}),
    ...(unsigned ? { 'aws:PrincipalAccount': 'anonymous' } : {}),
    ...(arn?.includes(':user/') ? { 'aws:username': arn.split('/').at(-1) } : {}),
    ...(organization === undefined ? {} : { 'aws:PrincipalOrgID': organization }),
    ...Object.fromEntries(
      Object.entries(tags)
        .map(([key, value]) => [`aws:PrincipalTag/${key}`, value])
        .filter(([name]) => !stated.has(name.toLowerCase())),
    ),
    ...context,
  };
}
