/** A person's time on a project, in weeks before the demo was loaded. */
export interface DemoAssignment {
  /** The project's external id, without `demo:`. */
  project: string;
  from: number;
  /** Undefined while the person is still on the project. */
  until?: number;
  role: string;
}

export interface DemoPerson {
  name: string;
  /** The e-mail address without the domain. */
  address: string;
  title: string;
  /** Progress updates in an ordinary week, across all projects. */
  perWeek: number;
  assignments: readonly DemoAssignment[];
  /** Weeks since the last update of a current member. */
  quietFor?: number;
}

const on = (project: string, from: number, role = 'Engineer'): DemoAssignment => ({ project, from, role });
const was = (project: string, from: number, until: number, role = 'Engineer'): DemoAssignment => ({ project, from, until, role });
const person = (name: string, address: string, title: string, perWeek: number, ...assignments: DemoAssignment[]): DemoPerson => ({
  name,
  address,
  title,
  perWeek,
  assignments,
});

/** Forty invented people. The first three are the personas that can sign in (`demo-personas.ts`). */
export const demoPeople: readonly DemoPerson[] = [
  person('Amara Okafor', 'amara.okafor', 'Software Engineer', 3.6, on('lantern', 101), on('harbour', 33), was('tidewater', 104, 88)),
  person('Tomás Herrera', 'tomas.herrera', 'Principal Engineer', 2.2, on('harbour', 104, 'Tech Lead'), on('lantern', 80, 'Tech Lead')),
  person('Ingrid Halvorsen', 'ingrid.halvorsen', 'Head of Engineering', 0),

  person('Leilani Kahale', 'leilani.kahale', 'Lead Data Engineer', 1.9, on('tidewater', 104, 'Tech Lead'), on('lookout', 40, 'Tech Lead')),
  person('Mateusz Zieliński', 'mateusz.zielinski', 'Lead Mobile Engineer', 2.1, on('fieldnote', 103, 'Tech Lead')),
  person('Priya Raman', 'priya.raman', 'Lead Scientist', 1.8, on('orchard', 90, 'Tech Lead')),
  person('Samuel Oyelaran', 'samuel.oyelaran', 'Lead Platform Engineer', 2.4, on('groundwork', 104, 'Tech Lead')),
  person('Hana Kobayashi', 'hana.kobayashi', 'Security Engineer', 2.0, on('keystone', 92, 'Tech Lead'), on('groundwork', 10)),

  person('Lukas Brandt', 'lukas.brandt', 'Senior Engineer', 2.4, on('harbour', 104), was('keystone', 70, 31)),
  person('Mei-Ling Chen', 'meiling.chen', 'Software Engineer', 2.5, on('harbour', 77)),
  person('Youssef El Amrani', 'youssef.elamrani', 'Software Engineer', 2.2, on('harbour', 58)),
  person('Freya Lindqvist', 'freya.lindqvist', 'Backend Engineer', 2.0, was('harbour', 104, 46), on('orchard', 45)),
  person('Diego Fuentes', 'diego.fuentes', 'Junior Engineer', 2.7, on('harbour', 21)),
  person('Oksana Shevchenko', 'oksana.shevchenko', 'Senior Engineer', 2.2, on('harbour', 88), on('keystone', 52)),

  person('Chloé Marchand', 'chloe.marchand', 'Frontend Engineer', 2.6, on('lantern', 96)),
  person('Kwame Mensah', 'kwame.mensah', 'Frontend Engineer', 2.4, on('lantern', 64)),
  person('Sakura Watanabe', 'sakura.watanabe', 'Design Engineer', 2.0, on('lantern', 72), on('lookout', 30)),
  person('Callum Fraser', 'callum.fraser', 'Frontend Engineer', 2.2, on('lantern', 99)),
  person('Aisha Siddiqui', 'aisha.siddiqui', 'Accessibility Engineer', 2.1, on('lantern', 49)),
  person('Beniamino Conti', 'beniamino.conti', 'Junior Engineer', 2.9, on('lantern', 13)),

  person('Nikolai Petrov', 'nikolai.petrov', 'Data Engineer', 2.2, on('tidewater', 104)),
  person('Thandiwe Nkosi', 'thandiwe.nkosi', 'Analytics Engineer', 2.5, on('tidewater', 83)),
  person('Rafael Moreira', 'rafael.moreira', 'Data Engineer', 2.1, was('tidewater', 95, 41), on('orchard', 40)),
  person('Eun-ji Park', 'eunji.park', 'Analytics Engineer', 2.3, on('tidewater', 55)),
  person('Malik Johnson', 'malik.johnson', 'Data Analyst', 1.7, on('tidewater', 37), on('lookout', 26, 'Researcher')),

  person('Siobhán Byrne', 'siobhan.byrne', 'Mobile Engineer', 2.4, on('fieldnote', 102)),
  person('Arjun Mehta', 'arjun.mehta', 'Mobile Engineer', 2.5, on('fieldnote', 81)),
  person('Elif Yıldız', 'elif.yildiz', 'Mobile Engineer', 2.1, on('fieldnote', 60)),
  person('Jonas Weber', 'jonas.weber', 'Test Engineer', 2.3, on('fieldnote', 74), was('lantern', 104, 75)),
  person('Tala Reyes', 'tala.reyes', 'Backend Engineer', 2.0, on('fieldnote', 44), on('keystone', 66)),
  person('Petra Novák', 'petra.novak', 'Mobile Engineer', 2.2, was('fieldnote', 104, 27)),

  person('Zeynep Arslan', 'zeynep.arslan', 'Machine Learning Engineer', 2.3, on('orchard', 86)),
  person('Olivier Dubois', 'olivier.dubois', 'Operations Researcher', 1.9, on('orchard', 70)),
  person('Ngozi Eze', 'ngozi.eze', 'Machine Learning Engineer', 2.4, on('orchard', 29)),

  person('Marek Kowalczyk', 'marek.kowalczyk', 'Platform Engineer', 2.5, on('groundwork', 100)),
  person('Linh Tran', 'linh.tran', 'Site Reliability Engineer', 2.3, on('groundwork', 67)),
  person('Isabela Rocha', 'isabela.rocha', 'Platform Engineer', 2.0, on('groundwork', 35), was('harbour', 90, 36)),
  person('David Goldberg', 'david.goldberg', 'Security Engineer', 2.1, on('keystone', 84), was('harbour', 40, 6)),
  person('Maja Nilsson', 'maja.nilsson', 'User Researcher', 1.6, on('lookout', 62, 'Researcher')),

  // Started this week: the demo includes a person whose pages are still empty.
  person('Noor Haddad', 'noor.haddad', 'Software Engineer', 0),
].map((each) => (each.address === 'callum.fraser' ? { ...each, quietFor: 21 } : each));

/** The e-mail addresses of the demo use a domain that is reserved for examples. */
export const emailOf = (address: string): string => `${address}@example.org`;
