// Every sentence of the interface in English, by the room or page that says it. Lessons, quizzes and exercises are
// content (content/en). Each part is a flat set of messages, so that an island is given its own and no more.
import { exerciseMessages, openMessages } from '../../exercise/strings.ts';
import {
  authorMessages,
  certificateMessages,
  decisionsMessages,
  examMessages,
  moveMessages,
  paperMessages,
  quizMessages,
  reviewMessages,
  strengthMessages,
} from '../../quiz/index.ts';
import type { Messages } from '../../strings/index.ts';
import { challenges, comparison, runbooks, teaching } from './challenges.ts';
import {
  evaluation,
  expiry,
  family,
  keys,
  leaver,
  report13,
  rootList,
  secondProof,
  statements,
  trace,
} from './drawings.ts';

const site = {
  name: 'Rootless',
  tagline: 'Learn AWS identity in an account you cannot break',
  description:
    'A free course on the AWS root user and IAM users. Each lesson has a practice account in your browser that answers like AWS, and tells you why when it says no.',
  skip: 'Skip to the text',
  navigation: 'Main',
  course: 'Course',
  practice: 'Practice',
  review: 'Review',
  progress: 'Progress',
  challenges: 'Challenges',
  decisions: 'Decisions without end',
  tests: 'Tests and exam',
  ownAccount: 'Check your own account',
  classroom: 'Classroom',
  author: 'Quizzes in and out',
  about: 'About',
  footer: 'More of this site',
  notAffiliated:
    'Rootless is not affiliated with Amazon Web Services. AWS is a trademark of Amazon.com, Inc. or its affiliates.',
  report: 'Report a mistake',
  theme: 'Colours',
  themeSystem: 'As the system',
  themeLight: 'Light',
  themeDark: 'Dark',
  refusedNotice:
    'Your browser does not let this site keep anything. Your progress counts until you close this page; you can save it to a file.',
  fullNotice:
    'Your browser has no room left for this site. What you do now counts until you close this page; you can save it to a file.',
  asideNotice:
    'Some of your saved progress could not be read: it is damaged, or a later version of this site wrote it. It is kept as it is.',
  toProgress: 'Open your progress',
  search: 'Search',
  newVersion: 'A newer version of this site is ready. What you have done stays.',
  useNewVersion: 'Use it now',
  changesFeed: 'Rootless: what changed',
  editPage: 'Edit this page',
  sourceOfPage: 'Source: {file}',
  socialImage:
    'Rootless: a cutting growing without roots, and the sentence «Learn AWS identity in an account you cannot break».',
} as const satisfies Messages;

/** The search dialog, loaded when it is opened. */
const search = {
  search: 'Search the course',
  searchFor: 'Search for',
  searchClose: 'Close',
  searchHelp: 'Type a word. Arrow keys move through what is found, Enter opens it.',
  searchFound: {
    one: '{count} page was found for «{text}».',
    other: '{count} pages were found for «{text}».',
  },
  searchNothing: 'Nothing was found for «{text}».',
  searchFailed: 'The search could not be loaded. Check the connection and type again.',
} as const satisfies Messages;

/** Shown without a connection, for a page that was not kept. */
const offlinePage = {
  title: 'This page is not on your device',
  text: 'There is no connection, and this page was not kept when you last had one. The lessons, quizzes, the practice account and your progress are here.',
  home: 'To the course',
} as const satisfies Messages;

const home = {
  title: 'Learn AWS identity in an account you cannot break.',
  lead: 'Short lessons on the AWS root user, IAM users and everything between them. Each has a practice account that answers like AWS, and tells you why when it says no.',
  start: 'Start with «{title}»',
  continue: 'Continue «{title}»',
  openPractice: 'Open a practice account',
  promise: 'No sign-up, nothing to install, nothing sent anywhere.',
  comparison: 'The same request, from',
  rootUser: 'root user',
  iamUser: 'anna, IAM user',
  readFile: 'Read a file in S3',
  createUser: 'Create another user',
  deleteTrail: 'Delete the audit trail',
  closeAccount: 'Close the account',
  allowed: 'allowed',
  nothingAllows: 'nothing allows',
  policyDenies: 'a policy denies',
  rootOnly: 'root only',
  comparisonNote:
    'Anna may do what her policies say. Nothing stops root in its own account, and that is the trouble with it.',
  tryIt: 'Try a request of your own',
  howTitle: 'How you learn here',
  readTitle: 'Read a little',
  readText:
    'Nine minutes of plain words. First what happens, then why, then the exception. Where a guide you know is out of date, the lesson says what changed.',
  doTitle: 'Do it',
  doText:
    'Beside the text stands an AWS account that lives in your browser. Create users, hand out permissions, be refused. Any way that gets there counts.',
  askTitle: 'Be asked',
  askText:
    'A few questions from mistakes people really make, with a reason for every answer. Only what you missed comes again.',
  courseTitle: 'The course',
  courseWhole: { one: '{count} lesson.', other: '{count} lessons, each with an exercise and a quiz.' },
  courseText: {
    one: 'One lesson is ready. The others are being written; they are listed so that you see the whole way.',
    other:
      '{count} lessons are ready. The others are being written; they are listed so that you see the whole way.',
  },
  coursePart: 'Part {number} · {title}',
  coming: 'coming',
  minutes: { one: '{count} minute', other: '{count} minutes' },
  notStarted: 'not started',
  startedLesson: 'begun',
  doneLesson: 'done',
  moreTitle: 'Beyond the lessons',
  moreChallenges: 'Challenges',
  moreChallengesText: {
    one: '{count} account with something wrong in it, for you to put right.',
    other: '{count} accounts with something wrong in them, for you to put right.',
  },
  moreComparison: 'Side by side',
  moreComparisonText: 'Root user and IAM user, question by question.',
  moreRunbooks: 'Runbooks',
  moreRunbooksText: 'What to do when a key leaks or a phone is lost. To print.',
  moreTeach: 'For teachers',
  moreTeachText: 'A pack for each lesson: aims, timing, slides.',
  toolsTitle: 'With your own tools',
  toolsText:
    'Run this site on your machine, and the practice account also answers on a local port. Point the AWS CLI, boto3 or Terraform at it, and watch an exercise tick itself off while you type.',
} as const satisfies Messages;

const lesson = {
  number: 'Lesson {number}',
  minutes: { one: '{count} minute', other: '{count} minutes' },
  onThisPage: 'On this page',
  courseMap: 'Course',
  wholeCourse: 'The whole course: {count} lessons',
  part: 'Part {number} · {title}',
  coming: 'coming',
  done: 'done',
  begun: 'begun',
  checkYourself: 'Check yourself',
  previous: 'Previous lesson',
  next: 'Next lesson',
  nextComing: 'The next lesson, «{title}», is still being written.',
  factsChecked: 'Facts last checked on {date}.',
  practice: 'Practice account',
  practiceSoon: 'The exercise of this lesson could not be loaded. Reload the page to try again.',
  changed: 'You will still read',
  exception: 'The exception',
  drawing: 'Drawing',
} as const satisfies Messages;

/** The drawing of lesson 1: what is typed at sign-in, who that is, and what the record says. */
const door = {
  title: 'Somebody comes to the door. What do they bring?',
  email: 'An email address and a password',
  user: 'The account’s number, the name anna and her password',
  key: 'An access key of anna’s (a program)',
  unknown: 'The account’s number and the name ana, by mistake',
  account: 'account {number}',
  root: 'root user',
  record: 'The record says',
  who: 'Who that is',
  isRoot: 'root user',
  isRootWhy: 'It is the address the account was opened with. Everything is open.',
  isUser: 'anna',
  isUserWhy: 'An IAM user of this account. What is open to her, her policies say.',
  isKey: 'anna',
  isKeyWhy: 'The same identity, by another proof. A program sends requests in her name, without a sign-in.',
  isNobody: 'nobody',
  isNobodyWhy: 'There is no such user. The attempt is written down, the name that was typed is not.',
} as const satisfies Messages;

/** The drawing of lesson 3: four ways to trouble with root, and a lock for each. */
const locks = {
  title: 'Four ways to trouble, and a lock for each',
  account: 'the account',
  allShut: 'All four are shut. Root can go into its drawer.',
  notAll: 'Not all are shut yet.',
  mfaWay: 'Somebody learns root’s password',
  mfa: 'MFA for root',
  mfaOpen: 'in, as root',
  mfaOpenWhy: 'The password is all it takes.',
  mfaShut: 'stopped',
  mfaShutWhy: 'The password alone opens nothing.',
  keysWay: 'A file with root’s access key gets out',
  keys: 'No access key',
  keysOpen: 'in, as root',
  keysOpenWhy: 'A key asks for no password, and for no MFA.',
  keysShut: 'stopped',
  keysShutWhy: 'There is no key that could get out.',
  dailyWay: 'A slip of the hand, at daily work',
  daily: 'Work as a user',
  dailyOpen: 'done, as root',
  dailyOpenWhy: 'Nothing refuses it.',
  dailyShut: 'limited',
  dailyShutWhy: 'It goes as far as that user may, and no further.',
  alarmWay: 'Somebody uses root after all',
  alarm: 'Alarm on its use',
  alarmOpen: 'unnoticed',
  alarmOpenWhy: 'Nobody looks.',
  alarmShut: 'noticed',
  alarmShutWhy: 'Somebody is told, and can act.',
} as const satisfies Messages;

/** The drawing of the fourth lesson: what a new user has, and what follows from it. */
const gates = {
  title: 'What anna has, and what happens',
  password: 'She has a password',
  group: 'She is in the group Developers',
  deny: 'A policy of hers denies it',
  wants: 'lists buckets',
  signIn: 'Sign-in',
  anyDeny: 'Any deny?',
  anyAllow: 'Any allow?',
  passwordYes: 'password fits',
  passwordNo: 'no password',
  denyYes: 'one policy says no',
  denyNo: 'none',
  allowYes: 'Developers',
  allowNo: 'none',
  stopped: 'stopped',
  allowed: 'Allowed',
  denied: 'Denied',
  resultSignIn:
    'Anna cannot sign in. She has no password, so AWS never gets as far as asking what she may do.',
  resultImplicit:
    'Anna can sign in. Then the list of buckets is denied, though no policy says no: nothing says yes.',
  resultAllowed:
    'Anna can sign in, and the list of buckets opens: the policy of her group says yes, and nothing says no.',
  resultDeny:
    'Anna can sign in, but the list of buckets is denied: one policy says no, and a no wins over every yes.',
} as const satisfies Messages;

/** The drawing of lesson 5: three groups, a person who is moved between them, and what that person may do. */
const teams = {
  where: 'Where is ben?',
  none: 'in no group',
  analysts: 'Analysts',
  developers: 'Developers',
  both: 'in both, because somebody forgot',
  more: 'Developers get databases too',
  looks: 'look at everything',
  builds: 'EC2 and S3',
  data: 'and databases',
  all: 'everything',
  may: 'What ben may do',
  computers: 'Run computers',
  files: 'Keep files',
  databases: 'Run databases',
  look: 'Look at everything',
  users: 'Make users',
  yes: 'allowed',
  no: 'denied',
  saysNone: 'Ben has nothing. He can sign in, and every page refuses him.',
  saysAnalysts: 'Ben may look at everything, and change nothing.',
  saysDevelopers: 'Ben has what developers have, and nothing is left of the analyst.',
  saysBoth: 'Ben can do his new work, and still has the old permissions. Nobody notices.',
  saysMore: 'One change, and every developer may run databases.',
} as const satisfies Messages;

const quizPage = {
  title: 'Quiz: {title}',
  lead: 'No marks and no clock. You may try again as often as you like, and every answer is explained.',
  toLesson: 'To the lesson «{title}»',
} as const satisfies Messages;

const practicePage = {
  title: 'Practice account',
  description: 'An AWS account that lives in your browser. Do what you like: nothing here is real.',
  loading: 'Opening your practice account …',
  loadingMore: 'Each door to it is loaded when you first open it.',
  failed: 'The practice account could not be opened.',
  failedMore: 'Reload the page to try again. If it happens again, please report it.',
  needsScript: 'The practice account runs in your browser and needs JavaScript.',
  banner: 'Practice account: nothing here is real',
} as const satisfies Messages;

const openPage = {
  title: 'A shared account',
  description:
    'Somebody has shared a practice account with you. It is in the link itself; no server keeps it.',
  reading: 'Reading the link …',
  none: 'There is no account in this address. A link to a shared account ends with #s= and many letters.',
  ready: 'The account {account} is in this link.',
  asks: 'Opening it puts it in the place of your own practice account in free play. Undo brings yours back.',
  open: 'Open it in the practice account',
  file: 'Save it to a file instead',
  opening: 'Opening …',
  failed: 'It could not be opened. {reason}',
  own: 'Go to your own practice account',
  needsScript: 'Shared accounts are opened by JavaScript in this browser.',
} as const satisfies Messages;

const progressPage = {
  title: 'Your progress',
  lead: 'Everything you do here is kept in this browser and nowhere else. No account, no server, nobody watching.',
  loading: 'Reading what is kept …',
  needsScript: 'Your progress is kept by JavaScript in this browser.',
  nothing: 'Nothing yet. It begins when you open a lesson.',
  lessons: 'Lessons',
  lesson: 'Lesson',
  text: 'Text',
  exercise: 'Exercise',
  quiz: 'Quiz',
  read: 'read',
  opened: 'opened',
  notYet: 'not yet',
  solved: 'solved',
  solvedShown: 'solved with the solution shown',
  solvedHints: { one: 'solved with {count} hint', other: 'solved with {count} hints' },
  tasks: { one: '{count} task done', other: '{count} tasks done' },
  quizScore: '{right} of {total} right',
  quizFirst: '{count} at the first try',
  testsTitle: 'Tests and certificate',
  testsText: 'Show what you know already, take the final exam, make your certificate.',
  toTests: 'To the tests',
  toCertificate: 'To the certificate',
  knownByTest: 'known by a test',
  keepTitle: 'Keep it, or take it with you',
  keepText:
    'Browsers may throw away what a site has kept, Safari after seven days without a visit. A file is safe, and carries your progress to another browser.',
  save: 'Save to a file',
  load: 'Add from a file',
  loadText: 'What is in the file is added to what is here. Nothing here is overwritten.',
  taken: { one: 'One thing was added.', other: '{count} things were added.' },
  known: { one: 'One was here already.', other: '{count} were here already.' },
  newer: {
    one: 'One comes from a later version of this site and was left out.',
    other: '{count} come from a later version of this site and were left out.',
  },
  damaged: { one: 'One was damaged and was left out.', other: '{count} were damaged and were left out.' },
  damagedAt: 'Number {index} in the file: «{field}» is wrong.',
  damagedEntry: 'Number {index} in the file cannot be read.',
  tooLarge: 'This file is far too large to be a progress file. Nothing was taken from it.',
  notJson: 'This file is not a progress file: it cannot be read as JSON. Nothing was taken from it.',
  notProgress: 'This is not a progress file of this site. Nothing was taken from it.',
  newerFile:
    'A later version of this site wrote this file. Update this one, then try again. Nothing was taken from it.',
  unreadable: 'Your browser could not read this file. Nothing was taken from it.',
  asideTitle: 'Kept, but not readable',
  asideText: {
    one: 'One record could not be read: it is damaged, or a later version of this site wrote it. It is kept untouched, and a fresh one stands beside it.',
    other:
      '{count} records could not be read: they are damaged, or a later version of this site wrote them. They are kept untouched, and fresh ones stand beside them.',
  },
  asideSave: 'Save them to a file',
  deleteTitle: 'Delete everything',
  deleteText:
    'Your progress, your practice accounts and your colour setting are deleted from this browser. This cannot be undone.',
  delete: 'Delete everything …',
  deleteSure: 'Delete all of it now?',
  deleteYes: 'Yes, delete it',
  deleteNo: 'No, keep it',
  deleted: 'Everything was deleted.',
  deleteFailed: 'Not everything could be deleted. Close the other tabs of this site and try again.',
  fileName: 'rootless-progress',
} as const satisfies Messages;

const aboutPage = {
  title: 'About the practice account',
  lead: 'What answers you here is not AWS. It is a simulation of it that runs in your browser, made from AWS’s public documentation.',
  sameTitle: 'What is like AWS',
  sameText:
    'The account speaks AWS’s own protocols, so the console here, the AWS SDKs and the AWS CLI all talk to it in the same way. Signatures are verified, policies are evaluated in the documented order, errors have AWS’s codes and words, and every request leaves an event in the history.',
  notTitle: 'What is not',
  notText:
    'Only the operations below exist. A service that is not simulated answers UnknownOperation; you can still attempt any of its actions and see what your policies say. Nothing costs money, no email is sent, and there is no machine behind an instance.',
  operationsTitle: 'What it can do',
  operations: { one: '{count} operation', other: '{count} operations' },
  invented:
    'AWS does this in its console only and has no public API for it. These operations are ours; the permissions they ask for are AWS’s.',
  leftOutTitle: 'What is left out of IAM and STS',
  leftOutText:
    'These operations answer NotImplemented. They are for AWS’s partners, or build on templates and language models that AWS alone has.',
  providerText:
    'The portal also plays an identity provider, so that you can try federation: it issues SAML answers and web identity tokens to whoever asks.',
  sourcesTitle: 'Where the facts come from',
  sourcesText:
    'From AWS’s documentation and API models, read in 2026. Nothing was tried on a real AWS account. Where a label of the real console could not be confirmed, the lesson says so.',
  privacyTitle: 'What is sent anywhere',
  privacyText:
    'Nothing. The pages load only from the place that serves them, your progress and your practice accounts stay in your browser, and nobody counts visits.',
} as const satisfies Messages;

const reportPage = {
  title: 'Report a mistake',
  lead: 'A wrong fact, a broken exercise, a sentence that cannot be understood: all are worth a report.',
  what: 'What is wrong?',
  where: 'Where',
  how: 'This site sends nothing by itself. Copy your report and give it to whoever runs this site, or save it as a file.',
  copy: 'Copy the report',
  copied: 'Copied.',
  save: 'Save as a file',
  open: 'Open the list of reports',
} as const satisfies Messages;

const notFound = {
  title: 'There is nothing here',
  lead: 'Access is not denied: this address simply does not exist. It may have been mistyped, or the page may have moved.',
  home: 'To the course',
} as const satisfies Messages;

export const en = {
  site,
  home,
  lesson,
  gates,
  locks,
  door,
  teams,
  rootList,
  statements,
  evaluation,
  keys,
  secondProof,
  expiry,
  trace,
  leaver,
  report13,
  family,
  exercise: exerciseMessages,
  openExercise: openMessages,
  quiz: quizMessages,
  quizPage,
  reviewPage: reviewMessages,
  decisionsPage: decisionsMessages,
  examPage: examMessages,
  certificatePage: certificateMessages,
  strengths: strengthMessages,
  authorPage: authorMessages,
  paperPage: paperMessages,
  move: moveMessages,
  practicePage,
  openPage,
  progressPage,
  search,
  offlinePage,
  challenges,
  runbooks,
  comparison,
  teaching,
  aboutPage,
  reportPage,
  notFound,
} as const;
