/** The sections of an organization file, in the order in which they are imported. */
export const directorySections = ['skills', 'profiles', 'projects', 'assignments', 'employeeSkills', 'suggestions'] as const;
export type DirectorySection = (typeof directorySections)[number];
