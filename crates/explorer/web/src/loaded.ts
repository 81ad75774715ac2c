/** What is asked of the server, as state of a component. */
import { useEffect, useState } from "preact/hooks";

export interface Loaded<T> {
  value?: T;
  error?: string;
  loading: boolean;
  again: () => void;
}

/** Loads when `key` changes; what was shown stays until the new is there. */
export function useLoaded<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ value?: T; error?: string; loading: boolean }>({ loading: true });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    setState((last) => ({ value: last.value, loading: true }));
    load(controller.signal).then(
      (value) => setState({ value, loading: false }),
      (error: unknown) => {
        if (!controller.signal.aborted) {
          setState({ error: error instanceof Error ? error.message : String(error), loading: false });
        }
      },
    );
    return () => controller.abort();
  }, [key, round]);
  return { ...state, again: () => setRound(round + 1) };
}
