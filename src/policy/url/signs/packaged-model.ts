/** The weights that `node scripts/calibrate.ts` fitted; docs/accuracy.md tells on what. */
import { onFirstUse } from '../../on-first-use.ts';
import { modelFrom } from './model.ts';
import weights from './weights.json' with { type: 'json' };

export const packagedModel = onFirstUse(() => modelFrom(weights));
