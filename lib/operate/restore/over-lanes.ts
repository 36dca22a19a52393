/**
 * Works through what comes, at most `limit` at a time, and asks for no more than it works on. `work` answers whether to go on;
 * after a refusal or a failure nothing new is begun, what is under way is waited for, and a failure is thrown.
 */
export async function overLanes<T>(
  items: AsyncIterable<T>,
  limit: number,
  work: (item: T) => Promise<boolean>,
): Promise<void> {
  const queue = items[Symbol.asyncIterator]();
  let goesOn = true;
  const lane = async (): Promise<void> => {
    while (goesOn) {
      try {
        const next = await queue.next();
        if (next.done === true) return;
        if (!(await work(next.value))) goesOn = false;
      } catch (error) {
        goesOn = false;
        throw error;
      }
    }
  };
  const lanes = Array.from({ length: limit }, lane);
  await Promise.allSettled(lanes);
  await Promise.all(lanes);
}
