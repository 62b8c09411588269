/// <reference lib="dom" />
/** Filing a complaint as a person does: from the gate that is open. */
import { GATE, type Ground } from './fault-ground.ts';
import { until } from './until.ts';

/** Reports the link at the open gate as wrongly stopped; gives what the form says then. */
export async function fileFromGate({ browser, chat }: Ground): Promise<string> {
  const gate = await browser.findExtensionPage(GATE);
  try {
    await until(() => gate.evaluate(pressButton, 'This is wrong'), { what: 'the report' });
    await until(() => gate.evaluate(pressButton, 'Send'), { what: 'the form' });
    return await until(
      () =>
        gate.evaluate(
          () =>
            document.querySelector('.complaint [role="alert"], .complaint [role="status"]')
              ?.textContent ?? undefined,
        ),
      { what: 'the outcome of the form' },
    );
  } finally {
    await gate.close();
    await chat.bringToFront();
  }
}

function pressButton(words: string): boolean {
  const button = [...document.querySelectorAll('button')].find(
    ({ textContent, disabled }) => textContent === words && !disabled,
  );
  button?.click();
  return button !== undefined;
}
