// The course: the map of its lessons, and the one dictionary of the interface. Imports every room left of it. Pages
// read this at build time; nothing that runs in a browser does, so that no page ships a room it does not need. Entries by their paths:
//
//   LessonExercise.tsx, OpenShared.tsx, Practice.tsx   the islands of a lesson page and of /practice/
//   client/*.ts            what a page's own script does, one file a task
//   components/*.astro     what a lesson's text may use
//   schema.ts, loaders/*.ts   build and command line only: zod and the YAML reader
//   build/*                what the build adds: search index, service worker, colours of code
//
// Tests: test/course.
export { type Heading, headingsOf } from './headings.ts';
export { courseMap, type MapLesson, type MapPart, nearby, writtenLessons } from './map.ts';
export type { Changes, Comparison, CourseData, Glossary, LessonData, Runbook, Teaching } from './schema.ts';
export { messages, translate } from './strings/index.ts';
