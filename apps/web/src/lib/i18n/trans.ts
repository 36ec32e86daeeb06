import { Trans as LinguiTrans, type TransProps } from '@lingui/react';
import { cloneElement, createElement, Fragment, isValidElement, type ReactNode } from 'react';

/** Replaces `<` in values. It is a Unicode noncharacter, which is reserved for internal use. */
const STAND_IN = '\uFDD0';

/**
 * The runtime of `<Trans>` and `<Plural>`. Lingui puts values into a message before it looks for the tags of the message. Without this,
 * a person could add elements to a sentence, or make the page fail, by a name such as `<0/>` or `<b></b>`.
 */
export function Trans(props: TransProps) {
  const { values } = props;
  const isPlain = values === undefined || !Object.values(values).some((value) => typeof value === 'string' && value.includes('<'));
  // Not JSX, because the extraction of messages would look for a message in it.
  if (isPlain) return createElement(LinguiTrans, props);
  const { id, message, components, formats } = props;
  return createElement(LinguiTrans, {
    id,
    message,
    components,
    formats,
    values: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value.replaceAll('<', STAND_IN) : value]),
    ),
    render: ({ translation }) => createElement(Fragment, undefined, restored(translation)),
  });
}

/** Returns the same node if it contains no stand-in, so that React sees no change. */
function restored(node: ReactNode): ReactNode {
  if (typeof node === 'string') return node.replaceAll(STAND_IN, '<');
  if (Array.isArray(node)) {
    const nodes: readonly ReactNode[] = node;
    const changed = nodes.map(restored);
    return changed.some((each, index) => each !== nodes[index]) ? changed : node;
  }
  if (!isValidElement<{ children?: ReactNode }>(node)) return node;
  const { children } = node.props;
  const changed = restored(children);
  return changed === children ? node : cloneElement(node, undefined, changed);
}
