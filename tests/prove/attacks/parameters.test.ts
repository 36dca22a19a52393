import { opaque } from '../../../lib/model';
import { verdicts } from '../support/proving';
import { account, bucket, role, world } from '../support/worlds';

// Whoever deploys a stack chooses the values of its parameters, and a wildcard is one of them.

const arn = 'arn:aws-cn:s3:::edu-s1-data';
const parameter = opaque('value', 'stack.Parameter');

const said = (policy: readonly unknown[], property: string): string | undefined =>
  verdicts(world({ buckets: [bucket('edu-s1-data', { owner: 's1', policy })] }), property)[0]?.verdict;

const allow = (more: Record<string, unknown>): unknown => ({
  Effect: 'Allow',
  Principal: { AWS: '222222222222' },
  Action: 's3:GetObject',
  Resource: `${arn}/*`,
  ...more,
});

describe('a parameter', () => {
  it.each([
    ['is the action', { Action: parameter }],
    ['ends the action', { Action: `s3:${parameter}` }],
    ['stands among what is not allowed', { Action: undefined, NotAction: ['s3:GetObject', parameter] }],
    ['is the resource', { Resource: parameter }],
    ['is the principal', { Principal: { AWS: parameter } }],
    ['is the account of the principal', { Principal: { AWS: `arn:aws-cn:iam::${parameter}:root` } }],
  ])('that %s of an Allow for others is no proof', (_, more) => {
    expect(said([allow(more)], 'no-outsider')).not.toBe('proved');
  });

  it('that names the service in a Deny denies no service for sure', () => {
    const open = allow({ Principal: { Service: 'logs.amazonaws.com' } });
    const deny = { Effect: 'Deny', Action: 's3:*', Resource: [arn, `${arn}/*`] };
    expect(said([open, { ...deny, Principal: { Service: 'logs.amazonaws.com' } }], 'no-outsider')).toBe('proved');
    expect(said([open, { ...deny, Principal: { Service: parameter } }], 'no-outsider')).not.toBe('proved');
  });

  it('that names a role in an Allow may name one that has no policies of its own', () => {
    const trust = [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }];
    const everything = [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }];
    const own = role('own', { trust, tags: { 'educloud:school': 's1' }, identity: everything });
    const policy = [allow({ Principal: { AWS: `arn:aws-cn:iam::${account}:role/${parameter}` } })];
    const one = world({
      closedAccounts: [account],
      roles: [own, role('other', { trust })],
      buckets: [bucket('edu-s1-data', { owner: 's1', policy })],
    });
    expect(verdicts(one, 'read-isolation')[0]?.verdict).not.toBe('proved');
  });
});
