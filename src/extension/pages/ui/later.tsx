import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A part of a page that most people never open: loaded when it is first drawn, nothing until then. */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let Loaded: ComponentType<Props> | undefined;
  return function Later(props: Props) {
    const [, redraw] = useState(Loaded);
    useEffect(() => {
      if (Loaded !== undefined) return;
      void load().then((component) => {
        Loaded = component;
        redraw(() => component);
      });
    }, []);
    return Loaded === undefined ? null : <Loaded {...props} />;
  };
}
