import { HttpClient } from '#platform/testing/http-client.js';

const PASSWORD = '学习-调研-整改-落实-见效-长期';
const FROM = '2024-01-01';

/** Those who work in the tests of faults, by their bearer tokens. */
export interface Office {
  readonly clerk: string;
  readonly chair: string;
  readonly chairPerson: string;
}

const tokenOf = ({ headers }: HttpClient): string => String(headers['Authorization']).replace('Bearer ', '');

/** Has the first administrator create an office clerk and a chair. */
export const openOffice = async (
  url: string,
  admin: { readonly account: string; readonly password: string },
): Promise<Office> => {
  const anonymous = new HttpClient(url);
  const administrator = await anonymous.signIn(admin.account, admin.password);
  const user = (login: string, role: string): object => ({
    login,
    name: login,
    password: PASSWORD,
    grants: [{ role, from: FROM }],
  });
  const users = [user('clerk', 'office-clerk'), user('chair', 'chair')];
  const created = await administrator.post('/api/v1/users', { users });
  if (created.status !== 201) throw new Error(JSON.stringify(created.body));
  return {
    clerk: tokenOf(await anonymous.signIn('clerk', PASSWORD)),
    chair: tokenOf(await anonymous.signIn('chair', PASSWORD)),
    chairPerson: created.text('users', 1, 'person', 'id'),
  };
};
