package groundplan.catalogue;

import groundplan.kernel.Kind;
import groundplan.kms.KmsUnit;
import groundplan.network.NetworkUnit;
import java.util.List;

/** The kinds of unit that settings may name. */
public final class Kinds {
  private Kinds() {}

  /** All kinds, by name. A program of one's own adds to this list and hands it to the same readers. */
  public static List<Kind<?, ?>> all() {
    return List.of(
        KmsUnit.KIND,
        NetworkUnit.KIND);
  }
}
