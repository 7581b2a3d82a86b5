// QTI 2.1: a quiz as a content package, one assessmentItem a question and a test that lists them.
// Source: IMS Question & Test Interoperability 2.1, Information Model and XML Binding. Tests: test/quiz/exchange/packages.
import { strToU8, zipSync } from 'fflate';
import type { Flat } from './flat.ts';
import { escapeXml, toHtml } from './html.ts';

const NS = 'http://www.imsglobal.org/xsd/imsqti_v2p1';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

export interface PackageInfo {
  id: string;
  title: string;
}

/** The package's files by their names. */
export function qtiFiles({ id, title }: PackageInfo, items: readonly Flat[]): Record<string, string> {
  const name = (index: number): string => `item-${index + 1}.xml`;
  const resources = items.map(
    (_, index) =>
      `<resource identifier="item-${index + 1}" type="imsqti_item_xmlv2p1" href="${name(index)}"><file href="${name(index)}"/></resource>`,
  );
  const manifest = `<?xml version="1.0" encoding="UTF-8"?>
<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:xsi="${XSI}" identifier="${xmlId(id)}" xsi:schemaLocation="http://www.imsglobal.org/xsd/imscp_v1p1 http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd">
<metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion></metadata>
<organizations/>
<resources>
<resource identifier="test" type="imsqti_test_xmlv2p1" href="test.xml"><file href="test.xml"/>${items.map((_, index) => `<dependency identifierref="item-${index + 1}"/>`).join('')}</resource>
${resources.join('\n')}
</resources>
</manifest>
`;
  const test = `<?xml version="1.0" encoding="UTF-8"?>
<assessmentTest xmlns="${NS}" xmlns:xsi="${XSI}" xsi:schemaLocation="${NS} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd" identifier="${xmlId(id)}" title="${escapeXml(title)}">
<testPart identifier="part" navigationMode="nonlinear" submissionMode="individual">
<assessmentSection identifier="section" title="${escapeXml(title)}" visible="true">
${items.map((_, index) => `<assessmentItemRef identifier="item-${index + 1}" href="${name(index)}"/>`).join('\n')}
</assessmentSection>
</testPart>
</assessmentTest>
`;
  return {
    'imsmanifest.xml': manifest,
    'test.xml': test,
    ...Object.fromEntries(items.map((item, index) => [name(index), assessmentItem(item, index)])),
  };
}

export const zipFiles = (files: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), {
    level: 6,
  });

/** XML names begin with a letter. */
const xmlId = (id: string): string => `q-${id.replace(/[^\w-]/g, '-')}`;
const block = (text: string): string => `<p>${toHtml(text)}</p>`;

interface Parts {
  cardinality: 'single' | 'multiple' | 'ordered' | 'record';
  baseType: string;
  correct: readonly string[];
  /** Responses that count as well. */
  mapping?: readonly (readonly [key: string, exact: boolean])[];
  body: string;
  feedback: string;
  processing: string;
}

function assessmentItem(item: Flat, index: number): string {
  const { cardinality, baseType, correct, mapping, body, feedback, processing } = partsOf(item);
  const values = correct.map((value) => `<value>${escapeXml(value)}</value>`).join('');
  const map = mapping
    ? `<mapping defaultValue="0">${mapping.map(([key, exact]) => `<mapEntry mapKey="${escapeXml(key)}" mappedValue="1" caseSensitive="${exact}"/>`).join('')}</mapping>`
    : '';
  return `<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="${NS}" xmlns:xsi="${XSI}" xsi:schemaLocation="${NS} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd" identifier="item-${index + 1}" title="${escapeXml(item.id)}" adaptive="false" timeDependent="false">
<responseDeclaration identifier="RESPONSE" cardinality="${cardinality}" baseType="${baseType}">${values ? `<correctResponse>${values}</correctResponse>` : ''}${map}</responseDeclaration>
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"><defaultValue><value>0</value></defaultValue></outcomeDeclaration>
<outcomeDeclaration identifier="FEEDBACK" cardinality="single" baseType="identifier"/>
<itemBody>
${body}
</itemBody>
${processing}
<modalFeedback outcomeIdentifier="FEEDBACK" identifier="shown" showHide="show">${feedback}</modalFeedback>
</assessmentItem>
`;
}

/** Whatever was answered, the explanation is shown. */
const SHOW =
  '<setOutcomeValue identifier="FEEDBACK"><baseValue baseType="identifier">shown</baseValue></setOutcomeValue>';
const score = (value: string): string => `<setOutcomeValue identifier="SCORE">${value}</setOutcomeValue>`;
const one = '<baseValue baseType="float">1</baseValue>';
const none = '<baseValue baseType="float">0</baseValue>';
const byCondition = (condition: string): string =>
  `<responseProcessing><responseCondition><responseIf>${condition}${score(one)}</responseIf><responseElse>${score(none)}</responseElse></responseCondition>${SHOW}</responseProcessing>`;
/** As the standard's template match_correct, and the explanation. */
const byMatch = byCondition(
  '<match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>',
);

function partsOf(item: Flat): Parts {
  switch (item.type) {
    case 'choice': {
      const choices = item.options.map(
        (option, index) => `<simpleChoice identifier="c${index + 1}">${toHtml(option.text)}</simpleChoice>`,
      );
      return {
        cardinality: item.multiple ? 'multiple' : 'single',
        baseType: 'identifier',
        correct: item.options.flatMap((option, index) => (option.right ? [`c${index + 1}`] : [])),
        body: `${block(item.text)}<choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="${item.multiple ? 0 : 1}">${choices.join('')}</choiceInteraction>`,
        feedback: item.options.map((option) => block(`${option.text} ${option.why}`)).join(''),
        processing: byMatch,
      };
    }
    case 'match': {
      const all = [...new Set([...item.pairs.map(({ match }) => match), ...item.others])];
      const source = item.pairs.map(
        (pair, index) =>
          `<simpleAssociableChoice identifier="a${index + 1}" matchMax="1">${toHtml(pair.text)}</simpleAssociableChoice>`,
      );
      const target = all.map(
        (match, index) =>
          `<simpleAssociableChoice identifier="b${index + 1}" matchMax="${item.pairs.length}">${toHtml(match)}</simpleAssociableChoice>`,
      );
      return {
        cardinality: 'multiple',
        baseType: 'directedPair',
        correct: item.pairs.map((pair, index) => `a${index + 1} b${all.indexOf(pair.match) + 1}`),
        body: `${block(item.text)}<matchInteraction responseIdentifier="RESPONSE" shuffle="true" maxAssociations="${item.pairs.length}"><simpleMatchSet>${source.join('')}</simpleMatchSet><simpleMatchSet>${target.join('')}</simpleMatchSet></matchInteraction>`,
        feedback: item.pairs.map((pair) => block(`${pair.text}: ${pair.match}. ${pair.why}`)).join(''),
        processing: byMatch,
      };
    }
    case 'order':
      return {
        cardinality: 'ordered',
        baseType: 'identifier',
        correct: item.steps.map((_, index) => `s${index + 1}`),
        body: `${block(item.text)}<orderInteraction responseIdentifier="RESPONSE" shuffle="true">${item.steps
          .map(
            (step, index) => `<simpleChoice identifier="s${index + 1}">${toHtml(step.text)}</simpleChoice>`,
          )
          .join('')}</orderInteraction>`,
        feedback: block(item.why) + item.steps.map((step) => block(`${step.text} ${step.why}`)).join(''),
        processing: byMatch,
      };
    case 'text':
      return {
        cardinality: 'single',
        baseType: 'string',
        correct: item.accept.slice(0, 1),
        mapping: item.accept.map((text) => [text, item.exact] as const),
        body: `${block(item.text)}<p><textEntryInteraction responseIdentifier="RESPONSE" expectedLength="30"/></p>`,
        feedback: block(item.why),
        processing: `<responseProcessing>${score('<mapResponse identifier="RESPONSE"/>')}${SHOW}</responseProcessing>`,
      };
    case 'number':
      return {
        cardinality: 'single',
        baseType: 'float',
        correct: [String(item.value)],
        body: `${block(item.text)}<p><textEntryInteraction responseIdentifier="RESPONSE" expectedLength="12"/> ${escapeXml(item.unit)}</p>`,
        feedback: block(item.why),
        processing: byCondition(
          `<equal toleranceMode="absolute" tolerance="${item.tolerance} ${item.tolerance}"><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></equal>`,
        ),
      };
    case 'open':
      return {
        cardinality: 'single',
        baseType: 'string',
        correct: [],
        body: `${block(item.text)}<extendedTextInteraction responseIdentifier="RESPONSE" expectedLines="12"/>`,
        feedback: block(item.why) + block(`\`${item.solution}\``),
        processing: `<responseProcessing>${SHOW}</responseProcessing>`,
      };
  }
}
