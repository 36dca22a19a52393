import {
  BaseCredentials,
  BootstrapEnvironments,
  BootstrapStackParameters,
  StackSelectionStrategy,
  Toolkit,
  type IIoHost,
} from '@aws-cdk/toolkit-lib';
import type { AssembledStack, Assembly, Place } from './assembly';
import { at } from './json';
import type { Caller } from './signed-call';

export type Deployment =
  { readonly outcome: 'deployed' | 'unchanged' } | { readonly outcome: 'failed'; readonly reason: string };

/** Bootstraps an account as `cdk bootstrap` does. The templates need the deployment roles and the bucket for templates. */
export async function bootstrap({ account, awsRegion }: Place, caller: Caller): Promise<void> {
  await toolkit(caller, awsRegion, () => undefined).bootstrap(
    BootstrapEnvironments.fromList([`aws://${account}/${awsRegion}`]),
    {
      parameters: BootstrapStackParameters.withExisting({
        cloudFormationExecutionPolicies: ['arn:aws:iam::aws:policy/AdministratorAccess'],
      }),
    },
  );
}

/** Deploys one stack of an assembly by change set, as `cdk deploy` does. */
export async function deploy(assembly: Assembly, stack: AssembledStack, caller: Caller): Promise<Deployment> {
  const noOps: boolean[] = [];
  const cdk = toolkit(caller, stack.awsRegion, (code, data) => {
    if (code === 'CDK_TOOLKIT_I5900') noOps.push(at(data, 'noOp') === true);
  });
  try {
    await cdk.deploy(await cdk.fromAssemblyDirectory(assembly.folder), {
      stacks: { strategy: StackSelectionStrategy.PATTERN_MUST_MATCH_SINGLE, patterns: [stack.name] },
      stackEventPollingInterval: 200,
    });
    return { outcome: noOps.includes(true) ? 'unchanged' : 'deployed' };
  } catch (error) {
    return { outcome: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

function toolkit(caller: Caller, region: string, listen: (code: string, data: unknown) => void): Toolkit {
  const ioHost: IIoHost = {
    notify: ({ code, data }) => {
      listen(code ?? '', data);
      return Promise.resolve();
    },
    requestResponse: ({ defaultResponse }) => Promise.resolve(defaultResponse),
  };
  const baseCredentials = BaseCredentials.custom({ region, provider: () => Promise.resolve(caller) });
  return new Toolkit({ ioHost, color: false, emojis: false, sdkConfig: { baseCredentials } });
}
