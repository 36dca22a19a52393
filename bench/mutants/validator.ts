import { App, CloudFormationValidatePlugin } from 'aws-cdk-lib/core';
import { collector, type Tool } from './tool';

/** The validator that aws-cdk-lib brings: resource schemas and what exists where. */
export const validator: Tool = {
  name: 'aws-cdk-lib',
  find: (files) => {
    const report = new CloudFormationValidatePlugin().validate({
      appConstruct: new App({ analyticsReporting: false, autoSynth: false }),
      templatePaths: [...files],
      stackTemplates: files.map((file, index) => ({
        stackConstructPath: `stack${index}`,
        templatePath: file,
        accountId: '111122223333',
        region: file.includes('smallest') ? 'eu-central-1' : 'cn-north-1',
      })),
    });
    const { reports, add } = collector();
    for (const { ruleName, violatingResources } of report.violations) {
      for (const { templatePath, resourceLogicalId = '', locations } of violatingResources) {
        if (templatePath !== undefined) add(templatePath, ruleName, resourceLogicalId, locations.join(' '));
      }
    }
    return reports;
  },
};
