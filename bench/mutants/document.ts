import { catalogue } from './catalogue';
import { expectation } from './report';

/** The page that lists the mutants: docs/mutants.md. */
export function mutantsDocument(): string {
  return [
    '# Mutants',
    '',
    'A prover that proves everything proves nothing. So templates of the examples are broken in known ways, one place at a time, and',
    '`educloud prove` has to find each break – and must not mind what only looks like one.',
    '',
    '```console',
    '$ npm run bench:mutants',
    '$ npm run bench:mutants -- --ours',
    '```',
    '',
    'The second form, which continuous integration runs, leaves the other tools out: cdk-nag with the pack AwsSolutions, the validator',
    'that aws-cdk-lib brings, and CloudFormation Guard. A tool finds a mutant when it reports something on the changed template that it',
    'does not report on the original; none of them was made to tell schools apart. Guard runs where `EDUCLOUD_CFN_GUARD` names its',
    'program, with [usual checks](../bench/mutants/usual-checks.guard) and with the rules in the folder that',
    '`EDUCLOUD_CFN_GUARD_RULES` names, such as those of AWS Control Tower in the npm package `@cdklabs/cdk-validator-cfnguard`.',
    '',
    'A property means that it is refuted by a request, which the second evaluator replays. `vacuous`: its twin fails, so that it holds',
    'for nothing. `undecided`: a door that the model has no words for. `equivalent`: another protection holds, or nothing changed.',
    '`unclaimed`: something got weaker of which no property speaks.',
    '',
    '| mutant | what is changed | expected | why nothing falls |',
    '| --- | --- | --- | --- |',
    ...catalogue.map(({ id, sentence, expected }) =>
      `| \`${id}\` | ${sentence} | ${expectation(expected)} | ${'reason' in expected ? expected.reason : ''} |`.replace(
        '|  |',
        '| |',
      ),
    ),
    '',
    '<!-- Written by `npm run docs` from bench/mutants. -->',
    '',
  ].join('\n');
}
