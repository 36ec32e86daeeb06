import { Tabs as Radix } from 'radix-ui';
import { useId, type ReactNode } from 'react';

export interface TabsProps<Value extends string> {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  tabs: readonly { value: Value; label: ReactNode }[];
  /** The content of the tab. It can render later than the tab itself (`useDeferredValue`). */
  children: ReactNode;
}

/** Several views of the same record. On a phone they take two lines, so that all of them are visible. Keep the value in the search of the address, so that people can link to a tab. */
export function Tabs<Value extends string>({ label, value, onChange, tabs, children }: TabsProps<Value>) {
  const id = useId();
  const idOfTab = (of: Value) => `${id}-${of}`;
  return (
    <Radix.Root value={value} onValueChange={(chosen) => onChange(chosen as Value)}>
      <Radix.List aria-label={label} className="flex flex-wrap gap-x-4 border-b border-line">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            id={idOfTab(tab.value)}
            // One panel for all tabs, because the old content stays until the new content is ready.
            aria-controls={id}
            className="-mb-px h-9 border-b-2 border-transparent whitespace-nowrap text-ink-muted -outline-offset-2 hover:text-ink data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink"
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      <div id={id} role="tabpanel" aria-labelledby={idOfTab(value)} tabIndex={0} className="pt-4">
        {children}
      </div>
    </Radix.Root>
  );
}
