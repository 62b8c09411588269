/** Type-checks every part of the tree under its own tsconfig; fails when one of them does. */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';

const projects = globSync([
  'tsconfig.json',
  'src/*/tsconfig.json',
  'src/service/pages/tsconfig.json',
  'scripts/tsconfig.json',
  'test/tsconfig.json',
]);
const failed = projects.filter((project) => {
  const { status } = spawnSync('tsc', ['--project', project], { stdio: 'inherit' });
  return status !== 0;
});
if (failed.length > 0) {
  process.stderr.write(`types: ${failed.join(', ')} failed\n`);
  process.exit(1);
}
process.stdout.write(`types: ${projects.length} projects are sound\n`);
