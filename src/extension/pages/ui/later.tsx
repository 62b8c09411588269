import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A part of a page that most people never open: loaded when it is first drawn, nothing until then. */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined;
  return function Later(props: Props) {
    // In an object: a component is a function, and state would call it.
    const [{ Part }, draw] = useState({ Part: loaded });
    useEffect(() => {
      if (Part !== undefined) return;
      void load().then((component) => {
        loaded = component;
        draw({ Part: component });
      });
    }, [Part]);
    return Part === undefined ? null : <Part {...props} />;
  };
}
