import fc from 'fast-check';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { TagManager } from 'aws-cdk-lib/core';
import { applyTags } from '../../constructs/tags';
import { stackIn } from './support/stage';

const stack = stackIn();
let count = 0;

/** What becomes of a school's name in the tag. */
function tagged(name: string): string | undefined {
  const resource = new CfnBucket(stack, `Bucket${String(count++)}`);
  applyTags(resource, { name });
  return TagManager.of(resource)?.tagValues()['educloud:name'];
}

test('Chinese and Russian names stand in the tag as they are', () => {
  expect(tagged('东北林业大学')).toBe('东北林业大学');
  expect(tagged('Белорусский университет')).toBe('Белорусский университет');
});

test('what AWS refuses in a tag becomes a blank', () => {
  expect(tagged('School "No. 1" (北京)\n')).toBe('School No. 1 北京');
});

test('letters that came in two parts are joined first', () => {
  expect(tagged('Белорусский'.normalize('NFD'))).toBe('Белорусский');
});

test('a name of which nothing is left makes no tag', () => {
  expect(tagged('!!!')).toBeUndefined();
  expect(tagged('')).toBeUndefined();
});

test('a long name is cut between characters', () => {
  expect(tagged('𠀀'.repeat(200))).toBe('𠀀'.repeat(128));
  expect(tagged(`a${'𠀀'.repeat(200)}`)).toBe(`a${'𠀀'.repeat(127)}`);
});

test('whatever the name, the tag is one that AWS takes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      const value = tagged(name);
      return value === undefined || (/^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u.test(value) && value.length <= 256);
    }),
  );
});
