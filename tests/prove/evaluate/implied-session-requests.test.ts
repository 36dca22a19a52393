import { impliedSessionRequests } from '../../../lib/prove/evaluate';
import type { Request } from '../../../lib/prove/request';
import { anonymous, policy, requestOf, roleArn } from './support';

function implied(context: Request['context'], action = 'sts:AssumeRoleWithSAML', more: Partial<Request> = {}) {
  return impliedSessionRequests(requestOf({ caller: anonymous, action, resource: roleArn, context, ...more }));
}

const actions = (requests: readonly Request[]): readonly string[] => requests.map(({ action }) => action);

describe('What taking a role needs besides', () => {
  test.each([
    [{ 'saml:aud': 'x' }, []],
    [{ 'aws:RequestTag/team': 'x' }, ['sts:TagSession']],
    [{ 'AWS:tagkeys': ['team'] }, ['sts:TagSession']],
    [{ 'aws:TagKeys': [] }, []],
    [{ 'sts:TransitiveTagKeys': ['team'] }, ['sts:TagSession']],
    [{ 'sts:SourceIdentity': 'x' }, ['sts:SetSourceIdentity']],
    [{ 'sts:sourceidentity': 'x', 'aws:TagKeys': 'team' }, ['sts:TagSession', 'sts:SetSourceIdentity']],
  ] as readonly (readonly [Request['context'], readonly string[]])[])('with %j is %j', (context, expected) => {
    for (const action of ['sts:AssumeRole', 'sts:assumerolewithsaml', 'sts:AssumeRoleWithWebIdentity']) {
      expect(actions(implied(context, action))).toEqual(expected);
    }
  });

  test('is asked by the same caller, in the same session, of the same role, with what was stated', () => {
    const sessionPolicies = [policy([], 'identity')];
    const context = { 'aws:TagKeys': ['team'], 'saml:aud': 'x' };
    expect(implied(context, 'sts:AssumeRole', { sessionPolicies })).toEqual([
      { caller: anonymous, action: 'sts:TagSession', resource: roleArn, context, sessionPolicies },
    ]);
  });

  test('passes on the source identity that a session has', () => {
    const [passed] = implied({ 'aws:SourceIdentity': 'f00d' }, 'sts:AssumeRole');
    expect(passed).toMatchObject({ action: 'sts:SetSourceIdentity', context: { 'sts:SourceIdentity': 'f00d' } });
    expect(implied({ 'aws:SourceIdentity': 'f00d' }, 'sts:AssumeRoleWithSAML')).toEqual([]);
  });

  test.each(['sts:TagSession', 'sts:SetSourceIdentity', 's3:PutObject'])('is nothing for %s', (action) => {
    expect(implied({ 'aws:TagKeys': ['team'], 'sts:SourceIdentity': 'x' }, action)).toEqual([]);
  });
});
