import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { FeedError } from '../../src/feeds/feed-error.ts';
import { addressInHost, isPrivateAddress } from '../../src/feeds/http/addresses.ts';
import { statusFailure, toFeedError } from '../../src/feeds/http/failure.ts';
import { nextHop } from '../../src/feeds/http/redirect.ts';
import { requestHeaders } from '../../src/feeds/http/request-headers.ts';
import { parseRetryAfter, retryDelay } from '../../src/feeds/http/retry.ts';

describe('addresses', () => {
  const privates = [
    '127.0.0.1',
    '127.9.9.9',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '100.127.255.255',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fe80::1%eth0',
    'fd00::1',
    'fc00::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:192.168.0.1',
  ];
  const publics = [
    '8.8.8.8',
    '172.32.0.1',
    '172.15.0.1',
    '100.128.0.1',
    '192.167.1.1',
    '2001:4860::1',
    '::ffff:8.8.8.8',
  ];
  for (const address of privates)
    test(`${address} is private`, () => assert.equal(isPrivateAddress(address), true));
  for (const address of publics)
    test(`${address} is public`, () => assert.equal(isPrivateAddress(address), false));

  test('every way to write an address in a URL is seen as one', () => {
    for (const host of [
      '127.1',
      '0x7f.1',
      '2130706433',
      '0177.0.0.1',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '127.0.0.1.',
    ]) {
      const literal = addressInHost(new URL(`http://${host}/`).hostname);
      assert.ok(literal !== null && isPrivateAddress(literal), host);
    }
    assert.equal(addressInHost('localhost'), null);
  });
});

describe('redirects', () => {
  const from = (...urls: string[]) => urls.map((url) => new URL(url));
  const refuse = (visited: URL[], location: string | null, limit: number, detail: RegExp) =>
    assert.throws(
      () => nextHop(visited, location, limit),
      (error) => error instanceof FeedError && error.reason === 'redirect' && detail.test(error.message),
    );

  test('relative, absolute, webcal; fragment and credentials of the address are dropped', () => {
    assert.equal(nextHop(from('https://a.example/x/y'), '../z?q=1#f', 5).href, 'https://a.example/z?q=1');
    assert.equal(nextHop(from('http://a.example/'), 'https://u:p@b.example/', 5).href, 'https://b.example/');
    assert.equal(nextHop(from('https://a.example/'), 'webcal://b.example/c', 5).href, 'https://b.example/c');
  });

  test('https never falls to http', () => {
    refuse(from('https://a.example/'), 'http://a.example/', 5, /unencrypted/);
  });

  test('circles, missing and senseless locations, other schemes', () => {
    refuse(from('https://a.example/', 'https://a.example/b'), '/', 5, /circle/);
    refuse(from('https://a.example/'), null, 5, /where/);
    refuse(from('https://a.example/'), 'http://[', 5, /where/);
    refuse(from('https://a.example/'), 'javascript:alert(1)', 5, /neither/);
    refuse(from('https://a.example/'), 'file:///etc/passwd', 5, /neither/);
  });

  test('a limit of none refuses the first', () => {
    refuse(from('https://a.example/'), '/b', 0, /more than 0/);
    assert.equal(nextHop(from('https://a.example/'), '/b', 1).pathname, '/b');
  });
});

describe('retries', () => {
  const network = new FeedError('connection', 'Broken.', { retryable: true });

  test('waits grow, are bounded and spread', () => {
    assert.deepEqual(
      [1, 2, 3, 4, 5].map((tries) => retryDelay(network, tries, 9, 0)),
      [1000, 2000, 4000, 8000, 10_000],
    );
    assert.equal(retryDelay(network, 1, 9, 0.5), 1250);
    assert.equal(retryDelay(network, 9, 9, 0.999), 14_995);
  });

  test('no more tries than allowed, none when it cannot help', () => {
    assert.equal(retryDelay(network, 4, 3, 0), null);
    assert.equal(retryDelay(network, 1, 0, 0), null);
    assert.equal(retryDelay(new FeedError('tls', 'Wrong.'), 1, 3, 0), null);
  });

  test('Retry-After is waited for, or left to a later refresh', () => {
    const asked = (retryAfter: number) =>
      new FeedError('http-status', 'Slow.', { retryable: true, retryAfter });
    assert.equal(retryDelay(asked(5000), 1, 3, 0), 5000);
    assert.equal(retryDelay(asked(0), 1, 3, 0), 1000);
    assert.equal(retryDelay(asked(60_000), 1, 3, 0), null);
  });

  test('Retry-After as seconds, as a date of the server, and as nonsense', () => {
    const now = Date.parse('2026-06-11T12:00:00Z');
    assert.equal(parseRetryAfter('120', null, now), 120_000);
    assert.equal(parseRetryAfter('999999999', null, now), 86_400_000);
    assert.equal(parseRetryAfter('Thu, 11 Jun 2026 12:00:30 GMT', null, now), 30_000);
    // This device's clock is years off, the server's counts.
    const date = 'Thu, 11 Jun 2026 12:00:00 GMT';
    assert.equal(parseRetryAfter('Thu, 11 Jun 2026 12:00:30 GMT', date, 0), 30_000);
    assert.equal(parseRetryAfter('Thu, 11 Jun 2020 12:00:30 GMT', null, now), 0);
    for (const text of ['soon', '-5', '1e9', '']) assert.equal(parseRetryAfter(text, null, now), null, text);
    assert.equal(parseRetryAfter(null, null, now), null);
  });
});

describe('failures', () => {
  const reasonOf = (error: unknown, resolving = false) => toFeedError(error, 50_000_000, resolving).reason;

  test('errors by their codes, wrapped or not', () => {
    assert.equal(reasonOf({ code: 'ENOTFOUND' }), 'dns');
    assert.equal(reasonOf({ code: 'ECONNREFUSED' }), 'connection');
    assert.equal(reasonOf(new AggregateError([{ code: 'ENETUNREACH' }])), 'connection');
    assert.equal(reasonOf(new Error('x', { cause: { code: 'CERT_HAS_EXPIRED' } })), 'tls');
    assert.equal(reasonOf({ code: 'UND_ERR_CONNECT_TIMEOUT' }), 'timeout');
    assert.equal(reasonOf({ code: 'UND_ERR_CONNECT_TIMEOUT' }, true), 'dns');
    assert.equal(reasonOf({ code: 'ERR_SSL_WRONG_VERSION_NUMBER' }), 'tls');
  });

  test('a name that is not known and a certificate that is wrong are not tried again', () => {
    assert.equal(toFeedError({ code: 'ENOTFOUND' }, 1, false).retryable, false);
    assert.equal(toFeedError({ code: 'EAI_AGAIN' }, 1, false).retryable, true);
    assert.equal(toFeedError({ code: 'CERT_NOT_YET_VALID' }, 1, false).retryable, false);
  });

  test('an old or new clock is named as a cause', () => {
    assert.match(toFeedError({ code: 'CERT_NOT_YET_VALID' }, 1, false).message, /clock/);
    assert.match(toFeedError({ code: 'CERT_HAS_EXPIRED' }, 1, false).message, /clock/);
  });

  test('429 and 5xx are tried again, other statuses are not', () => {
    const retried = [429, 500, 502, 503, 504, 599].map((status) => statusFailure(status, null).retryable);
    assert.ok(retried.every(Boolean));
    const given = [400, 401, 403, 404, 410, 418, 304, 206, 511].map(
      (status) => statusFailure(status, null).retryable,
    );
    assert.ok(!given.some(Boolean));
  });

  test('whatever is thrown, the message of another error is never passed on', () => {
    const thrown = fc.oneof(
      fc.record(
        { code: fc.oneof(fc.string(), fc.integer()), message: fc.constant('SECRET') },
        { requiredKeys: [] },
      ),
      fc.constant(new Error('SECRET')),
      fc.anything(),
    );
    fc.assert(
      fc.property(thrown, (error) => {
        const failure = toFeedError(error, 1, false);
        assert.match(failure.message, /^[A-Z].*[.?]$/);
        assert.doesNotMatch(failure.message, /SECRET/);
        assert.ok(failure.message.length <= 200);
      }),
    );
  });
});

test('request headers: secrets only for the trusted origin', () => {
  const source = {
    kind: 'http',
    url: 'https://a.example/',
    authorization: 'Bearer x',
    headers: { 'X-A': 'b', Accept: '*/*' },
  } as const;
  const validators = { etag: '"e"', lastModified: 'then', hash: 'h' };
  const trusted = requestHeaders(source, validators, true);
  assert.deepEqual(
    [
      trusted.authorization,
      trusted['x-a'],
      trusted.accept,
      trusted['if-none-match'],
      trusted['if-modified-since'],
    ],
    ['Bearer x', 'b', '*/*', '"e"', 'then'],
  );
  const other = requestHeaders(source, null, false);
  assert.deepEqual(
    [other.authorization, other['x-a'], other['if-none-match']],
    [undefined, undefined, undefined],
  );
  assert.match(other.accept ?? '', /^text\/calendar/);
});
