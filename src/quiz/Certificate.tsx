// The certificate: drawn in the browser from the final exam that was passed here, saved as an image, printed, or
// checked by its code. Nothing leaves the page. Test: test/browser/review.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type ExamFact, openProgress } from '../progress/index.ts';
import { type Translation, translator } from '../strings/index.ts';
import { type CodeReading, certificateCode, readCode } from './certificate.ts';
import type { certificateMessages } from './strings-exam.ts';

export interface CertificateProps {
  messages: Translation<typeof certificateMessages>;
  locale: string;
  home: string;
}

const WIDTH = 1200;
const HEIGHT = 850;

export function Certificate({ messages, locale, home }: CertificateProps) {
  const t = useMemo(() => translator(messages, locale), [messages, locale]);
  const [passed, setPassed] = useState<ExamFact | null>();
  const [name, setName] = useState('');
  const [made, setMade] = useState('');
  const [check, setCheck] = useState({ name: '', code: '' });
  const [reading, setReading] = useState<CodeReading>();
  const drawing = useRef<SVGSVGElement>(null);

  useEffect(() => {
    void openProgress()
      .then((progress) => progress.read())
      .then(({ exams }) => {
        const best = (exams.final ?? [])
          .filter((one) => one.passed)
          .sort((a, b) => b.right / b.total - a.right / a.total || a.at - b.at);
        setPassed(best[0] ?? null);
      });
    const asked = new URLSearchParams(location.hash.slice(1));
    const given = { name: asked.get('name') ?? '', code: asked.get('code') ?? '' };
    setCheck(given);
    if (given.name && given.code) setReading(readCode(given.code, given.name));
  }, []);

  const language = locale === 'qps' ? 'en' : locale;
  const date = (at: number, timeZone?: string): string =>
    new Date(at).toLocaleDateString(language, { dateStyle: 'long', ...(timeZone ? { timeZone } : {}) });
  const code = passed && made ? certificateCode({ ...passed, name: made }) : '';

  return (
    <>
      {passed === null && (
        <div class="card">
          <p>{t('notYet')}</p>
          <a class="button" href={`${home}exam/`}>
            {t('toExam')}
          </a>
        </div>
      )}
      {passed && (
        <form
          class="card no-print"
          onSubmit={(event) => {
            event.preventDefault();
            setMade(name.trim().slice(0, 60));
          }}
        >
          <label for="certificate-name">{t('name')}</label>
          <div class="actions">
            <input
              id="certificate-name"
              type="text"
              autocomplete="name"
              maxLength={60}
              required
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
            <button class="button" type="submit">
              {t('make')}
            </button>
          </div>
        </form>
      )}
      {passed && code && (
        <>
          <Drawing
            drawing={drawing}
            lines={{
              heading: t('heading'),
              name: made,
              has: t('has'),
              course: t('course'),
              score: t('score', { right: passed.right, total: passed.total }),
              date: t('on', { date: date(passed.at) }),
              code: t('code', { code }),
              small: t('small'),
            }}
          />
          <div class="actions no-print">
            <button
              class="button"
              type="button"
              onClick={() => drawing.current && void savePng(drawing.current, t('fileName'))}
            >
              {t('savePng')}
            </button>
            <button class="button quiet" type="button" onClick={() => print()}>
              {t('print')}
            </button>
            <a href={`#${new URLSearchParams({ name: made, code })}`} data-check>
              {t('link')}
            </a>
          </div>
        </>
      )}
      <section class="no-print">
        <h2>{t('honestTitle')}</h2>
        <p>{t('honest')}</p>
      </section>
      <section class="no-print">
        <h2>{t('checkTitle')}</h2>
        <p>{t('checkText')}</p>
        <form
          class="check-code"
          onSubmit={(event) => {
            event.preventDefault();
            setReading(readCode(check.code, check.name));
          }}
        >
          <label>
            {t('name')}
            <input
              type="text"
              required
              maxLength={60}
              value={check.name}
              onInput={(event) => setCheck({ ...check, name: event.currentTarget.value })}
            />
          </label>
          <label>
            {t('codeLabel')}
            <input
              type="text"
              required
              maxLength={40}
              autocomplete="off"
              spellcheck={false}
              value={check.code}
              onInput={(event) => setCheck({ ...check, code: event.currentTarget.value })}
            />
          </label>
          <button class="button quiet" type="submit">
            {t('check')}
          </button>
        </form>
        <p role="status" class="outcome-line">
          {reading &&
            (reading.ok
              ? `✓ ${t('fits', { right: reading.right, total: reading.total, date: date(reading.at, 'UTC') })}`
              : `✕ ${t(reading.reason === 'other' ? 'fitsNot' : 'unreadable')}`)}
        </p>
      </section>
    </>
  );
}

interface Lines {
  heading: string;
  name: string;
  has: string;
  course: string;
  score: string;
  date: string;
  code: string;
  small: string;
}

/** Its colours and fonts are its own: it is saved as an image, away from the page's styles. */
function Drawing({ drawing, lines }: { drawing: { current: SVGSVGElement | null }; lines: Lines }) {
  const serif = 'Charter, Georgia, Times New Roman, serif';
  const sans = 'Segoe UI, Roboto, Noto Sans, sans-serif';
  const middle = WIDTH / 2;
  // A long name is drawn smaller, so that it stays within the frame.
  const nameSize = Math.min(66, Math.floor(1700 / Math.max(lines.name.length, 1)));
  return (
    <svg
      ref={drawing}
      class="certificate"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      xmlns="http://www.w3.org/2000/svg"
      role="img"
      aria-label={Object.values(lines).join(' ')}
    >
      <rect width={WIDTH} height={HEIGHT} fill="#fbfaf6" />
      <rect
        x="28"
        y="28"
        width={WIDTH - 56}
        height={HEIGHT - 56}
        rx="18"
        fill="none"
        stroke="#1a6b44"
        stroke-width="3"
      />
      <rect
        x="40"
        y="40"
        width={WIDTH - 80}
        height={HEIGHT - 80}
        rx="12"
        fill="none"
        stroke="#cfe3d6"
        stroke-width="2"
      />
      <g transform="translate(560 84)" fill="none" stroke="#1a6b44" stroke-width="5" stroke-linecap="round">
        <path d="M40 92V34" />
        <path d="M40 52C16 52 8 38 8 22c22 0 32 12 32 30Z" fill="#cfe3d6" />
        <path d="M40 40c0-20 12-32 34-32 0 20-10 32-34 32Z" fill="#cfe3d6" />
      </g>
      <g text-anchor="middle" fill="#1b2320">
        <text x={middle} y="252" font-family={serif} font-size="60">
          {lines.heading}
        </text>
        <text x={middle} y="372" font-family={serif} font-size={nameSize} fill="#135234">
          {lines.name}
        </text>
        <text x={middle} y="454" font-family={sans} font-size="28">
          {lines.has}
        </text>
        <text x={middle} y="496" font-family={sans} font-size="28">
          {lines.course}
        </text>
        <text x={middle} y="538" font-family={sans} font-size="28">
          {lines.score}
        </text>
        <text x={middle} y="632" font-family={sans} font-size="26">
          {lines.date}
        </text>
        <text x={middle} y="704" font-family="monospace" font-size="24" fill="#55605a">
          {lines.code}
        </text>
        <text x={middle} y="756" font-family={sans} font-size="20" fill="#55605a">
          {lines.small}
        </text>
      </g>
    </svg>
  );
}

async function savePng(drawing: SVGSVGElement, name: string): Promise<void> {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('width', String(WIDTH));
  copy.setAttribute('height', String(HEIGHT));
  const source = URL.createObjectURL(
    new Blob([new XMLSerializer().serializeToString(copy)], { type: 'image/svg+xml' }),
  );
  try {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = WIDTH * 2;
    canvas.height = HEIGHT * 2;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!png) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(png);
    link.download = `${name}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  } finally {
    URL.revokeObjectURL(source);
  }
}
