package groundplan.cli;

import groundplan.kernel.UnitPath;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.regex.PatternSyntaxException;

/** Selects units by path: a prefix such as {@code shop/dev}, or a glob such as {@code shop/*}{@code /us-east-1/rds}. */
public final class UnitFilter {
  private final String text;
  private final PathMatcher glob;

  private UnitFilter(String text, PathMatcher glob) {
    this.text = text;
    this.glob = glob;
  }

  /** Reads a filter. Terragrunt's spelling, with {@code ./} in front, is understood too. */
  public static UnitFilter parse(String given) {
    String text = given.replaceFirst("^\\./", "").replaceFirst("^terragrunt/", "").replaceFirst("/+$", "");
    try {
      return new UnitFilter(text, FileSystems.getDefault().getPathMatcher("glob:" + text));
    } catch (PatternSyntaxException e) {
      throw Failure.badInput("'" + given + "' is not a filter: " + e.getDescription());
    }
  }

  boolean selects(UnitPath path) {
    String name = path.toString();
    return name.equals(text) || name.startsWith(text + "/") || glob.matches(Path.of(name));
  }

  @Override
  public String toString() {
    return text;
  }
}
