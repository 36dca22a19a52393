import { isObject, listOf } from '../is-object';
import { opaque } from '../opaque';

/** Whether a template may hold dynamic references, or characters that opaque parts are made of. */
export function hasSurprises(text: string): boolean {
  return signs.some((sign) => text.includes(sign));
}

/** A value of a template in which what would pass for something else is opaque. */
export function withoutSurprises(value: unknown, stack: string): unknown {
  if (typeof value === 'string') {
    const text = value.replace(/[\uE000\uE001]/gu, opaque('value', `${stack}.a character of private use`));
    return withoutDynamicReferences(text, stack);
  }
  if (Array.isArray(value)) return listOf(value).map((member) => withoutSurprises(member, stack));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key.replace(/[\uE000\uE001]/gu, '?'),
      withoutSurprises(member, stack),
    ]),
  );
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html */
export function withoutDynamicReferences(text: string, stack: string): string {
  if (!text.includes('{{resolve:')) return text;
  return text.replace(/\{\{resolve:(?:\$\{[^}]*\}|[^}])*\}\}/gu, (found) => opaque('value', `${stack}.${found}`));
}

const signs = ['{{resolve:', '\uE000', '\uE001', '\\ue00', '\\uE00'];
