/** As a register has it: small letters, without marks. */
const inRegister = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase();

/** How well a name fits what is searched for, as the API orders by it: 0 is that name, 1 begins so, 2 has a word that does, 3 holds it, 4 does not. */
export function matchOf(name: string, search: string): 0 | 1 | 2 | 3 | 4 {
  const [within, sought] = [inRegister(name), inRegister(search)];
  if (within === sought) return 0;
  if (within.startsWith(sought)) return 1;
  const inWords = (text: string) => text.replaceAll(/[-/._(]/g, ' ');
  if (inWords(within).includes(inWords(` ${sought}`))) return 2;
  return within.includes(sought) ? 3 : 4;
}
