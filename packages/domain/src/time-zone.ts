/**
 * The names of the IANA list that have no area. They are listed because an abbreviation (PST, IST) has the same form, and a
 * browser and a database read one differently.
 */
const WITHOUT_AREA = new Set(
  (
    'CET CST6CDT Cuba EET EST EST5EDT Egypt Eire GB GB-Eire GMT GMT+0 GMT-0 GMT0 Greenwich HST Hongkong Iceland Iran Israel Jamaica ' +
    'Japan Kwajalein Libya MET MST MST7MDT NZ NZ-CHAT Navajo PRC PST8PDT Poland Portugal ROC ROK Singapore Turkey UCT UTC Universal ' +
    'W-SU WET Zulu'
  ).split(' '),
);
const IN_AREA = /^[A-Za-z]+(\/[A-Za-z0-9_+-]+){1,2}$/;
// What the library behind Intl calls a zone that it cannot name, and names that only its older lists have.
const OF_NO_LIST = /^(SystemV\/|Etc\/Unknown$)/i;

/** Whether a text has the form of a name of the IANA list: neither an abbreviation nor an offset nor `Etc/Unknown`. */
export const isZoneName = (name: string): boolean => WITHOUT_AREA.has(name) || (IN_AREA.test(name) && !OF_NO_LIST.test(name));

/** Whether a name is of the IANA list of time zones, and known here. */
export function isTimeZone(name: string): boolean {
  if (!isZoneName(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}
