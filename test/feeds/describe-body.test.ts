import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeBody } from '../../src/feeds/describe-body.ts';

const say = (text: string, type: string | null = null) => {
  const bytes = Buffer.from(text);
  return describeBody(bytes, bytes.length, type);
};

test('an empty answer', () => {
  assert.match(say(''), /empty/);
});

test('a login page is named by its title', () => {
  const text = say('<!DOCTYPE html>\n<html><head><TITLE>\n Sign in &amp; go </TITLE>');
  assert.match(text, /^An HTML page titled "Sign in & go" came instead of a calendar/);
});

test('a title that holds an address is left out', () => {
  for (const title of [
    'https://x.example/secret',
    'See www.example.com',
    'Not found: /a//b',
    'p?token=abc',
  ]) {
    const text = say(`<html><title>${title}</title>`);
    assert.match(text, /^An HTML page came/);
    assert.doesNotMatch(text, /example|token/);
  }
});

test('a long title is cut between characters, and the sentence stays short', () => {
  const text = say(`<html><title>${'👨‍👩‍👧'.repeat(100)}</title>`);
  assert.ok(text.length <= 260 && text.includes('…'));
  assert.equal(text, Buffer.from(text).toString());
});

test('JSON, XML, binary and plain text', () => {
  assert.match(say('{"error": 1}', 'application/json'), /^A JSON document \(application\/json\)/);
  assert.match(say('<?xml version="1.0"?><feed/>', null), /^An XML document came/);
  assert.match(say('\u0000\u0001\u0002', 'image/png'), /^Binary data \(image\/png\)/);
  assert.match(say('hello', 'text/plain'), /^The text that came \(text\/plain\)/);
});

test('a media type that is none is not repeated', () => {
  assert.doesNotMatch(say('hello', 'https://secret.example/x'), /secret/);
});
