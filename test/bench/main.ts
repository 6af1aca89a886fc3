/** `npm run bench -- NAME [OPTION ...]`: every figure that the project states comes from here. */
type Bench = (print: (line: string) => void, args: string[]) => unknown;

const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  ical: async () => (await import('./ical.ts')).benchIcal,
  layout: async () => (await import('./layout.ts')).benchLayout,
  memory: async () => (await import('./memory.ts')).benchMemory,
  pixels: async () => (await import('./pixels.ts')).benchPixels,
  refresh: async () => (await import('./refresh.ts')).benchRefresh,
  start: async () => (await import('./start.ts')).benchStart,
};

const [name = '', ...args] = process.argv.slice(2);
const load = BENCHES[name];
if (load === undefined) {
  console.error(`Name a benchmark: ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(64);
}
const bench = await load();
await bench((line) => console.log(line), args);
