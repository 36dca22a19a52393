import type { Template } from './template';

/** Reads values of one template as CloudFormation would. What is known only when deployed becomes an opaque part. */
export interface Resolver {
  readonly template: Template;
  /** A value without references; undefined when it is `AWS::NoValue`. */
  readonly resolve: (value: unknown) => unknown;
  /** A value as text; opaque when it is none. */
  readonly text: (value: unknown) => string;
  /** What `Ref` or an attribute returns. */
  readonly refer: (logicalId: string, attribute: string) => string;
  /** Whether a condition holds; undefined when that is known only when the stack is deployed. */
  readonly holds: (condition: string) => boolean | undefined;
  /** The value that another stack of the assembly exports under a name. */
  readonly imported: (name: string) => string | undefined;
  /** The opaque part that stands for a value of the template: one for each place. */
  readonly unresolved: (value: unknown, what: string) => string;
}
