// Working in another year: everything is read anew, and the screen of one project gives way to its area.
import { useRouter } from "vue-router";
import { call } from "../api/rpc";
import { useSession } from "../stores/session";

export function useYear(): (year: number, pack?: string) => Promise<void> {
  const session = useSession();
  const router = useRouter();
  return async (year, pack) => {
    const info = await call("store.set_year", pack === undefined ? { year } : { year, pack });
    // First away from the project, which this year does not have; then the year.
    await router.push(`/${router.currentRoute.value.path.split("/")[1] ?? ""}`);
    session.take(info);
  };
}
