import type { World } from '../../../lib/model';
import {
  admission,
  alarm,
  breakGlass,
  emergencyArn,
  oidcTrust,
  operator,
  ownArn,
  proxyArn,
  samlTrust,
  signInWorld,
  teacher,
  topic,
  trail,
} from '../support/sign-in';
import { account } from '../support/worlds';
import { compared, expectedOf, hasSolver, isProblem, questions } from './support';

// Roles in words of SMT-LIB: who signs in, with which attributes, and who comes by a chain of roles.

const own = ownArn('s1');
const scoped = 'saml:edupersonscopedaffiliation';
const mine = ['faculty@s1.example', 'staff@s1.example'];
const asked = (more: Readonly<Record<string, unknown>>): unknown => samlTrust(own, admission(mine, more));
const one = (trust: unknown, school = 's1'): World => signInWorld({ roles: [teacher(school, trust)] });
const { 'ForAnyValue:StringEquals': _, ...unscoped } = admission(mine);

const worlds: Readonly<Record<string, World>> = {
  'a role as the kit writes it': one(samlTrust(own, admission(mine))),
  'a proxy': one(samlTrust(proxyArn, admission(mine))),
  'the provider of another school': one(samlTrust(ownArn('s2'), admission(mine))),
  'a scope by its end': one(samlTrust(own, { ...unscoped, 'ForAnyValue:StringLike': { [scoped]: '*@s1.example' } })),
  'all values of a scope': one(
    samlTrust(own, { ...unscoped, 'ForAllValues:StringEquals': { [scoped]: mine, 'aws:TagKeys': 'educloud:user' } }),
  ),
  'two schools': one(asked({ 'ForAnyValue:StringEquals': { [scoped]: ['faculty@s1.example', 'faculty@s2.example'] } })),
  'no source identity': one(asked({ Null: { 'saml:aud': 'false' } })),
  'OpenID Connect': one(oidcTrust({}), 's3'),
  'OpenID Connect for any client': one(oidcTrust({ StringEquals: { 'aws:RequestedRegion': 'cn-north-1' } }), 's3'),
  'the account besides': one([
    ...samlTrust(own, admission(mine)),
    { Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' },
  ]),
  'a role beside those of schools': signInWorld({ roles: [teacher('s1'), operator()] }),
  'a role for emergencies': signInWorld({
    roles: [breakGlass(), operator()],
    breakGlass: [emergencyArn],
    others: [alarm(), topic(), trail()],
  }),
  'a role for emergencies without an alarm': signInWorld({
    roles: [breakGlass(), operator()],
    breakGlass: [emergencyArn],
  }),
};
const properties = ['federation-binding', 'assume-closure', 'break-glass-only'];
const all = Object.entries(worlds).map(([title, world]) => [title, questions(world, ...properties)] as const);

(hasSolver ? describe : describe.skip)('cvc5, where it is installed, gives the answers of the prover', () => {
  test.each(all)('about %s', (title, files) => {
    expect([title, compared(files)]).toEqual([title, { differ: [], open: [] }]);
  });
});

test('the questions have both answers, and nothing is left out', () => {
  const answers = all.flatMap(([, files]) => files.filter(isProblem).map(expectedOf));
  expect(new Set(answers)).toEqual(new Set(['sat', 'unsat']));
  const lists = all.map(([, files]) => files.find(({ name }) => name === 'index.json')?.text);
  expect(lists.filter((text) => text?.includes('"leftOut": []') !== true)).toEqual([]);
});
