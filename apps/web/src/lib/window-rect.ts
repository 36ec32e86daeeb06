/** What a list that scrolls with the window sees of it, known before anything is laid out: its first rows are in the first render. */
export const windowRect = () => ({ width: window.innerWidth, height: window.innerHeight });
