import { useRef } from 'preact/hooks';
import { Icon } from '../ui/icon.tsx';

interface Props {
  readonly words: string;
  /** As the browser wants it: endings and media types. */
  readonly accept: string;
  readonly takesMany?: boolean;
  readonly take: (files: readonly File[]) => void;
}

/** A button for the browser's own choice of files. */
export function FileButton({ words, accept, takesMany = false, take }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" onClick={() => input.current?.click()}>
        <Icon name="load" />
        {words}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        multiple={takesMany}
        aria-label={words}
        onChange={({ currentTarget }) => {
          take([...(currentTarget.files ?? [])]);
          // The same file can be chosen again, after it was mended.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
