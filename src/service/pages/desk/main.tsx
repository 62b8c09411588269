/** Opens the desk. */
import { start } from '../ui/start.tsx';
import { Desk } from './desk.tsx';

start(<Desk />);
