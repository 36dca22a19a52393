export type { Cell, Cells } from './cells';
export { hasOpaque, opaque, opaqueKind, readable, symbolsOf, type OpaqueKind } from './opaque';
export { parseConditions } from './policy/parse-conditions';
export { parsePolicy } from './policy/parse-policy';
export type { PolicyKind } from './policy/parse-statement';
export {
  sourceOf,
  type Among,
  type Condition,
  type Part,
  type Pattern,
  type Policy,
  type Principal,
  type Statement,
  type Test,
} from './policy/policy';
export { readWorld, type ReadOptions } from './read-world';
export type { Doubt, Source } from './source';
export type * from './world';
