// SCORM 1.2: a lesson with its quiz as one package that runs in a learning system without this site. The page in it is
// text, a form and a script of its own (public/scorm/sco.js), which reports score and status.
// Source: SCORM 1.2 Content Aggregation Model and Run-Time Environment. Tests: test/quiz/exchange/packages, test/browser/review.
import type { Flat } from './flat.ts';
import { escapeXml, toHtml } from './html.ts';
import type { PackageInfo } from './qti.ts';

export interface ScormInput extends PackageInfo {
  language: string;
  /** The lesson's text as XHTML without scripts, styles or events: see lesson-text.ts. */
  text: string;
  items: readonly Flat[];
  /** The text of public/scorm/sco.js and sco.css. */
  script: string;
  style: string;
  words: ScormWords;
}

export interface ScormWords {
  check: string;
  right: string;
  wrong: string;
  choose: string;
  answer: string;
  result: string;
  sent: string;
  notConnected: string;
}

/** The share of right answers from which a learning system shows it as passed. */
const MASTERY = 80;

export function scormFiles({
  id,
  title,
  language,
  text,
  items,
  script,
  style,
  words,
}: ScormInput): Record<string, string> {
  const name = id.replace(/[^\w-]/g, '-');
  const manifest = `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="rootless-${name}" version="1.0" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="rootless">
<organization identifier="rootless"><title>${escapeXml(title)}</title>
<item identifier="item" identifierref="sco"><title>${escapeXml(title)}</title><adlcp:masteryscore>${MASTERY}</adlcp:masteryscore></item>
</organization>
</organizations>
<resources>
<resource identifier="sco" type="webcontent" adlcp:scormtype="sco" href="index.html"><file href="index.html"/><file href="sco.js"/><file href="sco.css"/><file href="questions.json.js"/></resource>
</resources>
</manifest>
`;
  const page = `<!doctype html>
<html lang="${escapeXml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'">
<title>${escapeXml(title)}</title>
<link rel="stylesheet" href="sco.css">
</head>
<body>
<main>
<h1>${toHtml(title)}</h1>
${text}
<section id="questions" aria-live="off"></section>
<p id="result" role="status"></p>
</main>
<script src="questions.json.js"></script>
<script src="sco.js"></script>
</body>
</html>
`;
  // Read as a script, because some systems serve no JSON. No «</» and no line separators can break out of it.
  const data = JSON.stringify({ items: items.filter(({ type }) => type !== 'open'), words })
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
  return {
    'imsmanifest.xml': manifest,
    'index.html': page,
    'questions.json.js': `window.ROOTLESS_QUIZ = ${data};\n`,
    'sco.js': script,
    'sco.css': style,
  };
}
