import { EducloudError } from '../../../lib/errors';
import { readWorld, type Cells } from '../../../lib/model';
import { folderOf, stackArtifact } from '../../model/support';

// A resource that two schools claim would be proved for one of them only.

const template = {
  Resources: {
    Store: {
      Type: 'AWS::S3::Bucket',
      Properties: { BucketName: 'store' },
      Metadata: { 'aws:cdk:path': 'app/Store/Resource' },
    },
  },
};

function faults(schools: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const cells: Cells = {
    schools: Object.fromEntries(
      Object.entries(schools).map(([school, buckets]) => [school, { buckets, keys: [], roles: [] }]),
    ),
  };
  const folder = folderOf({ 'manifest.json': { artifacts: { app: stackArtifact('app.json') } }, 'app.json': template });
  try {
    readWorld(folder, { cells });
    return [];
  } catch (error) {
    return error instanceof EducloudError
      ? error.issues.map(({ code, path }) => `${code} ${path ?? ''}`)
      : [String(error)];
  }
}

describe('a cells file', () => {
  it('may name what belongs to a school in several ways', () => {
    expect(faults({ oak: ['store', 'arn:aws-cn:s3:::store', 'app/Store'] })).toEqual([]);
  });

  it.each(['store', 'arn:aws-cn:s3:::store', 'app/Store', 'app/Store/Resource'])(
    'gives nothing to two schools, though the second calls it %s',
    (name) => {
      expect(faults({ oak: ['store'], elm: [name] })).toEqual(['EDU731 schools.elm.buckets[0]']);
    },
  );
});
