import { alarms, call, raised } from './support/alarms';
import { foreign, own, thrown } from './support/stage';

describe('somebody who takes the role for emergencies', () => {
  const breakGlassRoleArn = `arn:aws-cn:iam::${own}:role/educloud/educloud-northeast-break-glass`;
  const { built } = alarms('cn-northwest-1', { breakGlassRoleArn });
  const taking = ['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'];

  test.each(taking)('by %s raises an alarm, however he signs in', (name) => {
    expect(raised(built, call('sts', name, { roleArn: breakGlassRoleArn }))).toEqual(['break-glass']);
  });

  test('raises it, too, where the attempt is refused and names the role as a resource alone', () => {
    const event = Object(call('sts', 'AssumeRole'));
    const detail = { ...event.detail, errorCode: 'AccessDenied', resources: [{ ARN: breakGlassRoleArn }] };
    expect(raised(built, { ...event, detail })).toEqual(['break-glass']);
  });

  test('is told from who takes another role, and from other calls', () => {
    for (const name of taking)
      expect(raised(built, call('sts', name, { roleArn: `${breakGlassRoleArn}-2` }))).toEqual([]);
    expect(raised(built, call('sts', 'GetCallerIdentity', { roleArn: breakGlassRoleArn }))).toEqual([]);
    expect(raised(built, call('iam', 'AssumeRole', { roleArn: breakGlassRoleArn }))).toEqual([]);
  });

  test('is heard although CloudTrail marks the call as reading, and named by what he signed in as', () => {
    const [rule, ...more] = built
      .ofType('AWS::Events::Rule')
      .filter(({ Properties }) => Properties.State === 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS');
    expect(more).toEqual([]);
    expect(rule?.Properties.Name).toBe('educloud-northeast-break-glass');
    const { InputPathsMap, InputTemplate } = rule?.Properties.Targets[0].InputTransformer ?? {};
    const used = [...String(InputTemplate).matchAll(/<(\w+)>/g)].map(([, name]) => name);
    expect(used.sort()).toEqual(Object.keys(InputPathsMap).sort());
    expect(InputPathsMap).toMatchObject({
      user: '$.detail.userIdentity.userName',
      session: '$.detail.requestParameters.roleSessionName',
    });
    expect(built.foreignParts()).toEqual([]);
  });

  test('is not heard where no such role is named', () => {
    const quiet = alarms('cn-north-1').built;
    expect(raised(quiet, call('sts', 'AssumeRoleWithSAML', { roleArn: breakGlassRoleArn }))).toEqual([]);
  });

  test.each(['*', `arn:aws-cn:iam::${own}:role/*`, `arn:aws-cn:iam::${foreign}:role/a`, `arn:aws:iam::${own}:role/a`])(
    'is no role when the ARN is %s',
    (bad) => {
      expect(thrown(() => alarms('cn-north-1', { breakGlassRoleArn: bad }))).toMatchObject({
        code: 'EDU601',
        path: 'Stack/Alarms',
      });
    },
  );
});

test.each([
  ['us-east-1', ['identity-providers']],
  ['cn-north-1', ['identity-providers']],
  ['cn-northwest-1', []],
])('in %s, whoever changes an identity provider raises %j', (awsRegion, heard) => {
  const { built } = alarms(awsRegion, { identityProviders: true });
  for (const name of [
    'AddClientIDToOpenIDConnectProvider',
    'CreateOpenIDConnectProvider',
    'CreateSAMLProvider',
    'DeleteOpenIDConnectProvider',
    'DeleteSAMLProvider',
    'RemoveClientIDFromOpenIDConnectProvider',
    'UpdateOpenIDConnectProviderThumbprint',
    'UpdateSAMLProvider',
  ])
    expect([name, raised(built, call('iam', name))]).toEqual([name, heard]);
  expect(raised(built, call('iam', 'GetSAMLProvider'))).toEqual([]);
  expect(raised(alarms(awsRegion).built, call('iam', 'UpdateSAMLProvider'))).toEqual([]);
});
