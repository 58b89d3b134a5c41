package groundplan.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All reasons to look twice at one change. */
public final class Dangers {
  private Dangers() {}

  /** Whether a resource of this type holds something that is gone with it. */
  public static boolean holdsData(String type) {
    return Losses.holdsData(type);
  }

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
