/** What is known of a yes-or-no question. `unknown` never turns into one of the others without a reason. */
export type Answer = 'yes' | 'no' | 'unknown';

/** The answer of something that is known. */
export function answer(known: boolean): Answer {
  return known ? 'yes' : 'no';
}

export function not(one: Answer): Answer {
  if (one === 'unknown') return 'unknown';
  return answer(one === 'no');
}

/** Whether it holds for all; `yes` for none. */
export function every<T>(items: readonly T[], ask: (item: T, index: number) => Answer): Answer {
  let all: Answer = 'yes';
  for (const [index, item] of items.entries()) {
    const one = ask(item, index);
    if (one === 'no') return 'no';
    if (one === 'unknown') all = 'unknown';
  }
  return all;
}

/** Whether it holds for one at least; `no` for none. */
export function some<T>(items: readonly T[], ask: (item: T) => Answer): Answer {
  return not(every(items, (item) => not(ask(item))));
}

/** The common answer of two readings of one rule, where AWS does not say which is right. */
export function agreed(one: Answer, other: Answer): Answer {
  return one === other ? one : 'unknown';
}
