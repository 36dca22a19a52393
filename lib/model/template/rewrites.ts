import { isObject, listOf } from '../is-object';

/**
 * JSON pointers of the places where an include, a macro or a loop stands beside other members and may add to them or replace
 * them. Where one stands alone, it is the value itself, which is known only when it is deployed.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-transform.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 */
export function rewritesIn(value: unknown, text: string): readonly string[] {
  return signs.some((sign) => text.includes(sign)) ? placesIn(value, '') : [];
}

const signs = ['Fn::Transform', 'Fn::ForEach', '\\u00'];

function placesIn(value: unknown, pointer: string): readonly string[] {
  if (Array.isArray(value)) return listOf(value).flatMap((member, index) => placesIn(member, `${pointer}/${index}`));
  if (!isObject(value)) return [];
  const names = Object.keys(value);
  return names.flatMap((name) => {
    const here = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const rewrites =
      name.startsWith('Fn::ForEach') || (name === 'Fn::Transform' && (names.length > 1 || pointer === ''));
    return rewrites ? [here] : placesIn(value[name], here);
  });
}
