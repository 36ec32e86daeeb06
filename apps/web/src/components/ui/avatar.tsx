import { Avatar as Radix } from 'radix-ui';
import { cx } from '#lib/cx.ts';
import { withoutDirectionControls } from '#lib/isolate.ts';
import { UserText } from './user-text.tsx';

const SIZES = { sm: 'size-6 text-[10px]', md: 'size-8 text-xs', lg: 'size-14 text-lg' };

export interface AvatarProps {
  name: string;
  src?: string | null;
  size?: keyof typeof SIZES;
}

/** The picture of a person, or their initials. It is hidden from screen readers, because the name is next to it. */
export function Avatar({ name, src, size = 'md' }: AvatarProps) {
  return (
    <Radix.Root
      aria-hidden="true"
      className={cx(
        'inline-grid shrink-0 place-items-center overflow-hidden rounded-full bg-accent-soft font-medium text-accent-ink select-none',
        SIZES[size],
      )}
    >
      {/* The content security policy blocks pictures without TLS and reports them. */}
      {src?.startsWith('https:') && <Radix.Image src={src} alt="" className="size-full object-cover" referrerPolicy="no-referrer" />}
      <Radix.Fallback>
        <UserText>{initials(withoutDirectionControls(name))}</UserText>
      </Radix.Fallback>
    </Radix.Root>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = [...(words[0] ?? '')][0] ?? '';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toLocaleUpperCase();
}
