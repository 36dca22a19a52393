import { byTag, districtKey, equivalent, refuted, schoolKey, vacuous, type MutantKind } from './kind';
import { add, conditions, drop, onDocument, rewrite, rewriteAll, without } from './policy-edits';
import { fieldsOf, filled, inTurn } from './template';

const use = 'SchoolUsesThroughS3';
const uses = 'SchoolsUseThroughS3';
const tag = '"aws:PrincipalTag/educloud:school":"<school>"';
const root = 'arn:<partition>:iam::<account>:root';

/** Mutants of the policies of keys, of one school or of a district. */
export const keyKinds: readonly MutantKind[] = [
  {
    id: 'key-root-only',
    sentence: 'the key policy allows the account everything and says nothing else, as AWS writes it by default',
    edit: onDocument(schoolKey, (document, resource) => ({
      ...document,
      Statement: [filled({ Effect: 'Allow', Principal: { AWS: root }, Action: 'kms:*', Resource: '*' }, resource)],
    })),
    expected: refuted('decrypt-isolation'),
  },
  {
    id: 'key-account-decrypts',
    sentence: 'Administer allows kms:* instead of looking after the key, and the Denies for others are missing',
    edit: inTurn(
      rewrite(schoolKey, 'Administer', '"kms:CancelKeyDeletion"', '"kms:*"'),
      drop(schoolKey, 'DenyOtherSchools'),
      drop(schoolKey, 'DenyUseOutsideS3'),
    ),
    expected: refuted('decrypt-isolation'),
  },
  {
    id: 'key-account-grants',
    sentence: 'Administer allows kms:CreateGrant',
    edit: rewrite(schoolKey, 'Administer', '"kms:CancelKeyDeletion"', '"kms:CancelKeyDeletion","kms:CreateGrant"'),
    expected: refuted('decrypt-isolation'),
  },
  {
    id: 'key-allow-other-slug',
    sentence: 'the statement that allows use names another school',
    edit: rewrite(schoolKey, use, tag, tag.replace('<school>', 'elsewhere')),
    expected: vacuous('decrypt-isolation'),
  },
  {
    id: 'key-other-slug',
    sentence: 'the statement that allows use and the Deny name another school',
    edit: inTurn(
      rewrite(schoolKey, 'DenyOtherSchools', tag, tag.replace('<school>', 'elsewhere')),
      rewrite(schoolKey, use, tag, tag.replace('<school>', 'elsewhere')),
    ),
    expected: refuted('decrypt-isolation'),
  },
  {
    id: 'key-allow-untagged',
    sentence: 'the statement that allows use asks for no tag',
    edit: rewrite(schoolKey, use, `${tag},`, ''),
    expected: equivalent('DenyOtherSchools denies whoever has not the tag'),
  },
  {
    id: 'key-untagged',
    sentence: 'the statement that allows use asks for no tag, and DenyOtherSchools is missing',
    edit: inTurn(rewrite(schoolKey, use, `${tag},`, ''), drop(schoolKey, 'DenyOtherSchools')),
    expected: refuted('decrypt-isolation'),
  },
  {
    id: 'key-allow-if-exists',
    sentence: 'the statement that allows use takes an absent tag for the right one, and DenyOtherSchools is missing',
    edit: inTurn(
      drop(schoolKey, 'DenyOtherSchools'),
      rewriteAll(schoolKey, use, [
        [`${tag},`, ''],
        ['"Condition":{', `"Condition":{"StringEqualsIfExists":{${tag}},`],
      ]),
    ),
    expected: refuted('decrypt-isolation'),
  },
  {
    id: 'key-tag-prefix',
    sentence: 'the statement that allows use and the Deny compare the tag with the slug and `*`',
    edit: inTurn(
      rewrite(schoolKey, 'DenyOtherSchools', byTag, '"StringNotLike":{"aws:PrincipalTag/educloud:school":"<school>*"}'),
      rewriteAll(schoolKey, use, [
        [`${tag},`, ''],
        ['"StringLike":{', '"StringLike":{"aws:PrincipalTag/educloud:school":"<school>*",'],
      ]),
    ),
    expected: refuted('decrypt-isolation'),
  },
  {
    id: 'key-any-account',
    sentence: 'the statement that allows use names everybody, and no account of the caller',
    edit: rewriteAll(schoolKey, use, [
      [`"Principal":{"AWS":"${root}"}`, '"Principal":{"AWS":"*"}'],
      [',"kms:CallerAccount":"<account>"', ''],
    ]),
    expected: refuted('decrypt-isolation'),
  },
  {
    id: 'key-any-principal',
    sentence: 'the statement that allows use names everybody of the account of the caller',
    edit: rewrite(schoolKey, use, `"Principal":{"AWS":"${root}"}`, '"Principal":{"AWS":"*"}'),
    expected: equivalent('kms:CallerAccount and the tag stay'),
  },
  {
    id: 'key-any-context',
    sentence: "the statement that allows use names no store of the school's",
    edit: conditions(schoolKey, use, (block) => without(block, 'StringLike')),
    expected: equivalent('the key encrypts data of the one school, and the tag stays'),
  },
  {
    id: 'key-allow-foreign-account',
    sentence: 'a statement allows another account kms:Decrypt, and DenyOtherSchools asks for the tag alone',
    edit: add(schoolKey, {
      Sid: 'Partner',
      Effect: 'Allow',
      Principal: { AWS: '999900001111' },
      Action: 'kms:Decrypt',
      Resource: '*',
    }),
    expected: refuted('decrypt-isolation'),
  },
  {
    id: 'key-locks-deployment-out',
    sentence: 'a statement denies kms:PutKeyPolicy to all but the school',
    edit: add(schoolKey, {
      Sid: 'DenyChanges',
      Effect: 'Deny',
      Principal: '*',
      Action: 'kms:PutKeyPolicy',
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:PrincipalTag/educloud:school': '<school>' } },
    }),
    expected: refuted('no-lockout-key'),
  },
  {
    id: 'key-service-grants-anybody',
    sentence: 'ServiceRolesGrantToAws names no role',
    edit: rewrite(schoolKey, 'ServiceRolesGrantToAws', '"ArnEquals"', '"ArnNotEquals"'),
    expected: refuted('decrypt-isolation'),
  },
  {
    id: 'district-any-context',
    sentence: "the statement that allows use of a district's key names no stores",
    edit: conditions(districtKey, uses, (block) => without(block, 'StringLike')),
    expected: refuted('decrypt-isolation'),
  },
  {
    id: 'district-wide-context',
    sentence: "the statement that allows use of a district's key names the stores of all its schools",
    edit: rewriteAll(districtKey, uses, [
      ['edu-rec-${aws:PrincipalTag/educloud:school}-', 'edu-rec-*-'],
      ['edu-rec-${aws:PrincipalTag/educloud:school}-', 'edu-rec-*-'],
    ]),
    expected: refuted('decrypt-isolation'),
  },
  {
    id: 'district-tag-not-pinned',
    sentence: "statements of a district's key list no slugs, so that a tag may hold a slash",
    edit: inTurn(
      conditions(districtKey, uses, (block) => without(block, 'StringEquals', 'aws:PrincipalTag/educloud:school')),
      drop(districtKey, 'DenyOtherSchools'),
    ),
    expected: refuted('decrypt-isolation'),
  },
  {
    id: 'district-other-slug',
    sentence: "one slug in the lists of a district's key is another",
    edit: onDocument(districtKey, (document) =>
      fieldsOf(JSON.stringify(document).replace(/("aws:PrincipalTag\/educloud:school":\[)"[^"]+"/g, '$1"elsewhere"')),
    ),
    expected: vacuous('decrypt-isolation'),
  },
  {
    id: 'district-old-version',
    sentence: "the policy of a district's key is of the version of 2008, which knows no variables",
    edit: onDocument(districtKey, (document) => ({ ...document, Version: '2008-10-17' })),
    expected: vacuous('decrypt-isolation'),
  },
];
