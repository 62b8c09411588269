import { sendToBackground } from '../../messaging/send.ts';

/** How long, in milliseconds, going back may take before the tab is closed instead. */
const BACK_LIMIT = 600;

/** Back to where the link stood; where there is no such page, the tab is closed. */
export function goBack(): void {
  if (history.length <= 1) {
    void closeTab();
    return;
  }
  const timer = setTimeout(() => void closeTab(), BACK_LIMIT);
  window.addEventListener('pagehide', () => clearTimeout(timer), { once: true });
  history.back();
}

async function closeTab(): Promise<void> {
  try {
    await sendToBackground('gate.leave');
  } catch {
    // A page that was opened by script or has no history may close itself.
    window.close();
  }
}
