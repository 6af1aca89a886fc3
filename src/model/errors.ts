/** A mistake a person can mend: the message says what, where and how. No stack is shown for it. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** Makes the compiler prove that every case of a closed list was handled. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}

/** The messages of an error and its causes, joined by ": "; at most 5 deep. */
export function describeError(error: unknown): string {
  const parts: string[] = [];
  for (let cause = error; cause !== undefined && cause !== null && parts.length < 5; ) {
    const text = cause instanceof Error ? cause.message || cause.name : String(cause);
    if (parts.at(-1) !== text) parts.push(text);
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return parts.join(': ');
}
