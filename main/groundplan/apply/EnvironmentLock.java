package groundplan.apply;

import java.io.IOException;
import java.util.Optional;

/** Keeps two applies of one environment apart, wherever they run. */
public interface EnvironmentLock {
  /**
   * Who holds it.
   *
   * @param who user and host
   * @param process the process on that host
   * @param plan the fingerprint of the plan that is applied
   * @param since when it was taken
   */
  record Holder(String who, long process, String plan, String since) {}

  /** Takes it; answers with who holds it already, if somebody does. */
  Optional<Holder> take(Holder holder) throws IOException;

  /** Takes it over from whoever holds it. */
  void takeOver(Holder holder) throws IOException;

  /** Gives it back. */
  void release() throws IOException;
}
