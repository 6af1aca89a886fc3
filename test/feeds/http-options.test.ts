import assert from 'node:assert/strict';
import { test } from 'node:test';
import { httpSource, isFeedUrl } from '../../src/feeds/http/options.ts';

const plain = { username: null, password: null, token: null, headers: {} };

test('addresses of feeds', () => {
  for (const url of [
    'https://e.org',
    'HTTP://e.org/a?b#c',
    'webcal://e.org/x',
    'webcals://e.org',
    'http://[::1]:80/',
  ]) {
    assert.ok(isFeedUrl(url), url);
  }
  for (const url of [
    '',
    'e.org',
    'https:',
    'https://',
    'https:///x',
    'ftp://e.org',
    'file:///x',
    'https://e .org',
    'javascript:1',
  ]) {
    assert.ok(!isFeedUrl(url), url);
  }
});

test('webcal is https', () => {
  for (const url of ['webcal://e.org/x', 'WebCals://e.org/x']) {
    assert.deepEqual(httpSource({ ...plain, url }), {
      kind: 'http',
      url: 'https://e.org/x',
      authorization: null,
      headers: {},
    });
  }
});

test('credentials leave the address', () => {
  const source = httpSource({ ...plain, url: 'https://a%40b:p%C3%A4%3A1%zz@e.org/x' });
  assert.deepEqual(source, {
    kind: 'http',
    url: 'https://e.org/x',
    authorization: `Basic ${Buffer.from('a@b:pä:1%zz').toString('base64')}`,
    headers: {},
  });
});

test('credentials given by their own keys win', () => {
  const url = 'https://a:b@e.org/x';
  const named = httpSource({ ...plain, url, username: 'u', password: 'p' });
  assert.equal(named.kind === 'http' && named.authorization, `Basic ${btoa('u:p')}`);
  const token = httpSource({ ...plain, url, token: 't' });
  assert.equal(token.kind === 'http' && token.authorization, 'Bearer t');
});
