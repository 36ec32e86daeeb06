import { UserText } from '#components/ui/user-text.tsx';

/** The facts that distinguish a person or a project from others of the same name: "Engineer · on Alpha". */
export const Facts = ({ of }: { of: readonly string[] }) =>
  of.map((fact, index) => (
    <span key={fact}>
      {index > 0 && ' · '}
      <UserText>{fact}</UserText>
    </span>
  ));
