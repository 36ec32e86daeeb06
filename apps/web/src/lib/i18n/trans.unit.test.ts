import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { Trans } from './trans.ts';

const shown = (message: string, name: string) => {
  const components = { 0: createElement('bdi'), 1: createElement('b') };
  // A message without a catalog is its own id.
  const sentence = createElement(Trans, { id: message, message, values: { name }, components });
  return renderToStaticMarkup(createElement(I18nProvider, { i18n }, sentence));
};

describe('a sentence with a name', () => {
  test('shows the name in its element', () => expect(shown('<0>{name}</0> joined', 'Ana')).toBe('<bdi>Ana</bdi> joined'));

  test.each(['<1/>', '<1>bold</1>', '<script></script>', '<img src=x>', '<0/>{name}', 'a < b'])(
    'shows the name %s unchanged, inside an element and on its own',
    (name) => {
      const escaped = name.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
      expect(shown('<0>{name}</0> joined', name)).toBe(`<bdi>${escaped}</bdi> joined`);
      expect(shown('Hello {name}, <1>welcome</1>', name)).toBe(`Hello ${escaped}, <b>welcome</b>`);
    },
  );
});
