package groundplan.settings;

import groundplan.redact.SecretPatterns;
import java.util.List;

/** Refuses secrets that were typed into a settings file: they would end up in the repository, in plans and in states. */
final class TypedSecrets {
    private TypedSecrets() {}

    static void check(Node node, List<Problem> problems) {
        check(node, "", problems);
    }

    private static void check(Node node, String path, List<Problem> problems) {
        if (node instanceof Node.Mapping mapping) {
            mapping.entries().forEach((key, entry) -> {
                String below = Binder.join(path, key);
                boolean named = SecretPatterns.names(key)
                        && entry.value() instanceof Node.Scalar scalar
                        && scalar.type() != Node.Type.BOOLEAN
                        && scalar.type() != Node.Type.NOTHING
                        && scalar.text().length() > 3
                        && !SecretPatterns.NAMES_OF_SECRETS.matcher(below).find()
                        && !scalar.text().startsWith("arn:");
                if (named) {
                    problems.add(new Problem(entry.mark(), below, advice()));
                }
                check(entry.value(), below, problems);
            });
        } else if (node instanceof Node.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                check(sequence.items().get(i), path + "[" + i + "]", problems);
            }
        } else if (node instanceof Node.Scalar scalar && SecretPatterns.isCredential(scalar.text())) {
            problems.add(new Problem(scalar.mark(), path, advice()));
        }
    }

    private static String advice() {
        return "looks like a secret, and settings are committed: keep the value in Secrets Manager (a unit of kind secrets) and"
                + " name it here";
    }
}
