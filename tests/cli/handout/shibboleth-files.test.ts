import { createHash } from 'node:crypto';
import { createContext, runInContext } from 'node:vm';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { shibbolethFiles } from '../../../lib/cli/handout/shibboleth-files';
import type { HandoutRole } from '../../../lib/cli/handout/handout-data';
import { oak, provider, region, roles } from './support';

const filesFor = (given: readonly HandoutRole[]) => {
  if (oak.signIn.kind !== 'saml') throw new Error('oak has no provider');
  const { serviceProvider, userTag } = region;
  return shibbolethFiles({ region: 'small', serviceProvider, provider: oak.signIn.provider, roles: given, userTag });
};
const files = filesFor(roles);
const [teacher, admin] = roles.map(({ arn }) => `${arn},${provider}`);

/** A list of Java. */
class List {
  constructor(public readonly items: unknown[]) {}
  size(): number {
    return this.items.length;
  }
  get(index: number): unknown {
    return this.items[index];
  }
}

/** What the IdP hands to a script: texts as texts, scoped values as objects, empty values as null. */
class Attribute {
  private readonly values: List;
  constructor(values: readonly unknown[] = []) {
    this.values = new List([...values]);
  }
  getValues(): List {
    return this.values;
  }
  addValue(value: unknown): void {
    expect(typeof value).toBe('string');
    this.values.items.push(value);
  }
}

const scoped = (text: string): unknown => {
  const at = text.lastIndexOf('@');
  return { getValue: () => text.slice(0, at), getScope: () => text.slice(at + 1) };
};

/** The parts of Java that the scripts use; bytes are signed. */
const java = {
  lang: {
    String: class {
      constructor(private readonly text: string) {}
      getBytes(charset: string): Int8Array {
        expect(charset).toBe('UTF-8');
        return Int8Array.from(Buffer.from(this.text, 'utf8'));
      }
    },
  },
  security: {
    MessageDigest: {
      getInstance: (name: string) => ({
        digest: (bytes: Int8Array): Int8Array => {
          expect(name).toBe('SHA-256');
          return Int8Array.from(createHash('sha256').update(Buffer.from(bytes)).digest());
        },
      }),
    },
  },
};

/** The scripts of `attribute-resolver.xml`, by the id of their attribute. */
function scriptsOf(xml: string): Readonly<Record<string, string>> {
  const scripts: Record<string, string> = {};
  let id = '';
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'AttributeDefinition') id = attributes.id ?? '';
  });
  parser.on('cdata', (text) => {
    scripts[id] = text;
  });
  parser.write(`<all>${xml}</all>`).close();
  return scripts;
}

interface Person {
  readonly affiliations?: readonly string[];
  readonly entitlements?: readonly unknown[];
  readonly pairwiseId?: string;
}

/** What AWS is told of a person: the values of `awsRole` and `awsUser`. */
function told(
  { affiliations, entitlements, pairwiseId }: Person,
  resolver = files.resolver,
): { roles: unknown[]; ids: unknown[] } {
  const { awsRole: roleScript = '', awsUser: userScript = '' } = scriptsOf(resolver);
  const awsRole = new Attribute();
  const awsUser = new Attribute();
  const inputs = {
    ...(affiliations === undefined ? {} : { eduPersonScopedAffiliation: new Attribute(affiliations.map(scoped)) }),
    ...(entitlements === undefined ? {} : { eduPersonEntitlement: new Attribute(entitlements) }),
  };
  runInContext(roleScript, createContext({ ...inputs, awsRole }));
  const id = pairwiseId === undefined ? {} : { samlPairwiseID: new Attribute([scoped(pairwiseId)]) };
  runInContext(userScript, createContext({ ...id, awsRole, awsUser, java }));
  return { roles: awsRole.getValues().items, ids: awsUser.getValues().items };
}

const pairwiseId = 'QZ3NF7-42=@oak.example';

test.each<[string, Person, readonly (string | undefined)[]]>([
  ['faculty', { affiliations: ['faculty@oak.example'] }, [teacher]],
  ['faculty of another domain of the school', { affiliations: ['faculty@oak-old.example'] }, [teacher]],
  ['an administrator by affiliation', { affiliations: ['employee@oak.example'] }, [admin]],
  [
    'an administrator by entitlement',
    { affiliations: ['staff@oak.example'], entitlements: ['urn:x:other', 'urn:x:admin'] },
    [teacher, admin],
  ],
  ['one with two affiliations', { affiliations: ['employee@oak.example', 'faculty@oak.example'] }, [teacher, admin]],
  [
    'one admitted twice',
    { affiliations: ['employee@oak.example', 'faculty@oak.example'], entitlements: ['urn:x:admin'] },
    [teacher, admin],
  ],
  ['an odd entitlement', { affiliations: ['staff@oak.example'], entitlements: ['urn:x:]]>&"é'] }, [teacher, admin]],
  ['a pupil', { affiliations: ['student@oak.example'] }, []],
  ['a pupil with the entitlement', { affiliations: ['student@oak.example'], entitlements: ['urn:x:admin'] }, []],
  ['faculty of another school', { affiliations: ['faculty@elm.example'] }, []],
  ['faculty of a domain with the same end', { affiliations: ['faculty@notoak.example'] }, []],
  ['capital letters', { affiliations: ['Faculty@oak.example'] }, []],
  ['the entitlement alone', { entitlements: ['urn:x:admin'] }, []],
  ['an empty entitlement', { affiliations: ['employee@oak.example'], entitlements: [null] }, [admin]],
  ['nobody', {}, []],
])('the script gives %s the right roles, and an id to those who have one', (_who, person, expected) => {
  const { roles: given, ids } = told({ ...person, pairwiseId });
  expect(given).toEqual(expected);
  expect(ids).toHaveLength(expected.length === 0 ? 0 : 1);
});

/** Base32 of RFC 4648, by way of one large number. */
function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[parseInt(five, 2)]).join('');
}

test('the id is the beginning of base32(SHA-256(pairwise-id)), which AWS takes and which names nobody', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), (local) => {
      const id = `${local.replaceAll('@', '')}@oak.example`;
      const { ids } = told({ affiliations: ['faculty@oak.example'], pairwiseId: id });
      expect(ids).toEqual([base32(createHash('sha256').update(id).digest()).slice(0, 26)]);
      expect(ids[0]).toMatch(/^[\w+=,.@-]{2,64}$/);
    }),
    { numRuns: 40 },
  );
});

test('no pairwise-id, or two of them, give no id', () => {
  expect(told({ affiliations: ['faculty@oak.example'] })).toEqual({ roles: [teacher], ids: [] });
});

test('the script lets in exactly those whom an admission lets in', () => {
  const value = fc.constantFrom('faculty', 'staff', 'student', 'x"y', 'é]]>');
  const affiliation = fc.tuple(value, fc.constantFrom('oak.example', 'elm.example')).map(([one, at]) => `${one}@${at}`);
  const entitlement = fc.constantFrom('urn:a', 'urn:b', '</Script>');
  const admission = fc.record(
    {
      scopedAffiliations: fc.array(affiliation, { minLength: 1, maxLength: 3 }),
      entitlements: fc.array(entitlement, { maxLength: 2 }),
    },
    { requiredKeys: ['scopedAffiliations'] },
  );
  fc.assert(
    fc.property(
      fc.array(admission, { minLength: 1, maxLength: 3 }),
      fc.array(affiliation, { maxLength: 2 }),
      fc.array(entitlement, { maxLength: 2 }),
      (admissions, affiliations, entitlements) => {
        const { resolver } = filesFor([{ persona: 'teacher', arn: 'arn:aws:iam::1:role/a', admissions }]);
        const may = admissions.some(
          (one) =>
            one.scopedAffiliations.some((held) => affiliations.includes(held)) &&
            (one.entitlements === undefined || one.entitlements.some((held) => entitlements.includes(held))),
        );
        expect(told({ affiliations, entitlements }, resolver).roles).toHaveLength(may ? 1 : 0);
      },
    ),
    { numRuns: 60 },
  );
});

test('the files name each other’s attributes: what is released is defined and has a name on the wire', () => {
  const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, id = '']) => id);
  const defined = all(files.resolver, /<AttributeDefinition [^>]*\bid="(\w+)"/g);
  const named = all(files.rules, /<prop key="id">(\w+)<\/prop>/g);
  const released = all(files.filter, /attributeID="(\w+)"/g);
  const read = all(files.resolver, /<InputAttributeDefinition ref="(\w+)"/g);
  const standard = ['eduPersonScopedAffiliation', 'eduPersonEntitlement', 'samlPairwiseID'];
  expect(released.filter((id) => !named.includes(id) && !standard.includes(id))).toEqual([]);
  expect(named.filter((id) => !released.includes(id) || !defined.includes(id))).toEqual([]);
  expect(read.filter((id) => !defined.includes(id) && !standard.includes(id))).toEqual([]);
  expect(released).not.toContain('samlPairwiseID');
  expect(all(files.resolver, /<InputDataConnector ref="(\w+)"/g)).toEqual(
    all(files.resolver, /<DataConnector [^>]*\bid="(\w+)"/g),
  );
  const entityIds = [
    ...all(files.metadata, /<Entity>([^<]+)</g),
    ...all(files.filter, /xsi:type="Requester" value="([^"]+)"/g),
    ...all(files.relyingParty, /c:relyingPartyIds="([^"]+)"/g),
  ];
  expect(new Set(entityIds)).toEqual(new Set(['urn:amazon:webservices:cn-north-1']));
  expect(entityIds).toHaveLength(3);
});

test('without entitlements in the roles none is read or released', () => {
  const { resolver, filter } = filesFor(roles.slice(0, 1));
  expect(`${resolver}${filter}`).not.toContain('eduPersonEntitlement');
});
