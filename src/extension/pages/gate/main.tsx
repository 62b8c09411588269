/**
 * The gate between a stopped link and its destination. It takes nothing from its own address and
 * listens to no message: the background alone says which link stands before it.
 */
import { startPage } from '../ui/start-page.ts';
import { Framed, Gate } from './gate.tsx';
import './gate.css';

// In a frame, a page could lay its own pixels over the buttons; then there are none.
void startPage(() => (window.top === window.self ? <Gate /> : <Framed />));
