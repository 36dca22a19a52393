import { basename } from 'node:path';
import { CloudFormationValidatePlugin, type App } from 'aws-cdk-lib/core';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { issue, type Issue } from '../errors';

/** Rules of the validator that do not count, each with the reason why. None today. */
export const acknowledged: Readonly<Record<string, string>> = {};

/**
 * Checks every template of an assembly with the validator that aws-cdk-lib brings: resource schemas, and whether each
 * resource type and property exists in the stack's AWS Region. Takes a second or two to start, then some 0.1 s a template.
 */
export function findings(app: App, assembly: CloudAssembly): Issue[] {
  const stacks = assembly.stacks.map((stack) => ({
    stackConstructPath: stack.hierarchicalId,
    templatePath: stack.templateFullPath,
    accountId: stack.environment.account,
    region: stack.environment.region,
  }));
  const report = new CloudFormationValidatePlugin().validate({
    appConstruct: app,
    templatePaths: stacks.map(({ templatePath }) => templatePath),
    stackTemplates: stacks,
  });
  return report.violations
    .filter(({ ruleName }) => acknowledged[ruleName] === undefined)
    .flatMap(({ ruleName, description, fix, violatingResources }) =>
      violatingResources.map((resource) =>
        issue('EDU705', `${ruleName}: ${description}`, {
          ...(resource.templatePath === undefined ? {} : { file: basename(resource.templatePath) }),
          path: [resource.constructPath ?? resource.resourceLogicalId ?? '', ...resource.locations].join(' '),
          ...(fix === undefined ? {} : { fix }),
        }),
      ),
    );
}
