// Classroom: live rooms, assignments, gradebook. Rooms on the server, pages for teacher, projector and students.
// Imports strings, quiz, exercise, practice. Entries by their paths:
//
//   server/index.ts   Node: the rooms and their routes, for src/server
//   Classroom.tsx     the island of /classroom/
//
// Tests: test/classroom, test/browser/classroom.test.ts.
export type * from './model.ts';
export { classroomMessages } from './strings.ts';
