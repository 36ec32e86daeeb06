/** The calendar date in the time zone of the process (`TZ`), such as `2026-11-21`. */
export function calendarDay(moment: Date): string {
  const twoDigits = (number: number) => String(number).padStart(2, '0');
  return `${moment.getFullYear()}-${twoDigits(moment.getMonth() + 1)}-${twoDigits(moment.getDate())}`;
}
