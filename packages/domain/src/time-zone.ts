/**
 * The names in the IANA list that have no area. They are listed explicitly because abbreviations (PST, IST) have the same
 * form, and browsers and databases disagree about the meaning of abbreviations.
 */
const WITHOUT_AREA = new Set(
  (
    'CET CST6CDT Cuba EET EST EST5EDT Egypt Eire GB GB-Eire GMT GMT+0 GMT-0 GMT0 Greenwich HST Hongkong Iceland Iran Israel Jamaica ' +
    'Japan Kwajalein Libya MET MST MST7MDT NZ NZ-CHAT Navajo PRC PST8PDT Poland Portugal ROC ROK Singapore Turkey UCT UTC Universal ' +
    'W-SU WET Zulu'
  ).split(' '),
);
const IN_AREA = /^[A-Za-z]+(\/[A-Za-z0-9_+-]+){1,2}$/;
// The name that ICU uses for an unknown zone, and names that exist only in its older lists.
const NOT_IANA = /^(SystemV\/|Etc\/Unknown$)/i;

/** Whether a text has the form of an IANA name. Abbreviations, offsets and `Etc/Unknown` do not count. */
export const isZoneName = (name: string): boolean => WITHOUT_AREA.has(name) || (IN_AREA.test(name) && !NOT_IANA.test(name));

/** Whether a name is in the IANA list of time zones and known to this runtime. */
export function isTimeZone(name: string): boolean {
  if (!isZoneName(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}
