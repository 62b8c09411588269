/** The address in what was dropped on the page: of a link, or a text that is one. */
export function droppedAddress(dropped: Pick<DataTransfer, 'getData'>): string | undefined {
  const [link = ''] = dropped
    .getData('text/uri-list')
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'));
  const found = (link || dropped.getData('text/plain')).trim();
  return found === '' ? undefined : found;
}
