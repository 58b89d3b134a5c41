package groundplan.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All reasons to look twice at one change. */
public final class Dangers {
  private Dangers() {}

  /** The reasons, the worst first. None of them quotes a value that may be secret. */
  public static List<Danger> of(ResourceChange change) {
    List<Danger> dangers = new ArrayList<>();
    Losses.of(change).ifPresent(dangers::add);
    dangers.addAll(Exposures.of(change));
    dangers.addAll(Protections.of(change));
    dangers.sort(Comparator.comparing(Danger::weight));
    return dangers;
  }
}
