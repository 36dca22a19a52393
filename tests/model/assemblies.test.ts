import { join } from 'node:path';
import { Effect, ManagedPolicy, PolicyStatement, Role, ServicePrincipal, User } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { App, Stack, Stage, Tags } from 'aws-cdk-lib/core';
import { planFile } from '../../lib/app';
import { readWorld, type World } from '../../lib/model';
import { synthesise } from '../../lib/synth';
import { folderOf, only, plain, stackArtifact, worldOfApp } from './support';

const env = { account: '111122223333', region: 'eu-central-1' };

/** Everything in a World that is not understood. */
function unknowns({ buckets, keys, roles, users }: World): string[] {
  const policies = [
    ...buckets.map(({ policy }) => policy),
    ...keys.map(({ policy }) => policy),
    ...roles.flatMap(({ trust, identity }) => [trust, ...identity]),
    ...users.flatMap(({ identity }) => identity),
  ];
  return policies.flatMap((one) =>
    [one?.unknown ?? [], one?.statements.flatMap(({ unknown }) => unknown) ?? []].flat(),
  );
}

describe('the assembly of an example', () => {
  const out = folderOf();
  synthesise(planFile(join(__dirname, '../../examples/smallest/region.yaml')).plan, { out, validate: false });
  const told: (readonly number[])[] = [];
  const world = readWorld(out, { onProgress: (done, total) => told.push([done, total]) });

  it('is understood to its end', () => {
    expect(unknowns(world)).toEqual([]);
    expect(world.doubts).toEqual([]);
    expect([...world.buckets, ...world.keys, ...world.roles].flatMap(({ doubts }) => doubts)).toEqual([]);
    expect(world.buckets.length * world.keys.length * world.roles.length).toBeGreaterThan(0);
  });

  it('knows the stores of the school, their key and their policies', () => {
    const stores = world.buckets.filter(({ owner }) => owner === 'oak');
    expect(stores.map(({ store }) => store).sort()).toEqual(['materials', 'records']);
    const key = only(world.keys.filter(({ owner }) => owner === 'oak'));
    for (const { encryption, policy, versioned, account } of stores) {
      expect(encryption).toEqual({ algorithm: 'aws:kms', key: key.arn, bucketKey: true });
      expect(policy?.statements.length).toBeGreaterThan(5);
      expect([versioned, account]).toEqual([true, '444455556666']);
    }
    expect(key.aliases).toEqual(['alias/educloud/oak']);
  });

  it('names the roles that CloudFormation deploys with', () => {
    expect(world.deployRoles).toContainEqual({
      arn: 'arn:aws:iam::444455556666:role/cdk-hnb659fds-cfn-exec-role-444455556666-eu-central-1',
      account: '444455556666',
      awsRegion: 'eu-central-1',
    });
  });

  it('takes the perimeter from educloud.json and says so', () => {
    expect(world.perimeter.accounts).toEqual(expect.arrayContaining(['111122223333', '444455556666']));
    expect(world.assumptions).toContain('The perimeter is the one that educloud.json names.');
  });

  it('has service roles that every role with a boundary is one of', () => {
    const bounded = world.roles.filter(({ boundary }) => boundary !== undefined);
    expect(bounded.length).toBeGreaterThan(0);
    for (const { boundary } of bounded) expect(boundary).toMatchObject({ statements: expect.any(Array) });
  });

  it('tells of its progress, template by template', () => {
    const { length } = world.stacks;
    expect(told).toEqual(world.stacks.map((_, index) => [index + 1, length]));
  });
});

describe('a plain CDK app', () => {
  it('is read across its stacks', () => {
    const world = worldOfApp((outdir) => {
      const app = new App({ outdir, context: { 'aws:cdk:enable-path-metadata': true } });
      const data = new Stack(app, 'data', { env });
      const key = new Key(data, 'Key');
      const bucket = new Bucket(data, 'Bucket', {
        encryption: BucketEncryption.KMS,
        encryptionKey: key,
        enforceSSL: true,
      });
      const people = new Stack(app, 'people', { env });
      const role = new Role(people, 'Role', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
      bucket.grantRead(role);
      new User(people, 'User', { managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess')] });
      return app;
    });
    expect(unknowns(world)).toEqual([]);
    const [bucket, key, role] = [only(world.buckets), only(world.keys), only(world.roles)];
    expect(plain(bucket.arn)).toBe('arn:aws:s3:::‹data.Bucket83908E77›');
    expect(bucket.encryption.key).toBe(key.arn);
    const granted = role.identity.flatMap(({ statements }) =>
      statements.flatMap(({ resources }) => resources?.list ?? []),
    );
    expect(granted.map(({ text }) => text)).toEqual(expect.arrayContaining([bucket.arn, `${bucket.arn}/*`, key.arn]));
    expect(only(only(world.users).identity).statements[0]?.actions.list).toMatchObject([{ text: '*' }]);
    expect(plain(bucket.source.path)).toBe('data/Bucket/Resource');
    expect(world.perimeter).toEqual({ organizations: [], accounts: ['111122223333'] });
    expect(world.assumptions).toEqual([]);
  });

  it('without account and AWS Region is one place, and says so', () => {
    const world = worldOfApp((outdir) => {
      const app = new App({ outdir });
      const bucket = new Bucket(new Stack(app, 'one'), 'Bucket');
      const role = new Role(new Stack(app, 'two'), 'Role', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
      bucket.addToResourcePolicy(
        new PolicyStatement({
          effect: Effect.DENY,
          principals: [role],
          actions: ['s3:*'],
          resources: [bucket.bucketArn],
        }),
      );
      return app;
    });
    const [{ account }, { arn }] = [only(world.buckets), only(world.roles)];
    expect(plain(account)).toBe('‹unknown-account.unknown-region.AWS∶∶AccountId›');
    expect(arn).toContain(account);
    expect(world.stacks.map((stack) => stack.account)).toEqual([account, account]);
    expect(world.assumptions).toHaveLength(1);
    expect(world.assumptions[0]).toContain('deployed to one account');
  });

  it('is read stage by stage, and tags of stacks are those of their resources', () => {
    const world = worldOfApp((outdir) => {
      const app = new App({ outdir });
      for (const name of ['Test', 'Live']) {
        const stack = new Stack(new Stage(app, name, { env }), 'store', {
          tags: { 'educloud:school': name.toLowerCase() },
        });
        new Bucket(stack, 'Bucket');
        Tags.of(new Bucket(stack, 'Other')).add('educloud:school', 'other');
      }
      return app;
    });
    expect(world.buckets.map(({ owner }) => owner).sort()).toEqual(['live', 'other', 'other', 'test']);
    expect(new Set(world.buckets.map(({ name }) => name)).size).toBe(4);
    expect(world.buckets[0]?.source.file).toMatch(/^assembly-\w+\/.*\.template\.json$/);
    expect(world.stacks.map(({ name }) => name)).toEqual(['Test-store', 'Live-store']);
  });
});

describe('a folder without a manifest', () => {
  const Resources = { B: { Type: 'AWS::S3::Bucket' } };

  it('is its templates, each in a place of its own', () => {
    const world = readWorld(
      folderOf({ 'a.template.json': { Resources }, 'b.template.json': { Resources }, 'x.json': {} }),
    );
    expect(plain(world.buckets.map(({ name }) => name))).toEqual(['‹a.B›', '‹b.B›']);
    expect(new Set(world.buckets.map(({ account }) => account)).size).toBe(2);
    expect(world.deployRoles).toEqual([]);
  });

  it('takes any JSON where no name says that it is a template', () => {
    expect(readWorld(folderOf({ 'school.json': { Resources }, 'README.md': 'x' })).buckets).toHaveLength(1);
  });
});

describe('a manifest', () => {
  it('gives the name of a stack and its role, and no role where there is none', () => {
    const more = {
      stackName: 'deployed',
      cloudFormationExecutionRoleArn: 'arn:${AWS::Partition}:iam::1:role/r-${AWS::Region}-${AWS::AccountId}',
    };
    const artifacts = {
      tree: { type: 'cdk:tree' },
      app: stackArtifact('app.template.json', 'aws://111122223333/us-gov-west-1', more),
      other: stackArtifact('app.template.json', 'aws://111122223333/us-gov-west-1'),
      odd: 7,
    };
    const world = readWorld(folderOf({ 'manifest.json': { artifacts }, 'app.template.json': {} }));
    expect(world.deployRoles).toEqual([
      {
        arn: 'arn:aws-us-gov:iam::1:role/r-us-gov-west-1-111122223333',
        account: '111122223333',
        awsRegion: 'us-gov-west-1',
      },
    ]);
    expect(world.stacks.map(({ name }) => name)).toEqual(['deployed', 'other']);
  });

  it('may hold stacks of one id in two nested assemblies, which are two stacks', () => {
    const nested = (directoryName: string): object => ({ type: 'cdk:cloud-assembly', properties: { directoryName } });
    const inner = { artifacts: { app: stackArtifact('app.template.json') } };
    const template = { Resources: { B: { Type: 'AWS::S3::Bucket' } } };
    const world = readWorld(
      folderOf({
        'manifest.json': { artifacts: { a: nested('a'), b: nested('b') } },
        ...Object.fromEntries(['a', 'b'].map((name) => [`${name}/manifest.json`, inner])),
        ...Object.fromEntries(['a', 'b'].map((name) => [`${name}/app.template.json`, template])),
      }),
    );
    expect(plain(world.buckets.map(({ name }) => name))).toEqual(['‹app.B›', '‹b∕app.template.json.B›']);
  });

  it('that holds itself is read once', () => {
    const itself = { type: 'cdk:cloud-assembly', properties: { directoryName: '.' } };
    const artifacts = { itself, app: stackArtifact('app.template.json') };
    expect(readWorld(folderOf({ 'manifest.json': { artifacts }, 'app.template.json': {} })).stacks).toHaveLength(1);
  });
});
