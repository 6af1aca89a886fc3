/** What goes back to a client, before it is written to a socket. */
export interface Answer {
  readonly code: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | readonly Uint8Array[];
}

export function textAnswer(code: number, type: string, body: string): Answer {
  return { code, headers: { 'content-type': type }, body };
}

export function jsonAnswer(code: number, body: object): Answer {
  return textAnswer(code, 'application/json; charset=utf-8', `${JSON.stringify(body)}\n`);
}

/** `sentence`: what is wrong and what to do, for the person at the other end. */
export function errorAnswer(
  code: number,
  sentence: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const answer = jsonAnswer(code, { error: sentence });
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

export function lengthOf(body: Answer['body']): number {
  if (typeof body === 'string') return new TextEncoder().encode(body).length;
  return body.reduce((sum, chunk) => sum + chunk.length, 0);
}
