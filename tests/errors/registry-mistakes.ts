import { EducloudError, type Code, type Issue } from '../../lib/errors';
import { awsRegistry, buildRegistryIndex, type ReadAccount } from '../../lib/operate';
import { arnPartition, deployed, planOf, signIn, stored } from '../operate/support';
import { layOut } from './support';

const plan = planOf();

/** What is said of an index of accounts that `read` reads. */
async function indexed(read: ReadAccount): Promise<readonly Issue[]> {
  try {
    return (await buildRegistryIndex({ plan, arnPartition, out: `${layOut()}/registry.json` }, read)).issues;
  } catch (error) {
    if (error instanceof EducloudError) return error.issues;
    throw error;
  }
}

/** Accounts as planned, where the entry of oak is changed. */
function oak(change: object): Promise<readonly Issue[]> {
  return indexed(async ({ schools }) => ({
    parameters: schools.map((school) => stored(plan, school, school.id === 'oak' ? change : {})),
  }));
}

/** Mistakes that only the accounts of schools can hold. */
export const registryMistakes: readonly {
  readonly code: Code;
  readonly what: string;
  readonly issues: () => Promise<readonly Issue[]>;
}[] = [
  {
    code: 'EDU801',
    what: 'nobody who is signed in',
    issues: () => {
      signIn('http://127.0.0.1:9', false);
      return indexed(awsRegistry({ arnPartition, home: 'cn-north-1', role: 'reader' }));
    },
  },
  { code: 'EDU802', what: 'an account that refuses', issues: () => indexed(async () => ({ refusal: 'AccessDenied' })) },
  { code: 'EDU803', what: 'an entry of the future', issues: () => oak({ version: 2 }) },
  {
    code: 'EDU804',
    what: 'an entry of a school that nobody planned',
    issues: () =>
      indexed(async (planned) => {
        const reading = deployed(plan, planned);
        const [first] = 'parameters' in reading ? reading.parameters : [];
        const more = first === undefined ? [] : [first, { ...first, name: '/educloud/small/schools/maple' }];
        return 'parameters' in reading ? { parameters: [...reading.parameters, ...more] } : reading;
      }),
  },
  { code: 'EDU805', what: 'an entry that names another account', issues: () => oak({ account: '999988887777' }) },
  {
    code: 'EDU806',
    what: 'accounts in which nothing is deployed',
    issues: () => indexed(async () => ({ parameters: [] })),
  },
];
