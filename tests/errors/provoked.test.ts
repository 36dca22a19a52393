import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { App, CfnResource, Stack } from 'aws-cdk-lib/core';
import { SchoolCell, SchoolKey } from '../../constructs';
import { codes, type Code, type Issue } from '../../lib/errors';
import { capability, partition, quota, requireCapability } from '../../lib/facts';
import { partitionAt } from '../../lib/facts/partitions';
import { planRegion } from '../../lib/plan';
import { findings } from '../../lib/synth/findings';
import { copiedRoot, edit } from '../facts/support';
import { crowd, regionOf, small } from '../plan/support';
import { afterLossMistakes } from './after-loss-mistakes';
import { assemblyMistakes } from './assembly-mistakes';
import { feedMistakes } from './feed-mistakes';
import { federationMistakes } from './federation-mistakes';
import { federationTextMistakes } from './federation-text-mistakes';
import { importMistakes } from './import-mistakes';
import { packMistakes } from './pack-mistakes';
import { syncMistakes } from './sync-mistakes';
import { proofInputMistakes } from './proof-input-mistakes';
import { registryMistakes } from './registry-mistakes';
import { restoreMistakes } from './restore-mistakes';
import { signingMistakes } from './signing-mistakes';
import { situations } from './situations';
import { issuesIn, issuesOf, layOut, run } from './support';
import { whyMistakes } from './why-mistakes';

jest.mock('../../lib/cli/commands/schema', () => ({
  schema: () => {
    throw new TypeError('cannot read properties of undefined');
  },
}));

/** A line of a stack trace, also where its line end is printed as an escape. */
const stackLine = /(?:^|\\u000a)\s+at \S/m;

/** The codes that a command line shows to its user; the others come to programs. */
const shown: readonly (readonly Code[])[] = [
  [
    'EDU101',
    'EDU102',
    'EDU103',
    'EDU104',
    'EDU105',
    'EDU106',
    'EDU107',
    'EDU108',
    'EDU109',
    'EDU110',
    'EDU111',
    'EDU112',
  ],
  ['EDU201', 'EDU202', 'EDU203', 'EDU204'],
  [
    'EDU301',
    'EDU302',
    'EDU303',
    'EDU304',
    'EDU305',
    'EDU306',
    'EDU307',
    'EDU308',
    'EDU309',
    'EDU310',
    'EDU311',
    'EDU312',
    'EDU313',
    'EDU314',
    'EDU315',
    'EDU316',
    'EDU317',
    'EDU318',
    'EDU319',
    'EDU320',
    'EDU321',
    'EDU322',
    'EDU323',
    'EDU324',
    'EDU325',
    'EDU326',
    'EDU327',
    'EDU328',
    'EDU329',
    'EDU330',
    'EDU331',
    'EDU332',
  ],
  [
    'EDU401',
    'EDU402',
    'EDU403',
    'EDU404',
    'EDU405',
    'EDU406',
    'EDU407',
    'EDU408',
    'EDU409',
    'EDU410',
    'EDU412',
    'EDU413',
    'EDU414',
    'EDU415',
    'EDU451',
  ],
  ['EDU701', 'EDU702', 'EDU703', 'EDU704'],
];

/** A mistake of somebody who uses the kit as a library. */
interface Call {
  readonly code: Code;
  readonly what: string;
  readonly issues: () => readonly Issue[] | Promise<readonly Issue[]>;
}

const calls: readonly Call[] = [
  {
    code: 'EDU411',
    what: 'a district of 200 schools in one account, which will need more roles than it gets',
    issues: () => planRegion(regionOf({ ...small, schools: crowd('abc', 'north', 200) })).issues,
  },
  ...federationMistakes,
  ...assemblyMistakes,
  ...feedMistakes,
  ...importMistakes,
  ...afterLossMistakes,
  ...registryMistakes,
  ...proofInputMistakes,
  ...whyMistakes,
  ...federationTextMistakes,
  ...signingMistakes,
  ...packMistakes,
  ...syncMistakes,
  ...restoreMistakes,
  { code: 'EDU501', what: 'an unknown partition', issues: () => issuesOf(() => partition('aws-china')) },
  { code: 'EDU501', what: 'an unknown capability', issues: () => issuesOf(() => capability('aws', 's3.objectlock')) },
  { code: 'EDU501', what: 'an unknown quota', issues: () => issuesOf(() => quota('aws', 's3.buckets')) },
  {
    code: 'EDU502',
    what: 'a capability that China lacks',
    issues: () => issuesOf(() => requireCapability('aws-cn', 'app.lambda.functionUrls')),
  },
  {
    code: 'EDU503',
    what: 'a policies file with a wrong value',
    issues: () => {
      const root = copiedRoot();
      edit(root, 'policies/partitions/aws.yaml', 'arnPartition: aws', 'arnPartition: 7');
      return issuesOf(() => partitionAt(root, 'aws'));
    },
  },
  {
    code: 'EDU601',
    what: 'a slug in capitals',
    issues: () => issuesOf(() => new SchoolKey(stack(), 'Key', { schoolId: 'Oak', bucketNames: ['edu-rec-oak'] })),
  },
  {
    code: 'EDU601',
    what: 'a stack without AWS Region',
    issues: () => issuesOf(() => new SchoolKey(new Stack(), 'Key', { schoolId: 'oak', bucketNames: ['edu-rec-oak'] })),
  },
  {
    code: 'EDU602',
    what: 'one role for two schools',
    issues: () => {
      const at = stack();
      const role = new Role(at, 'Role', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
      cell(at, 'oak').records.grantRead(role);
      return issuesOf(() => {
        cell(at, 'elm').records.grantRead(role);
      });
    },
  },
  {
    code: 'EDU705',
    what: 'a resource that Beijing does not have',
    issues: () => {
      const app = new App({ outdir: layOut() });
      const at = new Stack(app, 'china', { env: { account: '111122223333', region: 'cn-north-1' } });
      new CfnResource(at, 'Function', {
        type: 'AWS::CloudFront::Function',
        properties: {
          Name: 'f',
          AutoPublish: true,
          FunctionCode: 'x',
          FunctionConfig: { Comment: '', Runtime: 'cloudfront-js-2.0' },
        },
      });
      return findings(app, app.synth());
    },
  },
];

test('the tables provoke every code and no other', () => {
  const codesOf = (table: readonly { readonly code: Code }[]): Code[] =>
    [...new Set(table.map(({ code }) => code))].sort();
  expect(codesOf(situations)).toEqual(shown.flat());
  expect([...codesOf(situations), ...codesOf(calls), 'EDU901'].sort()).toEqual(Object.keys(codes).sort());
});

describe.each(situations)('$code comes for $what', ({ code, beside, files, args }) => {
  test('in words for people, with exit code 1', async () => {
    const { exitCode, out, err } = await run(args, layOut(files));
    expect(exitCode).toBe(1);
    expect(out).toBe('');
    expect(new Set(err.match(/EDU\d{3}(?= {2})/g))).toEqual(new Set([code, ...besides(beside)]));
    expect(err).not.toMatch(stackLine);
    expect(err).not.toMatch(/undefined|\[object|NaN/);
  });

  test('as JSON for machines, with message and details', async () => {
    const result = await run([...args, '--json'], layOut(files));
    expect(result.exitCode).toBe(1);
    expect(result.err).toBe('');
    expect(result.out).not.toMatch(stackLine);
    expectIssues(issuesIn(result), code, beside);
  });
});

test.each(calls)(
  '$code comes for $what',
  async ({ code, issues }) => {
    expectIssues(await issues(), code);
  },
  60_000,
);

describe('EDU901 comes for a crash of the kit', () => {
  test('in words, with exit code 2 and no stack trace', async () => {
    const { exitCode, out, err } = await run(['schema'], layOut());
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain('EDU901  cannot read properties of undefined');
    expect(err).toContain('EDUCLOUD_DEBUG=1');
    expect(err).not.toMatch(stackLine);
  });

  test('as JSON, with exit code 2', async () => {
    const result = await run(['schema', '--json'], layOut());
    expect(result).toMatchObject({ exitCode: 2, err: '' });
    expectIssues(issuesIn(result), 'EDU901');
  });

  test('with the stack trace for those who ask for it', async () => {
    process.env.EDUCLOUD_DEBUG = '1';
    try {
      expect((await run(['schema'], layOut())).err).toMatch(stackLine);
    } finally {
      delete process.env.EDUCLOUD_DEBUG;
    }
  });
});

/** One code, and what its reader needs: a message, and what was found, what is allowed, how to mend it or where it stands. */
function expectIssues(issues: readonly Issue[], code: Code, beside?: Code): void {
  expect(new Set(issues.map((one) => one.code))).toEqual(new Set([code, ...besides(beside)]));
  for (const one of issues) {
    expect(one.severity).toBe(
      [
        'EDU411',
        'EDU527',
        'EDU668',
        'EDU671',
        'EDU672',
        'EDU528',
        'EDU529',
        'EDU552',
        'EDU582',
        'EDU584',
        'EDU589',
        'EDU634',
        'EDU654',
        'EDU733',
        'EDU734',
      ].includes(code)
        ? 'warning'
        : 'error',
    );
    expect(one.message.length).toBeGreaterThan(9);
    expect(
      [one.found, one.allowed, one.fix, one.path].filter((detail) => detail !== undefined && detail !== ''),
    ).not.toEqual([]);
    if (code < 'EDU500') expect(one.file).toBeDefined();
  }
}

function besides(code: Code | undefined): Code[] {
  return code === undefined ? [] : [code];
}

function stack(): Stack {
  return new Stack(new App(), 'stack', { env: { account: '111122223333', region: 'eu-central-1' } });
}

function cell(at: Stack, schoolId: string): SchoolCell {
  return new SchoolCell(at, schoolId, {
    schoolId,
    regionId: 'region',
    jurisdiction: 'eu',
    perimeter: { organizations: [], accounts: [] },
    kind: 'primary',
    tier: 'pooled',
    recordsBucketName: `edu-rec-${schoolId}`,
    recordsClasses: ['personal'],
    materialsBucketName: `edu-mat-${schoolId}`,
    materialsClasses: ['open'],
    keyAlias: `alias/educloud/${schoolId}`,
    parameterName: `/educloud/region/schools/${schoolId}`,
  });
}
