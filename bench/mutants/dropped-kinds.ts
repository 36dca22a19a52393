import { equivalent, refuted, schoolKey, schoolPolicy, unclaimed, type Expected, type MutantKind } from './kind';
import { drop } from './policy-edits';
import { removeResource, type Where } from './template';

/** Mutants in which a protection is missing altogether. */
export const droppedKinds: readonly MutantKind[] = [
  dropped(schoolPolicy, 'DenyOtherSchools', refuted('read-isolation')),
  dropped(schoolPolicy, 'DenyListingByOthers', refuted('read-isolation')),
  dropped(schoolPolicy, 'DenyOutsiders', equivalent('nothing in the bucket policy allows another account anything')),
  dropped(schoolPolicy, 'DenyPlainHttp', refuted('tls-only')),
  dropped(schoolPolicy, 'DenyOtherEncryption', refuted('own-key-only')),
  dropped(schoolPolicy, 'DenyOtherKeys', refuted('own-key-only')),
  dropped(schoolPolicy, 'DenyUnnamedKey', refuted('own-key-only')),
  dropped(schoolPolicy, 'DenyCustomerKeys', refuted('own-key-only')),
  dropped(schoolKey, 'DenyOtherSchools', equivalent('the statement that allows use asks for the tag as well')),
  dropped(schoolKey, 'DenyUseOutsideS3', equivalent('the statement that allows use asks for S3 as well')),
  dropped(schoolKey, 'DenyGrantsToPrincipals', equivalent('nothing in the key policy allows grants')),
  dropped(schoolKey, 'DenyHastyDeletion', unclaimed('no property speaks of the deletion of keys')),
  dropped(schoolKey, 'Administer', refuted('no-lockout-key')),
  {
    id: 'drop-bucket-policy',
    sentence: 'the bucket has no policy',
    edit: removeResource(schoolPolicy),
    expected: refuted('read-isolation'),
  },
];

function dropped(where: Where, sid: string, expected: Expected): MutantKind {
  const what = where.type === 'AWS::KMS::Key' ? 'key' : 'bucket';
  return {
    id: `drop-${what}-${sid.replace(/(?!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase()}`,
    sentence: `${sid} is missing in the policy of a school's ${what}`,
    edit: drop(where, sid),
    expected,
  };
}
