import { z } from 'zod';
import { certaintySchema, namesSchema, textSchema } from './evidence-schema';

/** Operators of IAM without set quantifier and `IfExists` (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html). */
const comparisons = [
  'StringEquals',
  'StringNotEquals',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
  'StringLike',
  'StringNotLike',
  'NumericEquals',
  'NumericNotEquals',
  'NumericLessThan',
  'NumericLessThanEquals',
  'NumericGreaterThan',
  'NumericGreaterThanEquals',
  'DateEquals',
  'DateNotEquals',
  'DateLessThan',
  'DateLessThanEquals',
  'DateGreaterThan',
  'DateGreaterThanEquals',
  'Bool',
  'BinaryEquals',
  'IpAddress',
  'NotIpAddress',
  'ArnEquals',
  'ArnNotEquals',
  'ArnLike',
  'ArnNotLike',
];
const operatorPattern = new RegExp(
  `^(?:Null|(?:For(?:AllValues|AnyValue):)?(?:${comparisons.join('|')})(?:IfExists)?)$`,
);

const operatorSchema = z.string().regex(operatorPattern, 'must be a condition operator of IAM');
const valueSchema = z
  .string()
  .regex(
    /^(?:(?:(?!\$\{).|\$\{subject:(?:account|arn|key|owner)\})*|\$\{subject:(?:alarmed|audiences|bureau|client|entitlements|providers|scopes|usertags)\})$/s,
    'may only use the variables of the subject',
  );

const conditionSchema = z
  .record(
    operatorSchema,
    z.record(textSchema, z.union([valueSchema, z.array(valueSchema).min(1).readonly()])).readonly(),
  )
  .readonly();

const actionSchema = z
  .string()
  .regex(/^[a-z0-9-]+:[A-Za-z*?]+$/, 'must be `service:Action`, with wildcards where wanted');
const actionsSchema = z.array(actionSchema).min(1).readonly();

/** Characters that mean nothing in a policy but themselves, and wildcards. */
const objectsSchema = z
  .array(z.string().regex(/^[\w./*?-]+$/, 'must be names of objects, with wildcards where wanted'))
  .min(1)
  .readonly();

const askedShape = {
  /** Names of actions, with wildcards. */
  actions: actionsSchema,
  /** Condition blocks as IAM writes them; any of them. Absent: all requests. */
  when: z.array(conditionSchema).min(1).readonly().optional(),
};

const requestsSchema = z
  .strictObject({
    who: z.enum([
      'others',
      'outsiders',
      'anonymous',
      'anyone',
      'own-admin',
      'deploy-role',
      'federated',
      'across',
      'viewers',
      'non-members',
      'members',
      'template-roles',
    ]),
    ...askedShape,
    /** Requests for these objects alone. */
    objects: objectsSchema.optional(),
    /** Requests for everything but these objects. */
    exceptObjects: objectsSchema.optional(),
    /** Requests for other actions by the same callers. */
    also: z.array(z.strictObject(askedShape).readonly()).min(1).readonly().optional(),
  })
  .readonly();

const expectSchema = z.enum(['denied', 'allowed']);

const exceptionSchema = z
  .strictObject({
    who: z.enum([
      'service-roles',
      'deploy-role',
      'break-glass',
      'distribution',
      'recovery-role',
      'restore-services',
      'restore-tests',
    ]),
    /** Absent: every action of the property. */
    actions: actionsSchema.optional(),
    /** Any of these conditions; absent: all requests. */
    when: z.array(conditionSchema).min(1).readonly().optional(),
    reason: namesSchema,
  })
  .readonly();

export const propertySchema = z
  .strictObject({
    id: z.string().regex(/^[a-z]+(-[a-z]+)*$/, 'must be a kebab-case id'),
    title: namesSchema,
    meaning: namesSchema,
    /** Ids of policies/provisions.yaml. */
    serves: z.array(textSchema).min(1).readonly(),
    subject: z.enum(['bucket', 'key', 'role', 'vault', 'trail']),
    of: z.enum([
      'schools',
      'all',
      'federated',
      'chained',
      'break-glass',
      'delivered',
      'published',
      'copies',
      'copied',
      'originals',
      'trails',
    ]),
    requests: requestsSchema,
    expect: expectSchema,
    requires: z
      .array(
        z.enum([
          'own-key',
          'no-way-out',
          'deliverable',
          'own-key-groups',
          'locked',
          'copies-at-home',
          'stop-heard',
          'logs-here',
        ]),
      )
      .min(1)
      .readonly()
      .optional(),
    exceptions: z.array(exceptionSchema).readonly(),
    twin: z
      .strictObject({
        title: namesSchema,
        requests: requestsSchema,
        expect: expectSchema,
        /** Of what the twin is not asked: stores that are frozen take no writes, and nobody signs where no signature is asked for. */
        unless: z.enum(['frozen', 'unsigned']).optional(),
      })
      .readonly(),
  })
  .readonly();

const provisionSchema = z.strictObject({ text: namesSchema, source: z.url(), certainty: certaintySchema }).readonly();

export const provisionFileSchema = z
  .strictObject({
    provisions: z.record(z.string().regex(/^[a-z0-9.-]+$/, 'must be an id'), provisionSchema).readonly(),
  })
  .readonly();

/** A condition block as IAM writes it: operator, key, value or values. */
export type RawCondition = z.infer<typeof conditionSchema>;

/** Law or control that a property serves, in summary. */
export interface Provision extends z.infer<typeof provisionSchema> {
  readonly id: string;
}

/** A property of `policies/properties/`: what must hold for all requests, its conditions as IAM writes them. */
export interface RawProperty extends Omit<z.infer<typeof propertySchema>, 'serves'> {
  readonly serves: readonly Provision[];
}
