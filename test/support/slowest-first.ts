/** The order of the test files: those that take longest begin, so that no worker ends alone. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const SLOWEST = [
  ...['e2e/attacks-chromium', 'e2e/attacks-firefox', 'e2e/faults', 'e2e/chat', 'e2e/net'],
  ...['e2e/sites', 'e2e/press', 'service/crash', 'cli/signing', 'cli/publishing'],
];

export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rest = SLOWEST.length;
    const placeOf = ({ moduleId }: TestSpecification) => {
      const place = SLOWEST.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return place < 0 ? rest : place;
    };
    return (await super.sort(files)).toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}
