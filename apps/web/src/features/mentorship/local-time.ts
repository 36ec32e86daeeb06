import { clockAt, momentOfClock, zonedFormat } from '#lib/zone.ts';

const two = (number: number) => String(number).padStart(2, '0');

/** A moment in the format of `<input type="datetime-local">`, in the viewer's time zone. */
export function toLocalInput(iso: string): string {
  const { year, month, date, hour, minute } = clockAt(new Date(iso));
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}T${two(hour)}:${two(minute)}`;
}

/** The moment of a local time in the viewer's time zone. Null if the text is empty or not a time. */
export function fromLocalInput(text: string): string | null {
  const [, ...parts] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text) ?? [];
  const [year = 0, month = 1, date = 1, hour = 0, minute = 0] = parts.map(Number);
  const isTime = parts.length > 0 && !Number.isNaN(Date.parse(`${text}Z`));
  return isTime ? momentOfClock({ year, month, date, hour, minute }).toISOString() : null;
}

const withDay = zonedFormat({ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
const withYear = zonedFormat({ dateStyle: 'medium', timeStyle: 'short' });

/** "Tue 24 Nov, 10:00" in the viewer's time zone, with the year unless it is the current one. */
export function appointmentInWords(iso: string, now: Date): string {
  const at = new Date(iso);
  return (clockAt(at).year === clockAt(now).year ? withDay : withYear)(at);
}
