/** TOML text -> `Config`, or every problem with the line it stands on. */
import { parse, TomlError } from 'smol-toml';
import { type Building, buildConfig, type Surroundings, salvageConfig } from './build.ts';
import { excerptAt, maskedLine } from './excerpt.ts';
import { formatPath } from './names.ts';
import { findPositions, locate, type Positions } from './position.ts';
import { ConfigError, type LocatedProblem } from './problem.ts';
import type { Finding } from './read-options.ts';
import { fileOptions } from './schema.ts';

/** Tables within tables that a config can need, and room for the mistakes of people. */
const MAX_DEPTH = 20;

/** @throws {ConfigError} with every problem, by line. `file` is only named in messages. */
export function parseConfig(
  text: string,
  file: string,
  surroundings: Surroundings,
): Extract<Building, { ok: true }> {
  const raw = parseToml(text, file);
  const building = buildConfig(raw, surroundings);
  if (building.ok) return building;
  const [first, ...others] = locateAll(building.findings, text, file);
  if (first === undefined) throw new Error('A configuration was refused for no reason.');
  throw new ConfigError(first, others, salvageConfig(raw, building.findings, surroundings));
}

function parseToml(text: string, file: string): unknown {
  try {
    return parse(text, { maxDepth: MAX_DEPTH });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // The rest of the library's message repeats lines of the file, which may hold secrets.
    const [reason = ''] = error.message.replace('Invalid TOML document: ', '').split('\n');
    throw new ConfigError({
      file,
      line: error.line,
      column: error.column,
      key: null,
      message: `It is not valid TOML here: ${reason}.`,
      excerpt: maskedLine(text, error.line),
    });
  }
}

/** By line. */
function locateAll(findings: readonly Finding[], text: string, file: string): readonly LocatedProblem[] {
  const positions = findPositions(text);
  const problems = findings.map((finding): LocatedProblem => {
    const place = placeOf(finding, positions);
    const excerpt = place === null ? null : excerptAt(text, place.line, positions, fileOptions);
    const { line = null, column = null } = place ?? {};
    return { file, line, column, key: formatPath(finding.path), message: finding.message, excerpt };
  });
  return problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}

/** A value that begins on a later line than its key is pointed at by its key. */
function placeOf(
  { path, about }: Finding,
  positions: Positions,
): { readonly line: number; readonly column: number } | null {
  const position = locate(positions, path);
  if (position === null || about === 'key' || position.path.length < path.length) return position;
  return { line: position.line, column: position.valueColumn ?? position.column };
}
