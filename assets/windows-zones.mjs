// Writes src/ical/windows-zones.ts from the table of Windows zone names in Unicode CLDR.
//
//   npm pack cldr-core && tar xzf cldr-core-*.tgz package/supplemental/windowsZones.json
//   node assets/windows-zones.mjs package/supplemental/windowsZones.json
//
// Only the rows of territory 001 are taken: a Windows name in a feed says nothing about a territory.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [source] = process.argv.slice(2);
if (source === undefined) {
  process.stderr.write('Say where windowsZones.json of the npm package cldr-core lies.\n');
  process.exit(2);
}
const { supplemental } = JSON.parse(readFileSync(source, 'utf8'));
const rows = supplemental.windowsZones.mapTimezones
  .map(({ mapZone }) => mapZone)
  .filter((zone) => zone._territory === '001')
  .map((zone) => [zone._other.toLowerCase(), zone._type.split(' ')[0]])
  .sort(([a], [b]) => (a < b ? -1 : 1));

const lines = rows.map(([windows, iana]) => `  ['${windows}', '${iana}'],`);
const text = `/**
 * Windows zone names in lower case and the IANA zone each of them means (Unicode CLDR
 * ${supplemental.version._cldrVersion}, windowsZones, territory 001). Written by assets/windows-zones.mjs: do not edit.
 */
export const WINDOWS_ZONES: ReadonlyMap<string, string> = new Map([
${lines.join('\n')}
]);
`;
const target = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src/ical/windows-zones.ts');
writeFileSync(target, text);
process.stdout.write(`${rows.length} names written to ${target}\n`);
