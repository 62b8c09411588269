/** A complaint that was begun in the browser's menu. */
import { startPage } from '../ui/start-page.ts';
import { Complain } from './complain.tsx';
import './complain.css';

void startPage(() => <Complain />);
