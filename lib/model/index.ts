export { hasOpaque, opaque, opaqueKind, readable, symbolsOf, type OpaqueKind } from './opaque';
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
export type { Doubt, Source } from './source';
export type * from './world';
