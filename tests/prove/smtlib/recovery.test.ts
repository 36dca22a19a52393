import type { World } from '../../../lib/model';
import { allBut, far, recoveryWorld, restores, vault, vaultArn, vaultLosses, vaultPolicy } from '../support/recovery';
import { account, otherAccount, role } from '../support/worlds';
import { compared, expectedOf, hasSolver, isProblem, questions } from './support';

const [losing, ...others] = vaultPolicy;
const one = (policy: readonly Readonly<Record<string, unknown>>[], parts: Partial<World> = {}): World =>
  recoveryWorld({ buckets: [], trails: [], vaults: [vault({}, policy)], ...parts });
const operator = (identity: unknown, boundary?: unknown) =>
  role('operator', {
    trust: [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }],
    identity,
    ...(boundary === undefined ? {} : { boundary }),
  });
const stop = { Effect: 'Allow', Action: 'cloudtrail:StopLogging', Resource: 'arn:aws-cn:cloudtrail:*:*:trail/ba?e' };
const trails = (...roles: readonly ReturnType<typeof operator>[]): World =>
  recoveryWorld({ buckets: [], vaults: [], roles });

const worlds: Readonly<Record<string, World>> = {
  'a vault that keeps what it has': one(vaultPolicy),
  'a vault without a policy': one([]),
  'a Deny that names recovery points by a pattern': one([
    { ...losing, Resource: `arn:aws-cn:backup:*:${account}:recovery-point:edu-*` },
    ...others,
  ]),
  'a Deny that names the vault': one([{ ...losing, Resource: vaultArn() }, ...others]),
  'a vault that opens itself to another account': one([
    ...vaultPolicy,
    { Effect: 'Allow', Principal: { AWS: otherAccount }, Action: 'backup:CopyIntoBackupVault', Resource: '*' },
  ]),
  'a Deny by tags that recovery points have': one([
    {
      ...allBut([...vaultLosses, ...restores]),
      Condition: { StringEquals: { 'aws:ResourceTag/educloud:school': 's1' } },
    },
  ]),
  'roles of the templates alone': one([], {
    closedAccounts: [account],
    roles: [
      operator([{ Effect: 'Allow', Action: 'backup:*', Resource: `arn:aws-cn:backup:${far}:*:*` }]),
      role('recovery', {
        trust: [{ Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        identity: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
      }),
    ],
  }),
  'a trail that an operator may stop': trails(operator([stop])),
  'a trail that a boundary keeps': trails(operator([stop], [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }])),
};

const properties = ['vault-kept', 'vault-isolation', 'trail-goes-on'];
const all = Object.entries(worlds).map(([title, world]) => [title, questions(world, ...properties)] as const);

(hasSolver ? describe : describe.skip)('cvc5, where it is installed, gives the answers of the prover', () => {
  test.each(all)('about %s', (_, files) => {
    expect(compared(files, 120)).toEqual({ differ: [], open: [] });
  });
});

test('questions about vaults and trails have both answers, and none is left out', () => {
  const files = all.flatMap(([, list]) => list);
  expect(new Set(files.filter(isProblem).map(expectedOf))).toEqual(new Set(['sat', 'unsat']));
  expect(files.filter(isProblem).some(({ name }) => name.includes('trail-goes-on'))).toBe(true);
  const lists = files.filter(({ name }) => name === 'index.json').map(({ text }) => text);
  expect(lists.filter((text) => !text.includes('"leftOut": []'))).toEqual([]);
});
