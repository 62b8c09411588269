/** The page that opens after the installation. */
import { startPage } from '../ui/start-page.ts';
import { Welcome } from './welcome.tsx';
import './welcome.css';

void startPage(() => <Welcome />);
