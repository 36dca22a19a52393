// Where the two are known to differ, and why ours stands. Each difference rewrites the policies into words that both read
// alike; only when the other side then gives our answer is a difference explained.

const user = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/';
const variables = `${user}reference_policies_variables.html`;

export const knownDifferences = [
  {
    id: 'variables-of-2008',
    reason: 'In version 2008-10-17 of the language `${…}` is text; the other side fills it in.',
    page: `${user}reference_policies_elements_version.html`,
    rewrite: (one) =>
      mapDocuments(one, (document) =>
        document.Version === '2008-10-17'
          ? {
              Version: '2012-10-17',
              Statement: JSON.parse(JSON.stringify(document.Statement).replaceAll('${', '${$}{')),
            }
          : document,
      ),
  },
  {
    id: 'special-characters',
    reason:
      'The variables `${*}`, `${?}` and `${$}` stand for a character, also where no wildcard is; there the other side takes them as text.',
    page: `${variables}#policy-vars-specialchars`,
    rewrite: (one) =>
      mapEach(one, (operator, values, { Version }) =>
        /Like$|LikeIfExists$/.test(operator) || Version !== '2012-10-17'
          ? values
          : values.map((value) => value.replace(/\$\{([*?$])\}/g, '$1')),
      ),
  },
  {
    id: 'negated-without-value',
    reason:
      'A variable without a value is unequal to everything, so a negated operator holds; the other side lets the condition fail.',
    page: `${variables}#policy-vars-no-value`,
    rewrite: (one) =>
      mapConditions(one, (operator, value) =>
        operator.includes('Not') ? value.replace(withoutValue(one), 'no-such-value') : value,
      ),
  },
  {
    id: 'arn-with-variable',
    reason: 'Variables may stand in ARN operators; the other side splits the ARN at the colon inside of `${aws:…}`.',
    page: `${variables}#policy-vars-wheretouse`,
    rewrite: (one) => mapConditions(one, (operator, value) => (operator.includes('Arn') ? filled(one, value) : value)),
  },
  {
    id: 'range-of-everything',
    reason: '0.0.0.0/0 is every address of IPv4 (RFC 4632); the other side takes it for one that no address fits.',
    page: `${user}reference_policies_elements_condition_operators.html#Conditions_IPAddress`,
    rewrite: (one) =>
      mapConditionValues(one, (value) => (value === '0.0.0.0/0' ? ['0.0.0.0/1', '128.0.0.0/1'] : [value])),
  },
  {
    id: 'address-of-the-other-family',
    reason:
      'An address of IPv6 is not one of IPv4, so NotIpAddress holds; the other side says so of ranges, not of single addresses.',
    page: `${user}reference_policies_elements_condition_operators.html#Conditions_IPAddress`,
    rewrite: (one) => mapConditionValues(one, (value) => [value === '10.1.2.3' ? '10.1.2.3/32' : value]),
  },
  {
    id: 'services-with-resource-control',
    reason:
      'Resource control policies bind some services, SNS and Systems Manager not among the first; the other side applies them to all.',
    page: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html',
    rewrite: (one) => (one.kind === 'topic' || one.kind === 'parameter' ? { ...one, resourceControl: [] } : one),
  },
  {
    id: 'assertion-of-no-account',
    reason:
      'Whoever comes with an assertion is no principal of an account yet; the other side takes them for one of the provider’s.',
    page: `${user}reference_policies_elements_principal.html`,
    rewrite: (one) =>
      one.caller === 'saml' || one.caller === 'oidc' ? { ...one, policy: withoutAccounts(one.policy) } : one,
  },
  {
    id: 'root-takes-no-role',
    reason: 'AWS STS takes no sts:AssumeRole from root users, whatever policies say; the other side asks the policies.',
    page: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html',
    explains: 'denied, implicit',
    rewrite: (one) =>
      one.caller === 'root' && one.action === 'sts:AssumeRole'
        ? {
            ...one,
            policy: { Version: '2012-10-17', Statement: [trustsNobody] },
            serviceControl: [],
            resourceControl: [],
          }
        : one,
  },
  {
    id: 'named-session',
    reason:
      'A policy of the resource that names the session, or everyone, grants in the same account past a silent session policy; the other side lets the session policy limit it.',
    page: `${user}access_policies.html#policies_session`,
    explains: 'allowed',
    rewrite: (one) => (one.sessionPolicies.length > 0 && one.own === one.account ? grantedDirectly(one) : one),
  },
];

/** A trust policy in which accounts are some other ones. */
function withoutAccounts(document) {
  const elsewhere = (text) => text.replace(/^(?:arn:aws:iam::)?\d{12}(?::root)?$/, '999999999999');
  const named = (principal) =>
    principal?.AWS === undefined || typeof principal === 'string'
      ? principal
      : { ...principal, AWS: [principal.AWS].flat().map(elsewhere) };
  return {
    ...document,
    Statement: document.Statement.map((statement) =>
      statement.Principal === undefined ? statement : { ...statement, Principal: named(statement.Principal) },
    ),
  };
}

/** What is left when only the policy of the resource may grant, and only to the session itself or to everyone; every Deny stays. */
function grantedDirectly(one) {
  const direct = (text) => text === '*' || text === one.session;
  const statements = (one.policy?.Statement ?? []).flatMap((statement) => {
    if (statement.Effect === 'Deny' || statement.NotPrincipal !== undefined || statement.Principal === '*')
      return statement;
    const AWS = [statement.Principal.AWS ?? []].flat().filter(direct);
    return AWS.length === 0 ? [] : { ...statement, Principal: { AWS } };
  });
  const denies = ({ Version, Statement }) => ({
    Version,
    Statement: [...Statement.filter(({ Effect }) => Effect === 'Deny'), nothingAtAll],
  });
  const everything = { Effect: 'Allow', Action: '*', Resource: '*' };
  return {
    ...one,
    policy: one.policy && { ...one.policy, Statement: statements.length === 0 ? [nobodyAtAll] : statements },
    identity: one.identity.map(denies),
    sessionPolicies: one.sessionPolicies.map(({ Version, Statement }) => ({
      Version,
      Statement: [...Statement, everything],
    })),
  };
}

const nothingAtAll = { Effect: 'Allow', Action: 'ec2:RunInstances', Resource: '*' };
const trustsNobody = {
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::999999999999:root' },
  Action: 'sts:GetSessionToken',
};
const nobodyAtAll = { ...nothingAtAll, Principal: { AWS: 'arn:aws:iam::999999999999:root' } };

/**
 * Whether a request is denied is settled; whether by a Deny that matches or by silence hangs on statements that are open (see
 * below). Without these statements both must give the same answer.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_AccessPolicyLanguage_Interplay.html
 */
export function withoutOpenStatements(one) {
  return mapDocuments(one, (document) => ({
    ...document,
    Statement: document.Statement.map((statement) => (isOpen(statement, one) ? withoutEffect(statement) : statement)),
  }));
}

const rcps = 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html';
const open = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html';
const quantifiers = `${user}reference_policies_condition-single-vs-multi-valued-context-keys.html`;

/** What ours leaves undecided because no page settles it: every doubt must be one of these. `one` is the case. */
export const knownDoubts = [
  {
    id: 'not-principal',
    reason: 'NotPrincipal names the account or the principal, and not both.',
    page: `${user}reference_policies_elements_notprincipal.html`,
    fits: (statement) => statement.principals?.not === true,
  },
  {
    id: 'not-resource-without-value',
    reason: 'A variable without a value under NotResource.',
    page: variables,
    fits: (statement) => statement.resources?.not === true && statement.resources.list.some(hasVariable),
  },
  {
    id: 'any-value-if-exists',
    reason: 'ForAnyValue needs a value and IfExists needs none.',
    page: quantifiers,
    fits: (statement) =>
      statement.conditions.some(({ ifExists, quantifier }) => ifExists && quantifier === 'ForAnyValue'),
  },
  {
    id: 'empty-variable',
    reason: 'A variable whose value is an empty text: no value, or an empty one.',
    page: `${variables}#policy-vars-no-value`,
    fits: (statement, one) =>
      [...statement.conditions.flatMap(({ values }) => values), ...(statement.resources?.list ?? [])].some(
        ({ parts }) => parts.some((part) => part.kind === 'variable' && valuesOf(one, part.key).includes('')),
      ),
  },
  {
    id: 'quantifier-over-empty-text',
    reason: 'An empty text may be no value at all for a quantifier.',
    page: quantifiers,
    fits: (statement, one) =>
      statement.conditions.some(({ quantifier, key }) => quantifier !== undefined && valuesOf(one, key).includes('')),
  },
  {
    id: 'star-over-colon',
    reason: 'A wildcard in one of the first five fields of a Resource, or fields left out.',
    page: `${user}reference_policies_elements_resource.html`,
    fits: (statement) =>
      statement.resources?.list.some(({ text }) => /[*?]/.test(text.split(':').slice(0, 5).join(':'))) === true,
  },
  {
    id: 'services-with-resource-control',
    reason: 'The list of services that resource control policies bind grows.',
    page: rcps,
    fits: (statement, one) =>
      statement.origin.pointer.startsWith('/resource-control') && /^(?:topic|parameter)$/.test(one.kind),
  },
  {
    id: 'key-of-another-call',
    reason:
      'Of sts:TagSession and sts:SetSourceIdentity only a few keys are documented; the sign-in that they come with has more.',
    page: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html',
    fits: (statement, one) => statement.conditions.some(({ key }) => isOfSignIn(one, key)),
  },
  {
    id: 'public-or-not',
    reason: 'What S3 takes for public is not documented for every condition, nor what Denies change.',
    page: open,
    fits: (_, one) => one.blockPublicAccess,
  },
];

/** Whether a key is one of the sign-in with which the two calls of permission alone come. */
function isOfSignIn({ action }, key) {
  const permission = /^sts:(?:TagSession|SetSourceIdentity)$/.test(action);
  return permission && /^(?:saml:|sts:|accounts\.|aws:(?:requesttag\/|tagkeys$))/i.test(key);
}

/** What {@link knownDoubts} say of statements, of one as it is written. */
function isOpen(statement, one) {
  const { NotPrincipal, NotResource = [], Resource = [], Condition = {} } = statement;
  const fields = (text) => text.split(':').slice(0, 5).join(':');
  const wild = [Resource, NotResource].flat().some((text) => text !== '*' && /[*?]/.test(fields(text)));
  const anyIfExists = Object.keys(Condition).some((operator) => /^ForAnyValue:.*IfExists$/.test(operator));
  const signIn = Object.values(Condition).some((keys) => Object.keys(keys).some((key) => isOfSignIn(one, key)));
  const quantified = Object.entries(Condition).some(
    ([operator, keys]) =>
      operator.startsWith('For') && Object.keys(keys).some((key) => valuesOf(one, key.toLowerCase()).includes('')),
  );
  const variables = [...JSON.stringify(statement).matchAll(/\$\{(aws:[^},]+)/g)].map(([, name]) => name.toLowerCase());
  const empty = variables.some((name) => valuesOf(one, name).includes(''));
  return (
    NotPrincipal !== undefined ||
    JSON.stringify(NotResource).includes('${') ||
    wild ||
    anyIfExists ||
    quantified ||
    signIn ||
    empty
  );
}

/** A statement that speaks of another action than any request of the random worlds. */
function withoutEffect(statement) {
  return { ...withoutKey(statement, 'NotAction'), Action: 'ec2:RunInstances' };
}

function withoutKey(record, key) {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

/** A case with every document made anew. */
function mapDocuments(one, change) {
  const list = (documents) => documents.map(change);
  return {
    ...one,
    identity: list(one.identity),
    sessionPolicies: list(one.sessionPolicies),
    serviceControl: one.serviceControl.map(list),
    resourceControl: one.resourceControl.map(list),
    boundary: one.boundary === undefined ? undefined : change(one.boundary),
    policy: one.policy === undefined ? undefined : change(one.policy),
  };
}

function mapConditions(one, change) {
  return mapEach(one, (operator, values) => values.map((value) => change(operator, value)));
}

function mapConditionValues(one, change) {
  return mapEach(one, (_, values) => values.flatMap(change));
}

function mapEach(one, change) {
  const block = (condition, document) =>
    mapValues(condition, (keys, operator) => mapValues(keys, (value) => change(operator, [value].flat(), document)));
  return mapDocuments(one, (document) => ({
    ...document,
    Statement: document.Statement.map((statement) =>
      statement.Condition === undefined ? statement : { ...statement, Condition: block(statement.Condition, document) },
    ),
  }));
}

function mapValues(record, change) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}

function hasVariable({ parts }) {
  return parts.some(({ kind }) => kind === 'variable');
}

/** Values of a key in lower case, as far as a variable or a condition of the random worlds asks for it. */
function valuesOf(one, key) {
  const derived = {
    'aws:principaltag/school': one.tags.school,
    'aws:username': one.arn?.includes(':user/') ? one.arn.split('/').at(-1) : undefined,
    'aws:principalaccount': ['anonymous', 'saml', 'oidc'].includes(one.caller) ? 'anonymous' : one.own,
  };
  const given = Object.entries(one.context).find(([name]) => name.toLowerCase() === key)?.[1];
  return [given ?? derived[key] ?? []].flat();
}

/** Variables of the case that have neither a value nor a fallback. */
function withoutValue(one) {
  const names = [
    'aws:PrincipalTag/school',
    'aws:PrincipalTag/School',
    'aws:PrincipalTag/none',
    'aws:username',
    'aws:PrincipalAccount',
  ];
  const missing = names.filter((name) => valuesOf(one, name.toLowerCase()).length === 0);
  return new RegExp(`\\$\\{(?:${missing.join('|')})\\}`, 'g');
}

function filled(one, text) {
  return text.replace(/\$\{(aws:[^}]+)\}/g, (variable, name) => valuesOf(one, name.toLowerCase())[0] ?? variable);
}
