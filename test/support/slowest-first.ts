/** The order of the test files: those that take longest begin, so that no worker ends alone. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const SLOWEST = ['attacks-chromium', 'attacks-firefox', 'faults', 'chat', 'net', 'sites', 'press'];

export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rest = SLOWEST.length;
    const placeOf = ({ moduleId }: TestSpecification) => {
      const place = SLOWEST.findIndex((name) => moduleId.endsWith(`/e2e/${name}.test.ts`));
      return place < 0 ? rest : place;
    };
    return (await super.sort(files)).toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}
