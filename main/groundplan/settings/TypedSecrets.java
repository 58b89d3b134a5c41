package groundplan.settings;

import java.util.List;
import java.util.regex.Pattern;

/** Refuses secrets that were typed into a settings file: they would end in the repository, in plans and in states. */
final class TypedSecrets {
  /** Forms that only credentials have. */
  private static final Pattern CREDENTIAL = Pattern.compile(String.join("|",
      "(?:AKIA|ASIA)[0-9A-Z]{16}",
      "-----BEGIN [A-Z ]*PRIVATE KEY-----",
      "gh[pousr]_[A-Za-z0-9]{30,}",
      "github_pat_[A-Za-z0-9_]{30,}",
      "xox[abprs]-[A-Za-z0-9-]{10,}",
      "hooks\\.slack\\.com/services/[A-Z0-9]+/",
      "[sr]k_(?:live|test)_[A-Za-z0-9]{16,}",
      "eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.",
      "[a-z][a-z0-9+]*://[^/\\s:@]+:[^/\\s@]+@"));

  /** Keys whose value is a secret if it is a word at all; names and ARNs of secrets have other keys. */
  private static final Pattern SECRET_KEY =
      Pattern.compile("(?i).*(?:password|passwd|secret_key|secret_string|access_key|api_?key|private_key|auth_token|routing_key)");

  /** Below these keys variables stand with the names of the secrets and parameters that they hold. */
  private static final Pattern NAMES = Pattern.compile("\\.(secrets|variables)\\.");

  private TypedSecrets() {}

  static void check(Node node, List<Problem> problems) {
    check(node, "", problems);
  }

  private static void check(Node node, String path, List<Problem> problems) {
    if (node instanceof Node.Mapping mapping) {
      mapping.entries().forEach((key, entry) -> {
        String below = Binder.join(path, key);
        boolean named = SECRET_KEY.matcher(key).matches() && entry.value() instanceof Node.Scalar scalar
            && scalar.type() != Node.Type.BOOLEAN && scalar.type() != Node.Type.NOTHING && scalar.text().length() > 3
            && !NAMES.matcher(below).find() && !scalar.text().startsWith("arn:");
        if (named) {
          problems.add(new Problem(entry.mark(), below, advice()));
        }
        check(entry.value(), below, problems);
      });
    } else if (node instanceof Node.Sequence sequence) {
      for (int i = 0; i < sequence.items().size(); i++) {
        check(sequence.items().get(i), path + "[" + i + "]", problems);
      }
    } else if (node instanceof Node.Scalar scalar && CREDENTIAL.matcher(scalar.text()).find()) {
      problems.add(new Problem(scalar.mark(), path, advice()));
    }
  }

  private static String advice() {
    return "looks like a secret, and settings are committed: keep the value in Secrets Manager (a unit of kind secrets) and"
        + " name it here";
  }
}
