import { once } from '#lib/once.ts';

const two = (number: number) => String(number).padStart(2, '0');

/** A moment as `<input type="datetime-local">` takes it: what the viewer's clock shows then. */
export function toLocalInput(iso: string): string {
  const at = new Date(iso);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The moment at which the viewer's clock shows that; null for nothing, or what is no time. */
export function fromLocalInput(text: string): string | null {
  const at = new Date(text);
  return text === '' || Number.isNaN(at.getTime()) ? null : at.toISOString();
}

const withDay = once(
  () =>
    new Intl.DateTimeFormat(undefined, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
    }),
);
const withYear = once(() => new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }));

/** "Tue 24 Nov, 10:00" on the viewer's clock, with the year unless it is this one. */
export function appointmentInWords(iso: string, now: Date): string {
  const at = new Date(iso);
  return (at.getFullYear() === now.getFullYear() ? withDay : withYear)().format(at);
}
