import type { CST } from 'yaml';
import { message } from '../../l10n/message';
import type { NodeNames } from './compose-flow';
import { readEnd, reportToken, unexpected, type Report } from './properties';
import type { YamlProblem } from './problem';
import { decodeScalar } from './scalar';
import type { ScalarFault } from './scalar-source';
import { closingPlace } from './open-quote';
import type { ScalarStyle, YamlScalar } from './tree';

const STYLES = {
  scalar: 'plain',
  'single-quoted-scalar': 'single-quoted',
  'double-quoted-scalar': 'double-quoted',
} as const satisfies Record<string, ScalarStyle>;

/** Makes the scalars of a tree. */
export class ScalarComposer {
  constructor(
    private readonly source: string,
    private readonly report: Report,
  ) {}

  /** Text without quotes, or in quotes. */
  flow(token: CST.FlowScalar, names: NodeNames): YamlScalar {
    const { source, offset: start } = token;
    const end = start + source.length;
    const style = token.type === 'alias' ? 'plain' : STYLES[token.type];
    if (style === 'plain' && /^[,%|>@`\t]/.test(source)) {
      this.report(
        start,
        start + 1,
        message('Text cannot begin with {0} in YAML; put it in quotes.', JSON.stringify(source.charAt(0))),
        { mend: { kind: 'quote', start } },
      );
    }
    if (style === 'plain' && /:(?:\s|$)/.test(source)) {
      const text = message(
        'A mapping cannot begin on the line of its key. If this is text, put it in quotes.',
      );
      this.report(start, end, text, { mend: { kind: 'quote', start } });
    }
    const text = decodeScalar({ source: this.source, start, end, style, parentIndent: 0 }, this.fault());
    readEnd(token.end, { start, needsSpace: true }, this.report);
    return { kind: 'scalar', style, text, start, end, ...names };
  }

  /** Text behind `|` or `>`; `root`: the document is nothing else. */
  block(token: CST.BlockScalar, names: NodeNames, root: boolean): YamlScalar {
    const start = token.offset;
    let end = start + token.source.length;
    // `cmp: >=`: with no text below, it was hardly meant to begin any.
    const mend = token.source.trim() === '' ? ({ mend: { kind: 'quote', start } } as const) : {};
    let hasSpace = false;
    for (const prop of token.props) {
      end += 'source' in prop ? prop.source.length : 0;
      if (prop.type === 'space' || prop.type === 'newline') hasSpace = true;
      else if (prop.type === 'comment' && !hasSpace)
        reportToken(this.report, prop, message('A comment needs a space before its "#".'));
      else if (prop.type !== 'comment' && prop.type !== 'block-scalar-header') {
        this.report(prop.offset, end, unexpected('source' in prop ? prop.source : ''), mend);
      }
    }
    const style = this.source[start] === '|' ? 'literal' : 'folded';
    const parentIndent = token.indent;
    const text = decodeScalar(
      { source: this.source, start, end, style, parentIndent, root },
      this.fault(mend),
    );
    return { kind: 'scalar', style, text, start, end, parentIndent, ...names };
  }

  /** Reports what is wrong with a scalar; `header`: how to mend the first line of a block. */
  private fault(header: Pick<YamlProblem, 'mend'> = {}): ScalarFault {
    return (kind, start, end) => {
      const part = this.source.slice(start, end);
      switch (kind) {
        case 'escape':
          this.report(
            start,
            end,
            message('"{0}" is no escape of YAML; write the backslash twice, or use single quotes.', part),
            // What is longer names a character, badly.
            part.length === 2 ? { mend: { kind: 'insert', at: start, text: '\\' } } : {},
          );
          break;
        case 'half-character':
          this.report(
            start,
            end,
            message('"{0}" is only half of a character; its other half is missing.', part),
          );
          break;
        case 'unclosed':
          this.report(start, end, message('The closing {0} is missing.', part.charAt(0)), {
            unclosed: true,
            mend: { kind: 'insert', at: closingPlace(this.source, start), text: part.charAt(0) },
          });
          break;
        case 'block-header':
          this.report(start, end, unexpected(part), header);
          break;
        case 'block-indent':
          this.report(
            start,
            end,
            message('The lines of a text block must be indented at least as far as its first.'),
          );
          break;
      }
    };
  }
}
