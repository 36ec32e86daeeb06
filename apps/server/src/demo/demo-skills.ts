/** The taxonomy of the demo organization, by category. */
export const demoSkills: Readonly<Record<string, readonly string[]>> = {
  Languages: ['TypeScript', 'Python', 'Go', 'Kotlin', 'Swift', 'SQL'],
  Frontend: ['React', 'CSS', 'Accessibility', 'GraphQL', 'Design Systems'],
  Backend: ['Node.js', 'REST API Design', 'Kafka', 'OAuth 2.0', 'Caching'],
  Data: ['PostgreSQL', 'dbt', 'Airflow', 'Data Modeling', 'Machine Learning'],
  Infrastructure: ['Kubernetes', 'Terraform', 'Observability', 'CI/CD', 'Linux'],
  Practices: ['Test Automation', 'Incident Response', 'Threat Modeling', 'Technical Writing'],
};
