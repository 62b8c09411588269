/** The options page: everything that a person can set, in sections. */
import { startPage } from '../ui/start-page.ts';
import { Options } from './options.tsx';
import '../ui/statement.css';
import './options.css';

void startPage(() => <Options />);
