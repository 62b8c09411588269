/** Opens the portal. */
import { start } from '../ui/start.tsx';
import { Portal } from './portal.tsx';

start(<Portal />);
