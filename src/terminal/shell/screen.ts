// What `clear` prints, and every terminal understands.
export const clearScreen = '\x1b[2J\x1b[3J\x1b[H';
