// The parts of undici that are used, by their files. The package's front door loads all of it, fetch,
// WebSocket, caches and mocks included: 15 MB and four times the time of these parts.
declare module 'undici/lib/dispatcher/agent.js' {
  import { Agent } from 'undici';
  // biome-ignore lint/style/noDefaultExport: this is how a CommonJS module looks from here.
  export default Agent;
}
declare module 'undici/lib/api/api-request.js' {
  import type { Dispatcher } from 'undici';
  // biome-ignore lint/style/noDefaultExport: this is how a CommonJS module looks from here.
  export default function request(
    this: Dispatcher,
    options: Dispatcher.RequestOptions,
  ): Promise<Dispatcher.ResponseData>;
}
declare module 'undici/lib/interceptor/decompress.js' {
  import { interceptors } from 'undici';

  const decompress: typeof interceptors.decompress;
  // biome-ignore lint/style/noDefaultExport: this is how a CommonJS module looks from here.
  export default decompress;
}
