// The interface's words: one typed dictionary, a file per room under en/. This room stands right after `data`,
// so that progress, quiz, exercise, console and pages can all use it (src/course is too far right for that).
// Imports nothing. Owner: SITE fills it in; see the plan's update.
export {};
