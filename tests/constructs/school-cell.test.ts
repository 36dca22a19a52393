import { DistrictKey } from '../../constructs';
import { quota } from '../../lib/facts';
import { addCell, addRole, awsRegions, Built, own, stackIn, thrown } from './support/stage';

describe.each(awsRegions)('a cell in %s', (awsRegion) => {
  const stack = stackIn(awsRegion);
  const cell = addCell(stack, 'nefu', {
    names: { zh: '东北林业大学', en: 'Northeast Forestry University' },
    tier: 'pooled',
  });
  cell.records.grantReadWrite(addRole(stack));
  const built = new Built(stack);

  test('is a key with an alias, two buckets with policies and a registry entry', () => {
    const types = Object.values(built.resources).map(({ Type }) => Type);
    expect(types.filter((type) => type !== 'AWS::IAM::Role').sort()).toEqual([
      'AWS::KMS::Alias',
      'AWS::KMS::Key',
      'AWS::S3::Bucket',
      'AWS::S3::Bucket',
      'AWS::S3::BucketPolicy',
      'AWS::S3::BucketPolicy',
      'AWS::SSM::Parameter',
    ]);
  });

  test('exports nothing, imports nothing and asks for nothing', () => {
    expect(built.template.Outputs).toBeUndefined();
    expect(JSON.stringify(built.template)).not.toContain('Fn::ImportValue');
    expect(Object.keys(built.template.Parameters ?? {})).toEqual(['BootstrapVersion']);
  });

  test('writes where the data lies into the registry', () => {
    const [entry] = built.ofType('AWS::SSM::Parameter');
    expect(entry?.Properties).toMatchObject({ Name: '/educloud/northeast/schools/nefu', Type: 'String' });
    expect(JSON.parse(entry?.Properties.Value)).toEqual({
      version: 1,
      region: 'northeast',
      school: 'nefu',
      names: { zh: '东北林业大学', en: 'Northeast Forestry University' },
      kind: 'other',
      tier: 'pooled',
      status: 'active',
      jurisdiction: 'cn',
      account: own,
      awsRegion,
      keyAlias: 'alias/educloud/nefu',
      stores: {
        records: { bucket: 'edu-rec-nefu', dataClasses: ['personal', 'sensitive'] },
        materials: { bucket: 'edu-mat-nefu', dataClasses: ['internal'] },
      },
    });
  });

  test('tags both buckets with the first name', () => {
    for (const { Properties } of built.ofType('AWS::S3::Bucket'))
      expect(Properties.Tags).toContainEqual({ Key: 'educloud:name', Value: '东北林业大学' });
  });
});

test('a second school in the stack changes nothing of the first', () => {
  const resourcesOf = (schools: string[]): Record<string, unknown> => {
    const stack = stackIn();
    for (const schoolId of schools) addCell(stack, schoolId);
    return new Built(stack).template.Resources;
  };
  const alone = resourcesOf(['nefu']);
  expect(resourcesOf(['nefu', 'hit'])).toMatchObject(alone);
  expect(resourcesOf(['hit', 'nefu'])).toMatchObject(alone);
});

test('a frozen cell says so in the registry and keeps all of its resources', () => {
  const logicalIds = (frozen: boolean): string[] => {
    const stack = stackIn();
    addCell(stack, 'nefu', { frozen });
    const built = new Built(stack);
    expect(JSON.parse(built.ofType('AWS::SSM::Parameter')[0]?.Properties.Value).status).toBe(
      frozen ? 'frozen' : 'active',
    );
    return Object.keys(built.resources);
  };
  expect(logicalIds(true)).toEqual(logicalIds(false));
});

test('a cell without names has no such tag', () => {
  const stack = stackIn();
  addCell(stack, 'nefu');
  expect(JSON.stringify(new Built(stack).template)).not.toContain('educloud:name');
});

test('alias and parameter may be named otherwise', () => {
  const stack = stackIn();
  addCell(stack, 'nefu', { keyAlias: 'alias/schools/nefu', parameterName: '/schools/nefu' });
  const built = new Built(stack);
  expect(built.key('alias/schools/nefu').resource).toContain(':key/');
  expect(built.ofType('AWS::SSM::Parameter')[0]?.Properties.Name).toBe('/schools/nefu');
});

test('a cell with a shared key makes none of its own, and nothing else differs in kind', () => {
  const typesOf = (shared: boolean): string[] => {
    const stack = stackIn();
    const names = { recordsBucketName: 'edu-rec-nefu-1', materialsBucketName: 'edu-mat-nefu-1' };
    const key = new DistrictKey(stack, 'Key', {
      aliasName: 'alias/shared',
      regionId: 'northeast',
      members: [{ schoolId: 'nefu', bucketNames: Object.values(names) }],
    });
    const cell = addCell(stack, 'nefu', { ...names, ...(shared ? { key, keyAlias: 'alias/shared' } : {}) });
    expect(cell.key === key).toBe(shared);
    return Object.values(new Built(stack).resources).map(({ Type }) => Type);
  };
  const [alone, shared] = [typesOf(false), typesOf(true)];
  expect(alone.sort()).toEqual([...shared, 'AWS::KMS::Key', 'AWS::KMS::Alias'].sort());
});

describe('properties that do not fit', () => {
  test.each(['{{resolve:secretsmanager:key}}', '${AWS::Region}', 'a AWS::b'])(
    'no name is what CloudFormation would resolve: %s',
    (en) => {
      expect(thrown(() => addCell(stackIn(), 'nefu', { names: { en } }))).toMatchObject({ code: 'EDU601' });
    },
  );

  test.each(['schools/nefu', '/schools/', '/schools/n e f u', '/a'.repeat(16)])(
    'the parameter name %s is refused',
    (parameterName) => {
      expect(thrown(() => addCell(stackIn(), 'nefu', { parameterName }))).toMatchObject({
        code: 'EDU601',
        path: 'Stack/school-nefu',
      });
    },
  );

  test('names are counted in bytes, as a standard parameter counts them', () => {
    const limit = quota('aws-cn', 'ssm.standardParameterBytes').value;
    const fits = (zh: string): boolean =>
      thrown(() => addCell(stackIn(), 'nefu', { names: { zh } })).code === undefined;
    const room = limit - bytesOfEntry();
    expect(fits('x'.repeat(room))).toBe(true);
    expect(fits('x'.repeat(room + 1))).toBe(false);
    expect(fits('东'.repeat(Math.floor(room / 3)))).toBe(true);
    expect(fits('东'.repeat(Math.floor(room / 3) + 1))).toBe(false);
  });
});

/** Bytes of the entry with an empty Chinese name. */
function bytesOfEntry(): number {
  const stack = stackIn();
  addCell(stack, 'nefu', { names: { zh: '' } });
  return Buffer.byteLength(new Built(stack).ofType('AWS::SSM::Parameter')[0]?.Properties.Value);
}
