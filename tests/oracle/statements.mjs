// Random statements: every element of the language, near enough to the request that many of them match.

const schools = ['oak', 'elm', 'oak-hill', 'OAK', ''];

/** What a condition can ask, by kind of value: the keys, and values that policies compare them with. */
export const kinds = {
  string: {
    keys: ['aws:PrincipalTag/school', 'aws:SourceVpc', 's3:x-amz-acl', 'aws:PrincipalOrgID', 'aws:PrincipalAccount'],
    values: ['oak', 'elm', 'vpc-1', 'private', 'o-1', '111111111111', '222222222222', 'oa*', '*', '?ak', '*k', 'v*-?'],
    tests: [
      'StringEquals',
      'StringNotEquals',
      'StringEqualsIgnoreCase',
      'StringNotEqualsIgnoreCase',
      'StringLike',
      'StringNotLike',
    ],
    variables: [
      '${aws:PrincipalTag/school}',
      "${aws:PrincipalTag/none, 'oak'}",
      '${aws:PrincipalTag/none}',
      '${aws:username}',
      'o${*}',
      '${aws:PrincipalTag/School}',
    ],
  },
  arn: {
    keys: ['aws:PrincipalArn', 'aws:SourceArn'],
    values: [
      'arn:aws:iam::111111111111:role/teacher',
      'arn:aws:iam::111111111111:*',
      'arn:aws:iam::*:role/*',
      'arn:aws:iam::222222222222:user/clerk',
      'arn:aws:s3:::school-oak',
      'arn:aws:s3:::school-*',
      'arn:*:s3:::*',
      'arn:aws:iam::?11111111111:role/t*r',
      'arn:aws:iam::111111111111:root',
    ],
    tests: ['ArnEquals', 'ArnNotEquals', 'ArnLike', 'ArnNotLike'],
    variables: ['arn:aws:s3:::school-${aws:PrincipalTag/school}', 'arn:aws:iam::${aws:PrincipalAccount}:role/*'],
  },
  number: {
    keys: ['s3:max-keys', 's3:TlsVersion'],
    values: ['10', '1.2', '1.3', '0', '-5', '100'],
    tests: [
      'NumericEquals',
      'NumericNotEquals',
      'NumericLessThan',
      'NumericLessThanEquals',
      'NumericGreaterThan',
      'NumericGreaterThanEquals',
    ],
  },
  date: {
    keys: ['aws:CurrentTime', 'aws:TokenIssueTime'],
    values: ['2026-01-01T00:00:00Z', '2027-06-30T12:00:00Z', '2025-12-31T23:59:59Z'],
    tests: [
      'DateEquals',
      'DateNotEquals',
      'DateLessThan',
      'DateLessThanEquals',
      'DateGreaterThan',
      'DateGreaterThanEquals',
    ],
  },
  bool: {
    keys: ['aws:SecureTransport', 'aws:ViaAWSService', 'aws:PrincipalIsAWSService', 'aws:MultiFactorAuthPresent'],
    values: ['true', 'false'],
    tests: ['Bool'],
  },
  ip: {
    keys: ['aws:SourceIp'],
    values: ['10.0.0.0/8', '10.1.2.3', '192.168.0.0/16', '2001:db8::/32', '0.0.0.0/0', '10.1.2.0/30'],
    tests: ['IpAddress', 'NotIpAddress'],
  },
  null: {
    keys: [
      'aws:PrincipalTag/school',
      'aws:SourceVpc',
      'aws:TagKeys',
      'aws:SourceIp',
      'aws:PrincipalTag/none',
      'aws:PrincipalArn',
    ],
    values: ['true', 'false'],
    tests: ['Null'],
  },
  list: {
    keys: ['aws:TagKeys', 'kms:EncryptionContextKeys'],
    values: ['school', 'class', 'sch*', '*', 'aws:s3:arn', 'School'],
    tests: ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'StringEqualsIgnoreCase'],
  },
};

/** What a trust policy asks besides. */
const trustKinds = {
  ...kinds,
  claim: {
    keys: ['saml:aud', 'saml:sub_type', 'saml:iss', 'accounts.google.com:aud', 'sts:RoleSessionName', 'sts:ExternalId'],
    values: [
      'https://signin.aws.amazon.com/saml',
      'persistent',
      'transient',
      'https://idp.example/idp',
      'app',
      'x',
      '*',
      'h*',
    ],
    tests: kinds.string.tests,
  },
  claims: {
    keys: ['saml:edupersonscopedaffiliation', 'saml:edupersonaffiliation', 'aws:TagKeys', 'sts:TransitiveTagKeys'],
    values: [
      'faculty@oak.example',
      'staff@oak.example',
      'student@elm.example',
      '*@oak.example',
      'faculty',
      'school',
      'team',
    ],
    tests: kinds.list.tests,
    quantified: true,
  },
  passed: {
    keys: ['sts:SourceIdentity', 'aws:RequestTag/team', 'aws:RequestTag/school'],
    values: ['f00d', 'oak', 'elm', 'f*', '*'],
    tests: kinds.string.tests,
  },
  stated: {
    keys: ['saml:aud', 'sts:SourceIdentity', 'aws:RequestTag/team', 'aws:TagKeys', 'saml:edupersonscopedaffiliation'],
    values: ['true', 'false'],
    tests: ['Null'],
    single: true,
  },
};

export function conditionOf(random, documentKind) {
  const block = {};
  const trusting = documentKind === 'trust' && random.chance(0.7);
  const table = trusting ? trustKinds : kinds;
  const names = trusting ? ['claim', 'claims', 'passed', 'stated', 'list', 'null'] : Object.keys(kinds);
  for (let left = 1 + random.below(2); left > 0; left -= 1) {
    const name = random.pick(names);
    const kind = table[name];
    let operator = random.pick(kind.tests);
    const single = name === 'null' || name === 'bool' || kind.single === true;
    if (operator !== 'Null' && random.chance(0.25)) operator += 'IfExists';
    if (name === 'list' || kind.quantified === true || (name === 'string' && random.chance(0.06))) {
      operator = `${random.pick(['ForAllValues', 'ForAnyValue'])}:${operator}`;
    }
    const values = single ? [random.pick(kind.values)] : random.some([...kind.values, ...(kind.variables ?? [])], 3);
    let key = random.pick(kind.keys);
    if (random.chance(0.1)) key = key.toLowerCase();
    if (block[operator] === undefined) block[operator] = { [key]: values.length === 1 ? values[0] : values };
  }
  return block;
}

function actionsOf(random, action, kind) {
  const [service, name] = action.split(':');
  const near = [
    action,
    ...(kind === 'resource-control' ? [] : ['*']),
    `${service}:*`,
    `${service}:${name.slice(0, 3)}*`,
    action.toUpperCase(),
    `${service}:?${name.slice(1)}`,
  ];
  const far = [
    's3:Put*',
    'kms:Decrypt',
    'ec2:*',
    's3:ListBucket',
    'sts:AssumeRole',
    'sts:TagSession',
    'sns:Publish',
    'iam:PassRole',
  ];
  return random.some(random.chance(0.75) ? near : far, 2);
}

function resourcesOf(random, resource) {
  const near = [
    resource,
    '*',
    `${resource.slice(0, -2)}*`,
    `${resource.slice(0, -1)}?`,
    'arn:aws:s3:::school-*',
    'arn:aws:s3:::school-oak/*',
    'arn:aws:s3:::school-${aws:PrincipalTag/school}/*',
    'arn:aws:s3:::*${aws:PrincipalTag/none}*',
    "arn:aws:s3:::school-${aws:PrincipalTag/none, 'oak'}*",
    'arn:aws:kms:*:111111111111:key/*',
    'arn:aws:kms:eu-central-1:*:key/k*',
  ];
  const far = ['arn:aws:s3:::other/*', 'arn:aws:s3:::School-oak/*', 'arn:aws:kms:eu-central-1:111111111111:key/zzz'];
  return random.some(random.chance(0.75) ? near : far, 2);
}

function principalOf(random, names) {
  const one = (list) => (random.chance(0.5) ? list[0] : list);
  if (random.chance(0.2)) return random.chance(0.5) ? '*' : { AWS: '*' };
  const principal = {};
  if (random.chance(0.9)) principal.AWS = one(random.some(random.chance(0.8) ? names.near : names.far, 2));
  if (names.providers !== undefined && random.chance(0.8)) {
    return { ...(random.chance(0.2) ? principal : {}), Federated: one(random.some(names.providers, 2)) };
  }
  if (principal.AWS === undefined || random.chance(0.2)) principal.Service = one(random.some(names.services, 2));
  return principal;
}

/** A statement; `kind` as the parser knows it. */
export function statementOf(random, kind, { action, resource, names }, effect) {
  const statement = { Effect: effect };
  if (kind === 'resource-control') statement.Principal = '*';
  else if (kind === 'resource' || kind === 'trust') {
    statement[random.chance(effect === 'Deny' ? 0.12 : 0.05) ? 'NotPrincipal' : 'Principal'] = principalOf(
      random,
      names,
    );
  }
  const not = kind !== 'resource-control';
  statement[not && random.chance(0.1) ? 'NotAction' : 'Action'] = actionsOf(random, action, kind);
  if (kind !== 'trust') {
    const own = kind === 'resource' && !resource.startsWith('arn:aws:s3');
    if (own) statement.Resource = '*';
    else statement[random.chance(0.1) ? 'NotResource' : 'Resource'] = resourcesOf(random, resource);
  }
  if (random.chance(effect === 'Deny' ? 0.75 : 0.45)) statement.Condition = conditionOf(random, kind);
  return statement;
}

/** A policy document of this kind. */
export function documentOf(random, kind, request) {
  const statements = Array.from({ length: 1 + random.below(3) }, () => {
    const deny = kind === 'resource-control' || random.chance(0.22);
    return statementOf(random, kind, request, deny ? 'Deny' : 'Allow');
  });
  return {
    Version: kind === 'resource-control' || random.chance(0.93) ? '2012-10-17' : '2008-10-17',
    Statement: statements,
  };
}

/** Values that a request may carry, by key. */
export function contextOf(random, caller) {
  const context = {};
  const maybe = (share, key, values) => {
    if (random.chance(share)) context[key] = random.pick(values);
  };
  maybe(0.5, 'aws:SourceVpc', ['vpc-1', 'vpc-22']);
  maybe(0.4, 's3:x-amz-acl', ['private', 'oak']);
  maybe(0.5, 'aws:SourceIp', ['10.1.2.3', '10.200.0.1', '192.168.3.4', '2001:db8:0:1::5', '8.8.8.8']);
  maybe(0.4, 's3:max-keys', ['10', '9', '1000']);
  maybe(0.3, 'aws:MultiFactorAuthPresent', ['true', 'false']);
  maybe(0.3, 'aws:TokenIssueTime', ['2026-01-01T00:00:00Z', '2026-05-05T05:05:05Z']);
  maybe(0.15, 'aws:SecureTransport', ['false']);
  maybe(0.4, 'aws:SourceArn', [
    'arn:aws:s3:::school-oak',
    'arn:aws:s3:::other',
    'arn:aws:sns:eu-central-1:111111111111:topic',
  ]);
  context['aws:CurrentTime'] = random.pick(['2026-01-01T00:00:00Z', '2026-07-01T00:00:00Z', '2028-01-01T00:00:00Z']);
  if (random.chance(0.6)) context['aws:TagKeys'] = random.some(['school', 'class', 'year', 'SCHOOL'], 2);
  if (random.chance(0.3)) context['kms:EncryptionContextKeys'] = random.some(['aws:s3:arn', 'school'], 2);
  if (caller === 'unseen') maybe(0.7, 'aws:PrincipalTag/school', schools);
  return context;
}

/** What a request to AWS STS may carry besides; a key that the action does not have is left out on both sides. */
export function stsContextOf(random, caller) {
  const context = {};
  const maybe = (share, key, value) => {
    if (random.chance(share)) context[key] = value();
  };
  const of = (values) => () => random.pick(values);
  maybe(0.5, 'sts:SourceIdentity', of(['f00d', 'oak', 'x']));
  maybe(0.3, 'sts:RoleSessionName', of(['monday', 'x']));
  maybe(0.3, 'sts:ExternalId', of(['x', 'y']));
  maybe(0.3, 'aws:RequestTag/team', of(['oak', 'elm', 'f00d']));
  maybe(0.3, 'aws:RequestTag/school', of(['oak', 'elm']));
  maybe(0.3, 'sts:TransitiveTagKeys', () => random.some(['school', 'team'], 2));
  if (caller === 'oidc') maybe(0.8, 'accounts.google.com:aud', of(['app', 'x']));
  if (caller !== 'saml') return context;
  const affiliations = ['faculty@oak.example', 'staff@oak.example', 'student@elm.example', 'FACULTY@oak.example'];
  maybe(0.9, 'saml:aud', of(['https://signin.aws.amazon.com/saml', 'https://signin.amazonaws.cn/saml']));
  maybe(0.8, 'saml:sub_type', of(['persistent', 'transient']));
  maybe(0.5, 'saml:iss', of(['https://idp.example/idp', 'https://other.example/idp']));
  maybe(0.8, 'saml:edupersonscopedaffiliation', () => random.some(affiliations, 3));
  maybe(0.5, 'saml:edupersonaffiliation', () => random.some(['faculty', 'student', 'member'], 2));
  return context;
}

export const tagValues = schools;
