// As much of the Amazon States Language as drills use; it refuses the rest (https://states-language.net/spec.html).

type Json = ReturnType<typeof JSON.parse>;

/** What runs beside the state machine. */
export interface World {
  readonly name: string;
  readonly startTime: string;
  /** Does a task; what it throws becomes an error by the name of its class. */
  readonly call: (resource: string, payload: Json) => Promise<Json>;
  readonly wait: (seconds: number, state: string) => void;
}

/** What came of an execution. */
export interface Execution {
  readonly status: 'SUCCEEDED' | 'FAILED';
  readonly output: Json;
  /** States in the order in which they were entered. */
  readonly entered: readonly string[];
}

/** Runs a state machine to its end. */
export async function execute(definition: Json, input: Json, world: World): Promise<Execution> {
  const entered: string[] = [];
  let data: Json = input;
  for (let name: string = definition.StartAt; ;) {
    entered.push(name);
    const state = definition.States[name];
    if (state === undefined) throw new Error(`no state is called ${name}`);
    if (state.Type === 'Succeed') return { status: 'SUCCEEDED', output: data, entered };
    if (state.Type === 'Fail') return { status: 'FAILED', output: data, entered };
    if (state.Type === 'Wait') world.wait(state.Seconds, name);
    else if (state.Type === 'Task') {
      try {
        data = JSON.parse(JSON.stringify(await world.call(state.Resource, filled(state.Parameters, data, world))));
      } catch (error) {
        const caught = state.Catch.find(({ ErrorEquals }: Json) => ErrorEquals.includes('States.ALL'));
        const problem = { Error: (error as Error).constructor.name, Cause: (error as Error).message };
        data = { ...data, [caught.ResultPath.slice(2)]: problem };
        name = caught.Next;
        continue;
      }
    } else if (state.Type === 'Choice') {
      name = state.Choices.find((one: Json) => holds(one, data))?.Next ?? state.Default;
      continue;
    } else throw new Error(`the interpreter does not know ${String(state.Type)}`);
    name = state.Next;
  }
}

function filled(parameters: Json, data: Json, { name, startTime }: World): Json {
  const paths: Record<string, Json> = { '$$.Execution.Name': name, '$$.Execution.StartTime': startTime, $: data };
  return Object.fromEntries(
    Object.entries(parameters as Record<string, string>).map(([key, value]) => {
      if (!key.endsWith('.$')) return [key, value];
      if (!(value in paths)) throw new Error(`the interpreter does not know the path ${value}`);
      return [key.slice(0, -2), paths[value]];
    }),
  );
}

function holds({ And, Variable, IsPresent, BooleanEquals }: Json, data: Json): boolean {
  if (And !== undefined) return And.every((one: Json) => holds(one, data));
  const value = data[Variable.slice(2)];
  if (IsPresent !== undefined) return (value !== undefined) === IsPresent;
  if (value === undefined) throw new Error(`States.Runtime: there is no ${String(Variable)}`);
  return value === BooleanEquals;
}
