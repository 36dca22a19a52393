import { existsSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { issue, type Issue } from '../../errors';
import { systemCode } from '../../files';
import { isObject } from '../is-object';
import { readJson } from './read-json';

/** A stack of an assembly and the template that stands for it. */
export interface StackFile {
  /** What its opaque parts are named by; no other stack of the assembly has it. */
  readonly id: string;
  /** Name in CloudFormation. */
  readonly name: string;
  /** Template, relative to the folder of the assembly, with forward slashes. */
  readonly file: string;
  /** 12 digits; absent when it is chosen by whoever deploys. */
  readonly account?: string;
  readonly awsRegion?: string;
  /** Equal for stacks that are deployed to the same account and AWS Region. */
  readonly environment: string;
  /** ARN with placeholders such as `${AWS::Partition}`. */
  readonly deployRole?: string;
  /** Tags that CloudFormation gives to every resource of the stack. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * The stacks of a cloud assembly, by its manifest and those of nested assemblies; of a folder without one, a stack for every
 * template. What is wrong is added to `issues`.
 *
 * https://docs.aws.amazon.com/cdk/v2/guide/deploy.html (cloud assembly)
 */
export function readAssembly(folder: string, issues: Issue[]): readonly StackFile[] {
  const names = list(folder, issues);
  if (names === undefined) return [];
  const stacks = names.includes(manifestFile) ? manifestStacks(folder, '', issues, new Set()) : loose(names);
  if (stacks.length === 0 && issues.length === 0) {
    issues.push(
      issue('EDU722', 'the folder holds no cloud assembly', {
        file: folder,
        found: names.includes(manifestFile) ? 'a manifest without stacks' : 'neither a manifest nor a template',
        allowed: `a folder with ${manifestFile}, or with templates (*.template.json)`,
        fix: 'name the folder that `educloud synth` or `cdk synth` wrote',
      }),
    );
  }
  return withOwnIds(stacks);
}

const manifestFile = 'manifest.json';

function list(folder: string, issues: Issue[]): string[] | undefined {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    const found = systemCode(error);
    const message = found === 'ENOENT' ? 'there is no such folder' : 'the folder cannot be read';
    issues.push(issue('EDU721', message, { file: folder, found, allowed: 'the folder of a cloud assembly' }));
    return undefined;
  }
}

function manifestStacks(folder: string, under: string, issues: Issue[], seen: Set<string>): StackFile[] {
  const file = posix.join(under, manifestFile);
  if (seen.has(file)) return [];
  seen.add(file);
  const manifest = readJson(folder, file, issues)?.value;
  if (manifest === undefined) return [];
  const { artifacts } = manifest;
  if (!isObject(artifacts)) {
    issues.push(issue('EDU725', 'the manifest names no artifacts', { file: join(folder, file), path: 'artifacts' }));
    return [];
  }
  return Object.entries(artifacts).flatMap(([id, artifact]) => {
    if (!isObject(artifact)) return [];
    const properties = isObject(artifact.properties) ? artifact.properties : {};
    if (artifact.type === 'cdk:cloud-assembly' && typeof properties.directoryName === 'string') {
      return manifestStacks(folder, posix.join(under, properties.directoryName), issues, seen);
    }
    if (artifact.type !== 'aws:cloudformation:stack') return [];
    const template = properties.templateFile;
    if (typeof template !== 'string' || !existsSync(join(folder, under, template))) {
      issues.push(
        issue('EDU724', `the manifest names a template that is not there`, {
          file: join(folder, file),
          path: `artifacts.${id}.properties.templateFile`,
          found: typeof template === 'string' ? template : 'no name',
          fix: 'copy the whole folder of the assembly, or synthesise it again',
        }),
      );
      return [];
    }
    return [stackOf(id, posix.join(under, template), artifact.environment, properties)];
  });
}

function stackOf(
  id: string,
  file: string,
  environment: unknown,
  properties: Readonly<Record<string, unknown>>,
): StackFile {
  const [, account, awsRegion] =
    /^aws:\/\/([^/]+)\/([^/]+)$/.exec(typeof environment === 'string' ? environment : '') ?? [];
  const { stackName, cloudFormationExecutionRoleArn: role, tags } = properties;
  return {
    id,
    name: typeof stackName === 'string' ? stackName : id,
    file,
    environment: `${account ?? unknownAccount}.${awsRegion ?? 'unknown-region'}`,
    ...(account === undefined || !/^\d{12}$/.test(account) ? {} : { account }),
    ...(awsRegion === undefined || awsRegion === 'unknown-region' ? {} : { awsRegion }),
    ...(typeof role === 'string' ? { deployRole: role } : {}),
    tags: Object.fromEntries(
      Object.entries(isObject(tags) ? tags : {}).flatMap(([key, value]) =>
        typeof value === 'string' ? [[key, value]] : [],
      ),
    ),
  };
}

const unknownAccount = 'unknown-account';

function loose(names: readonly string[]): StackFile[] {
  const templates = names.filter((name) => name.endsWith('.template.json'));
  const files =
    templates.length > 0 ? templates : names.filter((name) => name.endsWith('.json') && name !== 'educloud.json');
  return files.map((file) => {
    const id = file.replace(/(?:\.template)?\.json$/, '');
    // Where each template goes is not known, nor whether two of them go to the same place.
    return { id, name: id, file, environment: id, tags: {} };
  });
}

/** Stages may hold stacks of one id. */
function withOwnIds(stacks: readonly StackFile[]): readonly StackFile[] {
  const taken = new Set<string>();
  return stacks.map((stack) => {
    const id = taken.has(stack.id) ? stack.file : stack.id;
    taken.add(id);
    return { ...stack, id };
  });
}
