import { StreamMessageWriter, type Message } from 'vscode-languageserver/node';

/**
 * Writes a message where it is handed over. The library's own writer lets everything go first that waits to be done: an answer would
 * come after the check of the text that it was asked about.
 */
export class PromptWriter extends StreamMessageWriter {
  constructor(private readonly stream: NodeJS.WritableStream) {
    super(stream);
  }

  override write(message: Message): Promise<void> {
    const content = JSON.stringify(message);
    this.stream.write(`Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`);
    return Promise.resolve();
  }
}
