import type { JsonNumber } from '../../json/value';

/**
 * YAML as a lean tree: what was written and where, aliases bound to their anchors, nothing decided about meaning.
 * Offsets count from the start of the text that was parsed, which may be a part of a file.
 */
export type YamlNode = YamlScalar | YamlMap | YamlSeq | YamlAlias;

export type ScalarStyle = 'plain' | 'single-quoted' | 'double-quoted' | 'literal' | 'folded';

/** An anchor, a tag or an alias as it is written, without its `&`, `*`. A tag keeps its `!`. */
export interface YamlName {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

interface YamlBase {
  /** Where the value begins, behind anchor and tag. */
  readonly start: number;
  /** Behind the value's last character; blank space and comments that follow are outside. */
  readonly end: number;
  readonly anchor?: YamlName;
  readonly tag?: YamlName;
}

export interface YamlScalar extends YamlBase {
  readonly kind: 'scalar';
  readonly style: ScalarStyle;
  /** Decoded: escapes, folding and indentation resolved. Empty and plain: there was nothing (YAML's null). */
  readonly text: string;
  /** Column of the collection that a block scalar stands in; its indentation indicator counts from there. */
  readonly parentIndent?: number;
}

export interface YamlMap extends YamlBase {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly entries: readonly YamlEntry[];
}

export interface YamlEntry {
  readonly key: YamlNode;
  /** Offset of the `:`; absent where it is missing. */
  readonly colon?: number;
  /** An empty plain scalar where nothing was written. */
  readonly value: YamlNode;
}

export interface YamlSeq extends YamlBase {
  readonly kind: 'seq';
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
  /** Offsets of the `-` before each item of a block list; empty for `[…]`. */
  readonly dashes: readonly number[];
}

export interface YamlAlias extends YamlBase {
  readonly kind: 'alias';
  readonly name: string;
  /** The anchored value; absent where no anchor of that name stands before, or where it would contain itself. */
  readonly target?: YamlNode;
  readonly cyclic?: true;
}

export interface YamlComment {
  /** Offset of the `#`. */
  readonly start: number;
  readonly end: number;
}

/** The value a scalar stands for in YAML 1.2's core schema. Numbers keep their digits. */
export type ScalarValue = null | boolean | string | JsonNumber | NonFinite;

/** `.inf`, `-.inf` and `.nan`: numbers to YAML, impossible in JSON. */
export class NonFinite {
  constructor(readonly text: string) {}
}
