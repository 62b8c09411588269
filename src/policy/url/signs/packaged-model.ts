/** The weights that `node scripts/calibrate.ts` fitted; docs/accuracy.md tells on what. */
import { type Model, modelFrom } from './model.ts';
import weights from './weights.json' with { type: 'json' };

export const MODEL: Model = modelFrom(weights);
