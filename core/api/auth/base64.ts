/** Base64 of a text's UTF-8 bytes; `btoa` alone takes Latin-1 only. */
export function base64(text: string): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}
