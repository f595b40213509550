import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { applyStoredTheme } from './state/theme.ts';

applyStoredTheme();
const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
