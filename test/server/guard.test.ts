import { describe, expect, it } from 'vitest';
import { refusal } from '../../src/server/guard.ts';

describe('who may call the server', () => {
  it.each([
    ['its own page', { host: '127.0.0.1:4321', origin: 'http://127.0.0.1:4321', site: 'same-origin' }],
    ['a program that is no browser', { host: 'localhost:4321' }],
    ['an address typed by hand', { host: '127.0.0.1:4321', site: 'none' }],
    ['the machine’s address in its network', { host: '192.168.1.7:4321' }],
    ['a bucket’s name before this machine’s', { host: 'reports.localhost:4566' }],
  ])('lets %s pass', (_, headers) => {
    expect(refusal(headers)).toBeUndefined();
  });

  it.each([
    ['a page of another origin', { host: '127.0.0.1:4321', origin: 'https://evil.example' }],
    ['a page on another port', { host: '127.0.0.1:4321', origin: 'http://127.0.0.1:9999' }],
    ['a sandboxed page', { host: '127.0.0.1:4321', origin: 'null' }],
    [
      'a page that rebound its own name to us',
      { host: 'evil.example:4321', origin: 'http://evil.example:4321' },
    ],
    ['a link or image of another site', { host: '127.0.0.1:4321', site: 'cross-site' }],
    ['a request without a host', {}],
  ])('refuses %s', (_, headers) => {
    expect(refusal(headers)).toMatch(/\w/);
  });

  it('answers to a further name where it was told to', () => {
    expect(
      refusal({ host: 'laptop.school.example:4321' }, new Set(['laptop.school.example'])),
    ).toBeUndefined();
  });
});
