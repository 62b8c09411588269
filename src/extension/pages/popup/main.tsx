/** The popup: what the guard does on the page in view, and the person's own say in it. */
import { startPage } from '../ui/start-page.ts';
import { Popup } from './popup.tsx';
import '../ui/statement.css';
import './popup.css';
import './lists.css';
import { isOpenedAsPage } from './tab.ts';

// A popup is as wide as its content asks for; a tab, as the window allows.
document.documentElement.classList.toggle('as-page', isOpenedAsPage());
void startPage(() => <Popup />);
