package groundplan.settings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a secret looks like, by its own form or by the name that it has. */
public final class SecretForms {
  /** Forms that only credentials have. */
  private static final Pattern CREDENTIAL = Pattern.compile(String.join("|",
      "(?:AKIA|ASIA)[0-9A-Z]{16}",
      "-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(?:-----END [A-Z ]*PRIVATE KEY-----)?",
      "gh[pousr]_[A-Za-z0-9]{30,}",
      "github_pat_[A-Za-z0-9_]{30,}",
      "xox[abprs]-[A-Za-z0-9-]{10,}",
      "hooks\\.slack\\.com/services/[A-Za-z0-9/]+",
      "[sr]k_(?:live|test)_[A-Za-z0-9]{16,}",
      "eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]*",
      "[a-z][a-z0-9+]*://[^/\\s:@]+:[^/\\s@]+@"));

  /** Names whose value is a secret if it is a word at all; names and ARNs of secrets have other names. */
  private static final Pattern NAME = Pattern.compile(
      "(?i).*(?:password|passwd|secret_key|secret_string|access_key|api_?key|private_key|auth_token|routing_key)");

  /** Names that somebody gives a secret in a tag or in a program's environment. */
  private static final Pattern VARIABLE = Pattern.compile(
      "(?i).*(?:passw(?:or)?d|passphrase|secret|token|credentials?|(?:access|api|auth|private|secret|signing|encryption)[-_]?key)");

  private SecretForms() {}

  /** The credentials in a text. */
  public static Matcher credentials(String text) {
    return CREDENTIAL.matcher(text);
  }

  /** Whether an argument of this name holds a secret. */
  public static boolean names(String argument) {
    return NAME.matcher(argument).matches();
  }

  /** Whether a tag or a variable of this name holds a secret. */
  public static boolean namesVariable(String name) {
    return VARIABLE.matcher(name).matches();
  }
}
