// Runs a lesson's questions inside a SCORM 1.2 package: draws them, checks answers, reports score and status to the
// learning system. Stands alone: no library, nothing from elsewhere. Test: test/browser/review.test.ts.
(() => {
  const { items, words } = window.ROOTLESS_QUIZ;

  // --- the learning system: its API stands in a window above this one, or in the one that opened it.
  function findApi(from) {
    let current = from;
    for (let step = 0; current && step < 20; step++) {
      try {
        if (current.API) return current.API;
      } catch {
        return null;
      }
      if (current.parent === current) break;
      current = current.parent;
    }
    return null;
  }
  const api = findApi(window) || (window.opener ? findApi(window.opener) : null);
  const connected = api ? String(api.LMSInitialize('')) === 'true' : false;
  const began = Date.now();
  let finished = false;

  function set(name, value) {
    if (connected && !finished) api.LMSSetValue(name, String(value));
  }
  /** hhhh:mm:ss.ss */
  function elapsed() {
    const seconds = Math.floor((Date.now() - began) / 1000);
    const two = (value) => String(value).padStart(2, '0');
    return `${String(Math.floor(seconds / 3600)).padStart(4, '0')}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.00`;
  }
  function leave() {
    if (!connected || finished) return;
    set('cmi.core.session_time', elapsed());
    set('cmi.core.exit', done() ? '' : 'suspend');
    api.LMSCommit('');
    api.LMSFinish('');
    finished = true;
  }

  // --- what was answered, kept by the learning system between sittings: one digit a question.
  const states = items.map(() => '0');
  if (connected) {
    const kept = String(api.LMSGetValue('cmi.suspend_data') || '');
    for (const [index, digit] of [...kept].entries())
      if (index < states.length && '012'.includes(digit)) states[index] = digit;
    const status = String(api.LMSGetValue('cmi.core.lesson_status'));
    if (status === 'not attempted' || status === '') set('cmi.core.lesson_status', 'incomplete');
  }
  const done = () => states.every((state) => state !== '0');
  const right = () => states.filter((state) => state === '1').length;

  function report() {
    const score = items.length === 0 ? 100 : Math.round((100 * right()) / items.length);
    set('cmi.suspend_data', states.join(''));
    set('cmi.core.score.min', 0);
    set('cmi.core.score.max', 100);
    set('cmi.core.score.raw', score);
    if (done()) set('cmi.core.lesson_status', score >= 80 ? 'passed' : 'failed');
    if (connected) api.LMSCommit('');
    const result = document.getElementById('result');
    if (done()) {
      const told = words.result.replace('{right}', right()).replace('{total}', items.length);
      result.textContent = `${told} ${connected ? words.sent : words.notConnected}`;
    }
  }

  // --- drawing: text is put in as text, code between backticks as <code>.
  function write(element, text) {
    for (const [index, part] of String(text).split('`').entries()) {
      if (index % 2 === 0) element.append(part);
      else element.append(Object.assign(document.createElement('code'), { textContent: part }));
    }
    return element;
  }
  const make = (name, text = '', properties = {}) =>
    write(Object.assign(document.createElement(name), properties), text);
  function shuffled(list) {
    const copy = [...list];
    for (let index = copy.length - 1; index > 0; index--) {
      const other = Math.floor(Math.random() * (index + 1));
      [copy[index], copy[other]] = [copy[other], copy[index]];
    }
    return copy;
  }
  const plain = (text) => text.replace(/\s+/g, ' ').trim().toLowerCase();

  /** Fields of a question; answers a function that tells whether they are filled in rightly, or null where not all are. */
  const draw = {
    choice(item, name, into) {
      const inputs = shuffled(item.options.map((option, index) => ({ option, index }))).map(
        ({ option, index }) => {
          const label = make('label');
          const input = make('input', '', {
            type: item.multiple ? 'checkbox' : 'radio',
            name,
            value: String(index),
          });
          label.append(input, ' ');
          write(label, option.text);
          into.append(label);
          return { input, option };
        },
      );
      return () =>
        inputs.some(({ input }) => input.checked)
          ? inputs.every(({ input, option }) => input.checked === option.right)
          : null;
    },
    match(item, name, into) {
      const all = shuffled([...new Set([...item.pairs.map((pair) => pair.match), ...item.others])]);
      const selects = item.pairs.map((pair, index) => {
        const id = `${name}-${index}`;
        const select = make('select', '', { id });
        select.append(make('option', words.choose, { value: '' }));
        for (const match of all)
          select.append(
            Object.assign(document.createElement('option'), {
              value: match,
              textContent: match.replaceAll('`', ''),
            }),
          );
        const row = make('p');
        row.append(make('label', pair.text, { htmlFor: id }), ' ', select);
        into.append(row);
        return { select, pair };
      });
      return () =>
        selects.every(({ select }) => select.value !== '')
          ? selects.every(({ select, pair }) => select.value === pair.match)
          : null;
    },
    order(item, name, into) {
      const positions = item.steps.map((_, index) => String(index + 1));
      const steps = item.steps.map((step, index) => ({ ...step, match: positions[index] }));
      const shown = shuffled(steps);
      return draw.match({ pairs: shown, others: [] }, name, into);
    },
    text(item, name, into) {
      const input = make('input', '', { type: 'text', id: name, autocomplete: 'off' });
      into.append(make('label', words.answer, { htmlFor: name }), ' ', input);
      const same = (a, b) => (item.exact ? a.trim() === b.trim() : plain(a) === plain(b));
      return () => (input.value.trim() === '' ? null : item.accept.some((one) => same(one, input.value)));
    },
    number(item, name, into) {
      const input = make('input', '', { type: 'text', inputMode: 'decimal', id: name, autocomplete: 'off' });
      into.append(make('label', words.answer, { htmlFor: name }), ' ', input, ` ${item.unit}`);
      return () => {
        const value = Number(input.value.trim().replace(',', '.'));
        if (input.value.trim() === '' || Number.isNaN(value)) return null;
        return Math.abs(value - item.value) <= item.tolerance + 1e-9;
      };
    },
  };

  function explain(item, into) {
    const list = make('ul');
    const line = (text) => list.append(make('li', text));
    if (item.type === 'choice')
      for (const { text, right: isRight, why } of item.options) line(`${isRight ? '✓' : '✕'} ${text} ${why}`);
    else if (item.type === 'match')
      for (const { text, match, why } of item.pairs) line(`${text}: ${match}. ${why}`);
    else if (item.type === 'order')
      for (const [index, step] of item.steps.entries()) line(`${index + 1}. ${step.text} ${step.why}`);
    else line(`${item.type === 'text' ? item.accept[0] : `${item.value} ${item.unit}`}. ${item.why}`);
    into.append(list);
  }

  const section = document.getElementById('questions');
  for (const [index, item] of items.entries()) {
    const form = make('form');
    const fields = make('fieldset');
    fields.append(make('legend', item.text));
    form.append(fields);
    const judge = draw[item.type](item, `q${index}`, fields);
    const button = make('button', words.check, { type: 'submit' });
    const told = make('div', '', { className: 'told' });
    told.setAttribute('role', 'status');
    form.append(button, told);
    const settle = (isRight) => {
      fields.disabled = true;
      button.hidden = true;
      told.className = `told ${isRight ? 'right' : 'wrong'}`;
      told.append(make('p', `${isRight ? '✓' : '✕'} ${isRight ? words.right : words.wrong}`));
      explain(item, told);
    };
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const isRight = judge();
      if (isRight === null || states[index] !== '0') return;
      states[index] = isRight ? '1' : '2';
      settle(isRight);
      report();
    });
    if (states[index] !== '0') settle(states[index] === '1');
    section.append(form);
  }
  // A text without questions is done when it was opened.
  if (items.length === 0 && connected) {
    set('cmi.core.lesson_status', 'completed');
    api.LMSCommit('');
  } else if (done()) report();
  window.addEventListener('pagehide', leave);
})();
