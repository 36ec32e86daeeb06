import { openWorkbench } from './workbench.js';
import { postUpdates } from './scenarios/post-updates.js';
const bench = await openWorkbench(console.error);
console.table(await postUpdates(bench, 8));
await bench.close();
