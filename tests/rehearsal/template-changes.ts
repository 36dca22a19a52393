import { at, isObject, listOf, objectAt, parseObject, textAt, type Json } from './json';

/**
 * Adds two resources that wait for all others and then fail, one for a signal that never comes and one for a key that does
 * not exist. Emulators notice the one or the other; AWS both.
 */
export function withFailure(template: Json): Json {
  const resources = objectAt(template, 'Resources');
  const DependsOn = Object.keys(resources);
  return {
    ...template,
    Resources: {
      ...resources,
      NeverSignalled: { Type: 'AWS::CloudFormation::WaitConditionHandle' },
      Fails: {
        Type: 'AWS::CloudFormation::WaitCondition',
        Properties: { Handle: { Ref: 'NeverSignalled' }, Timeout: '1', Count: 1 },
        DependsOn,
      },
      FailsToo: {
        Type: 'AWS::KMS::Alias',
        Properties: { AliasName: 'alias/rehearsal-fails', TargetKeyId: '00000000-0000-0000-0000-000000000000' },
        DependsOn,
      },
    },
  };
}

/** The same template with bucket policies that lack one statement: what the statement forbids must now succeed. */
export function withoutStatement(template: Json, sid: string): Json {
  const resources = Object.entries(objectAt(template, 'Resources')).map(([id, resource]): [string, unknown] => {
    const document = at(resource, 'Properties', 'PolicyDocument');
    if (textAt(resource, 'Type') !== 'AWS::S3::BucketPolicy' || !isObject(resource) || !isObject(document)) {
      return [id, resource];
    }
    const Statement = listOf(document.Statement).filter((statement) => textAt(statement, 'Sid') !== sid);
    return [
      id,
      { ...resource, Properties: { ...objectAt(resource, 'Properties'), PolicyDocument: { ...document, Statement } } },
    ];
  });
  return { ...template, Resources: Object.fromEntries(resources) };
}

/** The same template with ARNs and service names of the partition `aws` in place of those of `aws-cn`. */
export function inPartitionAws(template: Json): Json {
  return parseObject(
    JSON.stringify(template).replaceAll('arn:aws-cn:', 'arn:aws:').replaceAll('.amazonaws.com.cn', '.amazonaws.com'),
  );
}

/** The same template with bucket policies that name sessions of roles in place of the roles. */
export function withSessionArns(template: Json, session: string): Json {
  const resources = Object.entries(objectAt(template, 'Resources')).map(([id, resource]): [string, unknown] => {
    if (textAt(resource, 'Type') !== 'AWS::S3::BucketPolicy') return [id, resource];
    const text = JSON.stringify(resource).replace(
      /arn:aws:iam::(\d{12}):role\/(?:[\w-]+\/)*([\w-]+)/g,
      `arn:aws:sts::$1:assumed-role/$2/${session}`,
    );
    return [id, parseObject(text)];
  });
  return { ...template, Resources: Object.fromEntries(resources) };
}
