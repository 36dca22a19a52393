import { packageText } from '../lib/facts';

/**
 * Source of a function of the folder `functions/` as it stands in a template: without comments and indentation, which
 * stand on lines of their own there. The same bytes whether the kit runs from its sources or from `dist/`.
 *
 * CloudFormation takes up to 4 MB of it
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-lambda-function-code.html).
 */
export function inlineCode(name: string): string {
  const lines = packageText(`functions/${name}.js`)
    .split(/\r?\n/)
    .map((line) => line.trim());
  return `${lines.filter((line) => line !== '' && !/^(?:\/\/|\/\*|\*)/.test(line)).join('\n')}\n`;
}
