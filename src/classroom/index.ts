// Classroom: live rooms, assignments, gradebook. Rooms on the server, pages for teacher, projector and students.
// Imports strings, quiz, checkup, exercise, practice. Entries by their paths:
//
//   server/index.ts       Node: the rooms and their routes, for src/server
//   views/Classroom.tsx   the island of /classroom/
//   strings.ts            what it says
//
// Tests: test/classroom, test/browser/classroom.test.ts.
export type * from './model.ts';
export { classroomMessages } from './strings.ts';
